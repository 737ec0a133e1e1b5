"""A plain script over the same database, as the platform's own tutorials show it: cached connection, cached answer.

Shows less than the overview does: two figures, a chart and a table of the territories; with a program in the address
its indicators, as a table. What it keeps is kept until somebody clears it, so that a new report does not show.
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

from bench.plain.answers import listed, standing

day = date.fromisoformat(st.query_params.get("as_of", "2025-06-20"))


@st.cache_resource
def opened() -> duckdb.DuckDBPyConnection:
    """The database, read only."""
    return duckdb.connect(os.environ["TRACKER_DATABASE"], read_only=True)


def end_of(of: date) -> datetime:
    """A day ends at midnight in Almaty; the log's instants are naive UTC."""
    midnight = datetime.combine(of + timedelta(days=1), time.min, ZoneInfo("Asia/Almaty"))
    return midnight.astimezone(UTC).replace(tzinfo=None)


@st.cache_data
def figures(of: date):
    """Every territory's figures on a day."""
    return standing(opened(), of, end_of(of))


@st.cache_data
def indicators(program: str, of: date):
    """A program's list on a day."""
    return listed(opened(), program, of, end_of(of))


st.title("Program execution")
if program := st.query_params.get("program"):
    st.dataframe(indicators(program, day))
else:
    found = figures(day).set_index("above")
    left, right = st.columns(2)
    left.metric("Executed", f"{found.loc['KZ', 'execution']:.1%}")
    right.metric("Verified", f"{found.loc['KZ', 'verified']:.1%}")
    st.bar_chart(found[["execution", "verified"]])
    st.dataframe(found)
