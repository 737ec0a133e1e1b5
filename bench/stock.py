"""The app under the platform's stock settings: what our remedies take away is put back, by name, before it starts.

``STOCK`` in the environment names what to put back; an option of the platform's own is given by whoever starts the
server. Run as ``python -m bench.stock run dashboard.py ...`` in place of ``python -m streamlit``.
"""

from __future__ import annotations

import os
import sys

import pandas as pd
import streamlit as st
from streamlit.web.cli import main

from tracker.ui import packed, server


def nothing() -> None:
    """In place of a remedy."""


def through_altair(figure, **_: object) -> None:
    """The same course as the platform's own line chart, which goes through Altair."""
    lines = {trace.name: pd.Series(list(trace.y), index=list(trace.x)) for trace in figure.data if trace.name}
    st.line_chart(pd.DataFrame(lines))


def put_back(names: list[str]) -> None:
    """Take the remedies of these names away."""
    if "delay" in names:
        server.listen_without_delay = nothing
    if "collector" in names:
        server.freeze_what_start_made = nothing
    if "pause" in names:
        server.send_without_pause = nothing
    if "margins" in names:
        server.leave_markup_undented = nothing
    if "hashes" in names:
        server.hash_a_large_message_once = nothing
    if "wakes" in names:
        server.wake_the_sender_once_a_millisecond = nothing
    if "apart" in names:
        server.join_markup = nothing
    if "altair" in names:
        st.plotly_chart = through_altair
    if "unpacked" in names:
        packed._answer = lambda address, headers: None


if __name__ == "__main__":
    put_back(os.environ.get("STOCK", "").split(","))
    sys.exit(main(prog_name="streamlit"))
