"""Bars that add up: what a shortfall is made of, and what a change is made of.

Owns the sorted bar chart of the lag and the waterfall of changes, each with its sentence and table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from tracker.charts.chart import Chart, Table
from tracker.charts.theme import figure, in_percent
from tracker.draw.axis import text_width, wrapped
from tracker.text import N_, percent, pick, points, translator
from tracker.text.vocab import capital, word

if TYPE_CHECKING:
    from tracker.queries.changes import Change

#: bars shown one by one; what is smaller stands together in the last
SHOWN = 12
_LABEL = 160.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a shortfall: its key (for a link), name, and points of the whole as a share (0..1)."""

    key: str
    name: str | Mapping[str, str | None]
    lag: float


def shortfall_parts(
    parts: Sequence[Part], *, language: str, theme: str = "light", shown: int = SHOWN
) -> Chart:
    """The lag of a set as sorted bars that add up to it; parts beyond ``shown`` are one bar.

    ``parts`` with a lag of 0 are left out. With no lag at all the figure is empty and the sentence says so.
    """
    t = translator(language)
    lagging = sorted((p for p in parts if p.lag > 1e-12), key=lambda p: (-p.lag, p.key))
    total = sum(p.lag for p in lagging)
    named = [(pick(p.name, language), p.lag) for p in lagging[:shown]]
    rest = lagging[shown:]
    if rest:
        named.append((t.plural("{n} other", "{n} others", len(rest)), sum(p.lag for p in rest)))
    made, colours = figure(theme, language, height=70 + 44 * max(len(named), 1))
    made.add_trace(
        go.Bar(
            y=list(range(len(named))),
            x=[lag * 100 for _, lag in named],
            orientation="h",
            width=0.6,
            marker={"color": [colours.disputed] * (len(named) - bool(rest)) + [colours.plan] * bool(rest)},
            text=[points(lag, language, signed=False) for _, lag in named],
            textposition="outside",
            cliponaxis=False,
            textfont={"color": colours.text, "size": 13},
            customdata=[
                f"{name}<br><b>{points(lag, language, signed=False)}</b>, "
                f"{t('of the whole lag: {share}', share=percent(lag / total, language))}"
                for name, lag in named
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    _names(made, [name for name, _ in named])
    most = max((lag for _, lag in named), default=0.0) * 100
    made.update_xaxes(visible=False, range=[0, most * 1.6 or 1])
    rows = tuple(
        (name, points(lag, language, signed=False), percent(lag / total, language)) for name, lag in named
    )
    table = Table((t("What lags"), t("Points of the lag"), t("Share of the lag")), rows)
    return Chart(made, shortfall_sentence(lagging, total, language), table)


def _names(made: go.Figure, names: Sequence[str]) -> None:
    """Names as they fit, two lines each, the first at the top."""
    made.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(names))),
        autorange="reversed",
        showgrid=False,
        ticks="",
        ticktext=[
            "<br>".join(wrapped(name, min(_LABEL, max(text_width(name, 13), 60)), 13)) for name in names
        ],
    )


def shortfall_sentence(lagging: Sequence[Part], total: float, language: str) -> str:
    """The finding: how large the lag is and how few parts make up most of it."""
    t = translator(language)
    if not lagging:
        return t("Nothing lags behind the plan.")
    most, reached = 0, 0.0
    for part in lagging:
        most, reached = most + 1, reached + part.lag
        if reached >= total * 0.75:
            break
    if len(lagging) == 1:
        return t(
            "The lag of {lag} is one part: {name}.",
            lag=points(total, language, signed=False),
            name=pick(lagging[0].name, language),
        )
    return t(
        "The lag is {lag}; the largest parts ({most} of {all}) make up {share} of it.",
        lag=points(total, language, signed=False),
        most=most,
        all=len(lagging),
        share=percent(reached / total, language),
    )


def waterfall(change: Change, figure_name: str, *, language: str, theme: str = "light") -> Chart:
    """The change of one figure (``execution``, ``plan`` or ``verified``) between two days, step by step.

    Steps without a change are left out of the picture and stay in the table.
    """
    t = translator(language)
    steps = [(code, amount) for code, amount in change.steps.items() if abs(amount) > 1e-12]
    names = [t("before"), *(capital(word("step", code, language)) for code, _ in steps), t("after")]
    made, colours = figure(theme, language, height=90 + 40 * len(names))
    base, bars, hues, said = 0.0, [], [], []
    for code, amount in [("", change.from_), *steps, ("", change.to)]:
        whole = not code
        start = 0.0 if whole else base
        bars.append((start * 100, amount * 100))
        hues.append(colours.verified if whole else colours.reported if amount > 0 else colours.disputed)
        said.append(percent(amount, language) if whole else points(amount, language))
        base = amount if whole else base + amount
    ends = [max(start, start + size) for start, size in bars]
    made.add_trace(
        go.Bar(
            y=list(range(len(names))),
            x=[size for _, size in bars],
            base=[start for start, _ in bars],
            orientation="h",
            marker={"color": hues},
            width=0.6,
            customdata=[f"{n}: <b>{s}</b>" for n, s in zip(names, said, strict=True)],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    made.add_trace(
        go.Scatter(
            x=ends,
            y=list(range(len(names))),
            mode="text",
            text=[f" {s}" for s in said],
            textposition="middle right",
            textfont={"size": 13, "color": colours.text},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    )
    _names(made, names)
    made.update_layout(showlegend=False)
    low = min(0.0, *(min(start, start + size) for start, size in bars))
    made.update_xaxes(**in_percent(language), range=[low * 1.1, max(1.0, *ends) * 1.28], nticks=5)
    rows = (
        (t("before"), percent(change.from_, language)),
        *(
            (capital(word("step", code, language)), points(moved, language))
            for code, moved in change.steps.items()
        ),
        (t("after"), percent(change.to, language)),
    )
    return Chart(
        made, waterfall_sentence(change, figure_name, language), Table((t("Step"), t("Change")), rows)
    )


FIGURES = {"execution": N_("Execution"), "plan": N_("Plan"), "verified": N_("Verified")}


def waterfall_sentence(change: Change, figure_name: str, language: str) -> str:
    """The finding: how far the figure moved and which step moved it most."""
    t = translator(language)
    name = t(FIGURES[figure_name])
    moved = [(abs(amount), code) for code, amount in change.steps.items() if abs(amount) > 1e-12]
    ends = {"name": name, "low": percent(change.from_, language), "high": percent(change.to, language)}
    if not moved:
        return t("{name} did not change: {high}.", **ends)
    step = max(moved)[1]
    return t(
        "{name}: {low} before, {high} after ({change}); most of it from: {step} ({part}).",
        **ends,
        change=points(change.to - change.from_, language),
        step=word("step", step, language),
        part=points(change.steps[step], language),
    )
