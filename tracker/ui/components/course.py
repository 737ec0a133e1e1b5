"""Courses over time as interactive charts: a program's year, an indicator's trajectory."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from tracker.charts import Chart, config
from tracker.charts.course import course as course_chart
from tracker.charts.trajectory import trajectory as trajectory_chart
from tracker.queries.ask import Scope
from tracker.queries.directory import ProgramEntry
from tracker.queries.explain import Explained
from tracker.queries.rollups import course
from tracker.queries.trajectory import trajectory_of
from tracker.text import N_
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, joined, show, tag
from tracker.ui.page import Here


def year(here: Here, scope: Scope, program: ProgramEntry) -> None:
    """The course of execution, verified and plan since the year began, month by month."""
    days = month_ends(max(program.start, here.ask.as_of.replace(month=1, day=1)), here.ask.as_of)
    points = here.of(course, scope, tuple(days))
    if len(points) < 2:
        return
    part(here.t(_YEAR))

    def build() -> Chart:
        return course_chart(points, as_of=here.ask.as_of, language=here.language, theme=here.theme)

    chart(here, here.drawn(build, ("course",), points), "course")


def indicator(here: Here, of: Explained) -> None:
    """The trajectory of one indicator: plan, verified and reported values, decisions, the day shown."""

    def build() -> Chart:
        return trajectory_chart(trajectory_of(of), language=here.language, theme=here.theme)

    chart(here, here.drawn(build, ("trajectory",), of), "trajectory")


def chart(here: Here, drawn: Chart, name: str) -> None:
    """A chart with its finding as a sentence above it and its figures as a table below, for whoever cannot see it.

    The one way to a chart on a page: the platform's own (``st.line_chart``) goes through Altair, which checks every
    chart against its whole schema at every run, 44 ms; here a figure is written out once
    (:class:`tracker.charts.chart.Figure`).
    """
    show(tag("p", drawn.sentence))
    st.plotly_chart(drawn.figure, theme=None, config=config(here.language), key=name)
    show(here.drawn(lambda: _as_table(here, drawn), ("as table", name), drawn))


def _as_table(here: Here, drawn: Chart) -> Html:
    heads = joined(tag("th", words, scope="col") for words in drawn.table.head)
    rows = joined(
        tag(
            "tr",
            *(tag("td", cell, data_label=name) for name, cell in zip(drawn.table.head, row, strict=True)),
        )
        for row in drawn.table.rows
    )
    body = tag("table", tag("thead", tag("tr", heads)), tag("tbody", rows), class_="rows")
    return tag("details", tag("summary", here.t(_AS_TABLE)), body)


def month_ends(first: date, last: date) -> list[date]:
    """``first``'s eve, every month end after it, and ``last``."""
    days, day = [first - timedelta(days=1)], first
    while day <= last:
        end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        days.append(min(end, last))
        day = end + timedelta(days=1)
    return days


_YEAR = N_("The course of the year")
_AS_TABLE = N_("The chart's figures as a table")
