"""Marks that charts over time share: the as-of day as a rule, decisions as breaks, a due day as a flag.

Owns how days stand on an axis: Plotly gets ISO dates, the reader gets words of the language.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from tracker.draw.palette import Palette
from tracker.text import month_name


def rule(
    made: go.Figure, on: date, words: str, colours: Palette, *, low: bool = False, x: str | None = None
) -> None:
    """A day as a thin upright rule with its words at the top (``low``: at the foot)."""
    made.add_shape(
        type="line",
        x0=on,
        x1=on,
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"color": colours.text, "width": 1},
    )
    made.add_annotation(
        x=on,
        y=0 if low else 1,
        yref="paper",
        text=words,
        showarrow=False,
        yanchor="bottom",
        xanchor=x or "center",
        font={"size": 13, "color": colours.text},
        bgcolor=colours.ground,
        borderpad=2,
    )


def breaks(made: go.Figure, days: Sequence[date], colours: Palette) -> None:
    """The days of decisions as dotted rules."""
    for on in days:
        made.add_shape(
            type="line",
            x0=on,
            x1=on,
            y0=0,
            y1=1,
            yref="paper",
            layer="below",
            line={"color": colours.amended, "width": 1.5, "dash": "dot"},
        )


def year_axis(made: go.Figure, start: date, end: date, language: str) -> None:
    """Ticks that fit the span: years over two and a half of them, else quarters, under eight months every month."""
    span = (end - start).days
    if span > 900:
        ticks = [date(year, 1, 1) for year in range(start.year, end.year + 2)]
        words = [str(tick.year) for tick in ticks]
    else:
        months = range(1, 13) if span < 240 else (1, 4, 7, 10)
        days = (date(year, month, 1) for year in range(start.year, end.year + 1) for month in months)
        ticks = [day for day in days if start <= day <= end]
        words = [
            month_name(day, language) + (f"<br>{day.year}" if day.month == 1 or day == ticks[0] else "")
            for day in ticks
        ]
    made.update_xaxes(
        type="date",
        tickmode="array",
        tickvals=ticks,
        ticktext=words,
        range=[start.isoformat(), end.isoformat()],
    )
    if span <= 900:
        made.update_layout(legend={"y": -0.22, "yanchor": "top"})


def side(on: date, start: date, end: date) -> str:
    """On which side of a rule its words have room."""
    share = (on - start).days / max((end - start).days, 1)
    return "left" if share < 0.2 else "right" if share > 0.8 else "center"
