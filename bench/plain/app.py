"""A plain script over the same database, as the platform's own tutorials show it: cached connection, cached answer.

Shows less than the overview does: two figures, a chart and a table of the territories. What it keeps is kept until
somebody clears it, so that a new report does not show.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb
import streamlit as st

from bench.plain.answers import standing

day = date.fromisoformat(st.query_params.get("as_of", "2025-06-20"))


@st.cache_resource
def opened() -> duckdb.DuckDBPyConnection:
    """The database, read only."""
    return duckdb.connect(os.environ["TRACKER_DATABASE"], read_only=True)


@st.cache_data
def figures(of: date):
    """Every territory's figures on a day, which ends at midnight in Almaty; the log's instants are naive UTC."""
    midnight = datetime.combine(of + timedelta(days=1), time.min, ZoneInfo("Asia/Almaty"))
    return standing(opened(), of, midnight.astimezone(UTC).replace(tzinfo=None))


found = figures(day).set_index("above")
st.title("Program execution")
left, right = st.columns(2)
left.metric("Executed", f"{found.loc['KZ', 'execution']:.1%}")
right.metric("Verified", f"{found.loc['KZ', 'verified']:.1%}")
st.bar_chart(found[["execution", "verified"]])
st.dataframe(found)
