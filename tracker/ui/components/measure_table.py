"""Measures of a set: the late ones first, the months in which they are due, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import nsmallest

from tracker.queries.indicators import Assessed
from tracker.queries.listed import named
from tracker.queries.measures import STATES, Measure
from tracker.text import N_, period, short_day
from tracker.text.values import why_missing
from tracker.text.vocab import word
from tracker.ui.components import cells
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here

LINES = 5
Carried = Mapping[str, Assessed]


def _carried(here: Here, some: Sequence[Measure]) -> Carried:
    """The indicators of a few measures."""
    return {one.indicator: one for one in here.of(named, tuple(sorted({m.indicator for m in some})))}


def over_what(here: Here, bounds: Mapping[str, str | None]) -> str:
    """What the measures are counted over: every election program, unless something narrows them."""
    return here.t(_CHOSEN if any(bounds.values()) else _EVERY)


def needs_somebody(here: Here, found: Sequence[Measure]) -> None:
    """The longest late, at most five lines."""
    part(here.t(_LATE))
    show(here.drawn(lambda: _longest_late(here, found), ("late",), found))


def _longest_late(here: Here, found: Sequence[Measure]) -> Html:
    late = nsmallest(LINES, (m for m in found if m.late and m.due), key=lambda m: (m.due, m.indicator))
    if not late:
        return tag("p", here.t(_NONE_LATE), class_="quiet")
    carried = _carried(here, late)
    return tag("ol", *(_late(here, one, carried) for one in late), class_="needs")


def _late(here: Here, one: Measure, carried: Carried) -> Html:
    item = carried.get(one.indicator)
    who = cells.carrier(here, item) if item else None
    state = _state(here, one)
    return tag("li", tag("span", a(here.link("indicator", indicator=one.indicator), here.say(one.title))),
               tag("span", short_day(one.due, here.language), class_="num"),
               tag("span", joined([said for said in (state, who) if said], " · "), class_="quiet who"))  # fmt: skip


def calendar(here: Here, found: Sequence[Measure]) -> None:
    """The months of the day's year: how many measures are due, done and late; each a link to them."""
    part(here.t(_CALENDAR, year=here.ask.as_of.year))
    show(here.drawn(lambda: _months(here, found), ("months",), found))


def _months(here: Here, found: Sequence[Measure]) -> Html:
    year = here.ask.as_of.year
    due = [m for m in found if m.due and m.due.year == year and m.state in STATES[:4]]
    if not due:
        return tag("p", here.t(_NONE_DUE, year=year), class_="quiet")
    return tag("div", *(_month(here, date(year, number, 1), due) for number in range(1, 13)), class_="months")


def _month(here: Here, month: date, due: Sequence[Measure]) -> Html:
    code = f"{month:%Y-%m}"
    of = [m for m in due if m.due and m.due.month == month.month]
    name = period(code, here.language)
    if not of:
        none = tag("span", here.t(_NOT_ONE), class_="quiet")
        return tag("div", tag("span", name, class_="quiet"), none, class_="month")
    done, late = sum(m.state == "done" for m in of), sum(m.late for m in of)
    said = here.t(_OF_MONTH, done=done, due=len(of))
    chosen = here.chosen("month") == code
    link = a(
        here.stay(month=None if chosen else code, rows=None), name, aria_current="true" if chosen else None
    )
    return tag("div", link, tag("span", said), tag("span", here.t(_LATE_IN_MONTH, late=late), class_="quiet")
               if late else None, class_="month")  # fmt: skip


def rows(here: Here, found: Sequence[Measure]) -> None:
    """The measures that fit the state, the stage and the month chosen, by due day."""
    t, language = here.t, here.language
    carried: dict[str, Assessed] = {}
    shown: Sequence[Measure] = here.drawn(lambda: _fitting(here, found), ("measures",), found)
    month = here.chosen("month")
    part(t(_TABLE), joined((period(month, language), " · ", a(here.stay(month=None, rows=None), t(_EVERY_MONTH))))
         if _is_month(month) else None)  # fmt: skip
    table(here, "measures", [
        Column(t(N_("Measure")), lambda m: _named(here, m, carried), lambda m: here.say(m.title), "head"),
        Column(t(N_("id")), None, lambda m: m.measure),
        Column(t(N_("Indicator")), None, lambda m: m.indicator),
        Column(t(N_("State")), lambda m: _state(here, m), lambda m: word("measure_state", m.state, language), "wide"),
        Column(t(N_("Stage")), None, lambda m: word("stage", m.stage, language) if m.stage else ""),
        Column(t(N_("Due")), lambda m: _due(here, m), lambda m: m.due, "num", "date"),
        Column(t(N_("First due")), None, lambda m: m.first_due, kind="date"),
        Column(t(N_("Late")), None, lambda m: int(m.late), kind="whole"),
        Column(t(N_("Last report for")), lambda m: short_day(m.period_end, language) if m.period_end
               else why_missing("not_reported", language), lambda m: m.period_end, "num", "date"),
    ], shown, caption=t(_CAPTION), empty=t(_NONE),
       before=lambda some: carried.update(_carried(here, some)))  # fmt: skip


def _fitting(here: Here, found: Sequence[Measure]) -> list[Measure]:
    state, stage, month = here.chosen("state"), here.chosen("stage"), here.chosen("month")
    fitting = [
        m for m in found
        if (state is None or m.state == state or (state in ("late", "moved") and getattr(m, state)))
        and stage in (None, m.stage) and (month is None or (m.due is not None and f"{m.due:%Y-%m}" == month))
    ]  # fmt: skip
    return sorted(fitting, key=lambda m: (m.due is None, m.due or date.max, m.indicator))


def _is_month(text: str | None) -> bool:
    parts = (text or "").split("-")
    return (
        len(parts) == 2
        and all(p.isdecimal() for p in parts)
        and len(parts[0]) == 4
        and 1 <= int(parts[1]) <= 12
    )


def _named(here: Here, one: Measure, carried: Carried) -> Html:
    item = carried.get(one.indicator)
    under = joined((a(here.link("indicator", indicator=one.indicator), here.say(item.title) if item else one.indicator),
                    cells.carrier(here, item) if item else None), " · ")  # fmt: skip
    return joined((here.say(one.title), tag("div", under, class_="quiet")))


def _due(here: Here, one: Measure) -> Html | str:
    if one.due is None:
        return here.t(_NO_DUE)
    if not one.moved or one.first_due is None:
        return short_day(one.due, here.language)
    first = here.t(_FIRST_DUE, day=short_day(one.first_due, here.language))
    return joined((short_day(one.due, here.language), tag("div", first, class_="quiet")))


def _state(here: Here, one: Measure) -> str:
    said = [word("measure_state", one.state, here.language)]
    if one.stage:
        said.append(word("stage", one.stage, here.language))
    said += [word("measure_state", name, here.language) for name in ("late", "moved") if getattr(one, name)]
    return ", ".join(dict.fromkeys(said))


HOW = N_(
    "A measure's state comes from its latest report: not started, under way with its stage, accepted (the act is "
    "signed, not in use), done (in use). Late: its day has passed and it is not done. The states add up to the total."
)
_NOT_ONE = N_("none is due")
_CHOSEN = N_("The measures chosen below")
_EVERY = N_("Every election program that has begun")
_LATE = N_("Late the longest")
_NONE_LATE = N_("No measure is late.")
_CALENDAR = N_("Due in {year}, month by month")
_NONE_DUE = N_("No measure here is due in {year}.")
_OF_MONTH = N_("{done} of {due} done")
_LATE_IN_MONTH = N_("late: {late}")
_TABLE = N_("The measures")
_EVERY_MONTH = N_("every month")
_CAPTION = N_("By due day; what was moved shows its first day too.")
_NONE = N_("No measure fits; take a filter away.")
_NO_DUE = N_("no day set")
_FIRST_DUE = N_("first: {day}")
