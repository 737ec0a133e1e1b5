"""What changed between two days: choosing the days and the set, the waterfall, each step opened into its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from tracker.access import Actor
from tracker.charts import Chart
from tracker.charts.bars import FIGURES, waterfall
from tracker.queries.ask import Ask, Scope
from tracker.queries.changes import Change, Changed, ChangedRow, changed, changed_rows
from tracker.queries.directory import headline, programs, seats, territories
from tracker.queries.hearings import hearings
from tracker.queries.indicators import assessed
from tracker.queries.rollups import rolled_up
from tracker.store import Store
from tracker.text import N_, instant, percent, points, short_day
from tracker.text.vocab import capital, word
from tracker.ui.components.course import chart
from tracker.ui.components.filters import WIDTH, choose
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here
from tracker.ui.selection import FIRST_DAY, read_day

_NEAR = 5e-5


@dataclass(frozen=True, slots=True)
class About:
    """The set whose change is shown: what bounds it, and its name as a link to its page."""

    scope: Scope
    name: Html


def change_from(store: Store, actor: Actor, ask: Ask, first: date, scope: Scope) -> Changed:
    """How a set changed from the end of ``first`` to the day asked for."""
    return changed(store, actor, Ask(first, ask.basis, ask.head), ask, scope)


def rows_from(store: Store, actor: Actor, ask: Ask, first: date, scope: Scope) -> list[ChangedRow]:
    """Each step's indicators between the same two days."""
    return changed_rows(store, actor, Ask(first, ask.basis, ask.head), ask, scope)


def first_day(here: Here) -> date | None:
    """The earlier day: the address's, else the end of the year before; None where it is no earlier day."""
    given = here.chosen("from")
    if given is None:
        return here.ask.as_of.replace(month=1, day=1) - timedelta(days=1)
    try:
        day = read_day(given)
    except ValueError:
        return None
    return day if day < here.ask.as_of else None


def choose_first_day(here: Here, first: date) -> None:
    """The earlier day, kept in the address."""
    key = f"first_day_{here.key}"
    st.session_state[key] = first
    st.date_input(
        here.t(_SINCE), key=key, min_value=FIRST_DAY, max_value=here.ask.as_of - timedelta(days=1), width=WIDTH,
        on_change=_keep_day, args=(key,), format="YYYY-MM-DD" if here.language == "en" else "DD.MM.YYYY",
    )  # fmt: skip


def _keep_day(key: str) -> None:
    if st.session_state[key] is not None:
        st.query_params["from"] = st.session_state[key].isoformat()


def since_last_hearing(here: Here, first: date) -> None:
    """One tap to the day whose figures the territory's last hearing before the day shown was about."""
    seat = next(iter(here.of(seats, here.chosen("seat"))), None) if here.chosen("seat") else None
    territory = here.chosen("territory") or (seat.territory if seat else "KZ")
    before = [
        one
        for one in here.of(hearings, territory=territory)
        if one.held_on < here.ask.as_of and one.as_of < here.ask.as_of
    ]
    if not before:
        return show(tag("p", here.t(_NO_HEARING), class_="quiet"))
    last = max(before, key=lambda one: (one.held_on, one.as_of))
    words = here.t(_SINCE_HEARING, held=last.held_on, day=last.as_of)
    chosen = last.as_of == first
    said = (
        tag("strong", words, aria_current="true") if chosen else a(here.stay(**{"from": last.as_of}), words)
    )
    show(tag("div", said, class_="choices"))


def about(here: Here) -> About | None:
    """The set the address names: an indicator, a seat, a section, a program, a territory, else the country's."""
    given = {name: here.chosen(name) for name in ("indicator", "seat", "section", "program", "territory")}
    if (wanted := given["indicator"]) is not None:
        item = next(iter(here.of(assessed, here.scope(indicator=wanted))), None)
        return item and About(
            here.scope(indicator=wanted), _link(here, "indicator", item.title, indicator=wanted)
        )
    if (wanted := given["seat"]) is not None:
        seat = next(iter(here.of(seats, wanted)), None)
        return seat and About(here.scope(seat=wanted), _link(here, "member", seat.title, seat=wanted))
    own = given["program"]
    if own is None:
        own, listed = _headline(here, given["territory"] or "KZ")
        if not listed:
            return None
    if own is None:
        place = next(p for p in here.of(territories) if p.code == given["territory"])
        return About(here.scope(territory=place.code, kind="election"),
                     _link(here, "territory", place.title, territory=place.code))  # fmt: skip
    program = next((one for one in here.of(programs) if one.program == own), None)
    if program is None:
        return None
    if (wanted := given["section"]) is not None:
        found = here.of(rolled_up, here.scope(program=own, section=wanted), "section")
        return About(here.scope(program=own, section=wanted), _link(
            here, "section", found[0].title, program=own, section=wanted)) if found else None  # fmt: skip
    return About(here.scope(program=own), _link(here, "overview", program.title, program=own))


def _headline(here: Here, code: str) -> tuple[str | None, bool]:
    """The program a territory is judged by (None: it has none of its own), and whether there is such a territory."""
    program = here.of(headline, code)
    return (program.program if program else None), any(one.code == code for one in here.of(territories))


def _link(here: Here, page: str, title: dict[str, str] | None, **choices: str) -> Html:
    return a(here.link(page, **choices), here.say(title))


def choose_about(here: Here) -> None:
    """Whose change: a territory, a section of the country's program, or a seat."""
    first = here.of(headline, here.chosen("territory") or "KZ")
    places = here.names(territories, "code")
    choose(here, "territory", here.t(_TERRITORY), places, clears="section")
    program = here.chosen("program") or (first.program if first else None)
    if program and not here.chosen("seat"):
        found = here.of(rolled_up, here.scope(program=program), "section")
        choose(here, "section", here.t(_SECTION), {one.key: here.say(one.title) for one in found})
    every_seat = here.of(seats)
    carrying = here.drawn(
        lambda: {
            one.seat: f"{here.say(one.body_title)}: {here.say(one.title)}"
            for one in every_seat
            if one.carries
        },
        ("carrying",),
        every_seat,
    )
    choose(here, "seat", here.t(_SEAT), carrying, clears="section")


def figures(here: Here) -> dict[str, str]:
    """The figures whose change can be shown."""
    return {name: here.t(words) for name, words in FIGURES.items()}


def figure(here: Here) -> str:
    """The figure chosen; execution unless another is."""
    chosen = here.chosen("figure")
    return chosen if chosen in FIGURES else "execution"


def sentence(here: Here, of: Change, first: date) -> str:
    """How far the figure moved, in a sentence."""
    low, high = percent(of.from_, here.language), percent(of.to, here.language)
    change = points(of.to - of.from_, here.language)
    if abs(of.to - of.from_) < _NEAR:
        return here.t(_STOOD, first=short_day(first, here.language), high=high)
    return here.t(_MOVED, first=short_day(first, here.language), low=low, high=high, change=change)


def waterfall_of(here: Here, found: Changed, name: str) -> None:
    """The steps as a waterfall that adds up."""

    def build() -> Chart:
        return waterfall(getattr(found, name), name, language=here.language, theme=here.theme)

    chart(here, here.drawn(build, ("waterfall", name), found), "waterfall")


def steps(here: Here, found: Changed, name: str) -> None:
    """Each step that moved something, a link that opens it into its rows."""
    part(here.t(_STEPS))
    moved = [(step, value) for step, value in getattr(found, name).steps.items() if abs(value) > 1e-12]
    if not moved:
        show(tag("p", here.t(_NO_STEP), class_="quiet"))
        return
    lines = (
        tag("li", tag("span", a(here.stay(step=step, rows=None), capital(word("step", step, here.language)))),
            tag("span", points(value, here.language), class_="num"))
        for step, value in moved
    )  # fmt: skip
    show(tag("ol", joined(lines), class_="needs"))


def opened(here: Here, first: date, scope: Scope, name: str) -> None:
    """The indicators behind the step chosen; what they add is the step."""
    step, t = here.chosen("step"), here.t
    if step is None:
        show(tag("p", t(_OPEN_A_STEP), class_="quiet"))
        return
    known: Sequence[ChangedRow] = here.of(rows_from, first, scope)

    def of_step() -> list[ChangedRow]:
        return [row for row in known if row.step == step and abs(getattr(row, name)) > 1e-12]

    behind = here.drawn(of_step, (step, name), known)
    part(capital(word("step", step, here.language)) if step in _STEP_CODES else step)
    table(here, "changes", [
        Column(t(N_("Indicator")), lambda row: _link(here, "indicator", row.title, indicator=row.indicator),
               lambda row: here.say(row.title), "head"),
        Column(t(N_("id")), None, lambda row: row.indicator),
        Column(t(N_("Adds")), lambda row: points(getattr(row, name), here.language),
               lambda row: getattr(row, name), "num", "share"),
    ], behind, caption=t(_ROWS), empty=t(_NO_ROWS))  # fmt: skip


def late(here: Here, found: Changed) -> None:
    """What was entered after the earlier day with a day before it."""
    t, language = here.t, here.language
    part(t(_LATE), t(_LATE_WHY))
    table(here, "entered-late", [
        Column(t(N_("Indicator")), lambda one: a(here.link("indicator", indicator=one.indicator), one.indicator),
               lambda one: one.indicator, "head"),
        Column(t(N_("What")), lambda one: t(_KINDS[one.kind]), lambda one: t(_KINDS[one.kind])),
        Column(t(N_("Period until")), lambda one: short_day(one.period_end, language), lambda one: one.period_end,
               "num", "date"),
        Column(t(N_("Says it was made")), lambda one: instant(one.made_at, language), lambda one: one.made_at, "num",
               "instant"),
        Column(t(N_("Entered")), lambda one: instant(one.recorded_at, language), lambda one: one.recorded_at, "num",
               "instant"),
    ], found.entered_late, caption=t(_LATE_CAPTION), empty=t(_NONE_LATE))  # fmt: skip


_STEP_CODES = ("content", "assignments", "amendments", "reviews", "corrections", "results", "time")
_KINDS = {"report": N_("report"), "review": N_("verdict")}
HOW = N_(
    "The change is split without remainder into steps applied one after another: program content, assignments, amended "
    "terms, verdicts, corrections, results, time. Each number is the change its step makes."
)
_SINCE = N_("Since the end of")
_SINCE_HEARING = N_("Since the last hearing, on {held} (figures of {day})")
_NO_HEARING = N_("No earlier hearing of this territory is known: choose the first day yourself.")
_TERRITORY, _SECTION, _SEAT = N_("Territory"), N_("Section"), N_("Seat")
_MOVED = N_("Since {first} it went from {low} to {high}, {change}")
_STOOD = N_("Since {first} nothing moved: {high}")
_STEPS = N_("What made the change")
_NO_STEP = N_("Nothing changed between the two days.")
_OPEN_A_STEP = N_("Open a step above to see the indicators behind it.")
_ROWS = N_("What each indicator adds to this step; the rows add up to it.")
_NO_ROWS = N_("No indicator moved in this step.")
_LATE = N_("Entered late")
_LATE_WHY = N_("Entered after the earlier day, with a day before it: these change the past.")
_LATE_CAPTION = N_("Reports and verdicts in the order they were entered.")
_NONE_LATE = N_("Nothing was entered late.")
