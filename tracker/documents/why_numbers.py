"""The formulas behind a status with the numbers put in (domain.md, "One indicator").

Owns the lines that a pocket calculator repeats: planned value, progress, planned progress, their ratio and the
distance to the next threshold. Every result is the assessment's own; only the way to it is written here.
"""

from __future__ import annotations

from itertools import pairwise

from tracker.queries.explain import Explained, Point
from tracker.text import MINUS, day, exact, percent, translator, with_unit
from tracker.text.values import value
from tracker.text.vocab import word

#: a line may break before a sign, not after it
TIMES, OVER = " ×\u00a0", " /\u00a0"


def _inner(amount: float, language: str) -> str:
    """A number inside a formula; a negative one stands in brackets."""
    written = exact(amount, language)
    return f"({written})" if amount < 0 else written


def _minus(one: float, other: float, language: str) -> str:
    return f"{_inner(one, language)} {MINUS} {_inner(other, language)}"


def _share_of_way(amount: float, of: Explained, language: str) -> str:
    """(v - b) / (T - b) with the numbers put in."""
    a = of.assessed
    assert a.baseline is not None
    return f"({_minus(amount, a.baseline, language)}){OVER}({_minus(a.target, a.baseline, language)})"


def _has_way(of: Explained) -> bool:
    """Whether progress is a share of the way from baseline to target."""
    a = of.assessed
    return (
        a.kind in ("cumulative", "level", "milestone") and a.baseline is not None and a.baseline != a.target
    )


def planned(of: Explained, language: str) -> list[str]:
    """How the planned value of the comparison day follows from the points of the plan."""
    t, a, c = translator(language), of.assessed, of.assessed.compared_on
    if c is None or a.planned is None or a.kind == "annual" or (a.kind == "level" and a.baseline == a.target):
        return []
    said = value(a.planned, a.kind, a.unit, language)
    if c >= a.due:
        return [t("Plan on {day}: {value}, the target, from the due day on.", day=c, value=said)]
    if a.kind == "milestone":
        return [t("Plan on {day}: {value}, until the due day {due}.", day=c, value=said, due=a.due)]
    if c <= a.start:
        return [t("Plan on {day}: {value}, the baseline, until the start.", day=c, value=said)]
    piece = _piece(of.terms.plan, c)
    if piece is None:
        return [t("Plan on {day}: {value}.", day=c, value=said)]
    before, after = piece
    if a.profile == "step" or before.value is None or after.value is None:
        return [
            t(
                "Plan on {day}: {value}; it holds from {before} until {after}.",
                day=c,
                value=said,
                before=before.day,
                after=after.day,
            )
        ]
    passed, between = (c - before.day).days, (after.day - before.day).days
    step = f"({_minus(after.value, before.value, language)})"
    share = f"{exact(passed, language)}{OVER}{exact(between, language)}"
    formula = f"{_inner(before.value, language)} + {step}{TIMES}{share}"
    return [
        t(
            "Plan on {day}, evenly from {before} ({low}) to {after} ({high}), {passed} of {between} days: "
            "{formula} = {value}.",
            day=c,
            before=before.day,
            low=exact(before.value, language),
            after=after.day,
            high=exact(after.value, language),
            passed=exact(passed, language),
            between=exact(between, language),
            formula=formula,
            value=_digits(a.planned, language),
        )
    ]


def _piece(points: tuple[Point, ...], c) -> tuple[Point, Point] | None:
    for before, after in pairwise(points):
        if before.day <= c < after.day:
            return before, after
    return None


def progress(of: Explained, language: str) -> list[str]:
    """Progress p, as domain.md has it for the kind."""
    t, a = translator(language), of.assessed
    if a.progress is None or (a.observed is None and a.kind != "annual"):
        return []
    if a.kind == "annual":
        return _years(of, language)
    said = value(a.observed, a.kind, a.unit, language)
    if not _has_way(of):
        verdict = (
            t("at the target or better: progress 1")
            if a.progress >= 1
            else t("not at the target: progress 0")
        )
        return [f"{said}: {verdict}."]
    return [
        t(
            "Progress: {formula} = {ratio}, that is {share}.",
            formula=_share_of_way(a.observed, of, language),
            ratio=_digits(a.progress, language),
            share=percent(a.progress, language),
        )
    ]


def _years(of: Explained, language: str) -> list[str]:
    t, a, lines = translator(language), of.assessed, []
    if not any(r.newest_word for r in of.reports):
        return []
    for year in of.years:
        target = exact(year.target, language)
        if year.observed is None:
            lines.append(t("{year}: target {target}, nothing reported: 0.", year=year.year, target=target))
        elif a.direction == "decrease":
            verdict = t("not above the target") if year.share >= 1 else t("above the target")
            lines.append(
                t(
                    "{year}: target {target}, reported {value}, {verdict}: {share}.",
                    year=year.year,
                    target=target,
                    value=exact(year.observed, language),
                    verdict=verdict,
                    share=exact(year.share, language),
                )
            )
        else:
            raw = year.observed / year.target
            said = {
                "year": year.year,
                "target": target,
                "value": exact(year.observed, language),
                "ratio": _digits(raw, language),
            }
            lines.append(
                t("{year}: {value} / {target} = {ratio}.", **said)
                if 0 <= raw <= 1
                else t(
                    "{year}: {value} / {target} = {ratio}, counted as {share}.",
                    **said,
                    share=exact(year.share, language),
                )
            )
    total = " + ".join(_digits(year.share, language) for year in of.years)
    lines.append(
        t(
            "Progress: {formula} = {ratio}, that is {share}.",
            formula=f"({total}){OVER}{exact(len(of.years), language)}",
            ratio=_digits(a.progress or 0, language),
            share=percent(a.progress or 0, language),
        )
    )
    return lines


def planned_progress(of: Explained, language: str) -> list[str]:
    """Planned progress q at the comparison day."""
    t, a = translator(language), of.assessed
    if a.planned_progress is None or a.compared_on is None:
        return []
    result = {"ratio": _digits(a.planned_progress, language), "share": percent(a.planned_progress, language)}
    if a.kind == "annual":
        formula = _planned_years(of, language)
    elif _has_way(of) and a.planned is not None:
        formula = _share_of_way(_round(a.planned), of, language)
    else:
        return [
            t(
                "Planned progress on {day}: {ratio}.",
                day=a.compared_on,
                ratio=exact(a.planned_progress, language),
            )
        ]
    return [
        t(
            "Planned progress on {day}: {formula} = {ratio}, that is {share}.",
            day=a.compared_on,
            formula=formula,
            **result,
        )
    ]


def _planned_years(of: Explained, language: str) -> str:
    """Years over by c, and for an even profile the share of c's own year, over the number of years."""
    a, c = of.assessed, of.assessed.compared_on
    n = exact(len(of.years), language)
    if c <= a.start:
        return f"0{OVER}{n}"
    if c >= a.due:
        return f"{n}{OVER}{n}"
    whole = sum(year.to_on <= c for year in of.years)
    own = next((y for y in of.years if y.from_on < c < y.to_on), None)
    if own is None or a.profile != "linear":
        return f"{exact(whole, language)}{OVER}{n}"
    passed, length = (c - own.from_on).days, (own.to_on - own.from_on).days
    return f"({exact(whole, language)} + {exact(passed, language)}{OVER}{exact(length, language)}){OVER}{n}"


def judged(of: Explained, language: str) -> list[str]:
    """r = p / q against the thresholds, and what is missing to the better one or left to the worse."""
    t, a = translator(language), of.assessed
    if a.ratio is None or a.progress is None or a.planned_progress is None:
        return []
    formula = f"{_inner(_round(a.progress), language)}{OVER}{_inner(_round(a.planned_progress), language)}"
    lines = [
        t(
            "Progress by planned progress: {formula} = {ratio}. “On track” from {on_track}, “at risk” from {at_risk}: "
            "{status}.",
            formula=formula,
            ratio=ratio(of, language),
            on_track=exact(a.on_track, language),
            at_risk=exact(a.at_risk, language),
            status=word("status", a.status, language),
        )
    ]
    return lines + _distance(of, language)


def _distance(of: Explained, language: str) -> list[str]:
    """Where the next status begins: a value, for years a share of progress. Nothing where no such number decides."""
    t, a = translator(language), of.assessed
    better = {"at_risk": "on_track", "off_track": "at_risk"}.get(a.status)
    aim = better or "on_track"
    threshold = a.at_risk if aim == "at_risk" else a.on_track
    if a.kind == "annual" and a.progress is not None and a.planned_progress:
        edge, stands = threshold * a.planned_progress, a.progress
        formula = f"{exact(threshold, language)}{TIMES}{_digits(a.planned_progress, language)}"
    elif _has_way(of) and a.observed is not None and a.planned is not None and a.kind != "milestone":
        assert a.baseline is not None
        edge, stands = a.baseline + threshold * (a.planned - a.baseline), a.observed
        way = _minus(_round(a.planned), a.baseline, language)
        formula = f"{_inner(a.baseline, language)} + {exact(threshold, language)}{TIMES}({way})"
    else:
        return []
    return [
        t(
            "“{status}” on {day} begins at {formula} = {value}; missing: {gap}."
            if better
            else "“{status}” on {day} begins at {formula} = {value}; in hand: {gap}.",
            status=word("status", aim, language),
            day=day(a.compared_on, language),
            formula=formula,
            value=_digits(edge, language),
            gap=_digits(abs(edge - stands), language),
        )
    ]


def _round(amount: float) -> float:
    """As many digits as a line shows: six after the point."""
    return round(amount, 6)


def _digits(amount: float, language: str) -> str:
    return exact(_round(amount), language)


def ratio(of: Explained, language: str) -> str:
    """p / q with four places, more where four would read as the other side of a threshold."""
    a = of.assessed
    assert a.ratio is not None
    for places in range(4, 13):
        shown = round(a.ratio, places)
        if all((shown >= edge) == (a.ratio >= edge - 1e-9) for edge in (a.on_track, a.at_risk, 1.0)):
            return exact(shown, language)
    return exact(a.ratio, language)


def ratio_in_percent(of: Explained, language: str) -> str:
    """p / q in percent, with more than one place where one would read as the other side of a threshold."""
    a = of.assessed
    assert a.ratio is not None
    shown = round(a.ratio, 3)
    if all((shown >= edge) == (a.ratio >= edge - 1e-9) for edge in (a.on_track, a.at_risk, 1.0)):
        return percent(a.ratio, language)
    for places in range(4, 13):
        shown = round(a.ratio, places)
        if all((shown >= edge) == (a.ratio >= edge - 1e-9) for edge in (a.on_track, a.at_risk, 1.0)):
            break
    return with_unit(round(shown * 100, 10), "%", language, max(1, places - 2))
