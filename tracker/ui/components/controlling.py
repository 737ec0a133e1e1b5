"""Party control's queue: unreviewed reports by risk, a verdict in two taps, several at once; and the day's sample."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker import clock
from tracker.draw.badge import status_span
from tracker.errors import TrackerError
from tracker.queries.control_queue import Checks, Drawn, Sample, Waiting
from tracker.queries.visits import Word, both_sides
from tracker.record.visit_review import NewVerdict, record_verdicts
from tracker.text import N_, number, percent, short_day
from tracker.text.numbers import MINUS
from tracker.text.values import rounded, value
from tracker.text.vocab import word
from tracker.ui.components.cells import indicator_link
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, literal, show, tag
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.components.saying import evidence, words_in_order
from tracker.ui.page import Here

SHOWN = 5
WORDS_SHOWN = 8
_DONE, _ROUND = "_verdicts_done", "_verdicts_round"
_NOTHING_SAID: tuple[Word, ...] = ()


def sentence(here: Here, found: Sequence[Waiting]) -> str:
    """How many reports wait, in a sentence."""
    if not found:
        return here.t(_NOTHING_WAITS)
    return here.t.plural(
        "{n} report awaits a second pair of eyes", "{n} reports await a second pair of eyes", len(found)
    )


def base(here: Here, of: Checks) -> str:
    """How much was checked and how much of that held, each with what it is counted over."""
    if not of.known:
        return here.t(_NOTHING_KNOWN)
    if not of.checked:
        return here.t(_NONE_CHECKED, known=of.known)
    return here.t(
        _CHECKED,
        known=of.known,
        checked=of.checked,
        share=percent(of.checked / of.known, here.language),
        held=of.held,
        held_share=percent(of.held / of.checked, here.language),
    )


def queue(here: Here, found: Sequence[Waiting]) -> None:
    """The riskiest reports as cards with their verdicts to choose, recorded together."""
    t = here.t
    if (done := st.session_state.pop(_DONE, None)) is not None:
        show(tag("p", t(_RECORDED, verified=done[0], disputed=done[1])), class_="band fine")
    if not found:
        return
    part(t(_TITLE), t(_HOW_TO))
    first = _first(here, len(found))
    shown = here.drawn(lambda: found[first : first + SHOWN], ("queue", first), found)
    said = here.of(both_sides, tuple(one.indicator for one in shown))
    key = round_of(_ROUND)
    with st.form(f"verdicts:{key}", border=False):
        chosen = [_card(here, one, said.get(one.indicator, _NOTHING_SAID), key) for one in shown]
        with st.container(key="verdicts_bar"):
            sent = st.form_submit_button(t(_RECORD), type="primary", width="stretch")
    _pages(here, len(found), first)
    if sent:
        _record(here, [one for one in chosen if one is not None])


def _first(here: Here, count: int) -> int:
    asked = here.chosen("rows")
    first = int(asked) - 1 if asked and asked.isdecimal() else 0
    return min(max(0, first), max(0, count - 1)) // SHOWN * SHOWN


def _pages(here: Here, count: int, first: int) -> None:
    if count <= SHOWN:
        return
    back = a(here.stay(rows=str(max(1, first + 1 - SHOWN))), here.t(_BEFORE)) if first else None
    on = a(here.stay(rows=str(first + SHOWN + 1)), here.t(_AFTER)) if first + SHOWN < count else None
    of = here.t(_OF, first=first + 1, last=min(count, first + SHOWN), count=count)
    show(tag("div", tag("span", of), back, on, class_="pages"))


def _card(here: Here, one: Waiting, said: Sequence[Word], key: str) -> NewVerdict | None:
    t = here.t
    show(
        here.drawn(lambda: _facts_and_history(here, one, said), ("card", one.report_seq), one, said),
        class_="card",
    )
    if one.own:
        return None
    names, verdict_on, words_on = here.drawn(lambda: _labels(here, one), ("labels", one.report_seq), one)
    chosen = st.pills(
        verdict_on, _VERDICTS, format_func=names.__getitem__, key=f"verdict:{one.report_seq}:{key}",
        label_visibility="collapsed",
    )  # fmt: skip
    words = st.text_input(
        words_on, key=f"words:{one.report_seq}:{key}", placeholder=t(_WORDS), max_chars=1000,
        label_visibility="collapsed",
    )  # fmt: skip
    if chosen is None:
        return None
    if chosen == "verified":
        rests_on = one.visit if one.visit_found == "confirmed" else None
        return NewVerdict(one.report_seq, "verified", words or None, rests_on)
    reason = t(_VERDICTS[chosen]) + (f": {words.strip()}" if words.strip() else "")
    rests_on = one.visit if one.visit_found in ("partly", "not_confirmed") else None
    return NewVerdict(one.report_seq, "disputed", reason, rests_on)


def _labels(here: Here, one: Waiting) -> tuple[dict[str, str], str, str]:
    """The verdicts in words, and what the two fields under a report are called."""
    name = literal(here.say(one.title))
    names = {verdict: here.t(words) for verdict, words in _VERDICTS.items()}
    return names, here.t(_VERDICT_ON, title=name), here.t(_WORDS_ON, title=name)


def _facts_and_history(here: Here, one: Waiting, said: Sequence[Word]) -> Html:
    warning = _OWN if one.own else _WOULD_CONFLICT if one.conflict else None
    warned = tag("p", here.t(warning), class_="quiet") if warning else None
    return joined((_facts(here, one), _history(here, one, said), warned))


def _facts(here: Here, one: Waiting) -> Html:
    t, language = here.t, here.language
    plan = value(rounded(one.planned), one.kind, one.unit, language, "no_plan")
    shows = evidence(here, one.evidence) if (one.evidence or "").strip() else tag("strong", t(_NO_EVIDENCE))
    visited = None
    if one.visit_found is not None:
        visited = tag("div", t(_VISITED, found=t(_FOUND[one.visit_found])))
    return tag(
        "div",
        tag("div", indicator_link(here, one), class_="name"),
        tag("div", here.say(one.territory_title), " · ",
            Html(status_span(one.status, language=language, theme=here.theme)), class_="quiet"),
        tag("div", tag("strong", value(one.value, one.kind, one.unit, language)), " ",
            t(_UNTIL, day=short_day(one.period_end, language)), class_="figure"),
        tag("div", t(_PLAN, plan=plan), " · ", _jump(here, one)),
        tag("div", t(_EVIDENCE), " ", shows),
        visited,
        tag("div", one.note, class_="quiet") if one.note else None,
        tag("div", t(_REPORTED_BY, who=one.author, day=short_day(clock.day_of(one.reported_at), language)),
            class_="quiet"),
        tag("div", _risk(here, one), class_="quiet"),
        tag("div", tag("strong", t(_LOOK_AGAIN))) if one.answered else None,
        tag("div", t(_BY_OFFICE), class_="quiet") if one.by_office else None,
    )  # fmt: skip


def _jump(here: Here, one: Waiting) -> str:
    if one.previous is None:
        return here.t(_FIRST_REPORT)
    moved = rounded(one.value - one.previous) or 0.0
    sign = "+" if moved > 0 else MINUS if moved < 0 else ""
    before = value(one.previous, one.kind, one.unit, here.language)
    return here.t(_BEFORE_IT, value=before, change=f"{sign}{number(abs(moved), here.language)}")


def _risk(here: Here, one: Waiting) -> str:
    parts = [here.t(_WEIGHT, weight=number(one.weight, here.language))]
    if one.lag > 0:
        parts.append(here.t(_LAG, share=percent(one.lag, here.language)))
    if one.contradictions:
        parts.append(here.t(_CONTRADICTIONS, n=one.contradictions))
    if not one.evidenced:
        parts.append(here.t(_UNSHOWN))
    return here.t(_RISK_OF, risk=number(round(one.risk, 1), here.language), parts=", ".join(parts))


def _history(here: Here, one: Waiting, said: Sequence[Word]) -> Html | None:
    """What was said before, opened on a tap; the word that waits stands above."""
    before = [w for w in said if w.report_seq != one.report_seq or w.what not in ("reported", "corrected")]
    if not before:
        return None
    opened = words_in_order(here, one, before[-WORDS_SHOWN:])
    return tag("details", tag("summary", here.t(_HISTORY, n=len(before[-WORDS_SHOWN:]))), opened)


def _record(here: Here, chosen: list[NewVerdict]) -> None:
    t = here.t
    if not chosen:
        show(tag("p", t(_NONE_CHOSEN)), class_="band fault")
        return
    try:
        record_verdicts(here.store, here.actor, chosen, now=here.moment)
    except TrackerError as refused:
        show(tag("p", t(refused.template, **refused.values)), class_="band fault")
        return
    verified = sum(one.verdict == "verified" for one in chosen)
    st.session_state[_DONE] = (verified, len(chosen) - verified)
    next_round(_ROUND)
    st.rerun()


def day_sample(here: Here, of: Sample) -> None:
    """The reports drawn for the day and what came of them."""
    t = here.t
    checked = [one for one in of.drawn if one.verdict is not None]
    held = sum(one.verdict == "verified" for one in checked)
    if not of.drawn:
        return
    title = t(
        _SAMPLE_OF, drawn=len(of.drawn), waiting=of.waiting, checked=len(checked), held=held, day=of.day
    )
    part(t(_SAMPLE), title)
    show(
        here.drawn(
            lambda: tag("ol", *(_drawn(here, one) for one in of.drawn), class_="needs"), ("sample",), of
        )
    )


def _drawn(here: Here, one: Drawn) -> Html:
    state = word("verdict", one.verdict, here.language) if one.verdict else here.t(_UNSEEN)
    until = here.t(_UNTIL, day=short_day(one.period_end, here.language))
    return tag(
        "li",
        tag("span", indicator_link(here, one)),
        tag("span", state),
        tag("span", joined((here.say(one.territory_title), until, one.reviewer), " · "), class_="quiet who"),
    )


_VERDICTS = {
    "verified": N_("It holds"),
    "no_evidence": N_("Nothing shows it"),
    "differs": N_("The evidence says otherwise"),
    "not_there": N_("Not found on the spot"),
    "counted": N_("Counted wrongly"),
}
_FOUND = {
    "confirmed": N_("confirmed"),
    "partly": N_("confirmed in part"),
    "not_confirmed": N_("not confirmed"),
}
_NOTHING_WAITS = N_("No report awaits review")
_NOTHING_KNOWN = N_("Nothing is reported here on the day shown.")
_NONE_CHECKED = N_("Of {known} reports in force none is checked so far.")
_CHECKED = N_(
    "Of {known} reports in force {checked} are checked ({share}); of those checked {held} held ({held_share})."
)
_TITLE = N_("To review, by risk")
_HOW_TO = N_(
    "Choose a verdict on one report or on several, then record them together. Everything but “It holds” disputes."
)
_RECORD = N_("Record the verdicts")
_RECORDED = N_("Recorded: confirmed {verified}, disputed {disputed}. The branch sees it now.")
_NONE_CHOSEN = N_("Choose a verdict first: tap one under a report.")
_OWN = N_("This report is yours: somebody else has to review it.")
_WOULD_CONFLICT = N_(
    "Your office executes this. A confirmation would be kept, marked “conflict of interest”, and would not count; a "
    "dispute counts."
)
_BY_OFFICE = N_("The executor's own office confirmed it, marked “conflict of interest”: that does not count.")
_LOOK_AGAIN = N_("Disputed before, and answered: look again.")
_VERDICT_ON = N_("Verdict: {title}")
_WORDS_ON = N_("Words on the verdict: {title}")
_WORDS = N_("In your own words, if needed")
_NO_EVIDENCE = N_("nothing is given")
_EVIDENCE = N_("Evidence:")
_VISITED = N_("Visit: {found}")
_UNTIL = N_("for the period until {day}")
_PLAN = N_("By plan: {plan}")
_FIRST_REPORT = N_("the first report")
_BEFORE_IT = N_("before: {value} ({change})")
_REPORTED_BY = N_("Reported by {who}, {day}")
_RISK_OF = N_("Risk {risk}: {parts}")
_WEIGHT = N_("weight {weight}")
_LAG = N_("behind the plan by {share}")
_CONTRADICTIONS = N_("contradictions: {n}")
_UNSHOWN = N_("no evidence")
_HISTORY = N_("What both sides said before ({n})")
_BEFORE = N_("← earlier rows")
_AFTER = N_("further rows →")
_OF = N_("Rows {first} to {last} of {count}")
_SAMPLE = N_("Sample of the day")
_SAMPLE_OF = N_(
    "{drawn} drawn by lot out of {waiting} that waited when {day} began; checked: {checked}, of those held: {held}. "
    "The same day draws the same reports."
)
_UNSEEN = N_("not looked at yet")
RISK = N_(
    "Risk = weight × (1 + lag) × (1 + contradictions) × 2 where nothing shows the value. The weight is the section's "
    "times the indicator's; the lag is the distance behind the plan, 0 to 1; contradictions are the kinds found on the "
    "indicator; a link, a file or a visit that confirmed counts as evidence."
)
REVIEWED = N_(
    "A report waits while it is the newest word on the indicator's last period and no verdict counts for it, or its "
    "dispute was answered. A "
    "confirmation by the executor's own office does not count. Nobody reviews their own report."
)
