"""What a file offers the others: everything of it that a rule asks about while it judges another file.

Small enough to be kept for every file of a country, so that a changed file can be judged without reading the rest.
Knows no rule; must not read files.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.program.model import Program, Roster
from tracker.program.salvage import UNREAD

#: files that are one list, with the key of an item and what an item may stand under
LISTS = {"territories": ("code", "parent"), "themes": ("theme", None), "executors": ("executor", "part_of")}

Way = tuple[Any, ...]
Shelves = dict[str, dict[str, list[Any]]]


@dataclass(slots=True)
class Offers:
    """What one file offers. ``top`` is its top key (empty: it could not be read), ``id`` of a program or roster.

    ``said`` are the ``items``, or their JSON: of most files nobody asks. Items in the file's order: of a program
    ``(indicator, part_of)``; of a roster ``(seat, body's and seat's number, body, its kind, its territory, whether
    kind and territory were read without fault, last day held or None, whether anybody holds it)``; of a list
    ``(number, key, key above)``. ``unread`` names the top keys of which something may stand here that could not
    be read.
    """

    top: str = ""
    id: str = ""
    said: tuple[Way, ...] | str = ()
    unread: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Way, ...]:
        """What the file offers, piece by piece."""
        if isinstance(self.said, str):
            self.said = tuple(tuple(item) for item in json.loads(self.said))
        return self.said

    def shelves(self) -> Shelves:
        """What others may find here, by shelf and key; of a key given twice every entry."""
        found: Shelves = defaultdict(lambda: defaultdict(list))
        if self.top == "program":
            found["programs"][self.id] = [None]
            for indicator, above in self.items:
                found["indicators"][f"{self.id}/{indicator}"].append(above)
        elif self.top == "roster":
            found["rosters"][self.id] = [None]
            for seat, _, _, *said in self.items:
                found["seats"][seat].append((self.id, *said))
        elif self.top:
            for _, key, above in self.items:
                found[self.top][key].append(above)
        return found


def offers_of(top: str, noun: Any, tainted: Iterable[Way], unread: Iterable[str]) -> Offers:
    """What a file that holds ``noun`` offers; ids that stand in for unreadable ones are left out."""
    tainted = tuple(tainted)
    sure = _sure if tainted else _any
    if isinstance(noun, Program):
        items = (
            (indicator.indicator, indicator.part_of)
            for section in noun.sections
            for indicator in section.indicators
        )
        return Offers(top, noun.program if sure(noun.program) else "", _kept(items, 0, sure), tuple(unread))
    if isinstance(noun, Roster):
        return Offers(
            top,
            noun.roster if sure(noun.roster) else "",
            _kept(_seats(noun, tainted), 0, sure),
            tuple(unread),
        )
    key, above = LISTS[top]
    listed = (
        (number, getattr(item, key), getattr(item, above) if above else None)
        for number, item in enumerate(getattr(noun, top))
    )
    return Offers(top, "", _kept(listed, 1, sure), tuple(unread))


def _seats(roster: Roster, tainted: tuple[Way, ...]) -> Iterable[Way]:
    kind, territory = (
        not any(key in way[2:3] or len(way) <= 2 for way in tainted) for key in ("kind", "territory")
    )
    for i, body in enumerate(roster.bodies):
        for j, seat in enumerate(body.seats):
            last = seat.holders[-1].to if seat.holders else None
            day = last.isoformat() if last else None
            yield (
                seat.seat,
                i,
                j,
                body.body,
                body.kind,
                body.territory,
                kind,
                territory,
                day,
                bool(seat.holders),
            )


def _kept(items: Iterable[Way], key: int, sure: Any) -> tuple[Way, ...]:
    return tuple(item for item in items if sure(item[key]))


def _any(_: str) -> bool:
    return True


def _sure(name: str) -> bool:
    return UNREAD.fullmatch(name) is None


def differing(
    before: Mapping[str, Offers], after: Mapping[str, Offers], touched: Iterable[str]
) -> dict[str, set[str]]:
    """The keys, by shelf, about which a rule may get another answer since the ``touched`` files changed.

    ``before`` and ``after`` hold what every file offers, by name, in the order of the files. ``unread`` is a shelf
    of its own, of top keys.
    """
    touched = set(touched)
    changed: dict[str, set[str]] = defaultdict(set)
    spread = touched | _namesakes(before, after, touched)
    for name in spread:
        old = before.get(name, Offers()).shelves()
        new = after.get(name, Offers()).shelves()
        whole = name not in touched
        for shelf in {*old, *new}:
            was, now = old.get(shelf, {}), new.get(shelf, {})
            keys = was.keys() | now.keys()
            # of a key that several files give, the place in the first is said too, and lines have moved
            contested = set() if whole or shelf == "indicators" else _elsewhere(after, name, shelf, keys)
            changed[shelf] |= {k for k in keys if whole or k in contested or was.get(k) != now.get(k)}
    unread = [{top for one in files.values() for top in one.unread} for files in (before, after)]
    changed["unread"] = unread[0] ^ unread[1]
    return {shelf: keys for shelf, keys in changed.items() if keys}


def _namesakes(before: Mapping[str, Offers], after: Mapping[str, Offers], touched: set[str]) -> set[str]:
    """Files that give themselves the id of a touched program or roster: which of them counts may have changed."""
    ids = {
        (one.top, one.id)
        for files in (before, after)
        for name in touched
        if (one := files.get(name)) is not None and one.top in ("program", "roster")
    }
    return {
        name
        for files in (before, after)
        for name, one in files.items()
        if name not in touched and (one.top, one.id) in ids
    }


def _elsewhere(after: Mapping[str, Offers], name: str, shelf: str, keys: set[str]) -> set[str]:
    """Those of the keys that another file gives too."""
    tops = {"programs": "program", "rosters": "roster", "seats": "roster"}
    others = [
        offers for other, offers in after.items() if other != name and offers.top == tops.get(shelf, shelf)
    ]
    if shelf in ("programs", "rosters"):
        return keys & {offers.id for offers in others}
    return {key for offers in others for key in keys & offers.shelves().get(shelf, {}).keys()}


def last_day(said: str | None) -> dt.date | None:
    """The last day a seat is held, as a day."""
    return dt.date.fromisoformat(said) if said else None
