"""What became of earlier decisions: the first page of a hearing, silent ones first, "180 of 273 done" with its base."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.clock import day_of
from tracker.documents.model import Cell, Column, Paragraph, Section, Table
from tracker.documents.pack.words import Words
from tracker.queries.decisions import Decision, Fate
from tracker.text import N_
from tracker.text.values import value

_FATE = {
    "silent": N_("silent: the day is past and not a word was said"),
    "overdue": N_("past its day, not closed"),
    "open": N_("its day is still ahead"),
    "done": N_("done and confirmed"),
}
_SHORT = {
    "silent": N_("Nobody answers"),
    "overdue": N_("Past its day"),
    "open": N_("Still open"),
    "done": N_("Closed"),
}
_WAY = {"value": N_("by a reported value"), "document": N_("by a document"), "visit": N_("by a visit")}


def earlier(of: Words, *, page: bool = True) -> Iterator[Section]:
    """The chapter of earlier decisions; nothing where there was no hearing before and nothing was decided."""
    fate, t = of.matter.earlier, of.t
    previous = of.matter.previous
    if not fate.total and previous is None:
        return
    heading = t("What was demanded before, and what came of it")
    if not fate.total:
        said = t("The hearing of {day} recorded no decisions.", day=previous.held_on)
        yield Section(heading, said=said, level=1, page=page)
        return
    blocks = (Paragraph(counted(of, fate)), decisions(of, fate.decisions, heading))
    yield Section(heading, blocks, level=1, page=page)


def counted(of: Words, fate: Fate) -> str:
    """How many were done of how many, and what the rest is."""
    t = of.t
    rest = [
        t("{n} {fate}", n=n, fate=t(_FATE[kind]))
        for kind, n in (("silent", fate.silent), ("overdue", fate.overdue), ("open", fate.open))
        if n
    ]
    said = t(
        "{done} of {total} decisions of earlier hearings in this territory are done and confirmed by somebody other "
        "than the one responsible.",
        done=fate.done,
        total=fate.total,
    )
    return said + (" " + t("The others: {rest}.", rest="; ".join(rest)) if rest else "")


def decisions(of: Words, listed: tuple[Decision, ...], caption: str, *, about: bool = True) -> Table:
    """Decisions with who answers for them, by when, and how they stand; ``about`` names the indicator of each."""
    t = of.t
    columns = (
        Column(t("Decision"), width=4.0),
        Column(t("Responsible"), width=2.2),
        Column(t("Due"), width=1.3),
        Column(t("How it stands"), width=3.2),
    )
    return Table(caption, columns, tuple(_row(of, one, about) for one in listed))


def _row(of: Words, one: Decision, named: bool) -> tuple[Cell, ...]:
    t = of.t
    about = [of.say(one.indicator_title)] if named and one.indicator_title else []
    about.append(t("hearing of {day}", day=one.held_on))
    stands = Cell(t(_SHORT[one.fate]), standing(of, one), strong=True)
    days = t.plural("{n} day past", "{n} days past", one.days_overdue) if one.days_overdue else None
    return (
        Cell(one.words, " · ".join(about)),
        Cell(of.say(one.responsible)),
        Cell(of.short(one.due_on), days),
        stands,
    )


def standing(of: Words, one: Decision) -> str:
    """The last word on a decision, and against what it was closed."""
    t = of.t
    if one.closing is not None:
        what = t(_WAY[one.closing.way])
        if one.closing.value is not None:
            what += f" ({value(one.closing.value, 'level', one.unit, of.language)}, {of.short(one.closing.period_end)})"
        elif one.closing.evidence:
            what += f" ({one.closing.evidence})"
        return t(
            "closed on {day} {way}, by {who}",
            day=day_of(one.closing.said_at),
            way=what,
            who=of.who(one.closing.author),
        )
    if one.word is not None:
        said = t(
            "{who}, {day}: {words}",
            who=of.who(one.word.author),
            day=day_of(one.word.said_at),
            words=one.word.words,
        )
        if one.word.state == "done" and one.word.evidence is None:
            said += " " + t("No evidence was given.")
        return said
    if one.fate == "silent":
        return t("Nothing was said. To be shown: {evidence}", evidence=one.evidence)
    return t("Nothing was said yet. To be shown: {evidence}", evidence=one.evidence)
