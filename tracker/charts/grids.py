"""Regions and themes as squares: the tile grid and the heat table.

Owns both as Plotly figures, for pages that need a tap on a square. The colour is the deviation from the plan and
is given only where the whole range that silence leaves open has one (domain.md, "Roll-ups").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from tracker.charts.chart import Chart, Table
from tracker.charts.theme import figure
from tracker.draw.palette import Palette, deviation_step, ink_on
from tracker.draw.regions import COLUMNS, PLACES, ROWS, short_name
from tracker.draw.tiles import Tile
from tracker.text import percent, pick, points, translator


def has_one_colour(deviation: float | None, execution: float | None, execution_max: float | None) -> bool:
    """Whether silence cannot change the colour: the deviation as reported and at best fall into one step."""
    if deviation is None or execution is None or execution_max is None:
        return False
    return deviation_step(deviation) == deviation_step(deviation + execution_max - execution)


def tiles(of: Sequence[Tile], *, language: str, theme: str = "light", height: int = 400) -> Chart:
    """The tile grid as squares that can be chosen: ``customdata[0]`` of a point is the region's code."""
    made, colours = figure(theme, language, height=height)
    placed = [tile for tile in of if tile.code in PLACES]
    grounds = [_ground(tile.deviation if tile.sure else None, colours) for tile in placed]
    for tile, ground in zip(placed, grounds, strict=True):
        x, y = PLACES[tile.code]
        made.add_shape(
            type="rect",
            x0=x - 0.47,
            x1=x + 0.47,
            y0=y - 0.47,
            y1=y + 0.47,
            layer="below",
            fillcolor=ground,
            line={"width": 1, "color": colours.rule, "dash": "solid" if tile.sure else "dot"},
        )
    made.add_trace(
        go.Scatter(
            x=[PLACES[tile.code][0] for tile in placed],
            y=[PLACES[tile.code][1] for tile in placed],
            mode="markers+text",
            marker={"symbol": "square", "size": 46, "opacity": 0},
            textposition="middle center",
            text=[
                f"<b>{short_name(tile.code, language)}</b><br>{_figure(tile, language)}" for tile in placed
            ],
            textfont={
                "size": [12 if len(short_name(tile.code, language) or "") < 9 else 10.5 for tile in placed],
                "color": [ink_on(ground) for ground in grounds],
            },
            customdata=[[tile.code, _spoken(tile, language)] for tile in placed],
            hovertemplate="%{customdata[1]}<extra></extra>",
            showlegend=False,
        )
    )
    made.update_xaxes(visible=False, range=[-0.5, COLUMNS - 0.5])
    made.update_yaxes(visible=False, range=[ROWS - 0.5, -0.5])
    made.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, clickmode="event+select")
    t = translator(language)
    rows = tuple(
        (
            pick(tile.name, language),
            _figure(tile, language),
            t("no figure") if tile.deviation is None else points(tile.deviation, language),
        )
        for tile in of
    )
    return Chart(
        made, tiles_sentence(of, language), Table((t("Region"), t("Done"), t("From the plan")), rows)
    )


def _ground(deviation: float | None, colours: Palette) -> str:
    return colours.track if deviation is None else colours.deviation[deviation_step(deviation)]


def _figure(tile: Tile, language: str) -> str:
    if tile.execution is None:
        return tile.missing or translator(language)("no figure")
    return percent(tile.execution, language)


def _spoken(tile: Tile, language: str) -> str:
    said = f"<b>{pick(tile.name, language)}</b><br>{_figure(tile, language)}"
    if tile.deviation is not None:
        said += f" ({points(tile.deviation, language)})"
    return said if tile.sure else f"{said}<br>{translator(language)('too little reported')}"


def tiles_sentence(of: Sequence[Tile], language: str) -> str:
    """The finding: who is furthest behind and furthest ahead among those that reported enough."""
    t = translator(language)
    sure = (tile for tile in of if tile.deviation is not None and tile.sure)
    known = sorted(sure, key=lambda tile: (tile.deviation, tile.code))
    if not known:
        return t("No region has reported enough to be compared.")
    low, high = known[0], known[-1]
    said = (
        t(
            "Furthest behind the plan: {name} ({change}).",
            name=pick(low.name, language),
            change=points(low.deviation, language),
        )
        if (low.deviation or 0) < 0
        else t("No region is behind the plan.")
    )
    return said + (
        " "
        + t(
            "Furthest ahead: {name} ({change}).",
            name=pick(high.name, language),
            change=points(high.deviation, language),
        )
        if (high.deviation or 0) > 0
        else ""
    )


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: shares of a set; ``sure`` False where silence could change its colour."""

    execution: float
    deviation: float
    sure: bool = True


def heat(
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    found: Mapping[tuple[str, str], HeatCell],
    *,
    language: str,
    theme: str = "light",
) -> Chart:
    """Rows (code -> name) by columns (code -> name); each cell coloured by its deviation, neutral at the plan.

    A cell that is not sure is grey with a dotted mark, one without a set is empty.
    """
    t = translator(language)
    made, colours = figure(theme, language, height=150 + 24 * len(rows))
    steps = [
        [
            None if (c := found.get((r, k))) is None or not c.sure else deviation_step(c.deviation)
            for k in columns
        ]
        for r in rows
    ]
    said = [
        [_cell(found.get((r, k)), f"<b>{rows[r]}</b><br>{columns[k]}", language) for k in columns]
        for r in rows
    ]
    made.add_trace(
        go.Heatmap(
            z=steps,
            x=list(range(len(columns))),
            y=list(range(len(rows))),
            zmin=-0.5,
            zmax=6.5,
            showscale=False,
            colorscale=[
                stop for i, c in enumerate(colours.deviation) for stop in ((i / 7, c), ((i + 1) / 7, c))
            ],
            xgap=2,
            ygap=2,
            customdata=said,
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=False,
        )
    )
    open_ = [
        (i, j)
        for j, r in enumerate(rows)
        for i, k in enumerate(columns)
        if (c := found.get((r, k))) is not None and not c.sure
    ]
    if open_:
        made.add_trace(
            go.Scatter(
                x=[i for i, _ in open_],
                y=[j for _, j in open_],
                mode="markers",
                name=t("too little reported"),
                marker={"symbol": "square-open-dot", "size": 13, "color": colours.plan},
                customdata=[said[j][i] for i, j in open_],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    made.update_xaxes(
        tickmode="array",
        tickvals=list(range(len(columns))),
        ticktext=list(columns.values()),
        tickangle=-60,
        side="top",
        ticks="",
    )
    made.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=list(rows.values()),
        autorange="reversed",
        showgrid=False,
        ticks="",
    )
    made.update_layout(showlegend=bool(open_), legend={"y": -0.02, "yanchor": "top"})
    table = Table(
        (t("Region"), *columns.values()),
        tuple(
            (
                rows[r],
                *(
                    percent(c.execution, language) if (c := found.get((r, k))) else t("nothing here")
                    for k in columns
                ),
            )
            for r in rows
        ),
    )
    return Chart(made, heat_sentence(rows, columns, found, language), table)


def _cell(cell: HeatCell | None, name: str, language: str) -> str:
    t = translator(language)
    if cell is None:
        return f"{name}<br>{t('nothing here')}"
    said = f"{name}<br>{percent(cell.execution, language)} ({points(cell.deviation, language)})"
    return said if cell.sure else f"{said}<br>{t('too little reported')}"


def heat_sentence(
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    found: Mapping[tuple[str, str], HeatCell],
    language: str,
) -> str:
    """The finding: the cell furthest behind, among those that reported enough."""
    t = translator(language)
    known = [
        (cell.deviation, key)
        for key, cell in found.items()
        if cell.sure and key[0] in rows and key[1] in columns
    ]
    if not known or min(known)[0] >= 0:
        return (
            t("Nothing lags behind the plan.")
            if known
            else t("No region has reported enough to be compared.")
        )
    deviation, (row, column) = min(known)
    return t(
        "Furthest behind the plan: {name} ({change}).",
        name=f"{rows[row]}, {columns[column]}",
        change=points(deviation, language),
    )
