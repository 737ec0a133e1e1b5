"""One indicator opened into its own arithmetic: terms, values, days, reports considered, amendments."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.access.reach import numbers_seen
from tracker.errors import InputError
from tracker.queries.ask import Ask, Scope, rows, source, titles
from tracker.queries.indicators import Assessed, assessed
from tracker.store import Store
from tracker.store.connection import first_row


@dataclass(frozen=True, slots=True)
class Amended:
    """A decision that changed an indicator's terms; ``was`` holds the values replaced."""

    date: date
    action: str
    by: dict[str, str] | None
    cause: str | None
    note: dict[str, str] | None
    successor: str | None
    was: dict


@dataclass(frozen=True, slots=True)
class ReviewedAs:
    """A verdict on a report known on the day; one marked ``conflict`` confirms nothing."""

    verdict: str
    reviewer: str
    reviewed_at: datetime
    reason: str | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class Considered:
    """A report known on the day. ``newest_word`` on its period; ``chosen`` for the observed value,
    ``chosen_verified`` for the verified one. ``entered_late``: recorded on a later day than it was made; never so for
    a demonstration, which was not entered.
    """

    seq: int
    period_start: date
    period_end: date
    value: float
    reported_at: datetime
    author: str
    evidence: str | None
    note: str | None
    verdict: str | None
    reviews: tuple[ReviewedAs, ...]
    newest_word: bool
    chosen: bool
    chosen_verified: bool
    entered_late: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class YearTarget:
    """One year of an annual promise: target, observed and verified value, and the year's share (0..1) of each."""

    year: int
    target: float
    observed: float | None
    verified: float | None
    share: float
    verified_share: float
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the trajectory."""

    day: date
    value: float | None


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """The terms the arithmetic used, and the trajectory between S and E as points (none for annual, milestone)."""

    kind: str
    baseline: float | None
    target: float
    bound: str
    start: date
    due: date
    profile: str
    direction: str | None
    frequency: str
    grace_days: int
    weight: float
    on_track: float
    at_risk: float
    title: dict[str, str]
    unit: dict[str, str] | None
    plan: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An assessment with everything a pocket calculator needs to repeat it."""

    assessed: Assessed
    as_of: date
    basis: str
    terms: TermsInForce
    original: TermsInForce
    amendments: tuple[Amended, ...]
    reports: tuple[Considered, ...]
    years: tuple[YearTarget, ...]
    reached_on: date | None
    source_url: str | None
    source_on: date | None
    source_note: dict[str, str] | None


def explained(
    store: Store, actor: Actor, ask: Ask, indicator: str, item: Assessed | None = None
) -> Explained:
    """Everything behind one indicator's figures; ``item`` is its assessment by the same ask, where it is known already.

    Raises InputError when there is no such indicator, or none on that day and basis.
    """
    ask = replace(ask, head=ask.at(store))  # a report that arrives meanwhile is for the next question
    found = [item] if item is not None else assessed(store, actor, ask, Scope(indicator=indicator))
    if not found:
        raise InputError(_why_absent(store, ask, indicator), indicator=indicator, day=ask.as_of.isoformat())
    item = found[0]
    head = ask.at(store)
    with store.cursor() as cursor:
        place = rows(
            cursor,
            "select i.load, i.source_url, i.source_on, i.source_note_kk, i.source_note_ru, i.source_note_en, "
            f"a.version, a.report_seq, a.verified_seq, a.reached_on from {source(store, actor, ask)} a "
            "join store.indicator i on i.load = a.load and i.no = a.no where a.no = $no",
            {"no": item.no},
        )[0]
        key = {"load": place["load"], "no": item.no}
        reports = _reports(cursor, ask, item.no, head, place)
        seen = numbers_seen(store, actor, ask.as_of, head)
        if seen is not None and item.no not in seen:
            reports = _for_public(reports)
        return Explained(
            assessed=item,
            as_of=ask.as_of,
            basis=ask.basis,
            terms=_terms(cursor, key, place["version"]),
            original=_terms(cursor, key, 0),
            amendments=_amendments(cursor, key, item, ask),
            reports=reports,
            years=_years(cursor, key, place["version"], item, reports),
            reached_on=place["reached_on"],
            source_url=place["source_url"],
            source_on=place["source_on"],
            source_note=titles(place, "source_note"),
        )


def _why_absent(store: Store, ask: Ask, indicator: str) -> str:
    with store.cursor() as cursor:
        known = first_row(cursor, "select 1 from store.subject where id = $1", [indicator])
    if known is None:
        return "There is no indicator {indicator}."
    if ask.basis == "original":
        return "The indicator {indicator} is not among the promises first approved: it was added later."
    return "The indicator {indicator} is not in force on {day}: it was added later, or removed or replaced before."


def _terms(cursor, key: dict, version: int) -> TermsInForce:
    row = rows(
        cursor,
        "select * from store.terms where load = $load and no = $no and version = $version",
        {**key, "version": version},
    )[0]
    pieces = cursor.execute(
        "select from_on, from_value, to_on, to_value from store.segment "
        "where load = $load and no = $no and version = $version order by from_on",
        {**key, "version": version},
    ).fetchall()
    plan = ()
    if row["kind"] in ("cumulative", "level") and pieces:
        plan = (Point(*pieces[0][:2]), *(Point(day, value) for _, _, day, value in pieces))
    return TermsInForce(
        start=row["start_on"],
        due=row["due_on"],
        title=titles(row),
        unit=titles(row, "unit"),
        plan=plan,
        **{
            name: row[name]
            for name in (
                "kind", "baseline", "target", "bound", "profile", "direction", "frequency", "grace_days", "weight",
                "on_track", "at_risk",
            )
        },
    )  # fmt: skip


_AMENDMENTS = """
select * from store.amendment m
where m.load = $load and m.measure is null and m.dated <= $day and (m.no = $no
   or (m.no is null and m.program = $program and (m.section is null or m.section = $section)))
order by m.dated, m.no nulls first, m.place
"""


def _amendments(cursor, key: dict, item: Assessed, ask: Ask) -> tuple[Amended, ...]:
    values = {**key, "program": item.program, "section": item.section, "day": ask.as_of}
    return tuple(
        Amended(
            row["dated"],
            row["action"],
            titles(row, "by"),
            row["cause"],
            titles(row, "note"),
            row["successor"],
            json.loads(row["was"]),
        )
        for row in rows(cursor, _AMENDMENTS, values)
    )


_REPORTS = """
select seq, period_start, period_end, value, reported_at, recorded_at, author, evidence, note, origin
from store.report
where no = $no and seq <= $head and reported_at < $until and period_end <= $day
order by period_end, reported_at, seq
"""
_REVIEWS = """
select report_seq, verdict, reviewer, reviewed_at, reason, conflict from store.review
where no = $no and seq <= $head and reviewed_at < $until order by reviewed_at, seq
"""


def _reports(cursor, ask: Ask, no: int, head: int, place: dict) -> tuple[Considered, ...]:
    until = clock.end_of(ask.as_of)
    reviews: dict[int, list[ReviewedAs]] = {}
    for row in rows(cursor, _REVIEWS, {"no": no, "head": head, "until": until}):
        reviews.setdefault(row.pop("report_seq"), []).append(ReviewedAs(**row))
    found = []
    known = rows(cursor, _REPORTS, {"no": no, "head": head, "until": until, "day": ask.as_of})
    newest = {row["period_end"]: row["seq"] for row in known}  # the rows come in the order they were said
    for row in known:
        own = reviews.get(row["seq"], [])
        counted = [r for r in own if not (r.conflict and r.verdict == "verified")]
        found.append(
            Considered(
                verdict=counted[-1].verdict if counted else None,
                reviews=tuple(own),
                newest_word=newest[row["period_end"]] == row["seq"],
                chosen=row["seq"] == place["report_seq"],
                chosen_verified=row["seq"] == place["verified_seq"],
                entered_late=row["origin"] != "demonstration"
                and clock.day_of(row["recorded_at"]) > clock.day_of(row["reported_at"]),
                demonstration=row["origin"] == "demonstration",
                **{name: value for name, value in row.items() if name not in ("recorded_at", "origin")},
            )
        )
    return tuple(found)


def _for_public(reports: tuple[Considered, ...]) -> tuple[Considered, ...]:
    """Only verified newest words, without anybody's notes (roles.md)."""
    return tuple(
        replace(report, note=None, reviews=tuple(replace(review, reason=None) for review in report.reviews))
        for report in reports
        if report.newest_word and report.verdict == "verified"
    )


def _years(
    cursor, key: dict, version: int, item: Assessed, reports: tuple[Considered, ...]
) -> tuple[YearTarget, ...]:
    if item.kind != "annual":
        return ()
    words = [report for report in reports if report.newest_word]
    observed = {word.period_end.year: word.value for word in words}
    verified = {word.period_end.year: word.value for word in words if word.verdict == "verified"}
    found = cursor.execute(
        "select year(to_on), to_value, from_on, to_on from store.segment "
        "where load = $load and no = $no and version = $version order by from_on",
        {**key, "version": version},
    ).fetchall()
    years = []
    for year, target, from_on, to_on in found:
        shares = first_row(
            cursor,
            "select year_share($o::double, $t::double, $d::varchar), year_share($v::double, $t::double, $d::varchar)",
            {"o": observed.get(year), "v": verified.get(year), "t": target, "d": item.direction},
        )
        years.append(
            YearTarget(year, target, observed.get(year), verified.get(year), *shares, from_on, to_on)
        )
    return tuple(years)
