"""The list an executor gets before a hearing: its items with their figures, and where the answer is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.documents.model import Cell, Column, Document, Section, Table
from tracker.documents.pack.figures import terms_words
from tracker.documents.pack.opening import document
from tracker.documents.pack.words import Words
from tracker.text.vocab import word

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter


def items_of(of: Words, executor: str) -> list[ItemMatter]:
    """The items of the agenda that an executor answers for."""
    return [item for item in of.matter.items if item.assessed.executor == executor]


def executor_title(of: Words, executor: str) -> str:
    """The executor's name, its id where nothing names it."""
    for item in of.matter.items:
        if item.assessed.executor == executor and item.executor_title:
            return of.say(item.executor_title)
    return of.say(of.matter.executor_titles.get(executor)) or executor


def until(of: Words) -> str:
    """By when to answer, and what is printed otherwise."""
    day = of.matter.hearing.answer_by
    if day is None:
        return of.t("No day to answer by is set yet.")
    return of.t(
        "Answer by {day}. The answer is printed beside the figure; without one it is printed that none came.",
        day=day,
    )


def executor_list(of: Words, executor: str) -> Document:
    """The executor's items as a document; that there is none is said."""
    t, listed = of.t, items_of(of, executor)
    heading = t("Items")
    section = Section(heading, said=t("No item of this hearing is this executor's."), level=1)
    if listed:
        columns = (
            Column(t("Item"), width=3.4),
            Column(t("Promise"), width=2.6),
            Column(t("Reported"), width=1.8),
            Column(t("By plan on that day"), width=1.6),
            Column(t("Status"), width=1.5),
            Column(t("Answer"), width=2.6),
        )
        section = Section(
            heading, (Table(heading, columns, tuple(_row(of, item) for item in listed)),), level=1
        )
    title = t("Items to answer for: {who}", who=executor_title(of, executor))
    kind, meta = t("Executor's list"), (until(of),)
    return document(of, kind, (section,), title=title, cover=False, place="executor-list", meta=meta)


def _row(of: Words, item: ItemMatter) -> tuple[Cell, ...]:
    one = item.assessed
    return (
        Cell(f"{item.place}. {of.say(one.title)}", of.say(one.territory_title)),
        Cell(terms_words(of, item.explained.terms)),
        Cell(of.value(one.observed, one), of.short(one.period_end) if one.period_end else None),
        Cell(by_plan(of, item)),
        Cell(word("status", one.status, of.language), status=one.status),
        Cell(item.answer.words if item.answer else of.t("not answered yet")),
    )


def by_plan(of: Words, item: ItemMatter) -> str:
    """The plan on the day the figure speaks of, in the unit where there is one, else as a share."""
    from tracker.text.values import rounded

    one = item.assessed
    if one.planned is not None:
        return of.value(rounded(one.planned), one, "no_plan")
    return of.percent(one.planned_progress, "no_plan")
