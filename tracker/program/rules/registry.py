"""What a rule is: a small named function with an id and a docstring, run over one kind of thing.

A rule takes a `Subject` (one program, indicator, seat ...) and yields what it finds with ``subject.say``;
the place is looked up only then. ``judge`` runs every rule over the whole catalogue, ``list_rules``
gives ids and docstrings. Must not read files or the clock.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from tracker.errors import Problem, Severity
from tracker.program.catalogue import Catalogue, SeatPlace, SourceFile
from tracker.program.model import Indicator, Program, Section
from tracker.program.salvage import UNREAD
from tracker.program.slips import shown

MOST_OFFERED = 300


class Finding(NamedTuple):
    """One thing a rule found: where below its subject, what, what to do."""

    way: tuple[Any, ...]
    template: str
    hint: str | None
    values: dict[str, Any]
    at_key: bool


class World:
    """The whole catalogue with what rules ask it again and again."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._lines: dict[str, tuple[str, ...]] = {}
        self._near: dict[tuple[str, str], str | None] = {}
        self.judged: tuple[Any, list[Any]] = (None, [])

    @cached_property
    def seats(self) -> dict[str, SeatPlace]:
        """Every seat by id."""
        return self.catalogue.seats()

    @cached_property
    def part_of(self) -> dict[str, str | None]:
        """Every indicator's full id with the full id it feeds."""
        return {
            f"{program.program}/{indicator.indicator}": indicator.part_of
            for program, _, indicator in self.catalogue.indicators()
        }

    @cached_property
    def territory_above(self) -> dict[str, str | None]:
        """Every territory's code with its parent's."""
        return {code: item.parent for code, item in self.catalogue.territories.items()}

    @cached_property
    def executor_above(self) -> dict[str, str | None]:
        """Every executor's id with the one it belongs to."""
        return {name: item.part_of for name, item in self.catalogue.executors.items()}

    def line_of(self, code: str) -> tuple[str, ...]:
        """``code`` and the territories above it."""
        if code not in self._lines:
            self._lines[code] = self.catalogue.line_of(code)
        return self._lines[code]

    def unread(self, top: str) -> bool:
        """Whether a file of this kind could not be read, so that an unknown id may well stand in it."""
        return top in self.catalogue.unread

    def sound(self, place: SeatPlace, key: str) -> bool:
        """Whether the file of a seat's body was read without fault at any body's ``key``."""
        tainted = self.catalogue.sources["roster", place.roster].tainted
        return not any(key in way[2:3] or len(way) <= 2 for way in tainted)

    def nearest(self, shelf: str, word: str, known: Iterable[str]) -> str | None:
        """The known id closest to ``word``; no more than `MOST_OFFERED` are looked for."""
        if (shelf, word) not in self._near:
            if len(self._near) >= MOST_OFFERED:
                return None
            found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
            self._near[shelf, word] = found[0] if found else None
        return self._near[shelf, word]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a rule looks at: the noun, where it stands, what it belongs to."""

    world: World
    source: SourceFile
    way: tuple[Any, ...]
    item: Any
    program: Program | None = None
    section: Section | None = None
    indicator: Indicator | None = None
    parent: Any = None
    tainted: frozenset[tuple[Any, ...]] = field(default=frozenset())

    def broken(self, *keys: Any) -> bool:
        """Whether the file's value of any of ``keys`` (or of the thing itself) was at fault already."""
        if not self.tainted:
            return False
        return any(self.tainted_at((*self.way, key)) for key in keys) or self.tainted_at(
            self.way, below=False
        )

    def program_broken(self, *keys: str) -> bool:
        """Whether the program's value of any of ``keys`` was at fault already."""
        return bool(self.tainted) and any((key,) in self.tainted for key in keys)

    def tainted_at(self, way: tuple[Any, ...], *, below: bool = True) -> bool:
        """Whether a fault was found at ``way``, above it, or (``below``) inside it."""
        return any(way[: len(bad)] == bad or (below and bad[: len(way)] == way) for bad in self.tainted)

    def say(
        self,
        way: tuple[Any, ...],
        template: str,
        hint: str | None = None,
        *,
        at_key: bool = False,
        **values: Any,
    ) -> Finding:
        """A finding at ``way`` below this thing; numbers and days are said as a file writes them."""
        said = {name: UNREAD.sub("…", shown(value)) for name, value in values.items()}
        return Finding((*self.way, *way), template, hint, said, at_key)

    def unknown(
        self, way: tuple[Any, ...], shelf: str, word: str, known: Iterable[str], template: str, **values: Any
    ) -> Finding:
        """A finding about an id that is not there, with the nearest known one offered."""
        near = self.world.nearest(shelf, word, known)
        return self.say(
            way, template, "Did you mean {nearest}?" if near else None, id=word, nearest=near, **values
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id, the kind of thing it looks at, its severity and the function."""

    id: str
    about: str
    severity: Severity
    find: Callable[[Subject], Iterator[Finding]]

    @property
    def summary(self) -> str:
        """The function's docstring on one line."""
        return " ".join((self.find.__doc__ or "").split())


RULES: list[Rule] = []


def rule(
    id: str, *about: str, severity: Severity = "fault"
) -> Callable[[Callable[[Subject], Iterator[Finding]]], Callable[[Subject], Iterator[Finding]]]:
    """Register the function as the rule ``id`` about each kind of thing in ``about``."""

    def keep(find: Callable[[Subject], Iterator[Finding]]) -> Callable[[Subject], Iterator[Finding]]:
        RULES.extend(Rule(id, kind, severity, find) for kind in about)
        return find

    return keep


def list_rules() -> list[tuple[str, Severity, str]]:
    """Every rule's id, severity and what it says, in order of id."""
    return sorted({(rule.id, rule.severity, rule.summary) for rule in RULES})


def judge(catalogue: Catalogue) -> Iterator[Problem]:
    """Everything the rules find in ``catalogue``."""
    by_kind: dict[str, list[Rule]] = {}
    for each in RULES:
        by_kind.setdefault(each.about, []).append(each)
    for kind, subject in _subjects(catalogue):
        for each in by_kind.get(kind, ()):
            for finding in each.find(subject):
                yield _problem(each, subject.source, finding)


def _problem(rule: Rule, source: SourceFile, finding: Finding) -> Problem:
    line: int | None = None
    column: int | None = None
    if source.places is not None:
        line, column = source.places.at((*source.within, *finding.way), key=finding.at_key)
    return Problem(
        source.path, line, column, rule.id, finding.template, finding.values, rule.severity, finding.hint
    )


def _subjects(catalogue: Catalogue) -> Iterator[tuple[str, Subject]]:
    world = World(catalogue)
    sources = catalogue.sources
    for shelf, kind in (("territories", "territory"), ("themes", "theme"), ("executors", "executor")):
        for name, item in getattr(catalogue, shelf).items():
            source = sources[kind, name]
            yield kind, Subject(world, source, (), item, tainted=source.tainted)
    for name, roster in catalogue.rosters.items():
        yield from _of_roster(world, sources["roster", name], roster)
    for name, program in catalogue.programs.items():
        yield from _of_program(world, sources["program", name], program)


def _of_roster(world: World, source: SourceFile, roster: Any) -> Iterator[tuple[str, Subject]]:
    tainted = source.tainted
    yield "roster", Subject(world, source, (), roster, tainted=tainted)
    for i, body in enumerate(roster.bodies):
        yield "body", Subject(world, source, ("bodies", i), body, tainted=tainted)
        for j, seat in enumerate(body.seats):
            yield (
                "seat",
                Subject(world, source, ("bodies", i, "seats", j), seat, parent=body, tainted=tainted),
            )


def _of_program(world: World, source: SourceFile, program: Program) -> Iterator[tuple[str, Subject]]:
    tainted = source.tainted
    yield "program", Subject(world, source, (), program, program, tainted=tainted)
    for i, section in enumerate(program.sections):
        way = ("sections", i)
        yield (
            "section",
            Subject(world, source, way, section, program, section, parent=program, tainted=tainted),
        )
        for j, indicator in enumerate(section.indicators):
            below = (*way, "indicators", j)
            yield (
                "indicator",
                Subject(world, source, below, indicator, program, section, indicator, section, tainted),
            )
            for k, measure in enumerate(indicator.measures):
                yield (
                    "measure",
                    Subject(
                        world,
                        source,
                        (*below, "measures", k),
                        measure,
                        program,
                        section,
                        indicator,
                        indicator,
                        tainted,
                    ),
                )
