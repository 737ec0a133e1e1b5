"""A branch's own table on the page: pasted or uploaded, matched once, the matching confirmed and remembered."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from tracker.errors import TrackerError
from tracker.intake import Entry
from tracker.intake.own_table import ROLES, Proposal, matching_of, propose, read_entries, read_table
from tracker.intake.sheet import Sheet
from tracker.queries.owed import Owed
from tracker.record.matching import remember_matching, remembered_matching
from tracker.text import N_
from tracker.ui.components.branch_workbook import faults
from tracker.ui.components.heading import part
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here


def own_table(here: Here, territory: str, found: Mapping[str, Owed]) -> list[Entry]:
    """The table's rows as entries, once it has been matched; empty before that."""
    t = here.t
    part(t(_TITLE), t(_WHAT))
    given = st.file_uploader(t(_FILE), type=["xlsx", "csv", "txt"], key=f"own:{territory}")
    pasted = st.text_area(t(_PASTE), key=f"pasted:{territory}", height=96)
    data = given.getvalue() if given is not None else pasted.encode()
    if not data.strip():
        return []
    try:
        sheet = read_table(given.name if given is not None else "", data)
        titles = {name: tuple((one.item.title or {}).values()) for name, one in found.items()}
        proposal = propose(
            here.store, sheet, titles, remembered_matching(here.store, territory, sheet.headings)
        )
    except TrackerError as refused:
        faults(here, refused)
        return []
    return _matched(here, territory, found, proposal)


def _matched(here: Here, territory: str, found: Mapping[str, Owed], proposal: Proposal) -> list[Entry]:
    t, sheet = here.t, proposal.sheet
    show(tag("p", t(_KNOWN if proposal.known else _PROPOSED), class_="quiet"))
    columns = _choose_columns(here, proposal)
    by_name = {_named(here, one): name for name, one in found.items()}
    names = {name: named for named, name in by_name.items()}
    frame = pd.DataFrame(
        {
            "title": [title for _, title, _, _ in proposal.titles],
            "value": [_cell(sheet, columns.get("value"), n) for n, _, _, _ in proposal.titles],
            "indicator": pd.Series(
                [names.get(one, t(_NOT_OURS)) for _, _, one, _ in proposal.titles], dtype="object"
            ),
        }
    )
    edited = st.data_editor(
        frame, hide_index=True, num_rows="fixed", width="stretch", key=f"match:{territory}:{hash(sheet.headings)}",
        column_config={
            "title": st.column_config.TextColumn(t(_ROW), disabled=True),
            "value": st.column_config.TextColumn(t(N_("Value")), disabled=True),
            "indicator": st.column_config.SelectboxColumn(
                t(N_("Indicator")), options=[t(_NOT_OURS), *sorted(by_name)], width="large"
            ),
        },
    )  # fmt: skip
    chosen = {
        n: by_name.get(str(picked))
        for (n, _, _, _), picked in zip(proposal.titles, edited["indicator"], strict=True)
    }
    if not proposal.known and st.button(t(_CONFIRM), key=f"confirm:{territory}"):
        remember_matching(
            here.store, here.actor, territory, sheet.headings, matching_of(sheet, columns, chosen),
            now=here.moment,
        )  # fmt: skip
        st.rerun()
    if not proposal.known:
        return []
    periods = {name: str(one.due.period) for name, one in found.items()}
    reading = read_entries(sheet, columns, {n: one for n, one in chosen.items() if one}, periods)
    if reading.unmatched:
        rows = ", ".join(f"{sheet.row_number(n)} ({title})" for n, title in reading.unmatched[:20])
        show(tag("p", t(_UNMATCHED, rows=rows)), class_="band")
    return list(reading.entries)


def _choose_columns(here: Here, proposal: Proposal) -> dict[str, int | None]:
    sheet, chosen = proposal.sheet, {}
    options = [None, *range(len(sheet.headings))]
    with st.container(horizontal=True, gap="small"):
        for role in ROLES:
            place = proposal.columns[role]
            chosen[role] = st.selectbox(
                here.t(_ROLES[role]), options, index=options.index(place), key=f"role:{role}:{hash(sheet.headings)}",
                format_func=lambda n: here.t(_NONE) if n is None else sheet.headings[n] or str(n + 1), width=200,
            )  # fmt: skip
    return chosen


def _named(here: Here, one: Owed) -> str:
    return f"{here.say(one.item.title)} · {one.item.indicator.rpartition('/')[2]}"


def _cell(sheet: Sheet, place: int | None, n: int) -> str:
    return (sheet.columns[place][n] or "") if place is not None else ""


_TITLE = N_("Or the table you keep anyway")
_WHAT = N_(
    "With its own columns, in any order. Columns and titles are matched once, shown to be confirmed, and remembered "
    "for the next time."
)
_FILE = N_("Table (XLSX or CSV)")
_PASTE = N_("or paste it here from the spreadsheet, with its headings")
_KNOWN = N_("Read as confirmed last time.")
_PROPOSED = N_("This is how the table is probably to be read. Put right what is wrong, then confirm.")
_ROW = N_("In your table")
_CONFIRM = N_("Confirm and remember")
_UNMATCHED = N_("Rows with a value that belong to no indicator, and are not sent: {rows}.")
_NONE = N_("none")
_NOT_OURS = N_("none of ours")
_ROLES = {
    "title": N_("Column with the title"),
    "value": N_("Column with the value"),
    "note": N_("Column with the note"),
    "evidence": N_("Column with the evidence"),
}
