"""Visits and posts of party control: the list, the form that works on a phone, a post set and lifted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker import clock
from tracker.access import permits
from tracker.draw.badge import status_span
from tracker.errors import TrackerError
from tracker.queries.control_queue import control_queue
from tracker.queries.directory import territories
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.measures import measures_of
from tracker.queries.visits import Post, Visit
from tracker.record.visit import FOUND, NewVisit, record_visit
from tracker.record.visit_post import close_post, open_post
from tracker.text import N_, short_day
from tracker.text.values import value
from tracker.ui.components.cells import indicator_link
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, literal, show, tag
from tracker.ui.components.narrowing import indicators
from tracker.ui.components.photographs import photographs
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.components.saying import above, evidence, place_of_item
from tracker.ui.components.table import Column, table
from tracker.ui.components.unfolding import unfolded
from tracker.ui.page import Here

_DONE, _ROUND = "_visited", "_visiting_round"


def ways(here: Here) -> None:
    """Between the three pages of party control."""
    names = (
        ("control", N_("To review")),
        ("visits", N_("Visits and posts")),
        ("recommendations", N_("Recommendations")),
    )
    links = joined(
        tag("strong", here.t(name), aria_current="true")
        if key == here.key
        else a(here.link(key), here.t(name))
        for key, name in names
        if key != "control" or permits(here.actor, "review")
    )
    show(tag("div", links, class_="choices ways"))


def places(here: Here) -> dict[str, str]:
    """The territories that this reader's work covers, by code."""
    mine = here.actor.territory if here.actor.role == "party_control" else None
    known = here.of(territories)
    return here.drawn(
        lambda: {
            one.code: here.say(one.title) for one in known if mine is None or mine in above(here, one.code)
        },
        ("places", mine),
        known,
    )


def sentence(here: Here, found: Sequence[Visit]) -> str:
    """How many visits there were and how many of them did not confirm."""
    bad = sum(one.found != "confirmed" for one in found)
    if not found:
        return here.t(_NO_VISIT)
    return here.t(_VISITS, n=len(found), bad=bad)


def record(here: Here) -> Assessed | None:
    """Record a visit on the spot: choose what was visited, then the form; gives back what was chosen."""
    t = here.t
    may = permits(here.actor, "visit")
    if may and (done := st.session_state.pop(_DONE, None)) is not None:
        show(tag("p", t(done)), class_="band fine")
    wanted = here.chosen("indicator")
    if not may:
        return next(iter(here.of(assessed, here.scope(indicator=wanted))), None) if wanted else None
    part(t(_RECORD), None if wanted else t(_CHOOSE_FIRST))
    offered = options(here)
    item = next((one for one in offered if one.indicator == wanted), None)
    names = {one.indicator: f"{here.say(one.title)} · {here.say(one.territory_title)}" for one in offered}
    key = "visited_indicator"
    st.session_state[key] = item.indicator if item else None
    st.selectbox(t(_WHAT), list(names), key=key, index=None, format_func=names.__getitem__,
                 placeholder=t(_CHOOSE), on_change=_choose)  # fmt: skip
    if item is not None and not permits(here.actor, "visit", place_of_item(here, item)):
        show(tag("p", t(_NOT_YOURS)), class_="band fault")
    elif item is not None:
        _form(here, item)
    return item


def _choose() -> None:
    chosen = st.session_state["visited_indicator"]
    if chosen:
        st.query_params["indicator"] = chosen
    elif "indicator" in st.query_params:
        del st.query_params["indicator"]


def _form(here: Here, item: Assessed) -> None:
    t, language = here.t, here.language
    round_ = round_of(_ROUND)
    key = f"{item.indicator}:{round_}"
    waiting = here.of(control_queue, here.scope(indicator=item.indicator))
    last = max(waiting, key=lambda one: one.period_end, default=None)
    today = clock.day_of(here.moment)
    with st.form(f"visit:{key}", border=True):
        measure = _measure(here, item, f"measure:{key}")
        on = st.date_input(t(_DAY), value=today, max_value=today, key=f"day:{key}",
                           format="YYYY-MM-DD" if language == "en" else "DD.MM.YYYY")  # fmt: skip
        place = st.text_input(t(_PLACE), key=f"place:{key}", max_chars=300)
        found = st.pills(
            t(_FOUND_WHAT), list(FOUND), format_func=lambda one: t(FOUND_WORDS[one]), key=f"found:{key}"
        )
        words = st.text_area(t(_WORDS), key=f"words:{key}", height=96, max_chars=2000)
        taken = photographs(here, key)
        verdict = False
        if last is not None and not last.own:
            amount = value(last.value, last.kind, last.unit, language)
            verdict = st.checkbox(
                t(_VERDICT, value=literal(amount), day=short_day(last.period_end, language)),
                key=f"rests:{key}",
            )
        sent = st.form_submit_button(t(_SEND), type="primary", width="stretch")
    if not sent:
        return
    if found is None:
        show(tag("p", t(_NOTHING_FOUND)), class_="band fault")
        return

    def act() -> None:
        told = NewVisit(
            item.indicator, on, place, found, words or None, measure, taken.links, taken.keep(here),
            last.report_seq if last else None,
            ("verified" if found == "confirmed" else "disputed") if verdict else None,
        )  # fmt: skip
        record_visit(here.store, here.actor, told, now=here.moment, key=key)

    _do(here, act, _RECORDED)


def _measure(here: Here, item: Assessed, key: str) -> str | None:
    """One of the indicator's measures, None for the indicator as a whole or where it has none."""
    found = here.of(measures_of, here.scope(indicator=item.indicator))
    named = {one.measure: here.say(one.title) for one in found}
    if not named:
        return None
    return st.selectbox(here.t(_MEASURE), list(named), index=None, format_func=named.__getitem__,
                        placeholder=here.t(_WHOLE), key=key)  # fmt: skip


def _do(here: Here, act, words: str) -> None:
    try:
        act()
    except TrackerError as refused:
        show(tag("p", here.t(refused.template, **refused.values)), class_="band fault")
        return
    st.session_state[_DONE] = words
    next_round(_ROUND)
    st.rerun()


def standing_posts(here: Here, found: Sequence[Post], item: Assessed | None = None) -> None:
    """The posts that stand, each with who keeps it and since when; set one here, lift one with words."""
    t = here.t
    standing = [one for one in found if one.closed_at is None]
    may = permits(here.actor, "visit", place_of_item(here, item) if item is not None else None)
    if not standing and not may:
        return
    part(t(_POSTS), t(_POSTS_ARE, n=len(standing), lifted=len(found) - len(standing)))
    show(tag("ol", *(_post(here, one) for one in standing), class_="needs"))
    if not may:
        return
    key = round_of(_ROUND)
    if item is not None and (place := unfolded(t(_SET), f"post:{item.indicator}")) is not None:
        with place, st.form(f"post:{key}", border=False):
            measure = _measure(here, item, f"post_measure:{key}")
            words = st.text_input(t(_WHY_SET), key=f"post_words:{key}", max_chars=500)
            if st.form_submit_button(t(_SET), type="primary"):
                _do(here, lambda: open_post(here.store, here.actor, item.indicator, now=here.moment, words=words,
                                            measure=measure, key=f"post:{key}"), _POST_SET)  # fmt: skip
    mine = {
        one.seq: here.say(one.measure_title) or here.say(one.title)
        for one in standing
        if item is None or one.indicator == item.indicator
    }
    if mine and (place := unfolded(t(_LIFT), "lift")) is not None:
        with place, st.form(f"lift:{key}", border=False):
            post = st.selectbox(t(_WHICH), list(mine), index=None, format_func=mine.__getitem__,
                                placeholder=t(_CHOOSE), key=f"lift_which:{key}")  # fmt: skip
            words = st.text_input(t(_WHY_LIFT), key=f"lift_words:{key}", max_chars=500)
            if st.form_submit_button(t(_LIFT)) and post is not None:
                _do(
                    here,
                    lambda: close_post(here.store, here.actor, post, words, now=here.moment),
                    _POST_LIFTED,
                )


def of_indicator(here: Here, item: Assessed, found: Sequence[Post]) -> None:
    """On an indicator's page: the post that stands here, and the way to record a visit."""
    standing = [one for one in found if one.closed_at is None]
    if standing:
        part(here.t(_POST_HERE))
        show(tag("ol", *(_post(here, one) for one in standing), class_="needs"))
    if permits(here.actor, "visit", place_of_item(here, item)):
        show(tag("p", a(here.link("visits", indicator=item.indicator), here.t(_VISIT_HERE))))


def _post(here: Here, one: Post) -> Html:
    since = here.t(_SINCE, who=one.keeper, day=short_day(clock.day_of(one.said_at), here.language))
    what = here.say(one.measure_title) if one.measure_title else None
    return tag(
        "li",
        tag("span", indicator_link(here, one), tag("div", what, class_="quiet") if what else None),
        tag("span", Html(status_span(one.status, language=here.language, theme=here.theme))),
        tag("span", joined((here.say(one.territory_title), since, one.words), " · "), class_="quiet who"),
    )


def listed(here: Here, found: Sequence[Visit]) -> None:
    """Every visit, the newest first."""
    t, language = here.t, here.language
    part(t(_ALL))
    table(here, "visits", [
        Column(t(N_("Indicator")), lambda one: _visited(here, one), lambda one: here.say(one.title), "head"),
        Column(t(N_("id")), None, lambda one: one.indicator),
        Column(t(N_("Visited on")), lambda one: tag("span", short_day(one.visited_on, language), class_="nowrap"),
               lambda one: one.visited_on, "num", "date"),
        Column(t(N_("Found")), lambda one: t(FOUND_WORDS[one.found]), lambda one: t(FOUND_WORDS[one.found])),
        Column(t(N_("Place and words")), lambda one: _seen(here, one), lambda one: one.words, "wide"),
        Column(t(N_("Place")), None, lambda one: one.place),
        Column(t(N_("By")), lambda one: one.visitor, lambda one: one.visitor),
    ], found, caption=t(_CAPTION), empty=t(_NO_VISIT))  # fmt: skip


def not_confirmed(here: Here, found: Sequence[Visit], title: str) -> None:
    """The visits that did not confirm what was reported, five at most; nothing where there is none."""
    bad = [one for one in found if one.found != "confirmed"][:5]
    if not bad:
        return
    part(title)
    show(tag("ol", *(_line(here, one) for one in bad), class_="needs"))


def _line(here: Here, one: Visit) -> Html:
    on = short_day(one.visited_on, here.language)
    return tag(
        "li",
        tag("span", _visited(here, one)),
        tag("span", here.t(FOUND_WORDS[one.found])),
        tag("span", joined((f"{on}, {one.place}", one.words, one.visitor), " · "), class_="quiet who"),
    )


def _visited(here: Here, one: Visit) -> Html:
    what = here.say(one.measure_title) if one.measure_title else here.say(one.territory_title)
    return joined((indicator_link(here, one), tag("div", what, class_="quiet")))


def _seen(here: Here, one: Visit) -> Html:
    taken = evidence(here, "\n".join(one.photographs)) if one.photographs else None
    said = joined((one.place, one.words), ". ")
    conflict = tag("span", here.t(_CONFLICT), class_="badge") if one.conflict else None
    return joined((said, conflict, tag("div", taken, class_="quiet") if taken else None), " ")


def options(here: Here) -> list[Assessed]:
    """What this reader may visit: what needs attention most, and what the reader's words find."""
    mine = here.actor.territory if here.actor.role == "party_control" else None
    scope = here.scope(territory=here.chosen("territory") or mine)
    return indicators(here, scope, "visited", (here.chosen("indicator"),))


FOUND_WORDS = {
    "confirmed": N_("confirmed"),
    "partly": N_("confirmed in part"),
    "not_confirmed": N_("not confirmed"),
}
_NO_VISIT = N_("No visit is recorded here on the day shown")
_VISITS = N_("Visits: {n}, of which {bad} did not confirm what was reported, or only in part")
_RECORD = N_("Record a visit")
_CHOOSE_FIRST = N_("First choose what was visited.")
_WHAT = N_("Indicator visited")
_CHOOSE = N_("Choose")
_NOT_YOURS = N_("This lies outside the territory that you control.")
_MEASURE = N_("Object (measure)")
_WHOLE = N_("The indicator as a whole")
_DAY = N_("Day of the visit")
_PLACE = N_("Place: settlement, street, object")
_FOUND_WHAT = N_("What was found")
_WORDS = N_("What you saw")
_VERDICT = N_("Let the last report ({value}, until {day}) be confirmed or disputed by this visit")
_SEND = N_("Record the visit")
_RECORDED = N_("The visit is recorded; it stands in the indicator's history.")
_NOTHING_FOUND = N_("Choose what was found: confirmed, in part, or not confirmed.")
_POSTS = N_("Posts of party control")
_POSTS_ARE = N_("Standing now: {n}; lifted: {lifted}. A post watches a problem object until it is lifted.")
_SET = N_("Set a post here")
_WHY_SET = N_("What the post watches")
_LIFT = N_("Lift a post")
_WHICH = N_("Which post")
_WHY_LIFT = N_("What holds there now")
_POST_SET = N_("The post is set.")
_POST_LIFTED = N_("The post is lifted; it stays in the history.")
_POST_HERE = N_("A post of party control stands here")
_VISIT_HERE = N_("Record a visit or set a post here")
_SINCE = N_("kept by {who} since {day}")
_ALL = N_("All visits")
_CAPTION = N_("Every visit known on the day shown, the newest first.")
_CONFLICT = N_("conflict of interest")
EACH = N_("Visits that did not confirm")
UNCONFIRMED = N_("Not confirmed on the spot")
HOW = N_(
    "A visit is evidence: a verdict can rest on it, and it stands in the indicator's history. A visit by the "
    "executor's own office is marked “conflict of interest”."
)
