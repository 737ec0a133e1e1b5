"""The one look of all charts: ground, type, axes, and Plotly's own words and numbers in the reader's language.

Owns the layout that every figure starts from and the ``config`` it is shown with.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import plotly.graph_objects as go
from babel import Locale

from tracker.charts.chart import Figure
from tracker.draw.palette import Palette, palette
from tracker.draw.svg import FONT
from tracker.text import translator
from tracker.text.numbers import thousands_mark

#: where the page's own empty world map lies; without it Plotly asks a stranger's server for one
TOPOJSON = "/app/static/topo/"

_BARE = {"showgrid": False, "zeroline": False, "showline": False}


def figure(theme: str, language: str, height: int = 360) -> tuple[go.Figure, Palette]:
    """An empty figure in a theme (``light`` or ``dark``) and its palette; reads at 390 px."""
    colours = palette(theme)
    decimal = Locale.parse(language).number_symbols["latn"]["decimal"]
    made = Figure(
        layout=go.Layout(
            template=go.layout.Template(),
            height=height,
            autosize=True,
            paper_bgcolor="rgba(0,0,0,0)",
            plot_bgcolor="rgba(0,0,0,0)",
            font={"family": FONT, "size": 14, "color": colours.text},
            separators=decimal + thousands_mark(language),
            margin={"l": 8, "r": 12, "t": 8, "b": 8},
            dragmode=False,
            hovermode="closest",
            hoverlabel={
                "bgcolor": colours.panel,
                "bordercolor": colours.rule,
                "font": {"family": FONT, "size": 14, "color": colours.text},
                "align": "left",
            },
            legend={
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": 1.02,
                "yanchor": "bottom",
                "bgcolor": "rgba(0,0,0,0)",
                "font": {"size": 13, "color": colours.quiet},
                "entrywidth": 0,
                "itemclick": False,
                "itemdoubleclick": False,
                "traceorder": "normal",
            },
        )
    )
    quiet = {"size": 13, "color": colours.quiet}
    made.update_xaxes(
        **_BARE,
        tickfont=quiet,
        automargin=True,
        fixedrange=True,
        ticks="outside",
        ticklen=5,
        tickcolor=colours.rule,
        linecolor=colours.rule,
    )
    made.update_yaxes(
        **{**_BARE, "showgrid": True},
        gridcolor=colours.rule,
        gridwidth=1,
        tickfont=quiet,
        automargin=True,
        fixedrange=True,
        nticks=6,
    )
    return made, colours


def head(made: go.Figure, words: str, colours: Palette) -> None:
    """What the values are counted in, over the axis instead of along it."""
    if words:
        made.add_annotation(
            text=words,
            x=0,
            xref="paper",
            xanchor="left",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=18,
            showarrow=False,
            font={"size": 13, "color": colours.quiet},
        )


def in_percent(language: str) -> dict[str, Any]:
    """Axis settings for values that are shares times a hundred."""
    return {"ticksuffix": "%" if language == "en" else "\u00a0%", "tickformat": ",~f"}


@cache
def _months(language: str) -> dict[str, list[str]]:
    locale = Locale.parse("en_GB" if language == "en" else language)
    months, days = locale.months["stand-alone"], locale.days["stand-alone"]
    order = [6, 0, 1, 2, 3, 4, 5]
    return {
        "months": [months["wide"][i] for i in range(1, 13)],
        "shortMonths": [months["abbreviated"][i] for i in range(1, 13)],
        "days": [days["wide"][i] for i in order],
        "shortDays": [days["abbreviated"][i] for i in order],
    }


def config(language: str) -> dict[str, Any]:
    """What ``st.plotly_chart`` is given beside the figure: no toolbar, nothing fetched, words of the language."""
    t = translator(language)
    decimal = Locale.parse(language).number_symbols["latn"]["decimal"]
    words = {
        "dictionary": {
            "Zoom": t("Zoom"),
            "Pan": t("Pan"),
            "Reset axes": t("Reset axes"),
            "Autoscale": t("Autoscale"),
            "Download plot as a PNG": t("Download plot as a PNG"),
            "Download plot as a png": t("Download plot as a PNG"),
        },
        "format": {
            **_months(language),
            "date": "%d.%m.%Y",
            "decimal": decimal,
            "thousands": thousands_mark(language),
        },
    }
    return {
        "displayModeBar": False,
        "displaylogo": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
        "topojsonURL": TOPOJSON,
        "locale": language,
        "locales": {language: words},
    }
