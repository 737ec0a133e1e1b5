"""The protocol of a hearing: what was heard, what was answered item by item, what was decided, who signs."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.clock import day_of
from tracker.documents.model import Block, Cell, Column, Document, Facts, Paragraph, Section, Table
from tracker.documents.pack.legend import sources
from tracker.documents.pack.opening import document
from tracker.documents.pack.whole import base
from tracker.documents.pack.words import Words
from tracker.documents.why import sentence
from tracker.queries.decisions import Decision
from tracker.queries.hearings import Note

_LINE = "_" * 24


def protocol(of: Words) -> Document:
    """The protocol; what was not answered is said."""
    t = of.t
    sections = [*_whole(of), *_items(of), *_decisions(of), _signed(of), sources(of, brief=True)]
    title = t("Protocol of the hearing of {day}", day=of.matter.hearing.held_on)
    return document(of, t("Protocol"), tuple(sections), title=title, cover=False, place="protocol")


def _whole(of: Words) -> Iterator[Section]:
    t, matter = of.t, of.matter
    from tracker.documents.pack.opening import sentence as whole_sentence

    blocks: list[Block] = []
    if matter.whole is not None:
        if matter.whole.execution is not None:
            blocks.append(of.bar(of.say(matter.hearing.territory_title), matter.whole))
        blocks.append(Paragraph(base(of, matter.whole), quiet=True))
    general = [note for note in matter.notes if note.indicator is None]
    blocks += [_note(of, note) for note in general]
    yield Section(t("What was heard"), tuple(blocks), said=whole_sentence(of) + ".", level=1)


def _items(of: Words) -> Iterator[Section]:
    t, matter = of.t, of.matter
    if not matter.items:
        return
    yield Section(t("Item by item"), level=1)
    for item in matter.items:
        blocks: list[Block] = []
        asked = {question.question: question.said for question in item.questions}
        for note in item.notes:
            if note.question in asked:
                blocks.append(Paragraph(asked[note.question], lead=t("Asked:")))
            blocks.append(_note(of, note))
        if not item.notes:
            blocks.append(Paragraph(t("No answer was noted on this item."), quiet=True))
        yield Section(
            f"{item.place}. {of.say(item.assessed.title)}",
            tuple(blocks),
            said=sentence(item.explained, of.language),
            level=2,
            status=item.assessed.status,
        )


def _note(of: Words, note: Note) -> Paragraph:
    return Paragraph(note.words, lead=of.t("Answered:"))


def _decisions(of: Words) -> Iterator[Section]:
    t, fate = of.t, of.matter.decisions
    heading = t("What was decided")
    if not fate.total:
        yield Section(heading, said=t("No decision was recorded."), level=1)
        return
    columns = (
        Column(t("No."), number=True, width=0.5),
        Column(t("Decision"), width=4.2),
        Column(t("Responsible"), width=2.2),
        Column(t("Due"), width=1.3),
        Column(t("What will close it"), width=2.6),
    )
    listed = sorted(fate.decisions, key=lambda one: (one.decided_at, one.decision))
    rows = tuple(_row(of, n, one) for n, one in enumerate(listed, 1))
    said = t(
        "A decision is closed only against a value, a document or a visit, by somebody other than the one responsible."
    )
    yield Section(heading, (Table(heading, columns, rows),), said=said, level=1)


def _row(of: Words, n: int, one: Decision) -> tuple[Cell, ...]:
    about = of.say(one.indicator_title) if one.indicator_title else None
    return (
        Cell(str(n)),
        Cell(one.words, about),
        Cell(of.say(one.responsible)),
        Cell(of.short(one.due_on)),
        Cell(one.evidence),
    )


def _signed(of: Words) -> Section:
    t = of.t
    pairs = tuple(
        (name, Cell(f"{_LINE}   {t('Day:')} {_LINE[:12]}")) for name in (t("Chair"), t("Secretary"))
    )
    prepared = t("Recorded in the ledger from {day}.", day=day_of(of.matter.hearing.created_at))
    return Section(t("Signed"), (Facts(pairs), Paragraph(prepared, quiet=True)), level=1)
