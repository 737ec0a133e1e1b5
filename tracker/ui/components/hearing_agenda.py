"""The agenda of a hearing: items made from the figures with the reason for each, and what the staff does with them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.access import Actor
from tracker.hearing.matter import HearingMatter, ItemMatter
from tracker.queries.ask import Ask, Scope
from tracker.queries.hearings import Hearing, HearingChange, figures_ask, hearing
from tracker.queries.indicators import assessed
from tracker.record.hearing_agenda import record_agenda_act
from tracker.store import Store
from tracker.text import N_, day
from tracker.ui.components import cells, hearing_questions
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.heading import part
from tracker.ui.components.hearing_matter import matter
from tracker.ui.components.html import Html, a, joined, literal, show, tag
from tracker.ui.components.narrowing import narrowed
from tracker.ui.page import Here

SHOWN = 25


def agenda_step(here: Here, of: Hearing, may_edit: bool) -> None:
    """The agenda, item by item; with the right to it, moved, taken off, put on, annotated."""
    t, found = here.t, matter(here, of)
    _earlier(here, found)
    part(t(_TITLE), t(_MADE if may_edit else _STANDS))
    if not found.items:
        show(tag("p", t(_EMPTY), class_="quiet"))
    for one in _window(here, found.items):
        item(here, of, one, len(found.items), may_edit)
    _pages(here, len(found.items))
    _off(here, of, found.dropped, may_edit)
    if may_edit:
        _add(here, of, found)


def _earlier(here: Here, found: HearingMatter) -> None:
    """What became of what was demanded before: every hearing opens with it."""
    fate = found.earlier
    if not fate.total:
        return
    said = here.t(_FATE, done=fate.done, total=fate.total, silent=fate.silent, overdue=fate.overdue)
    on = a(here.link("decisions", territory=found.hearing.territory), here.t(_SEE_DECISIONS))
    lines = [
        tag("li", tag("span", one.words), tag("span", day(one.due_on, here.language), class_="num"),
            tag("span", here.say(one.responsible), class_="who quiet"))
        for one in fate.decisions if one.fate in ("silent", "overdue")
    ][:5]  # fmt: skip
    part(here.t(_OPENS), said)
    show(tag("ol", *lines, class_="needs") if lines else None, tag("p", on))


def item(here: Here, of: Hearing, one: ItemMatter, count: int, may_edit: bool) -> None:
    """One item: what it is, why it stands there, its questions; opened, what can be done with it."""
    opened = here.chosen("indicator") == one.assessed.indicator
    with st.container(key=f"item_{one.place}"):
        if may_edit:
            with st.container(horizontal=True, gap="small", key=f"itemrow_{one.place}"):
                show(_said(here, of, one, opened, may_edit), class_="card")
                _arrows(here, of, one, count)
        else:
            show(_said(here, of, one, opened, may_edit), class_="card")
        if opened and may_edit:
            _change(here, of, one)


def _said(here: Here, of: Hearing, one: ItemMatter, opened: bool, may_edit: bool) -> Html:
    t, item = here.t, one.assessed
    marks = [tag("span", t(_ADDED), class_="badge") if one.added else None]
    territory = here.say(item.territory_title) if item.territory != of.territory else None
    facts = joined((territory, cells.status(here, item), cells.behind(here, item)), " · ")
    questions = tag("ul", *(tag("li", question.said) for question in one.questions), class_="questions")
    address = here.link("hearings", hearing=of.hearing, step="prepare")
    way = here.link("hearings", hearing=of.hearing, step="prepare", indicator=item.indicator)
    change = None
    if may_edit:
        change = tag("p", a(address, t(_CLOSE)) if opened else a(way, t(_CHANGE)))
    return tag(
        "div",
        tag("div", joined((f"{one.place}.", cells.indicator_link(here, item), *marks), " "), class_="name"),
        tag("div", cells.own_bar(here, item)),
        tag("div", facts),
        tag("p", one.reason_said, class_="quiet"),
        tag("p", t(_NOTE, words=one.annotation), class_="ask") if one.annotation else None,
        tag("div", tag("span", t(_QUESTIONS), class_="quiet"), questions) if one.questions else None,
        change,
    )  # fmt: skip


def _arrows(here: Here, of: Hearing, one: ItemMatter, count: int) -> None:
    """Up and down by one place; a button that cannot move says so by being off."""
    name = here.say(one.assessed.title)
    with st.container(horizontal=True, gap="small", width=112, key=f"arrows_{one.place}"):
        for code, icon, to, words in (
            ("up", "↑", one.place - 1, _UP), ("down", "↓", one.place + 1, _DOWN)
        ):  # fmt: skip
            pressed = st.button(
                icon, key=f"{code}:{one.place}:{turn()}", disabled=not 1 <= to <= count,
                help=here.t(words, title=literal(name)),
            )  # fmt: skip
            if pressed:
                act(here, of, one.assessed.indicator, "move", here.t(_MOVED, title=name, place=to), place=to)


def _change(here: Here, of: Hearing, one: ItemMatter) -> None:
    t, key, name = here.t, turn(), one.assessed.indicator
    hearing_questions.edit(here, of, one)
    with st.form(f"annotate:{key}", border=True):
        words = st.text_area(
            t(_ANNOTATION), one.annotation or "", key=f"note:{key}", height=80, max_chars=2000
        )
        if st.form_submit_button(t(_SAVE_NOTE)):
            act(here, of, name, "annotate", t(_ANNOTATED), words=words)
    with st.form(f"move:{key}", border=True):
        place = st.number_input(t(_PLACE), 1, 200, one.place, key=f"place:{key}", width=160)
        if st.form_submit_button(t(_MOVE)):
            act(
                here,
                of,
                name,
                "move",
                t(_MOVED, title=here.say(one.assessed.title), place=int(place)),
                place=int(place),
            )
    with st.form(f"drop:{key}", border=True):
        why = st.text_input(t(_WHY_OFF), key=f"why:{key}", max_chars=500)
        if st.form_submit_button(t(_TAKE_OFF)):
            act(here, of, name, "drop", t(_OFF_DONE, title=here.say(one.assessed.title)), words=why)


def _off(here: Here, of: Hearing, dropped: Sequence[HearingChange], may_edit: bool) -> None:
    if not dropped:
        return
    t, titles = here.t, here.of(titles_on, of.hearing)
    part(t(_OFF), t(_OFF_HOW))
    for one in dropped:
        said = here.say(titles.get(one.indicator)) or one.indicator
        show(tag("p", tag("strong", said), " ", tag("span", t(_OFF_BY, who=one.by, words=one.words or ""),
                                                  class_="quiet")))  # fmt: skip
        if may_edit and st.button(t(_PUT_BACK), key=f"back:{one.indicator}:{turn()}"):
            act(here, of, one.indicator, "add", t(_ON_DONE, title=said))


def _add(here: Here, of: Hearing, found: HearingMatter) -> None:
    """Put an item on that the figures did not: found by typing in the list of everything in the territory."""
    t = here.t
    listed = {one.assessed.indicator for one in found.items}
    offered = {code: words for code, words in here.of(_candidates, of.hearing) if code not in listed}
    part(t(_ADD), t(_ADD_HOW))
    named = narrowed(
        here,
        {code: here.say(words) for code, words in offered.items()},
        "added",
        (st.session_state.get(f"added:{turn()}"),),
    )
    with st.form(f"add:{turn()}", border=False):
        chosen = st.selectbox(
            t(_INDICATOR), list(named), index=None, key=f"added:{turn()}", placeholder=t(_TYPE_TO_FIND),
            format_func=lambda one: named[one],
        )  # fmt: skip
        sent = st.form_submit_button(t(_PUT_ON))
    if sent and chosen is None:
        show(tag("p", t(_CHOOSE_ONE)), class_="band fault")
    elif sent:
        act(here, of, chosen, "add", t(_ON_DONE, title=here.say(offered[chosen])))


def act(here: Here, of: Hearing, indicator: str, what: str, said: str, **given: object) -> None:
    """One act of the staff on the agenda."""
    attempt(
        here,
        lambda: record_agenda_act(
            here.store,
            here.actor,
            of.hearing,
            indicator,
            what,
            now=here.moment,
            key=f"{turn()}:{what}:{indicator}",
            **given,
        ),
        said,
    )


def titles_on(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> dict[str, dict[str, str]]:
    """The titles of every indicator that may stand on a hearing's agenda."""
    return dict(_candidates(store, actor, ask, hearing_id))


def _candidates(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> list[tuple[str, dict[str, str]]]:
    found = hearing(store, actor, ask, hearing_id)
    own = assessed(
        store, actor, figures_ask(found), Scope(territory=found.territory, begun=True), by_attention=True
    )
    return [(one.indicator, _placed(one, found)) for one in own]


def _placed(one, found: Hearing) -> dict[str, str]:
    """The title, with the territory where it is another than the hearing's."""
    if one.territory == found.territory:
        return one.title
    return {code: f"{words} · {one.territory_title.get(code) or ''}" for code, words in one.title.items()}


def _window(here: Here, items: Sequence[ItemMatter]) -> Sequence[ItemMatter]:
    first = _first(here, len(items))
    return items[first : first + SHOWN]


def _first(here: Here, count: int) -> int:
    asked = here.chosen("rows")
    first = int(asked) - 1 if asked and asked.isdecimal() else 0
    return min(max(0, first), max(0, count - 1)) // SHOWN * SHOWN


def _pages(here: Here, count: int) -> None:
    if count <= SHOWN:
        return
    first = _first(here, count)
    back = a(here.stay(rows=str(max(1, first + 1 - SHOWN))), here.t(_BEFORE)) if first else None
    on = a(here.stay(rows=str(first + SHOWN + 1)), here.t(_AFTER)) if first + SHOWN < count else None
    said = here.t(_OF_ROWS, first=first + 1, last=min(count, first + SHOWN), count=count)
    show(tag("div", tag("span", said), back, on, class_="pages"))


_TITLE = N_("Agenda")
_MADE = N_(
    "Made from the figures, what needs somebody most stands first; the staff may change it, and that is recorded."
)
_STANDS = N_("Made from the figures, with what the staff changed; it stays as it is.")
_EMPTY = N_(
    "Here will stand what lags behind its plan. Nothing does on the day chosen; items can be put on below."
)
_OPENS = N_("What was demanded before")
_FATE = N_(
    "{done} of {total} decisions of earlier hearings are done; silent: {silent}, overdue with a word: {overdue}."
)
_SEE_DECISIONS = N_("All decisions of this territory")
_ADDED = N_("put on by the staff")
_NOTE = N_("The staff: {words}")
_QUESTIONS = N_("Questions the figures leave open")
_CHANGE = N_("Questions, annotation, taking off")
_CLOSE = N_("Fold up")
_UP = N_("Move up: {title}")
_DOWN = N_("Move down: {title}")
_MOVED = N_("“{title}” stands at place {place} now.")
_ANNOTATION = N_("Annotation, printed in the pack")
_SAVE_NOTE = N_("Save the annotation")
_ANNOTATED = N_("The annotation is saved.")
_PLACE = N_("Place on the agenda")
_MOVE = N_("Move there")
_WHY_OFF = N_("Why it is taken off")
_TAKE_OFF = N_("Take it off the agenda")
_OFF_DONE = N_("“{title}” is off the agenda; the reason is kept.")
_OFF = N_("Taken off")
_OFF_HOW = N_("What the staff took off, with the reason; the pack lists it.")
_OFF_BY = N_("{who}: {words}")
_PUT_BACK = N_("Put it back")
_ON_DONE = N_("“{title}” is on the agenda.")
_ADD = N_("Put an item on")
_ADD_HOW = N_("Any indicator of the territory and below, also one that is on plan.")
_INDICATOR = N_("Indicator")
_TYPE_TO_FIND = N_("Type to find")
_PUT_ON = N_("Put it on the agenda")
_CHOOSE_ONE = N_("Choose an indicator first.")
_BEFORE = N_("← earlier rows")
_AFTER = N_("further rows →")
_OF_ROWS = N_("Rows {first} to {last} of {count}")
