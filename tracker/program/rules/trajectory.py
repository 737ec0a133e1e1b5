"""Where an indicator stood, must stand and should stand in between (domain.md, "One indicator").

Every version of the terms is judged, the former ones too: the original promise is computed for ever.
A fault of a former version is shown at the amendment that names it. Of an indicator never amended its present
terms tell which rules may find anything; any other is looked at by each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.program.rules.registry import Finding, Subject, rule
from tracker.program.rules.versions import PERIOD, Version, judged_versions
from tracker.program.terms import plan_day


def _dated(of: Mapping[str, Any]) -> object:
    return of["amendments"] or of["due"] or of["since"]


def _yearly(of: Mapping[str, Any]) -> object:
    return of["amendments"] or of["kind"] == "annual"


def _once(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Each finding once: a value that held in several versions is at fault once."""
    seen: set[Any] = set()
    for finding in findings:
        key = (finding.way, finding.template)
        if key not in seen:
            seen.add(key)
            yield finding


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))


def _baseline(values: dict[str, Any]) -> float | None:
    """The baseline in numbers: 0 where it may be left out, None where unknown or missing."""
    given = values["baseline"]
    if _is_number(given):
        return float(given)
    return None if values["kind"] == "level" or given == "unknown" else 0.0


@rule("since-in-program", "indicator", when=_dated)
def since_in_program(subject: Subject) -> Iterator[Finding]:
    """An indicator added later is added within the program's period."""
    since = subject.item.since
    if since is None or subject.program_broken(*PERIOD):
        return
    program = subject.program
    if not program.start <= since <= program.end:
        yield subject.say(
            ("since",),
            "since {since} lies outside the program's period, {start} to {end}.",
            since=since,
            start=program.start,
            end=program.end,
        )


@rule("program-period", "program")
def program_period(subject: Subject) -> Iterator[Finding]:
    """A program ends after its start."""
    program = subject.item
    if program.end <= program.start and not subject.program_broken(*PERIOD):
        yield subject.say(
            ("end",), "The end {end} is not after the start {start}.", end=program.end, start=program.start
        )


@rule("thresholds-order", "program")
def thresholds_order(subject: Subject) -> Iterator[Finding]:
    """The threshold at_risk is not above the threshold on_track, also in former terms."""
    named = [(("thresholds",), subject.item.thresholds)] + [
        (("amendments", index, "was", "thresholds"), amendment.was.thresholds)
        for index, amendment in enumerate(subject.item.amendments)
        if amendment.was is not None and amendment.was.thresholds is not None
    ]
    for way, thresholds in named:
        if thresholds.at_risk > thresholds.on_track:
            yield subject.say(
                way,
                "at_risk ({at_risk}) is above on_track ({on_track}).",
                at_risk=thresholds.at_risk,
                on_track=thresholds.on_track,
            )


@rule("target-given", "indicator", when=lambda of: of["amendments"] or of["target"] is None)
def target_given(subject: Subject) -> Iterator[Finding]:
    """Every indicator but a milestone has a target."""
    for version in judged_versions(subject):
        if version.values["target"] is None and version.values["kind"] != "milestone":
            yield subject.say(
                (),
                "The key {key} is missing in {item}.",
                "Add a line {key}: with its value.",
                key="target",
                item=f"indicator: {subject.item.indicator}",
            )
            return


@rule("due-after-start", "indicator", when=_dated)
def due_after_start(subject: Subject) -> Iterator[Finding]:
    """An indicator is due after its start."""

    def found() -> Iterator[Finding]:
        for version in judged_versions(subject):
            if version.due <= version.start and not subject.program.end <= subject.program.start:
                yield subject.say(
                    version.way("due"),
                    "The due date {due} is not after the start {start}.",
                    due=version.due,
                    start=version.start,
                )

    yield from _once(found())


@rule("milestone-terms", "indicator", when=lambda of: of["amendments"] or of["kind"] == "milestone")
def milestone_terms(subject: Subject) -> Iterator[Finding]:
    """A milestone goes from 0 to 1 and has no plan."""

    def found() -> Iterator[Finding]:
        for version in judged_versions(subject):
            values = version.values
            if values["kind"] != "milestone":
                continue
            if values["baseline"] not in (None, 0):
                yield subject.say(
                    version.way("baseline"),
                    "A milestone begins at 0, not at {value}.",
                    "Remove the line baseline.",
                    value=values["baseline"],
                )
            if values["target"] not in (None, 1):
                yield subject.say(
                    version.way("target"),
                    "A milestone's target is 1 (done), not {value}.",
                    "Remove the line target, or choose another kind.",
                    value=values["target"],
                )
            if version.plan:
                yield subject.say(
                    version.way("plan"),
                    "A milestone has no plan: it is done or not.",
                    "Remove the plan, or choose another kind.",
                )

    yield from _once(found())


@rule(
    "baseline-given",
    "indicator",
    when=lambda of: (
        of["amendments"] or of["baseline"] == "unknown" or (of["baseline"] is None and of["kind"] == "level")
    ),
)
def baseline_given(subject: Subject) -> Iterator[Finding]:
    """A level has a baseline: a number, or the word unknown, which needs a direction."""

    def found() -> Iterator[Finding]:
        for version in judged_versions(subject):
            values = version.values
            if values["kind"] == "level" and values["baseline"] is None:
                yield subject.say(
                    (),
                    "A level needs a baseline: a number, or the word unknown.",
                    "A baseline is never invented.",
                )
            elif values["baseline"] == "unknown":
                if values["kind"] != "level":
                    yield subject.say(
                        version.way("baseline"),
                        "Only a level may have an unknown baseline.",
                        "Write a number, or remove the line.",
                    )
                elif values["direction"] is None:
                    yield subject.say(
                        version.way("baseline"),
                        "An unknown baseline needs a direction.",
                        "Add direction: increase or direction: decrease.",
                    )

    yield from _once(found())


@rule(
    "target-differs", "indicator", when=lambda of: of["amendments"] or of["target"] == (of["baseline"] or 0)
)
def target_differs(subject: Subject) -> Iterator[Finding]:
    """The target differs from the baseline, save for a level that is to be held, with a direction."""

    def found() -> Iterator[Finding]:
        for version in judged_versions(subject):
            values = version.values
            kind, target, baseline = values["kind"], values["target"], _baseline(values)
            if (
                kind not in ("cumulative", "level")
                or target is None
                or baseline is None
                or target != baseline
            ):
                continue
            if kind == "cumulative":
                yield subject.say(
                    version.way("target"),
                    "The target {value} equals the baseline.",
                    "A running total that stays where it is promises nothing.",
                    value=target,
                )
            elif values["direction"] is None:
                yield subject.say(
                    version.way("target"),
                    "The target {value} equals the baseline.",
                    "To hold a level, add direction: increase or direction: decrease.",
                    value=target,
                )

    yield from _once(found())


@rule("annual-target", "indicator", when=_yearly)
def annual_target(subject: Subject) -> Iterator[Finding]:
    """A yearly target is greater than 0, unless less is better (direction: decrease)."""

    def found() -> Iterator[Finding]:
        for version in judged_versions(subject):
            values = version.values
            if values["kind"] != "annual" or values["direction"] == "decrease":
                continue
            named = [(version.way("target"), values["target"])]
            named += [(version.way("plan", key), value) for key, value in version.plan.items()]
            for way, target in named:
                if target is not None and target <= 0:
                    yield subject.say(
                        way,
                        "A yearly target must be greater than 0, not {value}.",
                        "If less is better, add direction: decrease.",
                        value=target,
                    )

    yield from _once(found())


@rule("annual-plan", "indicator", when=_yearly)
def annual_plan(subject: Subject) -> Iterator[Finding]:
    """The plan of a yearly promise names years between its start and its due date, each once."""

    def found() -> Iterator[Finding]:
        for version in judged_versions(subject):
            if version.values["kind"] != "annual":
                continue
            seen: set[int] = set()
            for key in version.plan:
                day = plan_day(key)
                way = version.way("plan", key)
                if (day.month, day.day) != (12, 31):
                    yield subject.say(
                        way,
                        "A yearly promise is planned by years, not by days: {key}.",
                        "Write {year}.",
                        at_key=True,
                        key=key,
                        year=day.year,
                    )
                elif not version.start.year <= day.year <= version.due.year:
                    yield subject.say(
                        way,
                        "The year {key} of the plan lies outside {start} to {due}.",
                        at_key=True,
                        key=day.year,
                        start=version.start,
                        due=version.due,
                    )
                elif day.year in seen:
                    yield subject.say(
                        way,
                        "The plan names the day {day} twice.",
                        "Keep one of the two.",
                        at_key=True,
                        day=day,
                    )
                seen.add(day.year)

    yield from _once(found())


def _in_between(version: Version) -> bool:
    """Whether all plan points lie between start and due date, each on a day of its own; as nearly always."""
    days = [plan_day(key) for key in version.plan]
    if not days:
        return True
    return version.start < min(days) and max(days) < version.due and len(days) == len(set(days))


@rule("plan-points", "indicator", when=lambda of: of["amendments"] or of["plan"])
def plan_points(subject: Subject) -> Iterator[Finding]:
    """A plan point lies after the start, not after the due date, once on a day, and at the due date it is
    the target."""

    if all(_in_between(version) for version in judged_versions(subject)):
        return

    def found() -> Iterator[Finding]:
        for version in judged_versions(subject):
            if not version.plan or version.values["kind"] not in ("cumulative", "level"):
                continue
            target = version.values["target"]
            seen: set[dt.date] = set()
            for key, value in version.plan.items():
                day = plan_day(key)
                way = version.way("plan", key)
                if day == version.start:
                    yield subject.say(
                        way,
                        "The plan point {day} lies on the start, where the baseline holds.",
                        "Remove it, or change the baseline.",
                        at_key=True,
                        day=day,
                    )
                elif not version.start < day <= version.due:
                    yield subject.say(
                        way,
                        "The plan point {day} lies outside {start} to {due}.",
                        "Mend the year, or the due date.",
                        at_key=True,
                        day=day,
                        start=version.start,
                        due=version.due,
                    )
                elif day == version.due and target is not None and value != target:
                    yield subject.say(
                        way,
                        "The plan ends with {value} on the due date {day}, but the target is {target}.",
                        "Let the two agree.",
                        value=value,
                        day=day,
                        target=target,
                    )
                elif day in seen:
                    yield subject.say(
                        way,
                        "The plan names the day {day} twice.",
                        "Keep one of the two.",
                        at_key=True,
                        day=day,
                    )
                seen.add(day)

    yield from _once(found())
