"""What a branch or a seat can report on: its territories, its indicators, their periods, what is awaited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tracker.periods import Period, containing, periods_between
from tracker.queries.directory import TerritoryEntry
from tracker.queries.indicators import Assessed
from tracker.queries.reporting import DueReport
from tracker.text import N_
from tracker.text import period as period_words
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import part
from tracker.ui.components.html import a, show, tag
from tracker.ui.components.reporting import counting_from
from tracker.ui.page import Here

LISTED = 30


def places(here: Here, known: Sequence[TerritoryEntry]) -> dict[str, str]:
    """The territories a reporter reports for, by code: their own and those below it."""
    actor = here.actor

    def build() -> dict[str, str]:
        kept: dict[str, str] = {}
        for one in known:
            if one.code == actor.territory or one.parent in kept or actor.role == "administrator":
                kept[one.code] = here.say(one.title)
        return kept

    return here.drawn(build, ("places", actor.territory, actor.role), known)


def above(known: Mapping[str, TerritoryEntry], territory: str) -> tuple[str, ...]:
    """A territory's code and those of everything above it."""
    found, place = [], known.get(territory)
    while place is not None:
        found.append(place.code)
        place = known.get(place.parent) if place.parent else None
    return tuple(found)


def sentence(here: Here, waiting: Sequence[DueReport]) -> str:
    """How many reports are awaited, and how many of them are late."""
    if not waiting:
        return here.t(_NONE_AWAITED)
    return here.t(_HOW_MANY, due=len(waiting), overdue=sum(one.overdue for one in waiting))


def options(here: Here, due: Sequence[DueReport], listed: Sequence[Assessed]) -> dict[str, str]:
    """The indicators to choose from: the awaited first, those closed last, each said."""
    marks = {one.item.indicator: here.t(_OVERDUE) for one in due if one.overdue}
    marks |= {one.indicator: here.t(_CLOSED) for one in listed if one.closed}
    ordered = [one.item for one in due] + [one for one in listed if one.closed]
    return {one.indicator: _marked(here.say(one.title), marks.get(one.indicator)) for one in ordered}


def _marked(title: str, mark: str | None) -> str:
    return title if mark is None else f"{title} ({mark})"


def choose_period(here: Here, item: Assessed) -> Period | None:
    """The period to report for: the newest that has ended stands first chosen; the one under way may be chosen."""
    day = counting_from(here).as_of
    ended = list(periods_between(item.frequency, item.start, day))
    newest = [containing(item.frequency, day + timedelta(days=1)), *reversed(ended)]
    offered = {str(one): one for one in newest if one.end > item.start}
    first = str(ended[-1]) if ended else next(iter(offered), None)
    words = {key: period_words(key, here.language) for key in offered}
    chosen = choose(here, "period", here.t(_PERIOD), words, chosen=first)
    return offered.get(chosen or "")


def awaited(here: Here, due: Sequence[DueReport]) -> None:
    """What is awaited, each a link to its form."""
    part(here.t(_AWAITED))
    if not due:
        show(tag("p", here.t(_NOTHING_AWAITED), class_="quiet"))
        return
    show(tag("ul", *(_line(here, one) for one in due[:LISTED]), class_="plain"))


def _line(here: Here, one: DueReport):
    late = " · " + here.t(_OVERDUE) if one.overdue else ""
    link = a(here.link("report", indicator=one.item.indicator), here.say(one.item.title))
    return tag("li", link, " ", tag("span", period_words(one.period, here.language), late, class_="quiet"))


_NONE_AWAITED = N_("No report is awaited here")
_HOW_MANY = N_("{due} reports are awaited here; {overdue} of them are overdue")
_OVERDUE = N_("overdue")
_CLOSED = N_("closed")
_PERIOD = N_("Period")
_AWAITED = N_("Awaited")
_NOTHING_AWAITED = N_("Choose an indicator above to correct what was reported earlier.")
