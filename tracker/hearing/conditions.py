"""When a question is asked: each function looks at what is known about one item and gives which of the question's
wordings to take with the values that fill it, or None where its condition does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker import clock
from tracker.hearing.matter import Money
from tracker.queries.attention import GOOD
from tracker.queries.contradictions import Contradiction
from tracker.queries.decisions import Decision
from tracker.queries.explain import Explained
from tracker.queries.explanations import Explanation
from tracker.queries.forecast import Forecast
from tracker.queries.hearings import Answer, Hearing
from tracker.queries.late_measures import LateMeasure
from tracker.queries.measures import Measure
from tracker.queries.sums import PartStanding

#: one territory that makes so much of the shortfall of at least so many is asked for by name
_ONE_PART, _OF_PARTS = 0.4, 3
# published money and what is done lie so far apart that somebody should say why
_MONEY_APART = 0.2

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """Everything about one item that a question may rest on."""

    hearing: Hearing
    explained: Explained
    measures: tuple[Measure, ...]
    late: tuple[LateMeasure, ...]
    money: Money | None
    parts: tuple[PartStanding, ...]
    explanations: tuple[Explanation, ...]
    forecast: Forecast
    contradictions: tuple[Contradiction, ...]
    decisions: tuple[Decision, ...]
    answer: Answer | None

    def contradiction(self, kind: str) -> Contradiction | None:
        """The finding of a kind, or None."""
        return next((one for one in self.contradictions if one.kind == kind), None)

    @property
    def behind(self) -> bool:
        """Whether its status needs somebody."""
        return self.explained.assessed.status not in GOOD


def silent_decision(known: Known) -> tuple[int, Values] | None:
    for one in known.decisions:
        if one.fate in ("silent", "overdue"):
            values = {"held_on": one.held_on, "words": one.words, "due_on": one.due_on}
            return (0 if one.fate == "silent" else 1), values
    return None


def disputed(known: Known) -> tuple[int, Values] | None:
    item = known.explained.assessed
    if not item.disputed:
        return None
    return 0, {"reported": item.observed, "reported_on": item.period_end}


def overdue(known: Known) -> tuple[int, Values] | None:
    item = known.explained.assessed
    if not item.report_overdue:
        return None
    if item.period_end is None:
        return 1, {"due_on": item.last_due}
    return 0, {"reported_on": item.period_end, "due_on": item.last_due}


def done_without_evidence(known: Known) -> tuple[int, Values] | None:
    standing = [one for one in known.measures if one.state not in ("replaced", "removed")]
    done = [one for one in standing if one.state == "done"]
    without = [one for one in done if not (one.evidence or "").strip()]
    if not without:
        return None
    return 0, {"done": len(done), "measures": len(standing), "without": len(without)}


def promised_day(known: Known) -> tuple[int, Values] | None:
    broken = [one for one in known.explanations if one.held is False]
    if not broken or known.explanations[0].held is not False or not known.behind:
        return None
    values: Values = {"expected_on": broken[0].expected_on}
    if len(broken) > 1:
        return 1, {**values, "broken": len(broken)}
    return 0, {**values, "explained_on": clock.day_of(broken[0].explained_at)}


def target_lowered(known: Known) -> tuple[int, Values] | None:
    now, first = known.explained.terms, known.explained.original
    day = max((one.date for one in known.explained.amendments), default=None)
    if day is None:
        return None
    if now.target != first.target and _easier(known):
        return 0, {"first_target": first.target, "target": now.target, "amended_on": day}
    if now.due > first.due:
        return 1, {"first_due": first.due, "due": now.due, "amended_on": day}
    return None


def _easier(known: Known) -> bool:
    now, first = known.explained.terms, known.explained.original
    falling = first.direction == "decrease" or (first.baseline is not None and first.target < first.baseline)
    return now.target > first.target if falling else now.target < first.target


def money_apart(known: Known) -> tuple[int, Values] | None:
    money, item = known.money, known.explained.assessed
    if money is None or item.progress is None or money.budget_mln <= 0:
        return None
    if 2 * money.with_budget < money.measures:
        return None
    share = money.done_mln / money.budget_mln
    if abs(share - item.progress) < _MONEY_APART - 1e-9:
        return None
    values = {"money_share": share, "done_mln": money.done_mln, "budget_mln": money.budget_mln}
    return 0, {**values, "done_share": item.progress}


def accepted(known: Known) -> tuple[int, Values] | None:
    shut = sorted(
        (one for one in known.measures if one.state == "accepted"),
        key=lambda one: (one.accepted_on or date.max, one.measure),
    )
    if not shut:
        return None
    values: Values = {"accepted": len(shut), "measure": shut[0].title}
    if shut[0].accepted_on is None:
        return 1, values
    return 0, {**values, "accepted_on": shut[0].accepted_on}


def late(known: Known) -> tuple[int, Values] | None:
    if not known.late:
        return None
    caused = next((one for one in known.late if one.cause is not None), None)
    worst = caused or known.late[0]
    values: Values = {"measure": worst.measure.title, "days": worst.days, "late": len(known.late)}
    return (0, {**values, "cause": worst.cause}) if caused else (1, values)


def one_part(known: Known) -> tuple[int, Values] | None:
    if len(known.parts) < _OF_PARTS or known.parts[0].share < _ONE_PART:
        return None
    return 0, {"place": known.parts[0].title, "part_share": known.parts[0].share, "parts": len(known.parts)}


def parts_differ(known: Known) -> tuple[int, Values] | None:
    found = known.contradiction("parts_and_whole")
    if found is None:
        return None
    names = ("whole", "parts_sum", "reported_on")
    return 0, {name: found.evidence[name] for name in names}


def equal_to_plan(known: Known) -> tuple[int, Values] | None:
    found = known.contradiction("equal_to_plan")
    if found is None:
        return None
    return 0, {name: found.evidence[name] for name in ("times", "first_on", "last_on")}


def forecast(known: Known) -> tuple[int, Values] | None:
    ahead = known.forecast
    if ahead.outlook != "falls_short" or ahead.expected is None:
        return None
    values: Values = {"expected": ahead.expected, "due": ahead.due, "target": ahead.target}
    if ahead.pace_last_year is None or ahead.pace_needed is None:
        return 1, values
    return 0, {**values, "pace": abs(ahead.pace_last_year), "needed": abs(ahead.pace_needed)}


def value_without_evidence(known: Known) -> tuple[int, Values] | None:
    chosen = next((one for one in known.explained.reports if one.chosen), None)
    if chosen is None or (chosen.evidence or "").strip():
        return None
    return 0, {"reported": chosen.value, "reported_on": chosen.period_end}


def no_answer(known: Known) -> tuple[int, Values] | None:
    asked = known.hearing.state != "draft" and known.hearing.answer_by is not None
    if not asked or known.answer is not None or known.explained.assessed.executor is None:
        return None
    return 0, {"answer_by": known.hearing.answer_by}


def unexplained(known: Known) -> tuple[int, Values] | None:
    return (0, {}) if known.behind and not known.explanations else None


def behind(known: Known) -> tuple[int, Values] | None:
    item = known.explained.assessed
    if not known.behind or item.planned_progress is None:
        return None
    values = {"planned_share": item.planned_progress, "compared_on": item.compared_on}
    if item.progress is None:
        return 1, values
    return 0, {**values, "done_share": item.progress}
