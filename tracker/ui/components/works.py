"""Measures of a branch: state and stage reported in one form, with photographs, and those already sent."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from tracker.errors import TrackerError
from tracker.evidence import keep
from tracker.intake import MeasureEntry, check_sheet, sheet_of
from tracker.periods import Period, last_ended
from tracker.queries.evidence import Evidence
from tracker.queries.measures import Measure
from tracker.record.evidence import About, record_evidence
from tracker.record.measure_report import STAGES, STATES, record_measure_reports
from tracker.text import N_, instant, short_day
from tracker.text import period as period_words
from tracker.text.vocab import word, words
from tracker.ui.components.branch_workbook import faults
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, show, tag
from tracker.ui.page import Here

SHOWN = 8  # photographs of one measure


def summary(here: Here, found: Sequence[Measure]) -> str:
    """The page's sentence."""
    late = sum(one.late for one in found)
    return here.t(_SENTENCE, measures=len(found), late=late) if found else here.t(_NO_MEASURE)


def by_name(found: Sequence[Measure]) -> dict[str, Measure]:
    """The measures by indicator and measure, the late first, those without a day last."""
    ordered = sorted(found, key=lambda one: (not one.late, one.due is None))
    return {f"{one.indicator}/{one.measure}": one for one in ordered}


def form(here: Here, one: Measure) -> None:
    """Where the measure stands, and the form that says where it stands now."""
    t, language = here.t, here.language
    stands = t(_STANDS, state=word("measure_state", one.state, language),
               stage=word("stage", one.stage, language) if one.stage else t(_NO_STAGE))  # fmt: skip
    due = t(_DUE, day=short_day(one.due, language)) if one.due else t(_NO_DUE)
    spoken_of = t(_FOR, period=period_words(_period(here), language))
    show(tag("h2", here.say(one.title)), tag("p", stands, " · ", due, " · ", spoken_of, class_="quiet"))
    name = f"{one.indicator}/{one.measure}"
    with st.form(f"measure:{name}", border=True):
        states = words("measure_state", language)
        state = st.selectbox(
            t(_STATE), STATES, index=STATES.index(one.state) if one.state in STATES else 0,
            format_func=lambda code: states[code], key=f"state:{name}",
        )  # fmt: skip
        stages = words("stage", language)
        stage = st.selectbox(
            t(_STAGE), ["", *STAGES], index=1 + STAGES.index(one.stage) if one.stage in STAGES else 0,
            format_func=lambda code: stages.get(code, t(_NO_STAGE)), key=f"stage:{name}",
        )  # fmt: skip
        note = st.text_input(t(N_("Note")), key=f"note:{name}", max_chars=1000)
        photographs = st.file_uploader(
            t(_PHOTOGRAPHS), type=["jpg", "jpeg", "png", "webp", "pdf"], accept_multiple_files=True,
            key=f"photo:{name}",
        )  # fmt: skip
        sent = st.form_submit_button(t(_SEND), type="primary")
    if sent:
        _send(here, one, state, stage, note, photographs or [])


def _period(here: Here) -> Period:
    """The month spoken of: the newest that has ended, since a word on one under way would not count yet."""
    return last_ended("month", here.selection.as_of)


def _send(here: Here, one: Measure, state: str, stage: str, note: str, photographs: Sequence) -> None:
    period = _period(here)
    try:
        kept = [keep(here.store, file.getvalue(), file.name) for file in photographs]
        evidence = "; ".join(file.words for file in kept)
        entry = MeasureEntry(
            one.indicator, str(period), one.measure, state, stage, evidence=evidence, note=note
        )
        checked = check_sheet(here.store, here.actor, sheet_of([entry]), now=here.moment)
        wrong = checked.problems.faults
        if wrong:
            said = (
                " ".join(here.t(words_, **problem.values) for words_ in problem.parts) for problem in wrong
            )
            show(*(tag("p", line) for line in said), class_="band fault")
            return
        done = record_measure_reports(here.store, here.actor, checked.measure_reports, now=here.moment)
        if kept:
            about = About(one.indicator, measure=one.measure, period_end=period.end)
            record_evidence(here.store, here.actor, about, kept, now=here.moment)
    except TrackerError as refused:
        faults(here, refused)
        return
    show(tag("p", here.t(_RECEIVED if done.added or kept else _NOTHING_NEW)), class_="band fine")


def photographs(here: Here, one: Measure, found: Sequence[Evidence]) -> None:
    """The newest photographs of a measure, in the copies that say nothing of themselves."""
    mine = [file for file in found if file.indicator == one.indicator and file.measure == one.measure]
    pictures = [file for file in mine if file.kind != "pdf"]
    if not pictures:
        return
    part(here.t(_SENT))
    show(tag("div", *(_picture(here, file) for file in pictures[:SHOWN])))


def _picture(here: Here, file: Evidence) -> Html:
    """A photograph from the address that asks who looks; the platform's own addresses ask nobody."""
    taken = instant(file.taken_at or file.recorded_at, here.language)
    words_ = here.t(_TAKEN if file.taken_at else _ADDED, at=taken)
    address = f"light/evidence/{file.shown_sha256}?{urlencode(here.selection.state())}"
    return tag("p", tag("img", src=address, alt=words_, width="220", loading="lazy"), tag("br"),
               tag("span", words_, class_="quiet"))  # fmt: skip


_SENTENCE = N_("{measures} measures of this branch; {late} of them are late")
_NO_MEASURE = N_("No measure belongs to this branch")
_STANDS = N_("Now: {state}; stage: {stage}")
_NO_STAGE = N_("no stage")
_DUE = N_("due {day}")
_NO_DUE = N_("no due day")
_FOR = N_("reported here: {period}")
_STATE = N_("State")
_STAGE = N_("Stage, for a building")
_PHOTOGRAPHS = N_(
    "Photographs or PDF, up to 8 MB each; where they were taken is read for party control alone"
)
_SEND = N_("Send")
_RECEIVED = N_("Received.")
_NOTHING_NEW = N_("This is what the last report said already; nothing was added.")
_SENT = N_("Photographs sent")
_TAKEN = N_("taken {at}")
_ADDED = N_("added {at}")
