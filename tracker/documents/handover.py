"""The handover sheet: what a successor takes over with a seat, and from whom.

Owns its parts: open shortfalls, disputed reports, promised days, requests, coming due dates, former holders.
"""

from __future__ import annotations

from datetime import timedelta

from tracker.access import Actor
from tracker.documents.card import bar, explained, headline, overdue, unanswered, vacancy, worst
from tracker.documents.matter import Matter, matter
from tracker.documents.model import Cell, Column, Document, Place, Section, Table
from tracker.documents.needs import fate
from tracker.queries.ask import Ask
from tracker.queries.directory import Holding, holdings
from tracker.queries.explain import explained as opened
from tracker.queries.explanations import Explanation, explanations, requests
from tracker.queries.measures import measures_of
from tracker.store import Store
from tracker.text import N_
from tracker.text.values import value
from tracker.text.vocab import word

#: how far ahead due dates are listed, in days
AHEAD = 366
MEASURES_AHEAD = 183


def handover(store: Store, actor: Actor, ask: Ask, seat: str, language: str) -> Document:
    """The handover sheet of a seat as of a day. Raises InputError when no roster names the seat."""
    of = matter(store, actor, ask, seat, language)
    given = explanations(store, actor, of.ask, of.scope)
    asked = requests(store, actor, of.ask, of.scope)
    held = holdings(store, actor, of.ask, seat)
    sections = [
        _holders(of, held),
        *((worst(of), _disputed(of), _promised(of, given), *unanswered(of, asked)) if of.figures else ()),
        *((overdue(of), _coming(of), *_measures(of)) if of.figures else ()),
        *((explained(of, given),) if given else ()),
    ]
    return Document(
        place=Place("handover", seat),
        language=language,
        as_of=ask.as_of,
        basis=ask.basis,
        revision=of.ask.at(store),
        over=f"{of.t('Handover sheet')} · {of.over()}",
        title=headline(of),
        meta=of.meta(),
        bar=bar(of),
        badge=of.badge(),
        notice=vacancy(of),
        sections=tuple(sections),
        foot=of.foot(),
        how=of.how(),
        links=((of.t("Member card"), Place("member", seat)), (of.t("All seats"), Place("seats"))),
    )


def _holders(of: Matter, held: list[Holding]) -> Section:
    """Everybody who held the seat, each with their days; a day between two is said to be vacant."""
    lines, before = [], None
    for one in held:
        if (
            before is not None
            and before.to is not None
            and one.from_
            and one.from_ - before.to > timedelta(1)
        ):
            day = timedelta(1)
            lines.append(
                (Cell(of.held(None)), Cell(of.short(before.to + day)), Cell(of.short(one.from_ - day)))
            )
        lines.append((Cell(of.say(one.holder)), _day(of, one.from_), _day(of, one.to)))
        before = one
    if before is not None and before.to is not None and before.to < of.ask.as_of:
        lines.append((Cell(of.held(None)), Cell(of.short(before.to + timedelta(1))), Cell("")))
    columns = (Column(of.t("Holder")), Column(of.t("From")), Column(of.t("To")))
    heading = of.t("Who held this seat")
    if not lines:
        return Section(heading, said=of.t("The seat is vacant: no roster names a holder."))
    return Section(heading, (Table(heading, columns, tuple(lines)),))


def _day(of: Matter, on) -> Cell:
    return Cell("…" if on is None else of.short(on))


def _disputed(of: Matter) -> Section:
    """Indicators whose newest report party control disputes, with the reason."""
    heading = of.t("Disputed reports")
    disputed = [item for item in of.items if item.disputed]
    if not disputed:
        return Section(heading, said=of.t("No report is disputed."))
    lines = tuple(
        (
            Cell(of.say(item.title), place=Place("indicator", item.indicator)),
            Cell(value(item.observed, item.kind, item.unit, of.language)),
            Cell(of.short(item.period_end)),
            Cell(_reason(of, item.indicator)),
        )
        for item in disputed
    )
    columns = tuple(
        Column(of.t(n)) for n in (N_("Indicator"), N_("Reported"), N_("Period until"), N_("Reason given"))
    )
    return Section(heading, (Table(heading, columns, lines),), of.t("Disputed reports: {n}.", n=len(lines)))


def _reason(of: Matter, indicator: str) -> str:
    found = opened(of.store, of.actor, of.ask, indicator)
    reasons = [
        review.reason
        for report in found.reports
        if report.chosen
        for review in report.reviews
        if review.verdict == "disputed" and review.reason
    ]
    return reasons[-1] if reasons else of.t("none given")


def _promised(of: Matter, given: list[Explanation]) -> Section:
    """Promised days still ahead, the nearest first."""
    heading = of.t("Promised days still ahead")
    ahead = sorted((one for one in given if one.held is None), key=lambda one: one.expected_on)
    if not ahead:
        return Section(heading, said=of.t("No promised day lies ahead."))
    lines = tuple(
        (
            Cell(of.say(one.title), one.corrective_action, Place("indicator", one.indicator)),
            Cell(of.short(one.expected_on), fate(of, one.held)),
            Cell(of.seat_title(one.seat) if one.seat else ""),
        )
        for one in ahead
    )
    columns = (Column(of.t("Indicator")), Column(of.t("Promised for")), Column(of.t("Promised by")))
    return Section(heading, (Table(heading, columns, lines),))


def _coming(of: Matter) -> Section:
    """Indicators whose due date lies within a year ahead."""
    heading = of.t("Due within a year")
    last = of.ask.as_of + timedelta(AHEAD)
    coming = sorted(
        (item for item in of.items if not item.closed and of.ask.as_of <= item.due <= last),
        key=lambda item: (item.due, item.indicator),
    )
    if not coming:
        return Section(heading, said=of.t("No indicator falls due within a year."))
    lines = tuple(
        (
            Cell(of.say(item.title), place=Place("indicator", item.indicator)),
            Cell(of.short(item.due)),
            Cell(value(item.target, item.kind, item.unit, of.language)),
            Cell(value(item.observed, item.kind, item.unit, of.language)),
        )
        for item in coming
    )
    columns = tuple(Column(of.t(name)) for name in (N_("Indicator"), N_("Due"), N_("Target"), N_("Reported")))
    return Section(heading, (Table(heading, columns, lines),))


def _measures(of: Matter):
    """Measures that are late, or fall due within half a year."""
    last = of.ask.as_of + timedelta(MEASURES_AHEAD)
    titles = {item.indicator: item for item in of.items}
    found = sorted(
        (
            one
            for one in measures_of(of.store, of.actor, of.ask, of.scope)
            if one.due
            and one.state in ("not_started", "under_way", "accepted")
            and (one.late or one.due <= last)
        ),
        key=lambda one: (one.due, one.measure),
    )
    if not found:
        return
    lines = tuple(
        (
            Cell(of.say(one.title), of.say(titles[one.indicator].title), Place("indicator", one.indicator)),
            Cell(of.short(one.due), word("measure_state", "late", of.language) if one.late else None),
            Cell(word_of(of, one)),
        )
        for one in found
    )
    columns = (Column(of.t("Measure")), Column(of.t("Due")), Column(of.t("State")))
    said = of.t("Late: {late}; due within half a year: {coming}.", late=sum(one.late for one in found),
                coming=sum(not one.late for one in found))  # fmt: skip
    yield Section(
        of.t("Measures late or due soon"), (Table(of.t("Measures late or due soon"), columns, lines),), said
    )


def word_of(of: Matter, one) -> str:
    """A measure's state, and its stage where one is known."""
    state = word("measure_state", one.state, of.language)
    return f"{state} ({word('stage', one.stage, of.language)})" if one.stage else state
