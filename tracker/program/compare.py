"""What a load may not change of what is already loaded: terms in silence, and the past.

Old and new are compared as nouns; nothing is read from a database. A change of terms is carried by
amendments appended to those already known; walking them back from the new terms must give the old ones.
Who carried or held what on past days is `histories`', where things stand is `placing`'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tracker.errors import Problem
from tracker.program.catalogue import SourceFile
from tracker.program.fields import LANGUAGES, Text
from tracker.program.histories import rewritten_holders, rewritten_owners
from tracker.program.model import Amendment, Indicator, Measure, Program, Roster, Section, Thresholds
from tracker.program.placing import changed_program, placed, replaced_items, reweighed
from tracker.program.terms import (
    INDICATOR_TERMS,
    MEASURE_TERMS,
    PROGRAM_TERMS,
    SECTION_TERMS,
    default_baseline,
    default_target,
    plan_day,
)

Item = Program | Section | Indicator | Measure
_NO_SOURCE = SourceFile("", "")


@dataclass(frozen=True, slots=True)
class Load:
    """The circumstances of a load: where the new text stands and which days count as past."""

    source: SourceFile
    last_loaded_on: dt.date
    today: dt.date

    def refuse(
        self, rule: str, way: Iterable[Any], template: str, hint: str | None = None, **values: Any
    ) -> Problem:
        """A refusal at ``way`` of the new file."""
        line: int | None = None
        column: int | None = None
        if self.source.places is not None:
            line, column = self.source.places.at((*self.source.within, *way))
        # days as a file writes them: they are copied into it
        said = {
            name: _shown(value) if isinstance(value, dt.date) else value for name, value in values.items()
        }
        return Problem(self.source.path, line, column, rule, template, said, hint=hint)


def refusals(
    old: Program | Roster,
    new: Program | Roster,
    *,
    last_loaded_on: dt.date,
    today: dt.date,
    correcting_history: bool = False,
    source: SourceFile | None = None,
) -> list[Problem]:
    """Why ``new`` may not take the place of ``old``; empty if it may.

    ``source`` gives the problems their place in the new file. With ``correcting_history`` the past of
    owners, holders and places may change; terms never change without an amendment.
    """
    load = Load(source or _NO_SOURCE, last_loaded_on, today)
    found: list[Problem] = []
    if isinstance(old, Program) and isinstance(new, Program):
        found += _program(load, old, new, correcting_history)
        if not correcting_history:
            found += replaced_items(load, old, new)
            found += rewritten_owners(load, old, new)
    elif isinstance(old, Roster) and isinstance(new, Roster) and not correcting_history:
        found += rewritten_holders(load, old, new)
    return found


def _program(load: Load, old: Program, new: Program, correcting_history: bool) -> Iterator[Problem]:
    name = new.program
    yield from changed_program(load, old, new)
    yield from _terms(load, (), name, old, new, PROGRAM_TERMS)
    before = {section.section: section for section in old.sections}
    for i, section in enumerate(new.sections):
        if section.section in before:
            yield from _terms(
                load,
                ("sections", i),
                f"{name}/{section.section}",
                before[section.section],
                section,
                SECTION_TERMS,
            )
    yield from _indicators(load, old, new, correcting_history)


def _indicators(load: Load, old: Program, new: Program, correcting_history: bool) -> Iterator[Problem]:
    before, after = placed(old), placed(new)
    for name, (_, _, gone) in before.items():
        if name not in after:
            yield load.refuse(
                "indicator-dropped",
                (),
                "The indicator {id} is loaded and no longer in the file.",
                "Put it back and add under its amendments: {lines}",
                id=f"{new.program}/{gone.indicator}",
                lines=_lines(load, None, "removed"),
            )
    for name, (way, section, indicator) in after.items():
        full = f"{new.program}/{name}"
        if name not in before:
            if indicator.since is None:
                yield load.refuse(
                    "indicator-added",
                    way,
                    "The indicator {id} is new in a program already loaded and has no since.",
                    "Add a line since: {day} with the day from which it holds.",
                    id=full,
                    day=load.today,
                )
            elif indicator.since < load.last_loaded_on and not correcting_history:
                yield load.refuse(
                    "since-past",
                    (*way, "since"),
                    "The new indicator {id} would appear from {day} on, before {earliest}, the day of the "
                    "last load.",
                    'Write since: {earliest} or later; to correct history say why: --correct-history "...".',
                    id=full,
                    day=indicator.since,
                    earliest=load.last_loaded_on,
                )
            continue
        _, old_section, old_indicator = before[name]
        if old_indicator.since != indicator.since:
            yield load.refuse(
                "since-changed",
                (*way, "since"),
                "The first day (since) of {id} changes from {old} to {new}; a start stays.",
                None,
                id=full,
                old=_shown(old_indicator.since),
                new=_shown(indicator.since),
            )
        if correcting_history:
            yield from reweighed(load, full, way, old_section, section)
        yield from _terms(load, way, full, old_indicator, indicator, INDICATOR_TERMS, old, new)
        yield from _measures(load, way, full, old_indicator, indicator)


def _measures(
    load: Load, way: tuple[Any, ...], full: str, old: Indicator, new: Indicator
) -> Iterator[Problem]:
    after = {measure.measure: (k, measure) for k, measure in enumerate(new.measures)}
    for measure in old.measures:
        name = f"{full}/{measure.measure}"
        if measure.measure not in after:
            yield load.refuse(
                "measure-dropped",
                way,
                "The measure {id} is loaded and no longer in the file.",
                "Put it back and add under its amendments: {lines}",
                id=name,
                lines=_lines(load, None, "removed"),
            )
            continue
        k, found = after[measure.measure]
        yield from _terms(load, (*way, "measures", k), name, measure, found, MEASURE_TERMS)


def _terms(
    load: Load,
    way: tuple[Any, ...],
    name: str,
    old: Item,
    new: Item,
    terms: tuple[str, ...],
    old_program: Program | None = None,
    new_program: Program | None = None,
) -> Iterator[Problem]:
    """Amendments taken back, dated wrongly, or missing for what differs."""
    known, given = old.amendments, new.amendments
    for index, amendment in enumerate(known):
        if index >= len(given) or _said(amendment) != _said(given[index]):
            yield load.refuse(
                "amendment-changed",
                (*way, "amendments"),
                "The amendment of {day} to {id} is loaded and is missing or differs here.",
                "Write it again as it was, and add new ones below it.",
                id=name,
                day=amendment.date,
            )
            return
    added = given[len(known) :]
    earliest = max([load.last_loaded_on, *(amendment.date for amendment in known)])
    for index, amendment in enumerate(added, start=len(known)):
        if amendment.date < earliest:
            yield load.refuse(
                "amendment-late",
                (*way, "amendments", index, "date"),
                "The new amendment of {day} to {id} is dated before {earliest}, the day of the "
                "last load or of the amendment before it.",
                "Terms of days already past do not change: date it {earliest} or later.",
                id=name,
                day=amendment.date,
                earliest=earliest,
            )
    was, is_now = _effective(old, terms, old_program), _effective(new, terms, new_program, added)
    differing = [term for term in terms if not _same(was[term], is_now[term])]
    if differing:
        present = _effective(new, terms, new_program)
        changes = "; ".join(f"{term}: {_shown(was[term])} -> {_shown(present[term])}" for term in differing)
        lines = _lines(load, {term: was[term] for term in differing}, None)
        yield load.refuse(
            "terms-changed",
            (*way, differing[0]),
            "The terms of {id} change without an amendment that says so: {changes}.",
            "Add under its amendments: {lines}",
            id=name,
            changes=changes,
            lines=lines,
        )


def _said(amendment: Amendment) -> tuple[Any, ...]:
    """What of an amendment enters the arithmetic; notes and causes may be completed later."""
    was = amendment.was.given() if amendment.was is not None else {}
    return amendment.date, amendment.action, amendment.successor, was


def _effective(
    item: Item, terms: tuple[str, ...], program: Program | None, undo: Iterable[Amendment] = ()
) -> dict[str, Any]:
    """The terms with their defaults resolved, after walking ``undo`` back."""
    values = {term: getattr(item, term) for term in terms}
    for amendment in reversed(list(undo)):
        if amendment.was is not None:
            values.update((term, value) for term, value in amendment.was.given().items() if term in values)
    if isinstance(item, Indicator):
        values["target"] = default_target(values["kind"], values["target"])
        values["baseline"] = default_baseline(values["kind"], values["baseline"])
        values["plan"] = {plan_day(key): value for key, value in (values["plan"] or {}).items()}
        if program is not None:
            values["due"] = values["due"] or program.end
    return values


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, Text) and isinstance(new, Text):
        return _same_text(old, new)
    if isinstance(old, float) and isinstance(new, float):
        return old == new or (old != old and new != new)
    return bool(old == new)


def _same_text(old: Text, new: Text) -> bool:
    """In every language given before a reader reads the same; adding a missing language is no change.

    A bare text is given in all three: translating it later changes what somebody reads.
    """
    read = new.filled()
    return all(read[language] == text for language in LANGUAGES if (text := getattr(old, language)))


def _lines(load: Load, was: dict[str, Any] | None, action: str | None) -> str:
    """The amendment to add, as one line of YAML."""
    parts = [f"date: {load.today}", 'by: "…"']
    if action:
        parts.append(f"action: {action}")
    if was:
        parts.append("was: {" + ", ".join(f"{term}: {_shown(value)}" for term, value in was.items()) + "}")
    return "- {" + ", ".join(parts) + "}"


def _shown(value: Any) -> str:
    """``value`` as YAML writes it on one line."""
    if value is None:
        return "null"
    if isinstance(value, Text):
        texts = {language: text for language in ("kk", "ru", "en") if (text := getattr(value, language))}
        if len(texts) == 3 and len(set(texts.values())) == 1:
            return _quoted(texts["ru"])
        return "{" + ", ".join(f"{language}: {_quoted(text)}" for language, text in texts.items()) + "}"
    if isinstance(value, Thresholds):
        return f"{{on_track: {_shown(value.on_track)}, at_risk: {_shown(value.at_risk)}}}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_year(key)}: {_shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _year(day: dt.date) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else day.isoformat()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
