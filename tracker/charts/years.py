"""An annual promise over its years: a bar for what was reached, a line for what was promised.

Owns the chart of annual indicators and its sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from tracker.charts.chart import Chart, Table
from tracker.charts.theme import figure, head
from tracker.text import number, percent, pick, translator
from tracker.text.values import value, why_missing

if TYPE_CHECKING:
    from tracker.queries.trajectory import Trajectory


def years_chart(of: Trajectory, *, language: str, theme: str = "light") -> Chart:
    """A bar a year: reported light, verified dark over it, the year's target as a thick line across."""
    made, colours = figure(theme, language, height=340)
    t = translator(language)
    names = [str(year.year) for year in of.years]

    def said(name: str, amounts: list[float | None]) -> list[str]:
        return [
            f"{year}: {name} <b>{value(a, of.kind, of.unit, language)}</b>"
            for year, a in zip(names, amounts, strict=True)
        ]

    for name, colour, amounts in (
        (t("reported"), colours.reported, [year.observed for year in of.years]),
        (t("verified"), colours.verified, [year.verified for year in of.years]),
    ):
        made.add_trace(
            go.Bar(
                x=names,
                y=amounts,
                name=name,
                marker={"color": colour},
                width=0.56,
                customdata=said(name, amounts),
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    targets: list[float | None] = [year.target for year in of.years]
    made.add_trace(
        go.Scatter(
            x=names,
            y=targets,
            name=t("target of the year"),
            mode="markers",
            marker={"symbol": "line-ew", "size": 34, "line": {"width": 3, "color": colours.text}},
            customdata=said(t("target"), targets),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    made.update_layout(barmode="overlay", legend={"y": -0.14, "yanchor": "top"}, margin={"t": 46})
    made.update_xaxes(type="category")
    made.update_yaxes(tickformat=",~f", rangemode="tozero")
    head(made, pick(of.unit, language), colours)
    return Chart(made, years_sentence(of, language), _table(of, language))


def years_sentence(of: Trajectory, language: str) -> str:
    """The finding: the newest year that was reported, against its target."""
    t = translator(language)
    known = [year for year in of.years if year.observed is not None]
    if not known:
        return t("{title}: no year reported by {day}.", title=pick(of.title, language), day=of.as_of)
    last = known[-1]
    return t(
        "{title}: {year}: {value}, target {target}.",
        title=pick(of.title, language),
        year=last.year,
        value=value(last.observed, of.kind, of.unit, language),
        target=value(last.target, of.kind, of.unit, language),
    )


def _table(of: Trajectory, language: str) -> Table:
    t = translator(language)
    rows = tuple(
        (
            str(y.year),
            number(y.target, language),
            value(y.observed, of.kind, None, language),
            value(y.verified, of.kind, None, language)
            if y.verified is not None
            else why_missing("not_verified", language),
            percent(y.share, language),
        )
        for y in of.years
    )
    return Table((t("Year"), t("Target"), t("Reported"), t("Verified"), t("Counted")), rows)
