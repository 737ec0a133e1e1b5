"""Amendments: what they must say so that the first promise and every later one stay visible."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from tracker.program.rules.registry import Finding, Subject, rule
from tracker.program.terms import (
    ENDED,
    INDICATOR_TERMS,
    MEASURE_TERMS,
    PROGRAM_TERMS,
    SECTION_TERMS,
    states,
)
from tracker.program.world import closest

_AMENDED = itemgetter("amendments")
_EVERYWHERE = ("program", "section", "indicator", "measure")
# a former value that was simply not given; every other term always had one
_MAY_BE_NOTHING = (
    "unit",
    "direction",
    "due",
    "grace_days",
    "budget_mln_kzt",
    "executor",
    "plan",
    "target",
    "baseline",
)


def _terms(subject: Subject) -> tuple[str, ...]:
    item = subject.item
    if item is subject.program:
        return PROGRAM_TERMS
    if item is subject.section:
        return SECTION_TERMS
    return INDICATOR_TERMS if item is subject.indicator else MEASURE_TERMS


def _listed(subject: Subject) -> Iterator[tuple[int, Any]]:
    """The amendments that were read without fault."""
    for index, amendment in enumerate(subject.item.amendments):
        if not subject.tainted_at((*subject.way, "amendments", index)):
            yield index, amendment


@rule("amendment-was", *_EVERYWHERE, when=_AMENDED)
def amendment_was(subject: Subject) -> Iterator[Finding]:
    """An amendment names the terms it replaced, unless it removes or replaces the whole."""
    for index, amendment in _listed(subject):
        if amendment.action not in ENDED and not (amendment.was and amendment.was.given()):
            yield subject.say(
                ("amendments", index),
                "The amendment of {day} does not say which terms it replaced.",
                "Add was: with the former values, for example was: {{target: 30}}.",
                day=amendment.date,
            )


@rule("amendment-terms", *_EVERYWHERE, when=_AMENDED)
def amendment_terms(subject: Subject) -> Iterator[Finding]:
    """The former terms an amendment names are terms of the thing it amends, and had a value."""
    for index, amendment in _listed(subject):
        if amendment.was is None:
            continue
        known = _terms(subject)
        for key, value in amendment.was.given().items():
            way = ("amendments", index, "was", key)
            if key not in known:
                yield subject.say(
                    way,
                    "{key} is no term that can be amended here; terms are: {known}.",
                    None,
                    at_key=True,
                    key=key,
                    known=", ".join(known),
                )
            elif value is None and key not in _MAY_BE_NOTHING:
                yield subject.say(way, "The key {key} has no value.", "Write the former value.", key=key)


@rule("amendment-same", *_EVERYWHERE, severity="warning", when=_AMENDED)
def amendment_same(subject: Subject) -> Iterator[Finding]:
    """The former value an amendment names differs from the value that followed it."""
    if subject.broken("amendments"):
        return
    history = states(subject.item, _terms(subject), subject.item.amendments)
    after = {day: values for day, values, _ in history}
    for index, amendment in _listed(subject):
        if amendment.was is None:
            continue
        for key, value in amendment.was.given().items():
            if key in after[amendment.date] and after[amendment.date][key] == value:
                yield subject.say(
                    ("amendments", index, "was", key),
                    "The amendment of {day} changes nothing: {key} is the same after it.",
                    "Write the value that held before.",
                    day=amendment.date,
                    key=key,
                )


@rule("amendment-order", *_EVERYWHERE, when=_AMENDED)
def amendment_order(subject: Subject) -> Iterator[Finding]:
    """Amendments stand oldest first."""
    before = None
    for index, amendment in _listed(subject):
        if before is not None and amendment.date < before:
            yield subject.say(
                ("amendments", index, "date"),
                "The amendment of {day} stands below a later one, of {before}.",
                "Put the oldest first.",
                day=amendment.date,
                before=before,
            )
        before = amendment.date if before is None else max(before, amendment.date)


@rule("amendment-before-start", *_EVERYWHERE, when=_AMENDED)
def amendment_before_start(subject: Subject) -> Iterator[Finding]:
    """An amendment is not dated before the start of what it amends."""
    if subject.program_broken("start") or subject.broken("since"):
        return
    since = subject.indicator.since if subject.indicator is not None else None
    start = since or subject.program.start
    for index, amendment in _listed(subject):
        if amendment.date < start:
            yield subject.say(
                ("amendments", index, "date"),
                "The amendment of {day} is dated before the start {start}.",
                day=amendment.date,
                start=start,
            )


@rule("amendment-after-end", *_EVERYWHERE, when=_AMENDED)
def amendment_after_end(subject: Subject) -> Iterator[Finding]:
    """Nothing is amended after it was removed or replaced."""
    ended = None
    for index, amendment in _listed(subject):
        if ended is not None:
            yield subject.say(
                ("amendments", index),
                "The amendment of {day} comes after the removal of {ended}.",
                "What is removed or replaced cannot be amended any more.",
                day=amendment.date,
                ended=ended,
            )
        elif amendment.action in ENDED:
            ended = amendment.date


@rule("amendment-action", "program", "section", when=_AMENDED)
def amendment_action(subject: Subject) -> Iterator[Finding]:
    """Terms of a program or section can only be amended; what is moved, replaced or removed is an
    indicator or a measure."""
    for index, amendment in _listed(subject):
        if amendment.action != "amended":
            yield subject.say(
                ("amendments", index, "action"),
                "Here terms can only be amended, not {action}.",
                "Move, replace or remove the indicators one by one.",
                action=amendment.action,
            )


@rule("amendment-successor", "indicator", "measure", when=_AMENDED)
def amendment_successor(subject: Subject) -> Iterator[Finding]:
    """What is replaced names its successor, another one that exists; nothing else has a successor."""
    for index, amendment in _listed(subject):
        way = ("amendments", index)
        if amendment.action == "replaced" and amendment.successor is None:
            yield subject.say(
                way,
                "The amendment of {day} replaces this and does not say by what.",
                "Add successor: with the id of what takes its place.",
                day=amendment.date,
            )
        elif amendment.action != "replaced" and amendment.successor is not None:
            yield subject.say(
                (*way, "successor"),
                "Only what is replaced has a successor.",
                "Write action: replaced, or remove the line.",
                at_key=True,
            )
        elif amendment.successor is not None:
            yield from _successor_exists(subject, (*way, "successor"), amendment.successor)


def _successor_exists(subject: Subject, way: tuple[Any, ...], successor: str) -> Iterator[Finding]:
    if subject.item is subject.indicator:
        program = subject.program.program
        own, full = subject.item.indicator, successor if "/" in successor else f"{program}/{successor}"
        known = subject.world.indicators
        if full == f"{program}/{own}":
            yield subject.say(way, "{id} cannot be its own successor.", id=successor)
        elif full not in known:
            yield subject.unknown(way, known, full, "The successor {id} is not known.")
        return
    known_here = [measure.measure for measure in subject.indicator.measures]
    if successor == subject.item.measure:
        yield subject.say(way, "{id} cannot be its own successor.", id=successor)
    elif successor not in known_here:
        near = closest(successor, known_here)
        yield subject.not_among(way, near, successor, "The successor {id} is not known.")
