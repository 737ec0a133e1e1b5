"""The revision before a hearing: what can be judged at all, with what evidence, and what is to be repaired by whom."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.model import Block, Cell, Column, Document, Facts, Paragraph, Section, Table
from tracker.documents.pack.legend import legend, sources
from tracker.documents.pack.opening import document
from tracker.documents.pack.words import Words
from tracker.queries.evaluability import CHECKS, REPAIRED_BY, Judged, Repair, Revision
from tracker.text import N_
from tracker.text.vocab import word

_LACKS = {
    "baseline": N_("no baseline to measure from"),
    "unit": N_("no unit"),
    "first_value": N_("no first value reported"),
    "period": N_("the reporting period does not fit into the promise's time"),
    "dated_target": N_("no dated point between start and end"),
    "source": N_("no source of the promise"),
    "owner": N_("nobody carries it"),
    "evidence": N_("the newest value has no evidence"),
    "verification": N_("the newest value was never looked at by party control"),
}
_WHOSE = {
    "program": N_("those who keep the program file"),
    "bureau": N_("the Bureau: appoint an owner"),
    "owner": N_("the owner"),
    "party_control": N_("party control"),
}


def title(of: Words) -> str:
    """The finding of the revision in a sentence."""
    found, t = of.matter.revision, of.t
    if not found.indicators:
        return t("There is no indicator to judge on this day")
    if found.share is None:
        return t("{judgeable} of {indicators} indicators can be judged", judgeable=found.judgeable,
                 indicators=found.indicators)  # fmt: skip
    return t(
        "{judgeable} of {indicators} indicators can be judged: {share} of the program by weight",
        judgeable=found.judgeable,
        indicators=found.indicators,
        share=of.percent(found.share),
    )


def summary(of: Words, *, brief: bool = False) -> Iterator[Section]:
    """The pack's chapter of the revision; ``brief`` leaves the table of what is lacking out."""
    if of.matter.revision.indicators:
        heading = of.t("Revision: what can be judged at all")
        blocks: tuple[Block, ...] = (_facts(of), _lacking(of))
        if brief:
            blocks = (Paragraph("; ".join(f"{name}: {cell.text}" for name, cell in _facts(of).facts) + "."),)
        yield Section(heading, blocks, said=title(of) + ".", level=1)


def revision_document(of: Words) -> Document:
    """The revision report: every indicator judged, what it lacks, and what is to be repaired by whom."""
    t, found = of.t, of.matter.revision
    sections: list[Section] = []
    if found.indicators:
        heading = t("What was found")
        sections.append(Section(heading, (_facts(of), _lacking(of)), level=1))
        sections += _repairs(of, found)
        sections += _judged(of, found)
    long = len(found.judged) > 12
    sections += [legend(of, page=long), sources(of)] if long else [sources(of)]
    return document(of, t("Revision report"), tuple(sections), title=title(of), cover=long, place="revision")


def _facts(of: Words) -> Facts:
    t, found = of.t, of.matter.revision
    pairs = (
        (t("Newest values with evidence"), found.with_evidence, found.reported, t("of the newest values")),
        (t("Reports looked at by party control"), found.checked, found.reports, t("of all reports known")),
        (t("Of these held as reported"), found.held, found.checked, t("of those looked at")),
    )
    facts = [
        (name, Cell(t("{n} of {total}", n=n, total=total), base if total else t("there is none yet")))
        for name, n, total, base in pairs
    ]
    facts.append(
        (
            t("Indicators with findings that do not fit together"),
            Cell(t("{n} of {total}", n=found.contradicted, total=found.indicators)),
        )
    )
    return Facts(tuple(facts))


def _lacking(of: Words) -> Table:
    t, found = of.t, of.matter.revision
    columns = (
        Column(t("What is lacking"), width=4),
        Column(t("Indicators"), number=True, width=1.5),
        Column(t("Share of the indicators"), number=True, width=1.5),
        Column(t("Whose it is to repair"), width=3),
    )
    rows = tuple(
        (
            Cell(t(_LACKS[check])),
            Cell(str(found.lacking.get(check, 0))),
            Cell(of.percent(found.lacking.get(check, 0) / found.indicators)),
            Cell(t(_WHOSE[REPAIRED_BY[check]])),
        )
        for check in CHECKS
    )
    caption = t("Base: {indicators}; one may lack several things", indicators=of.indicators(found.indicators))
    return Table(caption, columns, rows)


def _repairs(of: Words, found: Revision) -> Iterator[Section]:
    t = of.t
    heading = t("What to repair before the hearing")
    if not found.repairs:
        yield Section(heading, said=t("Nothing is to be repaired."), level=1)
        return
    columns = (
        Column(t("Indicator"), width=4),
        Column(t("What is lacking"), width=3),
        Column(t("Whose it is"), width=3),
    )
    rows = tuple(
        (Cell(of.say(one.title)), Cell(t(_LACKS[one.lack])), Cell(_whose(of, one))) for one in found.repairs
    )
    yield Section(
        heading, (Table(heading, columns, rows),), said=t("What bars a judgement comes first."), level=1
    )


def _whose(of: Words, one: Repair) -> str:
    if one.whose != "owner":
        return of.t(_WHOSE[one.whose])
    if one.seat is not None:
        return of.who(one.seat)
    if one.executor is not None:
        return of.who(one.executor)
    return of.missing("no_owner")


def _judged(of: Words, found: Revision) -> Iterator[Section]:
    t = of.t
    heading = t("Every indicator judged")
    columns = (
        Column(t("Indicator"), width=3.6),
        Column(t("Status"), width=1.6),
        Column(t("Can be judged"), width=2.9),
        Column(t("Reports: known, looked at, held"), width=1.9),
        Column(t("Findings"), number=True, width=1.0),
    )
    rows = tuple(_row(of, one) for one in found.judged)
    yield Section(heading, (Table(heading, columns, rows),), level=1, page=len(rows) > 12)


def _row(of: Words, one: Judged) -> tuple[Cell, ...]:
    t = of.t
    lacks = "; ".join(t(_LACKS[check]) for check in one.lacks)
    return (
        Cell(of.say(one.title), of.say(of.matter.territory_titles.get(one.territory)) or None),
        Cell(word("status", one.status, of.language), status=one.status),
        Cell(t("yes") if one.judgeable else t("no"), lacks or t("nothing is lacking")),
        Cell(t("{reports}, {checked}, {held}", reports=one.reports, checked=one.checked, held=one.held)),
        Cell(str(one.contradictions)),
    )
