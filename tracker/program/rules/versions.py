"""The versions of an indicator's terms, today's and every former one, and where each value of them stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from tracker.program.model import Indicator, Program
from tracker.program.rules.registry import Subject
from tracker.program.terms import INDICATOR_TERMS, states

_TERMS = ("kind", "baseline", "target", "direction", "due", "plan", "since", "amendments")
PERIOD = ("start", "end")


class Version(NamedTuple):
    """One version of the terms as written, and the ways at which its values stand."""

    values: dict[str, Any]
    start: dt.date
    due: dt.date
    plan: dict[int | dt.date, float]
    ways: dict[str, tuple[Any, ...]]

    def way(self, key: str, *below: Any) -> tuple[Any, ...]:
        """Where the value of ``key`` stands: at the indicator, or in the ``was`` that names it."""
        return (*self.ways.get(key, (key,)), *below)


def versions(program: Program, indicator: Indicator) -> Iterator[Version]:
    """Today's terms first, then each former version, walking back through the amendments."""
    start = indicator.since or program.start
    history = states(indicator, INDICATOR_TERMS, indicator.amendments) if indicator.amendments else None
    if history is None:
        # never amended: the nouns' own attributes, as they are
        yield Version(vars(indicator), start, indicator.due or program.end, indicator.plan, {})
        return
    ways: dict[str, tuple[Any, ...]] = {}
    in_order = sorted(enumerate(indicator.amendments), key=lambda pair: pair[1].date)
    for number, (valid_from, values, _) in enumerate(reversed(history)):
        yield Version(dict(values), start, values["due"] or program.end, values["plan"] or {}, dict(ways))
        if number == len(history) - 1:
            return
        for index, amendment in in_order:
            if amendment.date == valid_from and amendment.was is not None:
                ways.update((name, ("amendments", index, "was", name)) for name in amendment.was.given())


def judged_versions(subject: Subject) -> list[Version]:
    """The versions of an indicator none of whose terms was at fault already."""
    if subject.tainted and (subject.broken(*_TERMS) or subject.program_broken(*PERIOD)):
        return []
    # every rule here asks for the same indicator before the next one comes
    item, found = subject.world.versions
    if item is not subject.item:
        found = list(versions(subject.program, subject.item))
        subject.world.versions = (subject.item, found)
    return found
