"""The same app under the platform's stock settings: what our remedies take away is put back, by name.

``STOCK`` in the environment names the wastes to put back, of those in bench/wastes.py; the collector is an option of
the platform's own, which whoever starts the server gives.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pandas as pd
import streamlit as st

from tracker.ui import server

put_back = os.environ.get("STOCK", "").split(",")


def nothing() -> None:
    """In place of a remedy."""


def through_altair(figure, **_: object) -> None:
    """The same course as the platform's own line chart, which goes through Altair."""
    lines = {trace.name: pd.Series(list(trace.y), index=list(trace.x)) for trace in figure.data if trace.name}
    st.line_chart(pd.DataFrame(lines))


if "delay" in put_back:
    server.listen_without_delay = nothing
if "collector" in put_back:
    server.freeze_what_start_made = nothing
if "altair" in put_back:
    st.plotly_chart = through_altair

from dashboard import app  # noqa: E402, F401 - after the remedies are taken away
