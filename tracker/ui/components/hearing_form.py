"""The form of a hearing: what is heard, who speaks, when; prefilled from the territory and the rule of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from tracker import clock
from tracker.access import permits
from tracker.access.permission import Place
from tracker.queries.directory import (
    ExecutorEntry,
    ProgramEntry,
    TerritoryEntry,
    executors,
    headline,
    programs,
    seats,
    territories,
)
from tracker.queries.hearings import Hearing
from tracker.record.hearing import MOST_ITEMS, NewHearing, change_hearing, record_hearing
from tracker.text import N_
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import part
from tracker.ui.components.html import show, tag
from tracker.ui.components.narrowing import narrowed
from tracker.ui.components.saying import above
from tracker.ui.page import Here
from tracker.ui.selection import read_day

#: days from the day shown to a hearing without a day of its own, and days before it by which executors answer
AHEAD, ANSWER_BEFORE = 14, 3
MOST = 12


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What the form shows before anybody changes it."""

    office: str | None
    programs: tuple[str, ...]
    participants: tuple[str, ...]
    held_on: date
    as_of: date
    answer_by: date | None
    most: int
    title: str


def places(here: Here) -> list[TerritoryEntry]:
    """The territories for which the viewer may prepare hearings."""
    every, actor = here.of(territories), here.actor
    return here.drawn(
        lambda: [one for one in every if permits(actor, "prepare_hearing", Place(above(here, one.code)))],
        ("prepares", actor),
        every,
    )


def new(here: Here, offered: Sequence[TerritoryEntry]) -> None:
    """Choose the territory, see the form filled for it, and prepare the hearing."""
    part(here.t(_NEW), here.t(_NEW_HOW))
    codes = {one.code: here.say(one.title) for one in offered}
    first = (
        next(iter(codes)) if len(codes) == 1 or here.actor.territory in (None, "KZ") else here.actor.territory
    )
    chosen = choose(here, "territory", here.t(_TERRITORY), codes, chosen=first)
    if chosen is None:
        return
    _form(here, chosen, prefilled(here, chosen), None)


def edit(here: Here, of: Hearing) -> None:
    """Change the facts of a hearing that is not frozen yet."""
    given = Prefilled(
        of.office, of.programs, of.participants_written, of.held_on, of.as_of, of.answer_by, of.most, of.title
    )
    _form(here, of.territory, given, of)


def prefilled(here: Here, territory: str) -> Prefilled:
    """The speaker's office and the programs of a territory, and days from the day shown on."""
    today = max(here.selection.as_of, clock.day_of(here.moment))
    held_on = _wanted_on(here, today) or today + timedelta(days=AHEAD)
    own = here.of(headline, territory)
    speaks = None if here.chosen("among") == "state_bodies" else next(iter(offices(here, territory)), None)
    below = [one.executor for one in here.of(executors) if speaks and one.part_of == speaks.executor]
    return Prefilled(
        speaks.executor if speaks else None,
        (own.program,) if own else (),
        tuple(below),
        held_on,
        today,
        max(today, held_on - timedelta(days=ANSWER_BEFORE)),
        MOST,
        "",
    )


def _wanted_on(here: Here, today: date) -> date | None:
    """The last day of the time in which the calendar wants it, unless that is past."""
    try:
        day = read_day(here.chosen("from") or "")
    except ValueError:
        return None
    return day if day > today else None


def heard(here: Here, territory: str, on: date) -> list[ProgramEntry]:
    """The programs that may be heard in a territory: its own and those below, begun by the day; its own first."""
    parents = {one.code: one.parent for one in here.of(territories)}

    def inside(code: str | None) -> bool:
        while code is not None and code != territory:
            code = parents.get(code)
        return code is not None

    found = [one for one in here.of(programs) if inside(one.territory) and one.start <= on]
    return sorted(
        found, key=lambda one: (one.territory != territory, one.end < on, one.territory, one.program)
    )


def offices(here: Here, territory: str) -> list[ExecutorEntry]:
    """The state bodies that may speak for a territory: those that stand above others first."""
    known = here.of(executors)
    leads = {one.part_of for one in known if one.part_of}
    own = [
        one for one in known if one.territory == territory or (territory == "KZ" and one.territory is None)
    ]
    return sorted(own or known, key=lambda one: (one.part_of is not None, one.executor not in leads))


def _form(here: Here, territory: str, given: Prefilled, of: Hearing | None) -> None:
    t, key = here.t, f"{turn()}:{territory}:{of.hearing if of else 'new'}"
    bodies = {one.executor: here.say(one.title) for one in offices(here, territory)}
    offered = {one.program: _program(here, one) for one in heard(here, territory, given.held_on)}
    people = dict(here.names(executors, "executor"))
    people |= {one.seat: f"{here.say(one.title)} · {here.say(one.territory_title)}" for one in here.of(seats)}
    invited = (*given.participants, *st.session_state.get(f"people:{key}", ()))
    guests = list(dict.fromkeys([*given.participants, *narrowed(here, people, f"people:{key}", invited)]))
    form = "YYYY-MM-DD" if here.language == "en" else "DD.MM.YYYY"
    with st.form(f"hearing:{key}", border=False):
        title = st.text_input(
            t(_TITLE), given.title, key=f"title:{key}", max_chars=200, placeholder=t(_TITLE_NONE)
        )
        office = st.selectbox(
            t(_OFFICE), list(bodies), key=f"office:{key}", format_func=lambda one: bodies[one], placeholder=t(_CHOOSE),
            index=list(bodies).index(given.office) if given.office in bodies else None,
        )  # fmt: skip
        named = st.multiselect(
            t(_PROGRAMS), list(offered), [one for one in given.programs if one in offered], key=f"programs:{key}",
            format_func=lambda one: offered[one], placeholder=t(_CHOOSE),
        )  # fmt: skip
        with st.container(
            horizontal=True,
            gap="small",
            vertical_alignment="bottom",
            key=f"filters_days_{'edit' if of else 'new'}",
        ):
            held_on = st.date_input(t(_HELD_ON), given.held_on, key=f"held:{key}", format=form, width=200)
            as_of = st.date_input(t(_AS_OF), given.as_of, key=f"as_of:{key}", format=form, width=200)
            answer_by = st.date_input(
                t(_ANSWER_BY), given.answer_by, key=f"answer:{key}", format=form, width=200
            )
            most = st.number_input(t(_MOST), 1, MOST_ITEMS, given.most, key=f"most:{key}", width=200)
        show(tag("p", t(_DAYS_HOW), class_="quiet"))
        participants = st.multiselect(
            t(_PARTICIPANTS), guests, list(given.participants), key=f"people:{key}", accept_new_options=True,
            format_func=lambda one: people.get(one, one), placeholder=t(_CHOOSE_OR_WRITE),
        )  # fmt: skip
        reason = st.text_input(t(_REASON), key=f"reason:{key}", max_chars=500) if of else None
        sent = st.form_submit_button(t(_SAVE if of else _PREPARE), type="primary")
    if not sent:
        return
    if office is None:
        show(tag("p", t(_NO_OFFICE)), class_="band fault")
        return
    facts = NewHearing(
        territory, office, tuple(named), held_on, as_of, title, tuple(participants), answer_by, int(most)
    )
    if of is None:
        attempt(
            here, lambda: record_hearing(here.store, here.actor, facts, now=here.moment, key=key), t(_PREPARED),
            hearing=None, step="prepare",
        )  # fmt: skip
    else:
        attempt(
            here,
            lambda: change_hearing(
                here.store, here.actor, of.hearing, facts, now=here.moment, reason=reason, key=key
            ),
            t(_SAVED),
        )


def _program(here: Here, one: ProgramEntry) -> str:
    return here.t(_PROGRAM, title=here.say(one.title), n=one.indicators)


_NEW = N_("New hearing")
_NEW_HOW = N_(
    "The form is filled from the territory chosen: who speaks there, its program in force, two weeks from the day "
    "shown. Everything can be changed until the hearing is frozen."
)
_TERRITORY = N_("Territory")
_TITLE = N_("Title")
_TITLE_NONE = N_("If none is given: the territory and whose report it is")
_OFFICE = N_("Who speaks")
_CHOOSE = N_("Choose")
_PROGRAMS = N_("Programs heard")
_HELD_ON = N_("Held on")
_AS_OF = N_("Figures as of")
_ANSWER_BY = N_("Executors answer by")
_MOST = N_("Items from the figures, at most")
_DAYS_HOW = N_(
    "Figures are those known on their day; reports that come later do not enter. An answer that comes after its day "
    "is printed as late."
)
_PARTICIPANTS = N_("Participants' offices")
_CHOOSE_OR_WRITE = N_("Choose offices, or write one")
_REASON = N_("Why it is changed")
_SAVE = N_("Save the changes")
_PREPARE = N_("Prepare the hearing")
_NO_OFFICE = N_("Choose who speaks at the hearing.")
_PREPARED = N_("The hearing is prepared: below stands its agenda, made from the figures.")
_SAVED = N_("The changes are saved; the agenda is made anew from them.")
_PROGRAM = N_("{title} (indicators: {n})")
