"""What was said on an item: the owner's explanations and whether they held, the executor's answer, old decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.clock import day_of
from tracker.documents.model import Block, Cell, Column, Paragraph, Table
from tracker.documents.needs import fate_words
from tracker.documents.pack.fate import decisions
from tracker.documents.pack.words import Words
from tracker.queries.explanations import Explanation
from tracker.text.vocab import word

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter

#: explanations and decisions shown on an item's page, the newest first
SHOWN = 4


def explained(of: Words, item: ItemMatter) -> Iterator[Block]:
    """The owner's explanations with the day each promised and whether it held."""
    t, given = of.t, item.explanations
    if not given:
        yield Paragraph(t("The owner has given no explanation."))
        return
    ahead = len(given) - item.kept - item.broken
    said = t("Promised days that held: {kept}; that did not: {broken}; still ahead: {ahead}.", kept=item.kept,
             broken=item.broken, ahead=ahead)  # fmt: skip
    columns = (
        Column(t("Explained"), width=1.3),
        Column(t("Cause and what is being done"), width=4.6),
        Column(t("Promised for"), width=1.5),
        Column(t("Whether it held"), width=1.6),
    )
    rows = tuple(_explanation(of, one) for one in given[:SHOWN])
    yield Table(said, columns, rows, max(0, len(given) - SHOWN))


def _explanation(of: Words, one: Explanation) -> tuple[Cell, ...]:
    cause = word("cause", one.cause, of.language)
    said = [one.corrective_action]
    if one.words:
        said.insert(0, one.words)
    return (
        Cell(of.short(day_of(one.explained_at)), one.author),
        Cell(cause, ". ".join(part.rstrip(".") for part in said) + "."),
        Cell(of.short(one.expected_on)),
        Cell(fate_words(one.held, of.t)),
    )


def answers(of: Words, item: ItemMatter) -> Iterator[Block]:
    """The executor's answer, or that none came by the day."""
    t, answer = of.t, item.answer
    if answer is None:
        yield Paragraph(item.answer_missing or t("No executor is named, so nobody was asked to answer."))
        return
    late = t(", after the day to answer by") if answer.late else ""
    source = t("Evidence: {words}", words=answer.evidence) if answer.evidence else t("No evidence was given.")
    lead = t("{who}, {day}{late}:", who=answer.author, day=of.day(day_of(answer.said_at)), late=late)
    yield Paragraph(answer.words, lead=lead, note=source)


def decided(of: Words, item: ItemMatter) -> Iterator[Block]:
    """Decisions of earlier hearings on it, silent ones first."""
    if not item.decisions:
        return
    shown = item.decisions[:SHOWN]
    table = decisions(of, shown, of.t("Earlier decisions on it"))
    yield Table(table.caption, table.columns, table.rows, len(item.decisions) - len(shown))
