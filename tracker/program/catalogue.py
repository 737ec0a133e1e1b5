"""Everything the program files say, read and by id; and where each thing stands.

Built by `reader.read_catalogue`; holds no rules and reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.program.model import Body, Executor, Indicator, Program, Roster, Seat, Section, Territory, Theme
from tracker.program.places import Places


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a thing stands in: path as the reader was given it, and the SHA-256 of its bytes.

    ``places`` knows lines and columns (None where the file is not at hand), ``within`` is the way from
    the top of the file to the thing, ``tainted`` the ways at which faults were found while reading.
    """

    path: str
    sha256: str
    places: Places | None = field(default=None, repr=False, compare=False)
    within: tuple[str | int, ...] = field(default=(), repr=False, compare=False)
    tainted: frozenset[tuple[Any, ...]] = field(default=frozenset(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SeatPlace:
    """A seat with the body and the roster it belongs to."""

    roster: str
    body: Body
    seat: Seat


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All programs, rosters, territories, themes and executors by id.

    ``sources`` says where each stands, by kind (``program``, ``roster``, ``territory``, ``theme``,
    ``executor``) and id. ``unread`` names the top keys (``roster``, ``themes`` ...) of files at fault that
    could not be read, so that an id missing here may well stand in one of them.
    """

    programs: dict[str, Program] = field(default_factory=dict)
    rosters: dict[str, Roster] = field(default_factory=dict)
    territories: dict[str, Territory] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    executors: dict[str, Executor] = field(default_factory=dict)
    sources: dict[tuple[str, str], SourceFile] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def seats(self) -> dict[str, SeatPlace]:
        """Every seat of every roster by id; of a repeated id the first."""
        found: dict[str, SeatPlace] = {}
        for roster in self.rosters.values():
            for body in roster.bodies:
                for seat in body.seats:
                    found.setdefault(seat.seat, SeatPlace(roster.roster, body, seat))
        return found

    def indicators(self) -> Iterator[tuple[Program, Section, Indicator]]:
        """Every indicator with its section and program, in the files' order."""
        for program in self.programs.values():
            for section in program.sections:
                for indicator in section.indicators:
                    yield program, section, indicator

    def line_of(self, code: str) -> tuple[str, ...]:
        """``code`` and the territories above it, lowest first; ends at an unknown code or a circle."""
        line: list[str] = []
        following: str | None = code
        while following is not None and following in self.territories and following not in line:
            line.append(following)
            following = self.territories[following].parent
        return tuple(line)
