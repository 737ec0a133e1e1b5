"""Reads a program file: what it says and every fault of single values, each with file, line and column.

bytes (`files`) -> values (`builder`) -> a noun (`model`, reworded by `wording`) -> `ReadFile`. Rules that
need more than one value are `rules`'. Must not know the database or the clock.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from tracker.errors import InputError, Problem, Problems
from tracker.program.builder import Broken, Empty, build, lines_of
from tracker.program.catalogue import SourceFile
from tracker.program.fields import WITHOUT_CONTROL, Frozen
from tracker.program.files import control_problem, encoding_problem, read_bytes, yaml_files
from tracker.program.model import Executors, Program, Roster, Territories, Themes
from tracker.program.offers import Offers, offers_of
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


@dataclass(slots=True)
class ReadFile:
    """One file as read. ``noun`` is None where nothing of it could be; ``offers`` is what others may find here.

    ``sha256`` is empty where not even the bytes could be read. ``problems`` are those of the file alone.
    """

    name: str
    sha256: str = ""
    top: str = ""
    noun: Any = None
    source: SourceFile | None = None
    offers: Offers = field(default_factory=Offers)
    problems: Problems = field(default_factory=Problems)


def program_files(folder: Path) -> list[Path]:
    """The ``.yaml`` and ``.yml`` files at or below ``folder``, in order of path.

    Raises InputError if there is no such folder or it holds no such file.
    """
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
    """Reading makes a million objects and no circles: the cyclic collector would only walk them.

    Nor need it do so afterwards, when it is on again and finds them all new: they are counted among the old ones.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # a server has frozen what its start made, which must stay so
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def read_file(path: Path) -> ReadFile:
    """What a file says. Messages name it by its path as given."""
    name = path.as_posix()
    data = read_bytes(path, name)
    if isinstance(data, Problem):
        return _at_fault(ReadFile(name), data, TOPS)
    file = ReadFile(name, hashlib.sha256(data).hexdigest())
    refused = encoding_problem(data, name)
    if refused is not None:
        return _at_fault(file, refused, TOPS)
    try:
        value, repeated = build(data)
    except (Empty, Broken, yaml.YAMLError) as error:
        said = _SAYS.search(data)
        return _at_fault(file, _unbuilt(name, data, error), [said[1].decode()] if said is not None else [])
    places = Places(data)
    problems = file.problems
    if repeated:
        problems.extend(_repeated(name, places))
    problems.extend(cut_texts(name, data))
    top = _top(value, name, places, problems)
    if top is not None:
        before = WITHOUT_CONTROL.set(b"\\" not in data)
        try:
            _read_noun(file, top, value, places)
        finally:
            WITHOUT_CONTROL.reset(before)
    return file


def _at_fault(file: ReadFile, problem: Problem, unread: Iterable[str]) -> ReadFile:
    """A file of which nothing could be read: nobody knows what it would have said."""
    file.problems.add(problem)
    file.offers = Offers(unread=tuple(unread))
    return file


def _read_noun(file: ReadFile, top: str, value: Any, places: Places) -> None:
    tainted: frozenset[tuple[Any, ...]] = frozenset()
    unread: tuple[str, ...] = ()
    noun: Frozen | None
    try:
        noun = TOPS[top].model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=True)
        file.problems.extend(reworded(file.name, found[:MOST_FAULTS], value, TOPS[top], places))
        if len(found) > MOST_FAULTS:
            file.problems.add(_more(file.name, len(found) - MOST_FAULTS))
        # so many faults are no slip in a program file but another kind of file
        noun, tainted = salvage(TOPS[top], value) if len(found) <= MOST_FAULTS else (None, tainted)
        if noun is None or any(set(way[-2:]) & _NAMING[top] for way in tainted):
            unread = (top,)
        if noun is None:
            file.offers = Offers(unread=unread)
            return
    file.top, file.noun = top, noun
    file.offers = offers_of(top, noun, tainted, unread)
    file.source = SourceFile(file.name, file.sha256, places, (), tainted)


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
