"""Reads a folder of program files: every file, every fault, each with file, line and column.

bytes (`files`) -> values (`builder`) -> nouns (`model`, reworded by `wording`) -> `Catalogue`. Rules that
need more than one value are `rules`'. Must not know the database or the clock.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from tracker.errors import InputError, Problem, Problems
from tracker.program.builder import Broken, Empty, build, lines_of
from tracker.program.catalogue import Catalogue, SourceFile
from tracker.program.fields import Frozen
from tracker.program.files import control_problem, encoding_problem, read_bytes, yaml_files
from tracker.program.model import Executors, Program, Roster, Territories, Themes
from tracker.program.places import Places
from tracker.program.remarks import cut_texts
from tracker.program.salvage import salvage
from tracker.program.syntax import syntax_problem
from tracker.program.wording import nearest, reworded

TOPS: dict[str, type[Frozen]] = {
    "program": Program,
    "roster": Roster,
    "territories": Territories,
    "themes": Themes,
    "executors": Executors,
}
_SAYS = re.compile(rb"^(program|roster|territories|themes|executors)[ \t]*:", re.MULTILINE)
# keys by which other files may know a thing: at fault, the thing may be known by another name
_NAMING = {
    "program": {"program", "sections", "indicators", "indicator"},
    "roster": {"bodies", "seats", "seat"},
    "territories": {"territories", "code"},
    "themes": {"themes", "theme"},
    "executors": {"executors", "executor"},
}
# faults of one file that are listed one by one
MOST_FAULTS = 1000
_LISTED = {
    "territories": ("territory", "code"),
    "themes": ("theme", "theme"),
    "executors": ("executor", "executor"),
}


def read_catalogue(folder: Path, problems: Problems) -> Catalogue:
    """Everything the ``.yaml`` and ``.yml`` files at or below ``folder`` say.

    Faults of single files and repeated ids go to ``problems``; what is at fault is left out. Raises
    InputError if there is no such folder or it holds no such file.
    """
    files = _files(folder)
    catalogue = Catalogue()
    with collector_off():
        for path in files:
            _read(path, path.as_posix(), catalogue, problems)
    return catalogue


def _files(folder: Path) -> list[Path]:
    if not folder.exists():
        raise InputError(
            "There is no folder {folder}. Name the folder that holds the program files.",
            folder=folder.as_posix(),
        )
    if not folder.is_dir():
        raise InputError(
            "{folder} is a file. Name the folder that holds the program files.", folder=folder.as_posix()
        )
    try:
        files = yaml_files(folder)
    except OSError as error:
        raise InputError(
            "The folder {folder} cannot be read: {reason}.",
            folder=folder.as_posix(),
            reason=error.strerror or type(error).__name__,
        ) from error
    if not files:
        raise InputError("There is no .yaml file in the folder {folder}.", folder=folder.as_posix())
    return files


@contextmanager
def collector_off() -> Iterator[None]:
    """Reading makes a million objects and no circles: the cyclic collector would only walk them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(path: Path, name: str, catalogue: Catalogue, problems: Problems) -> None:
    data = read_bytes(path, name)
    refused = data if isinstance(data, Problem) else encoding_problem(data, name)
    if isinstance(data, Problem) or refused is not None:
        problems.add(refused)
        # nobody knows what it would have said
        catalogue.unread.update(TOPS)
        return
    try:
        value, repeated = build(data)
    except (Empty, Broken, yaml.YAMLError) as error:
        problems.add(_unbuilt(name, data, error))
        said = _SAYS.search(data)
        if said is not None:
            catalogue.unread.add(said[1].decode())
        return
    places = Places(data)
    if repeated:
        problems.extend(_repeated(name, places))
    problems.extend(cut_texts(name, data))
    top = _top(value, name, places, problems)
    if top is None:
        return
    tainted: frozenset[tuple[Any, ...]] = frozenset()
    noun: Frozen | None
    try:
        noun = TOPS[top].model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=True)
        problems.extend(reworded(name, found[:MOST_FAULTS], value, TOPS[top], places))
        if len(found) > MOST_FAULTS:
            problems.add(_more(name, len(found) - MOST_FAULTS))
        # so many faults are no slip in a program file but another kind of file
        noun, tainted = salvage(TOPS[top], value) if len(found) <= MOST_FAULTS else (None, tainted)
        if noun is None or any(set(way[-2:]) & _NAMING[top] for way in tainted):
            catalogue.unread.add(top)
        if noun is None:
            return
    source = SourceFile(name, hashlib.sha256(data).hexdigest(), places, (), tainted)
    _keep(top, noun, source, catalogue, problems)


def _unbuilt(name: str, data: bytes, error: Exception) -> Problem:
    """Why the file could not be built."""
    if isinstance(error, Empty):
        return Problem(
            name,
            1,
            1,
            "empty-file",
            "The file says nothing.",
            {"known": ", ".join(TOPS)},
            hint="Begin it with one of: {known}; or delete it.",
        )
    if isinstance(error, Broken):
        line, column = error.mark.line + 1, error.mark.column + 1
        return Problem(name, line, column, error.rule, error.template, error.values, hint=error.hint)
    return control_problem(data, name) or syntax_problem(name, error, lines_of(data))


def _more(name: str, count: int) -> Problem:
    return Problem(
        name, None, None, "more", "{count} more faults of this file are not listed.", {"count": count}
    )


def _repeated(name: str, places: Places) -> Iterator[Problem]:
    if len(places.repeated) > MOST_FAULTS:
        yield _more(name, len(places.repeated) - MOST_FAULTS)
    for key, first, second in places.repeated[:MOST_FAULTS]:
        yield Problem(
            name,
            second.line,
            second.column,
            "repeated-key",
            "The key {key} is written twice: first in line {line}, column {column}.",
            {"key": str(key), "line": first.line, "column": first.column},
            hint="Keep one of the two.",
        )


def _top(value: Any, name: str, places: Places, problems: Problems) -> str | None:
    """The top key that says what the file is; None (and a problem) if it says nothing known."""
    known = ", ".join(TOPS)
    tops = [key for key in value if key in TOPS] if isinstance(value, dict) else []
    if len(tops) == 1:
        return tops[0]
    if tops:
        line, column = places.at((tops[1],), key=True)
        problems.add(
            Problem(
                name,
                line,
                column,
                "one-top-key",
                "A file says one thing: {first} and {second} do not go together.",
                {"first": tops[0], "second": tops[1]},
                hint="Put each into a file of its own.",
            )
        )
        return None
    close = (
        next((found for key in value if (found := nearest(key, TOPS))), None)
        if isinstance(value, dict)
        else None
    )
    line, column = places.at()
    problems.add(
        Problem(
            name,
            line,
            column,
            "top-key",
            "Nothing here says what the file is: {known}.",
            {"known": known, "nearest": close},
            hint="Did you mean {nearest}?" if close else "Begin the file with one of these keys.",
        )
    )
    return None


def _keep(top: str, noun: Any, source: SourceFile, catalogue: Catalogue, problems: Problems) -> None:
    if top == "program":
        _add("program", noun.program, noun, source, ("program",), catalogue.programs, catalogue, problems)
    elif top == "roster":
        _add("roster", noun.roster, noun, source, ("roster",), catalogue.rosters, catalogue, problems)
    else:
        kind, key = _LISTED[top]
        shelf: dict[str, Any] = getattr(catalogue, top)
        for index, item in enumerate(getattr(noun, top)):
            within = (top, index)
            tainted = frozenset(way[2:] for way in source.tainted if way[:2] == within)
            placed = SourceFile(source.path, source.sha256, source.places, within, tainted)
            _add(kind, getattr(item, key), item, placed, (key,), shelf, catalogue, problems)


def _add(
    kind: str,
    name: str,
    item: Any,
    source: SourceFile,
    key: tuple[str, ...],
    shelf: dict[str, Any],
    catalogue: Catalogue,
    problems: Problems,
) -> None:
    earlier = catalogue.sources.get((kind, name))
    if earlier is None:
        shelf[name] = item
        catalogue.sources[kind, name] = source
        return
    first = earlier.places.at((*earlier.within, *key))
    line, column = source.places.at((*source.within, *key))
    problems.add(
        Problem(
            source.path,
            line,
            column,
            "repeated-id",
            "The id {id} is used twice: first in {place}.",
            {"id": name, "place": f"{earlier.path}:{first.line}:{first.column}"},
            hint="Give one of the two another id, or delete one.",
        )
    )
