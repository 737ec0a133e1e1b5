"""Measures of a set: the late ones first, the months in which they are due, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.queries.ask import Scope
from tracker.queries.indicators import Assessed
from tracker.queries.listed import named
from tracker.queries.measures import Measure, MeasureMonth, longest_late, measure_months, measures_by_day
from tracker.text import N_, period, short_day
from tracker.text.values import why_missing
from tracker.text.vocab import word
from tracker.ui.components import cells
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here

Carried = Mapping[str, Assessed]


def _carried(here: Here, some: Sequence[Measure]) -> Carried:
    """The indicators of a few measures."""
    return {one.indicator: one for one in here.of(named, tuple(sorted({m.indicator for m in some})))}


def over_what(here: Here, bounds: Mapping[str, str | None]) -> str:
    """What the measures are counted over: every election program, unless something narrows them."""
    return here.t(_CHOSEN if any(bounds.values()) else _EVERY)


def needs_somebody(here: Here, scope: Scope) -> None:
    """The longest late, in a few lines."""
    part(here.t(_LATE))
    late = here.of(longest_late, scope)
    show(here.drawn(lambda: _longest_late(here, late[:]), ("late",), late))


def _longest_late(here: Here, late: Sequence[Measure]) -> Html:
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


def calendar(here: Here, scope: Scope) -> None:
    """The months of the day's year: how many measures are due, done and late; each a link to them."""
    part(here.t(_CALENDAR, year=here.ask.as_of.year))
    found = here.of(measure_months, scope)
    show(here.drawn(lambda: _months(here, found), ("months",), found))


def _months(here: Here, found: Sequence[MeasureMonth]) -> Html:
    year = here.ask.as_of.year
    if not found:
        return tag("p", here.t(_NONE_DUE, year=year), class_="quiet")
    by_month = {one.month: one for one in found}
    return tag(
        "div", *(_month(here, date(year, n, 1), by_month.get(n)) for n in range(1, 13)), class_="months"
    )


def _month(here: Here, month: date, of: MeasureMonth | None) -> Html:
    code = f"{month:%Y-%m}"
    name = period(code, here.language)
    if of is None:
        none = tag("span", here.t(_NOT_ONE), class_="quiet")
        return tag("div", tag("span", name, class_="quiet"), none, class_="month")
    said = here.t(_OF_MONTH, done=of.done, due=of.due)
    chosen = here.chosen("month") == code
    link = a(
        here.stay(month=None if chosen else code, rows=None), name, aria_current="true" if chosen else None
    )
    return tag("div", link, tag("span", said), tag("span", here.t(_LATE_IN_MONTH, late=of.late), class_="quiet")
               if of.late else None, class_="month")  # fmt: skip


def rows(here: Here, scope: Scope) -> None:
    """The measures that fit the state, the stage and the month chosen, by due day."""
    t, language = here.t, here.language
    carried: dict[str, Assessed] = {}
    month = here.chosen("month")
    shown = here.of(
        measures_by_day, scope, state=here.chosen("state"), stage=here.chosen("stage"), month=month
    )
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
