"""Roll-ups of assessed indicators in exact fractions, from domain.md alone ("Roll-ups").

Part of the oracle: plain Python written from domain.md. It imports nothing of the program it judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.oracle import Assessed, clip

STATUSES = (
    "achieved",
    "on_track",
    "at_risk",
    "off_track",
    "missed",
    "no_data",
    "not_measurable",
    "not_due",
)
SHARES = (
    "execution",
    "execution_max",
    "coverage",
    "plan",
    "plan_today",
    "verified",
    "shortfall",
    "surplus",
    "deviation",
)


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A set's figures; a share is None where nothing in the set can be measured."""

    indicators: int
    execution: Fraction | None
    execution_max: Fraction | None
    coverage: Fraction | None
    plan: Fraction | None
    plan_today: Fraction | None
    verified: Fraction | None
    shortfall: Fraction | None
    surplus: Fraction | None
    deviation: Fraction | None
    statuses: Mapping[str, int]
    report_overdue: int


def _within_one(items: Sequence[Assessed]) -> dict[str, Fraction | None]:
    """The shares of indicators of one program."""
    measurable = [item for item in items if item.status != "not_measurable"]

    def mean(of: Callable[[Assessed], Fraction], over: Sequence[Assessed]) -> Fraction | None:
        total = sum(item.weight for item in over)
        return sum(item.weight * of(item) for item in over) / total if over else None

    surplus = mean(
        lambda item: max(Fraction(0), clip(item.progress) - clip(item.planned_progress)), measurable
    )
    shortfall = mean(lambda item: item.gap, measurable)
    return {
        "execution": mean(lambda item: clip(item.progress), measurable),
        "execution_max": mean(lambda item: clip(item.progress) if item.covered else Fraction(1), measurable),
        "coverage": mean(lambda item: Fraction(item.covered and item.status != "not_measurable"), items),
        "plan": mean(lambda item: clip(item.planned_progress), measurable),
        "plan_today": mean(lambda item: clip(item.progress_today), measurable),
        "verified": mean(lambda item: clip(item.verified_progress), measurable),
        "shortfall": shortfall,
        "surplus": surplus,
        "deviation": surplus - shortfall if measurable else None,
    }


def roll_up(items: Iterable[Assessed]) -> RolledUp:
    """Any set: program by program, then averaged with the programs' weights; counts are summed.

    A program in which nothing of the set can be measured has no share to average and is left out of it.
    """
    items = list(items)
    programs: dict[str, list[Assessed]] = {}
    for item in items:
        programs.setdefault(item.program, []).append(item)
    parts = [(own[0].program_weight, _within_one(own)) for own in programs.values()]

    def mean(share: str) -> Fraction | None:
        known = [(weight, part[share]) for weight, part in parts if part[share] is not None]
        total = sum(weight for weight, _ in known)
        return sum(weight * value for weight, value in known) / total if known else None

    counted = dict.fromkeys(STATUSES, 0)
    for item in items:
        counted[item.status] += 1
    return RolledUp(
        indicators=len(items),
        **{share: mean(share) for share in SHARES},
        statuses=counted,
        report_overdue=sum(item.report_overdue for item in items),
    )


def above(territories: Mapping[str, str | None], code: str) -> list[str]:
    """`code` and every territory above it; `territories` maps each code to its parent's."""
    chain = []
    while code is not None and code not in chain:
        chain.append(code)
        code = territories.get(code)
    return chain


def keys_of(item: Assessed, by: str, territories: Mapping[str, str | None], own: bool = False) -> set:
    """The rows of `--by` in which an indicator counts."""
    if by == "all":
        return {None}
    if by == "section":
        return {(item.program, item.section)}
    if by == "program":
        return {item.program}
    if by == "territory":
        return {item.territory} if own else set(above(territories, item.territory))
    if by == "theme":
        return {item.theme} - {None}
    if by == "seat":
        return ({item.owner, item.section_owner} - {None}) or {None}
    if by == "executor":
        return {item.executor}
    raise ValueError(by)


def rolled_up(
    items: Iterable[Assessed], by: str, territories: Mapping[str, str | None], own: bool = False
) -> dict[object, RolledUp]:
    """`assess --by ...`: a roll-up for each key that has an indicator."""
    sets: dict[object, list[Assessed]] = {}
    for item in items:
        for key in keys_of(item, by, territories, own):
            sets.setdefault(key, []).append(item)
    return {key: roll_up(members) for key, members in sets.items()}


def shortfall_points(item: Assessed, program: Iterable[Assessed]) -> Fraction:
    """What one indicator adds to its program's shortfall."""
    weights = sum(other.weight for other in program if other.status != "not_measurable")
    return item.weight * item.gap / weights if weights and item.status != "not_measurable" else Fraction(0)
