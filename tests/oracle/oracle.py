"""The arithmetic of one indicator in exact fractions, written from domain.md alone ("One indicator").

An independent second opinion: the SQL macros are compared with it on random programs. It imports nothing of
the program it judges, and nobody who writes it reads the macros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.oracle.facts import (
    Report,
    Review,
    known_reports,
    known_reviews,
    latest_verdict,
    newest_words,
    verified_words,
)
from tests.oracle.terms import Plain, Terms, carrier, holder, present, terms_on

TOLERANCE = Fraction(1, 10**9)
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Clocks:
    """The day for each thing that changes with time; all the same but for the steps of `changes`."""

    content: date
    assignments: date
    terms: date | None  # None: the terms first approved
    time: date


@dataclass(frozen=True, slots=True)
class Judged:
    """One reading of an indicator, from its observed or from its verified reports."""

    closed: bool
    report: Report | None
    compared_on: date | None
    progress: Fraction | None
    planned_progress: Fraction | None
    status: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """The fields of `assess --by indicator` (contracts.md) and what the roll-ups need, in fractions."""

    indicator: str
    program: str
    section: str
    territory: str
    owner: str | None
    holder: str | None
    kind: str
    baseline: Fraction | None
    target: Fraction
    due: date
    compared_on: date | None
    planned: Fraction | None
    planned_today: Fraction | None
    observed: Fraction | None
    verified: Fraction | None
    period_end: date | None
    reported_at: datetime | None
    progress: Fraction | None
    planned_progress: Fraction | None
    verified_progress: Fraction | None
    status: str
    verified_status: str
    report_overdue: bool
    ratio: Fraction | None
    late: bool
    closed: bool
    covered: bool
    disputed: bool
    progress_today: Fraction | None  # q(D), for plan_today
    weight: Fraction
    program_weight: Fraction
    theme: str | None
    executor: str | None
    section_owner: str | None
    on_track: Fraction
    at_risk: Fraction

    @property
    def gap(self) -> Fraction:
        """max(0, clip q(c) - clip p)."""
        return max(Fraction(0), clip(self.planned_progress) - clip(self.progress))

    def attention(self, contradictions: int = 0) -> Fraction:
        """domain.md, "Attention"."""
        return self.weight * self.gap * (1 + self.report_overdue) * (1 + contradictions)


def clip(share: Fraction | None) -> Fraction:
    """0..1; what is not known counts as 0."""
    return Fraction(0) if share is None else min(Fraction(1), max(Fraction(0), share))


# --- the plan --------------------------------------------------------------------------------------------


def planned(terms: Terms, day: date) -> Fraction | None:
    """The planned value. None for `annual`, and where an unknown baseline leaves nothing to go by."""
    if terms.kind == "annual":
        return None
    if terms.kind == "milestone":
        return Fraction(1) if day >= terms.due else Fraction(0)
    if day >= terms.due:
        return terms.target
    if day <= terms.start:
        return terms.baseline
    points = dict(terms.plan) | {terms.due: terms.target}
    if terms.baseline is not None:
        points[terms.start] = terms.baseline
    before = [point for point in points if point <= day]
    if not before:
        return None
    earlier, later = max(before), min(point for point in points if point > day)
    if terms.profile == "step":
        return points[earlier]
    share = Fraction((day - earlier).days, (later - earlier).days)
    return points[earlier] + share * (points[later] - points[earlier])


def years(terms: Terms) -> range:
    """The calendar years touching S..E."""
    return range(terms.start.year, terms.due.year + 1)


def year_target(terms: Terms, year: int) -> Fraction:
    """`plan[y]`, else `target`."""
    return {point.year: value for point, value in terms.plan}.get(year, terms.target)


def planned_share(terms: Terms, day: date, closed: bool) -> Fraction | None:
    """q(d), raw."""
    if terms.kind == "annual":
        return annual_planned_share(terms, day)
    if terms.unknown:
        return Fraction(1) if closed else None
    if terms.hold:
        return Fraction(1) if day >= terms.start else Fraction(0)
    value = planned(terms, day)
    return (value - terms.baseline) / (terms.target - terms.baseline)


def annual_planned_share(terms: Terms, day: date) -> Fraction:
    """q(d) of `annual`."""
    if day <= terms.start:
        return Fraction(0)
    if day >= terms.due:
        return Fraction(1)
    gone = Fraction(0)
    for year in years(terms):
        z = min(terms.due, date(year, 12, 31))
        a = max(terms.start, date(year - 1, 12, 31))
        if z <= day:
            gone += 1
        elif year == day.year and terms.profile == "linear":
            gone += Fraction((day - a).days, (z - a).days)
    return gone / len(years(terms))


# --- progress --------------------------------------------------------------------------------------------


def reaches(terms: Terms, value: Fraction) -> bool:
    """Whether the value is at T or better."""
    return value <= terms.target if terms.direction == "decrease" else value >= terms.target


def year_share(terms: Terms, year: int, value: Fraction) -> Fraction:
    """s_y for a year's value."""
    goal = year_target(terms, year)
    if terms.direction == "decrease":
        return Fraction(1) if value <= goal else Fraction(0)
    return clip(value / goal)


def progress(terms: Terms, words: Sequence[Report], closed: bool) -> Fraction | None:
    """p, raw, from the newest words (observed or verified), oldest period first."""
    if not words:
        return Fraction(0) if closed else None
    if terms.kind == "annual":
        last = {word.period_end.year: word.value for word in words}  # the latest period of a year wins
        shares = [year_share(terms, year, last[year]) for year in years(terms) if year in last]
        return sum(shares, Fraction(0)) / len(years(terms))
    value = words[-1].value
    if terms.unknown:
        return Fraction(1) if reaches(terms, value) else (Fraction(0) if closed else None)
    if terms.hold:
        return Fraction(1) if reaches(terms, value) else Fraction(0)
    return (value - terms.baseline) / (terms.target - terms.baseline)


def reached_late(terms: Terms, words: Sequence[Report]) -> bool:
    """Whether the first word that reached the target speaks of a day after E, of what is achieved.

    Of an annual promise every year has its first word that reached its target; the last of them decides.
    """
    enough = 1 - TOLERANCE
    if terms.kind == "annual":
        firsts = [
            min(
                (w.period_end for w in words
                 if w.period_end.year == year and year_share(terms, year, w.value) >= enough),
                default=None,
            )
            for year in years(terms)
        ]  # fmt: skip
        return any(first is not None and first > terms.due for first in firsts)
    for word in words:
        share = progress(terms, [word], closed=False)
        if share is not None and share >= enough:
            return word.period_end > terms.due
    return False


# --- the comparison day and the status -------------------------------------------------------------------


def last_period_due(terms: Terms, day: date) -> date | None:
    """L: the end of the last period that ended after S and before `day` - grace_days."""
    limit = day - timedelta(days=terms.grace_days)
    months = MONTHS[terms.frequency]
    begin = date(limit.year, (limit.month - 1) // months * months + 1, 1)  # of the period `limit` lies in
    end = begin - timedelta(days=1)
    return end if end > terms.start else None


def judged(terms: Terms, words: Sequence[Report], day: date) -> Judged:
    """The comparison day, p, q(c) and the status on `day`, from these newest words."""
    report = words[-1] if words else None
    closed = day > terms.due + timedelta(days=terms.grace_days) or (
        report is not None and report.period_end >= terms.due
    )
    spoken = [end for end in (report and report.period_end, last_period_due(terms, day)) if end is not None]
    compared_on = max(spoken, default=None)
    p = progress(terms, words, closed)
    q = None if compared_on is None else planned_share(terms, compared_on, closed)
    return Judged(closed, report, compared_on, p, q, status(terms, report, compared_on, p, q, closed))


def status(
    terms: Terms,
    report: Report | None,
    compared_on: date | None,
    p: Fraction | None,
    q: Fraction | None,
    closed: bool,
) -> str:
    """The status at D, the first that applies."""
    nothing_planned = q is not None and q <= TOLERANCE
    if p is not None and p >= 1 - TOLERANCE and (closed or not terms.hold):
        return "achieved"
    if closed:
        return "missed"
    if report is None:
        return "not_due" if compared_on is None or nothing_planned else "no_data"
    if terms.unknown:
        return "not_measurable"
    if nothing_planned:
        return "on_track"
    ratio = p / q
    if ratio >= terms.on_track - TOLERANCE:
        return "on_track"
    return "at_risk" if ratio >= terms.at_risk - TOLERANCE else "off_track"


# --- all together ----------------------------------------------------------------------------------------


def assess(
    program: Plain,
    reports: Sequence[Report],
    reviews: Sequence[Review],
    day: date,
    basis: str = "current",
    *,
    rosters: list[Plain] = (),
    head: int | None = None,
) -> list[Assessed]:
    """Every indicator of `program` as of `day`, in the order of the file."""
    clocks = Clocks(day, day, None if basis == "original" else day, day)
    return assess_at(
        program, known_reports(reports, day, head), known_reviews(reviews, day, head), clocks, basis, rosters
    )


def assess_at(
    program: Plain,
    reports: Sequence[Report],
    reviews: Sequence[Review],
    clocks: Clocks,
    basis: str = "current",
    rosters: list[Plain] = (),
) -> list[Assessed]:
    """As `assess`, of reports and reviews already chosen and with a day for each thing that changes."""
    of: dict[str, list[Report]] = {}
    for report in reports:
        of.setdefault(report.indicator, []).append(report)
    on: dict[int, list[Review]] = {}
    for review in reviews:
        on.setdefault(review.report, []).append(review)
    found = []
    for section in program["sections"]:
        for indicator in section["indicators"]:
            if present(indicator, clocks.content, clocks.terms or clocks.time, basis):
                name = f"{program['program']}/{indicator['indicator']}"
                words = newest_words(of.get(name, ()))
                about = [review for word in words for review in on.get(word.seq, ())]
                found.append(_one(program, section, indicator, words, about, clocks, rosters))
    return found


def _one(
    program: Plain,
    section: Plain,
    indicator: Plain,
    words: list[Report],
    reviews: list[Review],
    clocks: Clocks,
    rosters: list[Plain],
) -> Assessed:
    terms = terms_on(program, section, indicator, clocks.terms)
    checked = verified_words(words, reviews)
    seen, held = judged(terms, words, clocks.time), judged(terms, checked, clocks.time)
    due_period = last_period_due(terms, clocks.time)
    overdue = (
        seen.status not in ("achieved", "missed", "not_due")
        and due_period is not None
        and (seen.report is None or seen.report.period_end < due_period)
    )
    owner = carrier(indicator.get("owner"), clocks.assignments)
    p, q = seen.progress, seen.planned_progress
    return Assessed(
        indicator=f"{program['program']}/{indicator['indicator']}",
        program=program["program"],
        section=section["section"],
        territory=program["territory"],
        owner=owner,
        holder=holder(rosters, owner, clocks.assignments),
        kind=terms.kind,
        baseline=terms.baseline,
        target=terms.target,
        due=terms.due,
        compared_on=seen.compared_on,
        planned=None if seen.compared_on is None else planned(terms, seen.compared_on),
        planned_today=planned(terms, clocks.time),
        observed=seen.report and seen.report.value,
        verified=held.report and held.report.value,
        period_end=seen.report and seen.report.period_end,
        reported_at=seen.report and seen.report.reported_at,
        progress=p,
        planned_progress=q,
        verified_progress=held.progress,
        status=seen.status,
        verified_status=held.status,
        report_overdue=overdue,
        ratio=None if p is None or not q else p / q,
        late=seen.status == "achieved" and reached_late(terms, words),
        closed=seen.closed,
        covered=(p is not None and not overdue) or seen.status == "not_due",
        disputed=seen.report is not None and latest_verdict(seen.report, reviews) == "disputed",
        progress_today=planned_share(terms, clocks.time, seen.closed),
        weight=terms.weight,
        program_weight=terms.program_weight,
        theme=section.get("theme"),
        executor=indicator.get("executor"),
        section_owner=carrier(section.get("owner"), clocks.assignments),
        on_track=terms.on_track,
        at_risk=terms.at_risk,
    )
