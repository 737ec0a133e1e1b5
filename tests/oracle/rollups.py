"""Roll-ups of assessed indicators in exact fractions, from domain.md alone ("Roll-ups").

Part of the oracle: plain Python written from domain.md. It imports nothing of the program it judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Parts:
    """What one indicator brings to a sum, by share; `weight` is w."""

    item: Assessed
    weight: Fraction
    shares: Mapping[str, Fraction]

    @property
    def measurable(self) -> bool:
        return self.item.status != "not_measurable"


def parts_of(item: Assessed, exact: bool = True) -> Parts:
    """The clipped shares of an indicator, each of which is summed with its weight.

    Sums of hundreds of fractions take long; with `exact` False each exact share becomes a float first.
    """
    p, q = clip(item.progress), clip(item.planned_progress)
    kind = Fraction if exact else float
    shares = {
        "execution": p,
        "execution_max": p if item.covered else Fraction(1),
        "coverage": Fraction(item.covered and item.status != "not_measurable"),
        "plan": q,
        "plan_today": clip(item.progress_today),
        "verified": clip(item.verified_progress),
        "shortfall": max(Fraction(0), q - p),
        "surplus": max(Fraction(0), p - q),
        "deviation": p - q,
    }
    return Parts(item, kind(item.weight), {name: kind(share) for name, share in shares.items()})


def _within_one(parts: Sequence[Parts]) -> dict[str, Fraction | None]:
    """The shares of indicators of one program: weighted means, `not_measurable` left out but of coverage."""
    whole = sum(part.weight for part in parts)
    measurable = [part for part in parts if part.measurable]
    measured = sum(part.weight for part in measurable)
    found: dict[str, Fraction | None] = {}
    for share in SHARES:
        over, total = (parts, whole) if share == "coverage" else (measurable, measured)
        found[share] = sum(part.weight * part.shares[share] for part in over) / total if total else None
    return found


def roll_up(items: Iterable[Assessed]) -> RolledUp:
    """Any set: program by program, then averaged with the programs' weights; counts are summed.

    A program in which nothing of the set can be measured has no share to average and is left out of it.
    """
    return _rolled([parts_of(item) for item in items])


def _rolled(members: Sequence[Parts]) -> RolledUp:
    programs: dict[str, list[Parts]] = {}
    for part in members:
        programs.setdefault(part.item.program, []).append(part)
    shares = [
        (type(own[0].weight)(own[0].item.program_weight), _within_one(own)) for own in programs.values()
    ]

    def mean(share: str) -> Fraction | None:
        known = [(weight, found[share]) for weight, found in shares if found[share] is not None]
        total = sum(weight for weight, _ in known)
        return sum(weight * value for weight, value in known) / total if known else None

    counted = dict.fromkeys(STATUSES, 0)
    for part in members:
        counted[part.item.status] += 1
    return RolledUp(
        indicators=len(members),
        **{share: mean(share) for share in SHARES},
        statuses=counted,
        report_overdue=sum(part.item.report_overdue for part in members),
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
    items: Iterable[Assessed],
    by: str,
    territories: Mapping[str, str | None],
    own: bool = False,
    exact: bool = True,
) -> dict[object, RolledUp]:
    """`assess --by ...`: a roll-up for each key that has an indicator; `exact` as in `parts_of`."""
    return parts_rolled_up([parts_of(item, exact) for item in items], by, territories, own)


def parts_rolled_up(
    parts: Iterable[Parts], by: str, territories: Mapping[str, str | None], own: bool = False
) -> dict[object, RolledUp]:
    """The same of what indicators bring to any sum, for those who group them in several ways."""
    sets: dict[object, list[Parts]] = {}
    for part in parts:
        for key in keys_of(part.item, by, territories, own):
            sets.setdefault(key, []).append(part)
    return {key: _rolled(members) for key, members in sets.items()}


def shortfall_points(item: Assessed, program: Iterable[Assessed]) -> Fraction:
    """What one indicator adds to its program's shortfall."""
    weights = sum(other.weight for other in program if other.status != "not_measurable")
    return item.weight * item.gap / weights if weights and item.status != "not_measurable" else Fraction(0)
