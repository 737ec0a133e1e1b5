"""An indicator's trajectory: what was planned, what was reported, what was verified (look.md, "Indicator").

Owns the chart over time and its sentence. The plan is grey (present terms a line, first terms thin and dashed),
verified values are filled points joined, reported ones hollow, disputed ones crossed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from tracker.charts.chart import Chart, Table
from tracker.charts.marks import breaks, rule, side, year_axis
from tracker.charts.theme import figure, head
from tracker.charts.years import years_chart
from tracker.draw.palette import Palette
from tracker.text import pick, short_day, translator
from tracker.text.values import value, why_missing
from tracker.text.vocab import capital, word

if TYPE_CHECKING:
    from tracker.queries.explain import Amended, Point
    from tracker.queries.trajectory import Observation, Trajectory


def trajectory(of: Trajectory, *, language: str, theme: str = "light") -> Chart:
    """The chart of one indicator; an annual promise gets a bar a year instead of a line."""
    if of.kind == "annual":
        return years_chart(of, language=language, theme=theme)
    made, colours = figure(theme, language, height=380)
    start, end = _span(of)
    _plans(made, of, colours, language)
    _values(made, of, colours, language)
    _amendments(made, of, colours, language)
    _due(made, of, colours, language)
    rule(made, of.as_of, short_day(of.as_of, language), colours, x=side(of.as_of, start, end))
    made.update_layout(margin={"t": 46}, legend={"y": -0.14, "yanchor": "top"})
    year_axis(made, start, end, language)
    if of.kind == "milestone":
        made.update_yaxes(
            tickmode="array",
            tickvals=[0, 1],
            range=[-0.15, 1.25],
            ticktext=[value(v, of.kind, None, language) for v in (0.0, 1.0)],
        )
    else:
        made.update_yaxes(tickformat=",~f")
        head(made, pick(of.unit, language), colours)
    return Chart(made, trajectory_sentence(of, language), _table(of, language))


def trajectory_sentence(of: Trajectory, language: str) -> str:
    """The finding: the last value and its day, and the target with its day."""
    t = translator(language)
    target = value(of.target, of.kind, of.unit, language)
    if not of.observations:
        return t(
            "{title}: nothing reported by {day}; target {target}, due {due}.",
            title=pick(of.title, language),
            day=of.as_of,
            target=target,
            due=of.due,
        )
    last = max(of.observations, key=lambda o: o.day)
    return t(
        "{title}: {value} on {day}; target {target}, due {due}.",
        title=pick(of.title, language),
        value=value(last.value, of.kind, of.unit, language),
        day=last.day,
        target=target,
        due=of.due,
    )


def _span(of: Trajectory) -> tuple[date, date]:
    days = [of.start, of.due, of.as_of, of.original_due, *(o.day for o in of.observations)]
    spare = timedelta(days=max(20, (max(days) - min(days)).days // 25))
    return min(days), max(days) + spare


def _plans(made: go.Figure, of: Trajectory, colours: Palette, language: str) -> None:
    t = translator(language)
    if _differs(of):
        _plan(
            made,
            of.original,
            "step" if of.kind == "milestone" else of.original_profile,
            t("first plan"),
            of,
            {"color": colours.plan, "width": 1.25, "dash": "dash"},
            language,
        )
    _plan(
        made,
        of.plan,
        "step" if of.kind == "milestone" else of.profile,
        t("plan"),
        of,
        {"color": colours.plan, "width": 2.5},
        language,
    )


def _differs(of: Trajectory) -> bool:
    return bool(of.original) and (of.original, of.original_profile) != (of.plan, of.profile)


def _plan(
    made: go.Figure,
    points: tuple[Point, ...],
    profile: str,
    name: str,
    of: Trajectory,
    line: dict,
    language: str,
) -> None:
    known = [p for p in points if p.value is not None]
    if not known:
        return
    made.add_trace(
        go.Scatter(
            x=[p.day for p in known],
            y=[p.value for p in known],
            name=name,
            mode="lines",
            line={**line, "shape": "hv" if profile == "step" else "linear"},
            customdata=[_said(name, p.day, p.value, of, language) for p in known],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _said(what: str, on: date, amount: float | None, of: Trajectory, language: str) -> str:
    return f"{capital(what)}<br>{short_day(on, language)}: <b>{value(amount, of.kind, of.unit, language)}</b>"


def _values(made: go.Figure, of: Trajectory, colours: Palette, language: str) -> None:
    t = translator(language)
    kinds: tuple[tuple[str | None, str, dict, str], ...] = (
        ("verified", t("verified"), {"color": colours.verified, "size": 10}, "lines+markers"),
        (
            None,
            t("reported, not verified"),
            {"color": colours.ground, "size": 10, "line": {"color": colours.verified, "width": 2}},
            "markers",
        ),
        (
            "disputed",
            t("disputed"),
            {
                "color": colours.disputed,
                "size": 11,
                "symbol": "x-thin",
                "line": {"color": colours.disputed, "width": 3},
            },
            "markers",
        ),
    )
    for verdict, name, marker, mode in kinds:
        shown = sorted((o for o in of.observations if o.verdict == verdict), key=lambda o: o.day)
        if shown:
            made.add_trace(
                go.Scatter(
                    x=[o.day for o in shown],
                    y=[o.value for o in shown],
                    name=name,
                    mode=mode,
                    marker=marker,
                    line={"color": colours.verified, "width": 2},
                    customdata=[_observed(name, o, of, language) for o in shown],
                    hovertemplate="%{customdata}<extra></extra>",
                    cliponaxis=False,
                )
            )


def _observed(name: str, one: Observation, of: Trajectory, language: str) -> str:
    said = _said(name, one.day, one.value, of, language)
    return said + ("<br>" + translator(language)("corrected after its first report") if one.corrected else "")


def amendment_words(one: Amended, language: str) -> str:
    """A decision in a line: what, when, by whom, and why."""
    parts = [f"{capital(word('action', one.action, language))}, {short_day(one.date, language)}"]
    if one.by:
        parts.append(pick(one.by, language))
    if one.cause:
        parts.append(translator(language)("cause: {cause}", cause=word("cause", one.cause, language)))
    return "; ".join(parts)


def _amendments(made: go.Figure, of: Trajectory, colours: Palette, language: str) -> None:
    if not of.amendments:
        return
    breaks(made, [one.date for one in of.amendments], colours)
    base = min(
        [
            *(p.value for p in (*of.plan, *of.original) if p.value is not None),
            *(o.value for o in of.observations),
            0.0,
        ]
    )
    made.add_trace(
        go.Scatter(
            x=[one.date for one in of.amendments],
            y=[base] * len(of.amendments),
            mode="markers",
            name=translator(language)("terms changed"),
            marker={"symbol": "diamond", "size": 10, "color": colours.amended},
            customdata=[amendment_words(one, language) for one in of.amendments],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _due(made: go.Figure, of: Trajectory, colours: Palette, language: str) -> None:
    """The target on its day, as a flag."""
    made.add_trace(
        go.Scatter(
            x=[of.due],
            y=[of.target],
            mode="markers+text",
            name=translator(language)("target"),
            showlegend=False,
            marker={"symbol": "triangle-left", "size": 13, "color": colours.text},
            text=[f"<b>{_flag(of, language)}</b>"],
            textposition="top left",
            textfont={"size": 14, "color": colours.text},
            cliponaxis=False,
            customdata=[_said(translator(language)("target"), of.due, of.target, of, language)],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _flag(of: Trajectory, language: str) -> str:
    return (
        short_day(of.due, language) if of.kind == "milestone" else value(of.target, of.kind, None, language)
    )


def _table(of: Trajectory, language: str) -> Table:
    t = translator(language)
    rows = tuple(
        (
            short_day(o.day, language),
            value(o.value, of.kind, of.unit, language),
            word("verdict", o.verdict, language) if o.verdict else why_missing("not_verified", language),
        )
        for o in sorted(of.observations, key=lambda o: o.day)
    )
    return Table((t("Period ends"), t("Value"), t("Verdict")), rows)
