"""What was said on an item: the owner's explanations and whether they held, the executor's answer, old decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.clock import day_of
from tracker.documents.model import Cell, Column, Table
from tracker.documents.needs import fate_words
from tracker.documents.pack.fate import decisions
from tracker.documents.pack.words import Words
from tracker.queries.explanations import Explanation
from tracker.text.vocab import word

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter

#: explanations and decisions shown on an item's page, the newest first
SHOWN = 3


def kept(of: Words, item: ItemMatter) -> str:
    """How many promised days held and how many did not; that nothing was explained is said."""
    t, given = of.t, item.explanations
    if not given:
        return t("The owner has given no explanation.")
    return t(
        "Promised days that held: {kept}; that did not: {broken}; still ahead: {ahead}.",
        kept=item.kept,
        broken=item.broken,
        ahead=len(given) - item.kept - item.broken,
    )


def explained(of: Words, item: ItemMatter) -> Iterator[Table]:
    """The owner's explanations with the day each promised and whether it held; nothing where there is none."""
    t, given = of.t, item.explanations
    if not given:
        return
    columns = (
        Column(t("Explained"), width=1.3),
        Column(t("Cause and what is being done"), width=4.6),
        Column(t("Promised for"), width=1.5),
        Column(t("Whether it held"), width=1.6),
    )
    rows = tuple(_explanation(of, one, item.assessed.owner) for one in given[:SHOWN])
    yield Table(t("The owner's explanations, the newest first"), columns, rows, max(0, len(given) - SHOWN))


def _explanation(of: Words, one: Explanation, owner: str | None) -> tuple[Cell, ...]:
    cause = word("cause", one.cause, of.language)
    said = [one.corrective_action]
    if one.words:
        said.insert(0, one.words)
    return (
        Cell(of.short(day_of(one.explained_at)), None if one.author == owner else of.who(one.author)),
        Cell(cause, ". ".join(part.rstrip(".") for part in said) + "."),
        Cell(of.short(one.expected_on)),
        Cell(fate_words(one.held, of.t)),
    )


def answer(of: Words, item: ItemMatter) -> Cell:
    """The executor's answer with its evidence, or that none came by the day."""
    t, given = of.t, item.answer
    if given is None:
        return Cell(item.answer_missing or t("No executor is named, so nobody was asked to answer."))
    late = t(", after the day to answer by") if given.late else ""
    source = t("Evidence: {words}", words=given.evidence) if given.evidence else t("No evidence was given.")
    who = t("{who}, {day}{late}", who=of.who(given.author), day=of.day(day_of(given.said_at)), late=late)
    return Cell(given.words, f"{who}. {source}")


def decided(of: Words, item: ItemMatter) -> Iterator[Table]:
    """Decisions of earlier hearings on it, silent ones first."""
    if not item.decisions:
        return
    shown = item.decisions[:SHOWN]
    table = decisions(of, shown, of.t("Earlier decisions on it"), about=False)
    yield Table(table.caption, table.columns, table.rows, len(item.decisions) - len(shown))
