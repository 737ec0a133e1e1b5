"""Judging one file: every rule over every noun in it, beside the world of what all files offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tracker.errors import Problem
from tracker.program.catalogue import Catalogue, SourceFile
from tracker.program.model import Measure, Program, Roster
from tracker.program.offers import LISTS
from tracker.program.reader import ReadFile
from tracker.program.rules import RULES
from tracker.program.rules.registry import Finding, Rule, Subject
from tracker.program.world import World

Found = Callable[[Rule, SourceFile, Finding], None]
_KINDS = {"territories": "territory", "themes": "theme", "executors": "executor"}
_Groups = list[tuple[int, Any, Any, list[Rule]]]


def judge(file: ReadFile, world: World, catalogue: Catalogue) -> list[Problem]:
    """What the rules find in a file. What counts of it, being the first of its id, goes into the ``catalogue``."""
    found: list[Problem] = []
    if file.noun is None or file.source is None:
        return found

    def note(rule: Rule, source: SourceFile, finding: Finding) -> None:
        found.append(_problem(rule, source, finding))

    for kind, name, item, source in _things(file):
        key = (name[0],)
        first = _first(world, kind, name[1])
        if first not in (None, (file.name, source.within)):
            found.append(_repeated(world, kind, name[1], source, key))
            continue
        catalogue.keep(kind, name[1], item, source)
        if kind == "program":
            _program(world, source, item, note)
        elif kind == "roster":
            _roster(world, source, item, note)
        else:
            _apply(kind, Subject(world, source, (), item, tainted=source.tainted), note)
    return found


def _things(file: ReadFile) -> Iterator[tuple[str, tuple[str, str], Any, SourceFile]]:
    """What a file holds: its kind, the key and value of its id, itself, where it stands."""
    noun, source = file.noun, file.source
    assert source is not None
    if file.top not in LISTS:
        yield file.top, (file.top, getattr(noun, file.top)), noun, source
        return
    key, _ = LISTS[file.top]
    for index, item in enumerate(getattr(noun, file.top)):
        within = (file.top, index)
        tainted = frozenset(way[2:] for way in source.tainted if way[:2] == within)
        placed = SourceFile(source.path, source.sha256, source.places, within, tainted)
        yield _KINDS[file.top], (key, getattr(item, key)), item, placed


def _first(world: World, kind: str, name: str) -> tuple[str, tuple[Any, ...]] | None:
    """The file and the way in it of the first thing of a kind with an id."""
    if kind in ("program", "roster"):
        file = (world.programs if kind == "program" else world.rosters).get(name)
        return None if file is None else (file, ())
    shelf = {"territory": world.territories, "theme": world.themes, "executor": world.executors}[kind]
    found = shelf.get(name)
    return None if found is None else (found.file, (shelf.name, found.number))


def _repeated(world: World, kind: str, name: str, source: SourceFile, key: tuple[str, ...]) -> Problem:
    file, within = _first(world, kind, name) or ("", ())
    line, column = source.places.at((*source.within, *key)) if source.places is not None else (None, None)
    return Problem(
        source.path,
        line,
        column,
        "repeated-id",
        "The id {id} is used twice: first in {place}.",
        {"id": name, "place": world.place(file, (*within, *key))},
        hint="Give one of the two another id, or delete one.",
    )


def _problem(rule: Rule, source: SourceFile, finding: Finding) -> Problem:
    line: int | None = None
    column: int | None = None
    if source.places is not None:
        line, column = source.places.at((*source.within, *finding.way), key=finding.at_key)
    return Problem(
        source.path, line, column, rule.id, finding.template, finding.values, rule.severity, finding.hint
    )


def _groups(kind: str) -> _Groups:
    """The rules about a kind of thing; those that share a condition, which is then looked at once, together."""
    groups: dict[Any, list[Rule]] = {}
    for rule in RULES:
        if rule.about == kind:
            groups.setdefault((rule.when, rule.alike), []).append(rule)
    return [(number, *shared, rules) for number, (shared, rules) in enumerate(groups.items())]


_RULES: dict[str, _Groups] = {kind: _groups(kind) for kind in {rule.about for rule in RULES}}


def _apply(kind: str, subject: Subject, note: Found) -> None:
    given, settled, sound = vars(subject.item), subject.world.settled, not subject.tainted
    for number, when, alike, rules in _RULES[kind]:
        if when is not None and not when(given):
            continue
        like = alike(given) if alike is not None and sound else None
        if like is not None and (kind, number, like) in settled:
            continue
        found = False
        for rule in rules:
            for finding in rule.find(subject):
                note(rule, subject.source, finding)
                found = True
        if like is not None and not found:
            settled.add((kind, number, like))


def _roster(world: World, source: SourceFile, roster: Roster, note: Found) -> None:
    tainted = source.tainted
    _apply("roster", Subject(world, source, (), roster, tainted=tainted), note)
    for i, body in enumerate(roster.bodies):
        _apply("body", Subject(world, source, ("bodies", i), body, tainted=tainted), note)
        for j, seat in enumerate(body.seats):
            way = ("bodies", i, "seats", j)
            _apply("seat", Subject(world, source, way, seat, parent=body, tainted=tainted), note)


def _program(world: World, source: SourceFile, program: Program, note: Found) -> None:
    tainted = source.tainted
    _apply("program", Subject(world, source, (), program, program, tainted=tainted), note)
    for i, section in enumerate(program.sections):
        way = ("sections", i)
        subject = Subject(world, source, way, section, program, section, parent=program, tainted=tainted)
        _apply("section", subject, note)
        for j, indicator in enumerate(section.indicators):
            below = (*way, "indicators", j)
            subject = Subject(world, source, below, indicator, program, section, indicator, section, tainted)
            _apply("indicator", subject, note)
            for k, measure in enumerate(indicator.measures):
                if not _silent(measure):
                    here = (*below, "measures", k)
                    subject = Subject(
                        world, source, here, measure, program, section, indicator, indicator, tainted
                    )
                    _apply("measure", subject, note)


_SPOKEN_OF = [when for _, when, _, _ in _RULES["measure"]]


def _silent(measure: Measure) -> bool:
    """Whether no rule has anything to say of a measure, as of most of a country's."""
    given = vars(measure)
    for when in _SPOKEN_OF:  # noqa: SIM110 - asked of every measure of a country, where `any` takes twice the time
        if when is None or when(given):
            return False
    return True
