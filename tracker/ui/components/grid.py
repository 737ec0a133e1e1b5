"""Many values at once: a grid of what is owed, the differences before anything is sent, then all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from tracker.errors import Problem, ProblemsError, TrackerError
from tracker.intake import Entry, check_sheet, sheet_of
from tracker.intake.sending import send_many
from tracker.queries.owed import Owed
from tracker.text import N_
from tracker.text import period as period_words
from tracker.text.values import rounded, value
from tracker.ui.components.branch_workbook import faults
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, show, tag
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.components.table import Column, markup
from tracker.ui.page import Here

_DONE, _ROUND = "_grid_done", "_grid_round"
MOST = 300  # rows of one grid; a section of a large program has fewer


def grid(here: Here, found: Sequence[Owed]) -> list[Entry]:
    """The grid; returns what was filled in."""
    t, listed = here.t, found[:MOST]
    frame = here.drawn(lambda: _frame(here, listed), ("grid",), found)
    columns = {
        "title": st.column_config.TextColumn(t(N_("Indicator")), disabled=True, width=230),
        "value": st.column_config.TextColumn(t(N_("Value")), max_chars=40, width=130),
        "last": st.column_config.TextColumn(t(_LAST), disabled=True, width=140),
        "plan": st.column_config.TextColumn(t(_PLAN), disabled=True, width=140),
        "period": st.column_config.TextColumn(t(N_("Period")), disabled=True, width=130),
        "note": st.column_config.TextColumn(t(N_("Note")), max_chars=1000, width=180),
        "evidence": st.column_config.TextColumn(t(N_("Evidence")), max_chars=500, width=180),
    }
    key = f"grid:{round_()}:{here.chosen('section')}"
    edited = st.data_editor(
        frame, column_config=columns, column_order=list(columns), hide_index=True, num_rows="fixed", width="stretch",
        key=key,
    )  # fmt: skip
    if len(found) > MOST:
        show(tag("p", t(_MORE, n=len(found) - MOST), class_="quiet"))
    entries = []
    for place in sorted(st.session_state[key]["edited_rows"]):
        one, row = listed[place], edited.iloc[place]
        said = {name: str(row[name] or "").strip() for name in ("value", "evidence", "note")}
        if any(said.values()):
            entries.append(
                Entry(one.item.indicator, str(one.due.period), said["value"], said["evidence"], said["note"])
            )
    return entries


def _frame(here: Here, listed: Sequence[Owed]) -> pd.DataFrame:
    language, blank = here.language, pd.Series([""] * len(listed), dtype="object")
    frame = pd.DataFrame(
        {
            "title": [here.say(one.item.title) for one in listed],
            "period": [period_words(one.due.period, language) for one in listed],
            "last": [value(rounded(one.item.observed), one.item.kind, one.item.unit, language) for one in listed],
            "plan": [value(rounded(one.due.planned), one.item.kind, one.item.unit, language, "no_plan")
                     for one in listed],
            "value": blank, "evidence": blank, "note": blank,
        }
    )  # fmt: skip
    # the platform walks the columns' names many times at every run; of plain objects they come at once
    frame.columns = pd.Index(list(frame.columns), dtype="object")
    return frame


def round_() -> str:
    """A name for this sitting, new after each sending: an empty grid, and the key that makes a sending count once."""
    return round_of(_ROUND)


def differences(here: Here, entries: Sequence[Entry], found: Mapping[str, Owed]) -> None:
    """What would change, each with what is doubtful about it, and the button that sends it all."""
    t = here.t
    done = st.session_state.pop(_DONE, None)
    if done is not None:
        show(tag("p", t(_SENT, added=done[0], unchanged=done[1])), class_="band fine")
    part(t(_DIFFERENCES))
    if not entries:
        show(tag("p", t(_NOTHING), class_="quiet"))
        return
    checked = check_sheet(here.store, here.actor, sheet_of(entries), now=here.moment)
    said: dict[int, list[Problem]] = {}
    for problem in checked.problems:
        said.setdefault((problem.line or 2) - 2, []).append(problem)

    def judged(n: int) -> Html | str:
        lines = [" ".join(t(words, **one.values) for words in one.parts) for one in said.get(n, ())]
        return tag("span", " ".join(lines)) if lines else t(_FINE)

    def title(n: int) -> str:
        return here.say(found[entries[n].indicator].item.title)

    def before(n: int) -> str:
        item = found[entries[n].indicator].item
        return value(rounded(item.observed), item.kind, item.unit, here.language)

    rows = list(range(len(entries)))
    columns = [
        Column(t(N_("Indicator")), title, look="head"),
        Column(t(_BEFORE), before, look="num"),
        Column(t(_AFTER), lambda n: entries[n].value or t(_NO_VALUE), look="num"),
        Column(t(_JUDGED), judged, look="wide"),
    ]
    show(markup(columns, rows, None))
    wrong = bool(checked.problems)
    if wrong:
        show(tag("p", t(_MEND)), class_="band fault")
    if st.button(t(_SEND, n=len(entries)), type="primary", disabled=wrong, key=f"send:{round_()}"):
        _send(here, entries)


def _send(here: Here, entries: Sequence[Entry]) -> None:
    try:
        done = send_many(here.store, here.actor, entries, now=here.moment, form=round_())
    except (ProblemsError, TrackerError) as refused:
        faults(here, refused)
        return
    st.session_state[_DONE] = (done.added, done.unchanged)
    next_round(_ROUND)
    st.rerun()


_LAST = N_("Last value")
_PLAN = N_("By plan at the period's end")
_MORE = N_("{n} more indicators: choose a section.")
_DIFFERENCES = N_("What would change")
_NOTHING = N_("Fill in values above; what they change is shown here before anything is sent.")
_BEFORE = N_("Before")
_AFTER = N_("After")
_NO_VALUE = N_("no value")
_JUDGED = N_("Doubts and faults")
_FINE = N_("nothing to object")
_MEND = N_("Mend what is said above, or give the reason in the note; then all of it can be sent.")
_SEND = N_("Send {n} values")
_SENT = N_("Received: {added} new, {unchanged} said before.")
