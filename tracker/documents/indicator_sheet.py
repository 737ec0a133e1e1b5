"""One indicator as a document: why it has its status, its course, who carries and executes it, what was reported.

The words of the status are :mod:`tracker.documents.why`'s, so that they are the same here as on the page.
"""

from __future__ import annotations

from tracker.access import Actor
from tracker.clock import day_of
from tracker.documents.matter import called, seat_name
from tracker.documents.model import (
    Cell,
    Column,
    Document,
    Facts,
    Lines,
    Paragraph,
    Picture,
    Place,
    Section,
    Table,
)
from tracker.documents.outlook import METHOD, outlook
from tracker.documents.why import sentence, why
from tracker.draw.indicator import indicator_bar
from tracker.draw.trajectory import trajectory_svg
from tracker.queries.ask import Ask, Scope
from tracker.queries.directory import executors, holds_demonstration, seats
from tracker.queries.explain import Considered, Explained
from tracker.queries.explain import explained as opened
from tracker.queries.explanations import explanations
from tracker.queries.forecast import forecast_of
from tracker.queries.trajectory import trajectory_of
from tracker.store import Store
from tracker.text import N_, Translator, day, pick, short_day, translator
from tracker.text.values import value, why_missing
from tracker.text.vocab import word

#: reports shown, the newest first
REPORTS = 24


def indicator_sheet(store: Store, actor: Actor, ask: Ask, indicator: str, language: str) -> Document:
    """The sheet of an indicator as of a day. Raises InputError when it is not there on the day and basis."""
    ask = Ask(ask.as_of, ask.basis, ask.at(store))
    of, t = opened(store, actor, ask, indicator), translator(language)
    item = of.assessed
    said = sentence(of, language)
    place = " · ".join(
        pick(text, language) for text in (item.program_title, item.section_title, item.territory_title)
    )
    sections = [
        Section(t("Who answers for it"), (_people(store, actor, ask, of, t),)),
        Section(t("Course"), (Picture(trajectory_svg(trajectory_of(of), said, language=language, theme="auto",
                                                     width=380, height=270), said),)),
        Section(t("Why this status"), (Lines(tuple(why(of, language))),), name="why"),
        Section(t("If it goes on so"), (Lines(tuple(outlook(forecast_of(of), language))),
                                        Paragraph(t(METHOD), quiet=True)), name="outlook"),
        *_answers(store, actor, ask, indicator, t),
        _reports(of, t),
    ]  # fmt: skip
    source = f" {of.source_url}" if of.source_url else ""
    return Document(
        place=Place("indicator", indicator),
        language=language,
        as_of=ask.as_of,
        basis=ask.basis,
        revision=ask.at(store),
        over=place,
        title=pick(item.title, language),
        meta=(f"{t('As of')}: {day(ask.as_of, language)} · {word('basis', ask.basis, language)}",),
        sections=(
            Section("", (Picture(indicator_bar(item, language=language, theme="auto"), ""),), said),
            *sections,
        ),
        badge=t("Demonstration") if item.demonstration or holds_demonstration(store) else None,
        foot=(
            f"{t('Sources:')} {pick(item.program_title, language)}.{source}",
            t(
                "Ledger revision {head}; the same revision and day give the same figures for ever ({day}).",
                head=ask.at(store),
                day=ask.as_of,
            ),
        ),
        links=(
            *(((t("Member card"), Place("member", item.owner)),) if item.owner else ()),
            (t("All seats"), Place("seats")),
        ),
    )


def _people(store: Store, actor: Actor, ask: Ask, of: Explained, t: Translator) -> Facts:
    item, known = of.assessed, {seat.seat: seat for seat in seats(store, actor, ask)}
    bodies = {one.executor: one for one in executors(store, actor, ask)}

    def seat(of_seat: str | None, holder) -> Cell:
        if of_seat is None:
            return Cell(why_missing("no_owner", t.language))
        held = pick(holder, t.language) if holder else why_missing("vacant", t.language)
        return Cell(seat_name(known, of_seat, t.language), held, Place("member", of_seat))

    return Facts(
        (
            (t("Carried by"), seat(item.owner, item.holder)),
            (t("Section carried by"), seat(item.section_owner, item.section_holder)),
            (t("Executes"), Cell(called(bodies, item.executor, t.language))),
            (t("Reported by"), Cell(item.author or why_missing("not_reported", t.language))),
            (t("Verified by"), Cell(item.reviewer or why_missing("not_verified", t.language))),
        )
    )


def _answers(store: Store, actor: Actor, ask: Ask, indicator: str, t: Translator):
    from tracker.documents.needs import fate_words, said_by

    known = {seat.seat: seat for seat in seats(store, actor, ask)}
    given = explanations(store, actor, ask, Scope(indicator=indicator))
    if not given:
        return
    lines = tuple(
        (
            Cell(
                short_day(day_of(one.explained_at), t.language),
                said_by(t, seat_name(known, one.seat, t.language), one) if one.seat else None,
            ),
            Cell(word("cause", one.cause, t.language), one.corrective_action),
            Cell(short_day(one.expected_on, t.language), fate_words(one.held, t)),
        )
        for one in given
    )
    heading = t("Explanations and promised days")
    columns = tuple(Column(t(name)) for name in (N_("Explained"), N_("Cause and action"), N_("Promised for")))
    yield Section(heading, (Table(heading, columns, lines),))


def _reports(of: Explained, t: Translator) -> Section:
    heading = t("Reports")
    if not of.reports:
        return Section(heading, said=t("No report is known on this day."))
    newest = tuple(reversed(of.reports))
    lines = tuple(_line(one, of, t) for one in newest[:REPORTS])
    names = (N_("Period until"), N_("Reported"), N_("Control"), N_("Evidence and note"))
    table = Table(heading, tuple(Column(t(name)) for name in names), lines, max(0, len(newest) - REPORTS))
    said = t("Every report known on the day shown; a correction is a later report, nothing is deleted.")
    return Section(heading, (table,), said)


def _line(one: Considered, of: Explained, t: Translator) -> tuple[Cell, ...]:
    item = of.assessed
    verdict = word("verdict", one.verdict, t.language) if one.verdict else t("not reviewed")
    return (
        Cell(short_day(one.period_end, t.language), None if one.newest_word else t("corrected later")),
        Cell(value(one.value, item.kind, item.unit, t.language), f"{one.author}, {_said_on(one, t)}"),
        Cell(verdict, one.reviews[-1].reviewer if one.reviews else None),
        Cell(one.evidence or "", one.note),
    )


def _said_on(one: Considered, t: Translator) -> str:
    return short_day(day_of(one.reported_at), t.language)
