"""By executor: each state body across all programs, with its share of the shortfall, its best and worst, its causes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.documents.model import Cell, Column, Facts, Section, Table
from tracker.documents.pack.words import Words
from tracker.queries.indicators import Assessed
from tracker.text.vocab import word

if TYPE_CHECKING:
    from tracker.hearing.matter import ExecutorMatter

#: bodies opened below the table, those that make most of the shortfall
OPENED = 6


def bodies(of: Words, *, opened: int = OPENED, least: int = 2) -> Iterator[Section]:
    """The chapter of the executors, ``opened`` of them with their best and worst; nothing where there are
    fewer than ``least``.
    """
    listed, t = of.matter.by_executor, of.t
    if len(listed) < least:
        return
    heading = t("By executor")
    columns = (
        Column(t("Executor"), width=3.2),
        Column(t("Done, and by plan today"), width=2.8),
        Column(t("Of the whole shortfall"), number=True, width=1.6),
        Column(t("Behind, of its indicators"), number=True, width=2.0),
        Column(t("Items of the agenda"), width=1.4),
    )
    rows = tuple(_row(of, one) for one in listed)
    said = t(
        "Each body across all programs of the territory and below; base of the shares: the whole shortfall of these."
    )
    yield Section(heading, (Table(heading, columns, rows),), said=said, level=1)
    for one in [one for one in listed if one.share > 0][:opened]:
        yield Section(of.executor(one.title), (_opened(of, one),), level=2)


def _row(of: Words, one: ExecutorMatter) -> tuple[Cell, ...]:
    t, name = of.t, of.executor(one.title)
    return (
        Cell(name),
        of.bar_cell(name, one.figures),
        Cell(of.percent(one.share)),
        Cell(t("{n} of {total}", n=one.lagging, total=one.figures.indicators)),
        Cell(", ".join(str(place) for place in one.items) or t("none")),
    )


def _opened(of: Words, one: ExecutorMatter) -> Facts:
    t = of.t
    causes = "; ".join(
        t("{cause} ({n} times)", cause=word("cause", cause, of.language), n=n) for cause, n in one.causes
    )
    return Facts(
        (
            (t("Worst"), Cell(_listed(of, one.worst) or t("nothing is behind its plan"))),
            (t("Best"), Cell(_listed(of, one.best) or t("nothing is on plan"))),
            (t("Causes named more than once"), Cell(causes or t("no cause was named twice"))),
        )
    )


def _listed(of: Words, items: tuple[Assessed, ...]) -> str:
    return "; ".join(f"{of.say(one.title)} ({of.behind(one)})" for one in items)
