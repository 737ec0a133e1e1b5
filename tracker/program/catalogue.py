"""Everything the program files say, read and by id; and where each thing stands.

Built by `check`; holds no rules and reads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tracker.program.model import Executor, Program, Roster, Territory, Theme
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
class Catalogue:
    """All programs, rosters, territories, themes and executors by id.

    ``sources`` says where each stands, by kind (``program``, ``roster``, ``territory``, ``theme``,
    ``executor``) and id. ``standing`` names the programs and rosters, by kind and id, that were not read again
    because their files are in force as they are; lists of which nothing has changed are simply left out.
    """

    programs: dict[str, Program] = field(default_factory=dict)
    rosters: dict[str, Roster] = field(default_factory=dict)
    territories: dict[str, Territory] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    executors: dict[str, Executor] = field(default_factory=dict)
    sources: dict[tuple[str, str], SourceFile] = field(default_factory=dict)
    standing: set[tuple[str, str]] = field(default_factory=set)

    def keep(self, kind: str, name: str, item: Any, source: SourceFile) -> None:
        """Take in a thing of a kind under its id."""
        shelves: dict[str, dict[str, Any]] = {
            "program": self.programs,
            "roster": self.rosters,
            "territory": self.territories,
            "theme": self.themes,
            "executor": self.executors,
        }
        shelves[kind][name] = item
        self.sources[kind, name] = source

    def take_in(self, other: Catalogue) -> None:
        """Take in all that another holds."""
        self.programs.update(other.programs)
        self.rosters.update(other.rosters)
        self.territories.update(other.territories)
        self.themes.update(other.themes)
        self.executors.update(other.executors)
        self.sources.update(other.sources)
