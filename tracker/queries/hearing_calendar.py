"""The calendar of hearings for the country: what is due in a year, what is prepared, what is held.

The rule, and where it comes from (how the faction and the branches have sat in the published record):

- once a year the Prime Minister, before the extended faction meeting, in the second quarter: by then the figures of the
  year before are in;
- once a quarter the state bodies (a minister speaks);
- the regions in turn, each once a year: those that were not heard longest before the year began first, else in the
  order of the list of territories, spread evenly over the twelve months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.access import Actor, permits
from tracker.queries.ask import LANGUAGES, Ask
from tracker.queries.directory import TerritoryEntry, territories
from tracker.queries.hearings import Hearing, known_hearings, offices_of, shown_to
from tracker.store import Store

COUNTRY = "KZ"
#: the quarter in which the Prime Minister is heard
YEARLY_QUARTER = 2
#: what is not prepared so many days before the last day of its time is shown as due and unprepared
LEAD_DAYS = 45
KINDS = ("prime_minister", "state_bodies", "region", "other")
STANDINGS = ("overdue", "unprepared", "prepared", "held", "awaited")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A hearing that the calendar wants between ``from_on`` and ``until_on``, or that was prepared beside it (``kind``
    is ``other``; both days are then its own).

    ``standing`` on the ask's day: ``held``; ``prepared`` (a hearing is there, not held yet); ``unprepared`` (none is
    there and the time ends within 45 days); ``overdue`` (the time is over and none was held); ``awaited``.
    ``hearing`` is the one that answers to it, the held one first; without title, participants and freeze for whoever
    may not see it.
    """

    kind: str
    territory: str
    title: dict[str, str]
    from_on: date
    until_on: date
    standing: str
    hearing: Hearing | None


def hearing_calendar(store: Store, actor: Actor, ask: Ask, year: int) -> list[CalendarEntry]:
    """The year's hearings by the day their time ends, those beside the calendar among them; none for the public."""
    if not permits(actor, "see_hearing") and not offices_of(actor):
        return []
    places = territories(store, actor, ask)
    named = {place.code: place.title for place in places}
    known = [shown_to(store, actor, ask, one) for one in known_hearings(store, ask)]
    this_year = [one for one in known if one.held_on.year == year]
    found: list[CalendarEntry] = []
    taken: set[str] = set()

    def wanted(kind: str, territory: str, from_on: date, until_on: date, fitting: list[Hearing]) -> None:
        own = [one for one in fitting if one.hearing not in taken]
        best = min(own, key=lambda one: (not _held(one), one.held_on), default=None)
        if best is not None:
            taken.add(best.hearing)
        standing = _standing(best, ask.as_of, until_on)
        title = named.get(territory) or dict.fromkeys(LANGUAGES, territory)
        found.append(CalendarEntry(kind, territory, title, from_on, until_on, standing, best))

    if COUNTRY in named:
        country = [one for one in this_year if one.territory == COUNTRY]
        first, last = quarter(year, YEARLY_QUARTER)
        heard = [one for one in country if one.speaker == "prime_minister"]
        wanted("prime_minister", COUNTRY, first, last, heard)
        for number in range(1, 5):
            first, last = quarter(year, number)
            heard = [one for one in country if one.speaker == "minister" and first <= one.held_on <= last]
            wanted("state_bodies", COUNTRY, first, last, heard)
    for place, (first, last) in zip(*_turns(places, known, year), strict=True):
        wanted("region", place.code, first, last, [one for one in this_year if one.territory == place.code])
    for one in this_year:
        if one.hearing not in taken:
            standing = _standing(one, ask.as_of, one.held_on)
            found.append(
                CalendarEntry(
                    "other", one.territory, one.territory_title, one.held_on, one.held_on, standing, one
                )
            )
    return sorted(found, key=lambda one: (one.until_on, KINDS.index(one.kind), one.territory))


def quarter(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a quarter."""
    return date(year, 3 * number - 2, 1), _month_end(year, 3 * number)


def _turns(
    places: list[TerritoryEntry], known: list[Hearing], year: int
) -> tuple[list[TerritoryEntry], list[tuple[date, date]]]:
    """The regions in the order of their turn, and each one's month."""
    begins = date(year, 1, 1)
    last = {
        place.code: max(
            (
                one.held_on
                for one in known
                if one.territory == place.code and _held(one) and one.held_on < begins
            ),
            default=date.min,
        )
        for place in places
    }
    regions = [
        place
        for place in places
        if place.parent == COUNTRY and (place.from_on is None or place.from_on < begins)
    ]
    order = {place.code: n for n, place in enumerate(regions)}
    regions.sort(key=lambda place: (last[place.code], order[place.code]))
    months = [1 + 12 * n // len(regions) for n in range(len(regions))] if regions else []
    return regions, [(date(year, month, 1), _month_end(year, month)) for month in months]


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _held(one: Hearing) -> bool:
    return one.state in ("held", "closed")


def _standing(found: Hearing | None, day: date, until_on: date) -> str:
    if found is not None and _held(found):
        return "held"
    if day > until_on:
        return "overdue"
    if found is not None:
        return "prepared"
    return "unprepared" if (until_on - day).days <= LEAD_DAYS else "awaited"
