"""Entering one report: the form, the same checks as a file of reports gets, the recording, the figures it moved.

What is entered goes through the checks of :mod:`tracker.intake` as a file of one row, so that a page and a file
are judged alike; recording asks the actor itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from tracker import clock
from tracker.errors import Problem, TrackerError
from tracker.intake import check_file
from tracker.periods import Period
from tracker.queries.ask import Ask, Scope
from tracker.queries.explain import Considered, explained
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.reporting import plan_at
from tracker.queries.rollups import RolledUp, whole
from tracker.record.report import record_reports
from tracker.text import N_, Translator, instant, percent, points
from tracker.text import period as period_words
from tracker.text.values import value, why_missing
from tracker.ui.components.cells import own_bar, set_bar, share, status
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, literal, show, tag
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.page import Here

_SENT = "_sent"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report can move: its indicator and its program as a whole."""

    item: Assessed
    program: RolledUp


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was recorded: the figures before it and after it; ``new`` is False if it said nothing new."""

    indicator: str
    period: Period
    before: Figures
    after: Figures
    new: bool


def figures(here: Here, indicator: str) -> Figures:
    """The indicator and its program as of the day on which the report counts."""
    ask = counting_from(here)
    item = assessed(here.store, here.actor, ask, Scope(indicator=indicator))[0]
    return Figures(item, whole(here.store, here.actor, ask, Scope(program=item.program, begun=True)))


def counting_from(here: Here) -> Ask:
    """The first day on which what is entered now is known."""
    return Ask(clock.day_of(here.moment), here.selection.basis)


def known_so_far(here: Here, item: Assessed, period: Period) -> Considered | None:
    """What is known, the plan at the period's end, the newest word on the period; the last one is returned."""
    t, language, ask = here.t, here.language, counting_from(here)
    words = [one for one in explained(here.store, here.actor, ask, item.indicator).reports if one.newest_word]
    same = next((one for one in words if one.period_end == period.end), None)
    last = max(words, key=lambda one: one.period_end, default=None)
    planned, progress = plan_at(here.store, here.actor, ask, {item.no: period.end}).get(item.no, (None, None))
    plan = (
        value(planned, item.kind, item.unit, language, "no_plan")
        if planned is not None or progress is None
        else (percent(progress, language))
    )
    facts = [
        (t(N_("By plan at the period's end")), plan),
        (t(N_("Target")), value(item.target, item.kind, item.unit, language)),
        (t(N_("Last reported")), t(_VALUE_FOR, value=value(last.value, item.kind, item.unit, language),
                                   day=last.period_end) if last else why_missing("not_reported", language)),
    ]  # fmt: skip
    if same:
        facts.append(
            (
                t(N_("Already reported for this period")),
                t(
                    _CORRECTS,
                    value=value(same.value, item.kind, item.unit, language),
                    at=instant(same.reported_at, language),
                ),
            )
        )
    show(
        tag(
            "dl",
            *(piece for name, said in facts for piece in (tag("dt", name), tag("dd", said))),
            class_="facts",
        )
    )
    return same


def form(here: Here, item: Assessed, period: Period) -> None:
    """Value, evidence, note; on sending the report is checked, recorded once, and its effect kept to be shown."""
    t = here.t
    same = known_so_far(here, item, period)
    _say_when_it_counts(here)
    round_ = round_of("_report_round")
    where = f"{item.indicator}:{period}:{round_}"
    with st.form(f"report:{where}", border=True):
        unit = here.say(item.unit)
        label = (
            t(_MILESTONE_VALUE)
            if item.kind == "milestone"
            else t(_VALUE, unit=literal(unit))
            if unit
            else t(_VALUE_BARE)
        )
        given = st.text_input(label, key=f"value:{where}")
        _hint(t(_VALUE_HELP[item.kind]))
        evidence = st.text_input(t(_EVIDENCE), key=f"evidence:{where}")
        _hint(t(_EVIDENCE_HELP))
        note = st.text_area(t(_NOTE), key=f"note:{where}", height=96)
        _hint(t(_NOTE_HELP))
        sent = st.form_submit_button(t(_SEND), type="primary")
    if sent:
        key = f"{round_}:{item.indicator}:{period}:{same.seq if same else 0}"
        _send(here, item, period, (given, evidence, note), key)


def _hint(words: str) -> None:
    """What a field wants, said under it: the platform's own help button speaks English only."""
    show(tag("p", words, class_="quiet"), class_="hint")


def _send(here: Here, item: Assessed, period: Period, fields: tuple[str, str, str], key: str) -> None:
    checked = check_file(
        here.store, here.actor, "", _one_row(item.indicator, period, *fields), now=here.moment
    )
    problems = list(checked.problems)
    if not checked.reports and not checked.problems:
        show(tag("p", here.t(_NO_VALUE)), class_="band fault")
        return
    if checked.problems:
        say_problems(here.t, [one for one in problems if one.severity == "fault"])
        return
    before = figures(here, item.indicator)
    try:
        done = record_reports(here.store, here.actor, checked.reports, now=here.moment, key=key)
    except TrackerError as refused:
        show(tag("p", here.t(refused.template, **refused.values)), class_="band fault")
        return
    st.session_state[_SENT] = Sent(
        item.indicator, period, before, figures(here, item.indicator), done.added > 0
    )
    next_round("_report_round")
    st.rerun()


def _one_row(indicator: str, period: Period, given: str, evidence: str, note: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("indicator", "period", "value", "evidence", "note"))
    writer.writerow((indicator, str(period), *(" ".join(cell.split()) for cell in (given, evidence, note))))
    return text.getvalue().encode()


def say_problems(t: Translator, problems: Sequence[Problem]) -> None:
    """Faults in words, what to do after what is wrong."""
    show(
        *(tag("p", " ".join(t(words, **one.values) for words in one.parts)) for one in problems),
        class_="band fault",
    )


def effect(here: Here) -> None:
    """What the report just sent moved: the indicator and its program, before and after."""
    sent: Sent | None = st.session_state.get(_SENT)
    if sent is None or sent.indicator != here.chosen("indicator"):
        return
    t, language = here.t, here.language
    if not sent.new:
        show(tag("p", t(_NOTHING_NEW)), class_="band fine")
        return
    before, after = sent.before, sent.after
    moved = (after.program.execution or 0) - (before.program.execution or 0)
    from_to = t(
        _FROM_TO, before=share(here, before.program.execution), after=share(here, after.program.execution),
        change=points(moved, language),
    )  # fmt: skip
    show(
        tag("p", tag("strong", t(_RECORDED, period=period_words(sent.period, language)))), class_="band fine"
    )
    part(t(_MOVED))
    why = a(here.link("indicator", indicator=sent.indicator), t(_WHY))
    show(
        tag("p", here.say(after.item.title), " · ", why),
        _pair(
            t, *(joined((status(here, one.item), own_bar(here, one.item, "card"))) for one in (before, after))
        ),
        tag("p", here.say(after.item.program_title), ": ", from_to),
        _pair(t, *(set_bar(here, one.program, "card") for one in (before, after))),
    )


def _pair(t: Translator, before: Html, after: Html) -> Html:
    """Before and after beside each other; on a narrow screen one under the other."""
    halves = ((t(_BEFORE), before), (t(_AFTER), after))
    return tag(
        "div", *(tag("div", tag("p", name, class_="quiet"), said) for name, said in halves), class_="pair"
    )


def _say_when_it_counts(here: Here) -> None:
    day = clock.day_of(here.moment)
    if here.installation.demonstration and day != clock.today():
        show(tag("p", here.t(_CLOCK_STANDS, day=day), class_="quiet"))
    elif day != here.selection.as_of:
        show(tag("p", here.t(_COUNTS_FROM, shown=here.selection.as_of, day=day), class_="quiet"))


_VALUE_FOR = N_("{value}, for the period until {day}")
_CORRECTS = N_("{value}, reported {at}; another value corrects it, and both stay visible")
_VALUE = N_("Value to date, {unit}")
_VALUE_BARE = N_("Value to date")
_MILESTONE_VALUE = N_("1 if it is done, 0 if not")
_VALUE_HELP = {
    "cumulative": N_("The running total since the program began, not the increment."),
    "level": N_("The state at the end of the period."),
    "annual": N_("The total of this calendar year to date."),
    "milestone": N_("A milestone is either done (1) or not done (0)."),
}
_EVIDENCE = N_("Evidence")
_EVIDENCE_HELP = N_(
    "A link or the name of a document that shows the value is true. Without it control verifies nothing."
)
_NOTE = N_("Note")
_NOTE_HELP = N_("What the figure does not say by itself; where it falls or leaps, the reason.")
_SEND = N_("Send the report")
_NO_VALUE = N_("Enter a value: a report without one says nothing.")
_NOTHING_NEW = N_("This is what the last report said already; nothing was added.")
_RECORDED = N_("Recorded for {period}.")
_MOVED = N_("What it moved")
_WHY = N_("Why")
_BEFORE = N_("Before")
_AFTER = N_("After")
_FROM_TO = N_("{before} → {after} ({change})")
_CLOCK_STANDS = N_("In this demonstration the clock stands at {day}: what you enter is reported on that day.")
_COUNTS_FROM = N_(
    "You look at {shown}; what you enter now counts from {day}, and is judged as of that day here."
)
