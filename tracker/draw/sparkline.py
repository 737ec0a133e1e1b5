"""A small line for a table's cell: how a figure moved, with the plan behind it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.draw.palette import palette
from tracker.draw.svg import drawing, element, fresh_id


def sparkline(
    values: Sequence[float | None],
    *,
    plan: Sequence[float | None] = (),
    sentence: str,
    theme: str = "light",
    width: float = 120,
    height: float = 28,
) -> str:
    """Equally spaced values as a line with its last point marked; a None breaks the line.

    ``plan`` (same spacing) is a thin grey line behind it. ``sentence`` says the finding for a screen reader.
    """
    colours = palette(theme)
    known = [v for v in (*values, *plan) if v is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    spread = (high - low) or 1.0
    steps = max(len(values), len(plan), 2) - 1

    def point(i: int, v: float) -> tuple[float, float]:
        return 4 + i * (width - 8) / steps, height - 4 - (v - low) / spread * (height - 8)

    def line(row: Sequence[float | None], colour: str, stroke: float) -> str:
        d, pen = "", "M"
        for i, v in enumerate(row):
            if v is None:
                pen = "M"
                continue
            x, y = point(i, v)
            d, pen = d + f"{pen}{x:.1f} {y:.1f}", "L"
        return (
            element(
                "path",
                d=d,
                fill="none",
                stroke=colour,
                stroke_width=stroke,
                stroke_linejoin="round",
                stroke_linecap="round",
            )
            if d
            else ""
        )

    body = [line(plan, colours.plan, 1.25), line(values, colours.verified, 2)]
    last = next(((i, v) for i, v in reversed(list(enumerate(values))) if v is not None), None)
    if last:
        x, y = point(*last)
        body.append(element("circle", cx=x, cy=y, r=3, fill=colours.verified))
    return drawing(
        body,
        title=sentence,
        description=None,
        width=width,
        height=height,
        identifier=fresh_id("spark", tuple(values), tuple(plan), sentence, theme),
    )
