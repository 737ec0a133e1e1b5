"""What rules ask about other files: shelves of everything the files offer, which note what they were asked.

What a file asked for is kept with what was found of it; only when an answer changes is the file judged again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, NamedTuple

from tracker.program.offers import LISTS, Offers, last_day
from tracker.program.places import Places, Position

#: unknown ids of one file for which the nearest known one is looked for
MOST_OFFERED = 20
EVERY = "*"


class SeatPlace(NamedTuple):
    """A seat as rules see it: where it stands, the body it belongs to, until when it is held."""

    file: str
    way: tuple[Any, ...]
    roster: str
    body: str
    kind: str
    territory: str
    kind_sound: bool
    territory_sound: bool
    last_day: dt.date | None
    held: bool


class Listed(NamedTuple):
    """A territory, theme or executor as rules see it: where it stands and what it stands under."""

    file: str
    number: int
    above: str | None


class Shelf:
    """Things of one kind by id; notes every id it is asked about."""

    __slots__ = ("_make", "asked", "known", "name")

    def __init__(self, name: str, make: Callable[[], dict[str, Any]]) -> None:
        self.name = name
        self._make: Callable[[], dict[str, Any]] | None = make
        self.known: dict[str, Any] = {}
        self.asked: set[str] = set()

    def _filled(self) -> dict[str, Any]:
        if self._make is not None:
            self.known, self._make = self._make(), None
        return self.known

    def get(self, key: str) -> Any:
        """What is known under an id, None if nothing is."""
        self.asked.add(key)
        return (self.known if self._make is None else self._filled()).get(key)

    def __contains__(self, key: str) -> bool:
        self.asked.add(key)
        return key in (self.known if self._make is None else self._filled())

    def every(self) -> dict[str, Any]:
        """All of it: whoever asks depends on all of it."""
        self.asked.add(EVERY)
        return self._filled()


class World:
    """Everything the files offer, in their order; of an id given twice the first counts."""

    def __init__(self, offers: Mapping[str, Offers], places: Callable[[str], Places | None]) -> None:
        self._offers = offers
        self._places = places
        self.programs = Shelf("programs", lambda: self._named("program"))
        self.rosters = Shelf("rosters", lambda: self._named("roster"))
        self.seats = Shelf("seats", self._seats)
        self.indicators = Shelf("indicators", self._indicators)
        self.territories = Shelf("territories", lambda: self._listed("territories"))
        self.themes = Shelf("themes", lambda: self._listed("themes"))
        self.executors = Shelf("executors", lambda: self._listed("executors"))
        self._near: dict[tuple[str, str], str | None] = {}
        self._asked_unread: set[str] = set()
        self._offered: set[tuple[str, str]] = set()
        self._lines: dict[str, tuple[str, ...]] = {}
        # what the rules worked out of the thing they look at
        self.versions: tuple[Any, list[Any]] = (None, [])
        self.carried: tuple[Any, list[Any]] = (None, [])
        #: in this file nothing was found by these rules in a thing like this one
        self.settled: set[Any] = set()

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        """Every shelf."""
        return (
            self.programs,
            self.rosters,
            self.seats,
            self.indicators,
            self.territories,
            self.themes,
            self.executors,
        )

    def begin(self) -> None:
        """A new file is judged: nothing was asked yet."""
        for shelf in self.shelves:
            shelf.asked = set()
        self._asked_unread, self._offered, self._lines = set(), set(), {}
        self.settled = set()

    def asked(self) -> dict[str, list[str]]:
        """What was asked since :meth:`begin`, by shelf."""
        found = {shelf.name: sorted(shelf.asked) for shelf in self.shelves if shelf.asked}
        return {**found, "unread": sorted(self._asked_unread)} if self._asked_unread else found

    def unread(self, top: str) -> bool:
        """Whether a file of this kind could not be read, so that an unknown id may well stand in it."""
        self._asked_unread.add(top)
        return top in self._unread

    def line_of(self, code: str) -> tuple[str, ...]:
        """``code`` and the territories above it, lowest first; ends at an unknown code or a circle."""
        if code in self._lines:
            return self._lines[code]
        line: list[str] = []
        following: str | None = code
        while following is not None and following not in line:
            found = self.territories.get(following)
            if found is None:
                break
            line.append(following)
            following = found.above
        self._lines[code] = tuple(line)
        return self._lines[code]

    def nearest(self, shelf: Shelf, word: str) -> str | None:
        """The known id closest to ``word``; for no more than `MOST_OFFERED` words of one file."""
        asked = (shelf.name, word)
        known = shelf.every()
        if asked not in self._offered and len(self._offered) >= MOST_OFFERED:
            return None
        self._offered.add(asked)
        if asked not in self._near:
            self._near[asked] = closest(word, known)
        return self._near[asked]

    def place(self, file: str, way: tuple[Any, ...]) -> str:
        """``file:line:column`` of a thing in any file."""
        places = self._places(file)
        if places is None:
            return file
        found: Position = places.at(way)
        return f"{file}:{found.line}:{found.column}"

    @cached_property
    def _unread(self) -> set[str]:
        return {top for offers in self._offers.values() for top in offers.unread}

    def _named(self, top: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for file, offers in self._offers.items():
            if offers.top == top and offers.id:
                found.setdefault(offers.id, file)
        return found

    def _counting(self, top: str) -> Iterator[tuple[str, Offers]]:
        first = self._named(top)
        for file, offers in self._offers.items():
            if offers.top == top and (not offers.id or first[offers.id] == file):
                yield file, offers

    def _seats(self) -> dict[str, SeatPlace]:
        found: dict[str, SeatPlace] = {}
        for file, offers in self._counting("roster"):
            for seat, i, j, body, kind, territory, kind_sound, territory_sound, last, held in offers.items:
                if seat not in found:
                    found[seat] = SeatPlace(
                        file,
                        ("bodies", i, "seats", j),
                        offers.id or "…",
                        body,
                        kind,
                        territory,
                        kind_sound,
                        territory_sound,
                        last_day(last),
                        held,
                    )
        return found

    def _indicators(self) -> dict[str, str | None]:
        return {
            f"{offers.id}/{indicator}": above
            for _, offers in self._counting("program")
            if offers.id
            for indicator, above in offers.items
        }

    def _listed(self, top: str) -> dict[str, Listed]:
        assert top in LISTS
        found: dict[str, Listed] = {}
        for file, offers in self._offers.items():
            if offers.top == top:
                for number, key, above in offers.items:
                    if key not in found:
                        found[key] = Listed(file, number, above)
        return found


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, of equals the last in order; None where none is like it."""
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    best, found = 0.6, None
    for one in known:
        matcher.set_seq1(one)
        # each is an upper bound of the next and much cheaper
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        ratio = matcher.ratio()
        if ratio > best or (ratio == best and (found is None or one > found)):
            best, found = ratio, one
    return found
