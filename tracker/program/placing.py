"""Where things stand: what sums of past days go by, and a load may not change in silence.

A program's territory, kind and demonstration decide in which sums it is counted at all; an indicator's
section, its `part_of` and a section's theme decide in which part of them. They are no terms: no amendment
carries them. Naming a theme or a `part_of` where there was none is no change, as with owners.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker.errors import Problem
from tracker.program.model import Indicator, Program, Section

if TYPE_CHECKING:
    from tracker.program.compare import Load

Placed = tuple[tuple[Any, ...], Section, Indicator]


def placed(program: Program) -> dict[str, Placed]:
    """Every indicator by its id: the way to it in the file, its section, itself."""
    return {
        indicator.indicator: (("sections", i, "indicators", j), section, indicator)
        for i, section in enumerate(program.sections)
        for j, indicator in enumerate(section.indicators)
    }


def changed_program(load: Load, old: Program, new: Program) -> Iterator[Problem]:
    """What a program is for ever: its start, territory, kind and whether it is made up."""
    if old.start != new.start:
        yield load.refuse(
            "start-changed",
            ("start",),
            "The start of the program {id} changes from {old} to {new}; a start stays.",
            "Write {old} again.",
            id=new.program,
            old=old.start,
            new=new.start,
        )
    for key in ("territory", "kind", "demonstration"):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield load.refuse(
                "program-changed",
                (key,),
                "{key} of the program {id} changes from {old} to {new}; it stays as first loaded.",
                "Write {key}: {old} again; another program gets a file and an id of its own.",
                id=new.program,
                key=key,
                old=_word(before),
                new=_word(after),
            )


def replaced_items(load: Load, old: Program, new: Program) -> Iterator[Problem]:
    """Sections of another theme, indicators in another section or feeding another indicator."""
    sections = {section.section: section for section in old.sections}
    for i, section in enumerate(new.sections):
        known = sections.get(section.section)
        if known is not None:
            name = f"{new.program}/{section.section}"
            yield from _other(load, ("sections", i), name, "theme", known.theme, section.theme)
    before = placed(old)
    for indicator_id, (way, section, indicator) in placed(new).items():
        if indicator_id not in before:
            continue
        name = f"{new.program}/{indicator_id}"
        _, was_in, was = before[indicator_id]
        if was_in.section != section.section:
            yield load.refuse(
                "section-changed",
                way,
                "{id} moves from {old} to {new}: other seats would have carried it on days already past.",
                "Put it back under {old}; to go on under {new}, end it with action: replaced and a "
                'successor there with since; to correct history say why: --correct-history "...".',
                id=name,
                old=was_in.section,
                new=section.section,
            )
        yield from _other(load, way, name, "part_of", was.part_of, indicator.part_of)


def _other(
    load: Load, way: tuple[Any, ...], name: str, key: str, old: str | None, new: str | None
) -> Iterator[Problem]:
    if old is not None and old != new:
        yield load.refuse(
            "place-changed",
            (*way, key),
            "{key} of {id} changes from {old} to {new}: sums of days already past would change.",
            'Write {key}: {old} again; to correct history say why: --correct-history "...".',
            id=name,
            key=key,
            old=old,
            new=_word(new),
        )


def reweighed(load: Load, full: str, way: tuple[Any, ...], old: Section, new: Section) -> Iterator[Problem]:
    """An indicator that comes under another section's weight: a weight is a term, history or not."""
    if old.section != new.section and _weights(old) != _weights(new):
        yield load.refuse(
            "section-weight",
            way,
            "{id} moves to a section of another weight: {old} becomes {new}.",
            "Leave it in its section; a weight changes only by an amendment.",
            id=full,
            old=_said(old),
            new=_said(new),
        )


def _weights(section: Section) -> tuple[float, tuple[tuple[dt.date, float | None], ...]]:
    """The weight now and what it was before each amendment that changed it."""
    former = tuple(
        (amendment.date, amendment.was.weight)
        for amendment in section.amendments
        if amendment.was is not None and "weight" in amendment.was.given()
    )
    return section.weight, former


def _said(section: Section) -> str:
    weight, former = _weights(section)
    return ", ".join([f"{weight:g}", *(f"{day}: {was}" for day, was in former)])


def _word(value: Any) -> str:
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
