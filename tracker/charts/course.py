"""The course of a set of indicators over time: execution, verified and plan (the overview's year).

Owns the line chart of shares and its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from tracker.charts.chart import Chart, Table
from tracker.charts.marks import rule, side, year_axis
from tracker.charts.theme import figure, in_percent
from tracker.text import percent, points, short_day, translator
from tracker.text.vocab import capital

if TYPE_CHECKING:
    from tracker.queries.rollups import CoursePoint


def course(
    points_: Sequence[CoursePoint], *, as_of: date, language: str, theme: str = "light", height: int = 300
) -> Chart:
    """Lines over the days given: plan grey, execution light, verified dark; the silent as a pale band.

    Days without a figure break the lines. Raises ValueError without any point.
    """
    if not points_:
        raise ValueError("a course needs at least one day")
    made, colours = figure(theme, language, height=height)
    t = translator(language)
    days = [p.day for p in points_]
    figures = {
        "possible": [p.figures.execution_max for p in points_],
        "execution": [p.figures.execution for p in points_],
        "verified": [p.figures.verified for p in points_],
        "plan": [p.figures.plan_today for p in points_],
    }
    if any(
        (m or 0) - (e or 0) > 1e-9 for m, e in zip(figures["possible"], figures["execution"], strict=True)
    ):
        made.add_trace(_line(days, figures["execution"], "", {"width": 0}, language, silent=True))
        band = _line(days, figures["possible"], t("could be, if all had reported"), {"width": 0}, language)
        band.update(fill="tonexty", fillcolor=_pale(colours.silent), mode="lines", showlegend=True)
        made.add_trace(band)
    for key, name, line in (
        ("plan", t("plan"), {"color": colours.plan, "width": 2, "dash": "solid"}),
        ("execution", t("done"), {"color": colours.reported, "width": 3}),
        ("verified", t("verified"), {"color": colours.verified, "width": 3}),
    ):
        made.add_trace(_line(days, figures[key], name, line, language))
    made.update_layout(legend={"y": -0.14, "yanchor": "top"}, margin={"t": 24})
    year_axis(made, min(days), max(days), language)
    if min(days) < as_of < max(days):
        rule(made, as_of, short_day(as_of, language), colours, x=side(as_of, min(days), max(days)))
    made.update_yaxes(**in_percent(language), rangemode="tozero")
    return Chart(made, course_sentence(points_, as_of, language), _table(points_, language))


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.35)"


def _line(
    days: list[date], shares: list[float | None], name: str, line: dict, language: str, silent: bool = False
) -> go.Scatter:
    return go.Scatter(
        x=days,
        y=[None if s is None else s * 100 for s in shares],
        name=name,
        mode="lines",
        line=line,
        showlegend=not silent,
        hoverinfo="skip" if silent else None,
        customdata=[
            f"{capital(name)}<br>{short_day(d, language)}: <b>{'' if s is None else percent(s, language)}</b>"
            for d, s in zip(days, shares, strict=True)
        ],
        hovertemplate=None if silent else "%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def course_sentence(points_: Sequence[CoursePoint], as_of: date, language: str) -> str:
    """The finding: how far execution moved over the days up to ``as_of``, and how far the plan did."""
    t = translator(language)
    past = [p for p in points_ if p.day <= as_of and p.figures.execution is not None]
    if len(past) < 2:
        return t("There is no course to show yet.")
    first, last = past[0], past[-1]
    moved = t(
        "From {first} to {last} execution moved from {low} to {high} ({change})",
        first=first.day,
        last=last.day,
        low=percent(first.figures.execution, language),
        high=percent(last.figures.execution, language),
        change=points(last.figures.execution - first.figures.execution, language),
    )
    if first.figures.plan_today is None or last.figures.plan_today is None:
        return moved + "."
    return t(
        "{moved}; the plan moved by {change}.",
        moved=moved,
        change=points(last.figures.plan_today - first.figures.plan_today, language),
    )


def _table(points_: Sequence[CoursePoint], language: str) -> Table:
    t = translator(language)

    def said(share: float | None) -> str:
        return t("no figure") if share is None else percent(share, language)

    rows = tuple(
        (
            short_day(p.day, language),
            said(p.figures.execution),
            said(p.figures.verified),
            said(p.figures.plan_today),
            said(p.figures.execution_max),
        )
        for p in points_
    )
    return Table((t("Day"), t("Done"), t("Verified"), t("By plan"), t("Possible at most")), rows)
