"""A status as a badge: icon, word and colour together, the same everywhere.

Owns the badge as SVG (documents, image columns) and as an HTML span for pages.
"""

from __future__ import annotations

from html import escape

from tracker.draw.axis import text_width
from tracker.draw.palette import status_paint
from tracker.draw.svg import drawing, element, fresh_id, hatch, label
from tracker.text.status import STATUS


def status_icon(
    code: str, theme: str, size: float = 16, *, x: float = 0, y: float = 0, colour: str | None = None
) -> str:
    """The icon alone as a group, to be put into a drawing; in the status's mark colour unless told."""
    status = STATUS[code]
    ink = colour or status_paint(code, theme).mark
    shape = (
        {"fill": ink, "fill_rule": "evenodd"}
        if status.filled
        else {
            "fill": "none",
            "stroke": ink,
            "stroke_width": 2.2,
            "stroke_linecap": "round",
            "stroke_linejoin": "round",
            "stroke_dasharray": "2.2 2.6" if code == "no_data" else None,
        }
    )
    return element(
        "g",
        element("path", d=status.shape, **shape),
        transform=f"translate({x:g} {y:g}) scale({size / 16:g})",
    )


def status_badge(code: str, *, language: str, theme: str = "light", late: str | None = None) -> str:
    """The badge as SVG, 24 px high, as wide as its word. ``late`` adds a word after it.

    Raises KeyError for a status that does not exist.
    """
    paint, words = status_paint(code, theme), STATUS[code].name(language) + (f", {late}" if late else "")
    width = 30 + text_width(words, 13) * 1.08 + 8
    identifier = fresh_id("badge", code, words, theme)
    ground = f"url(#{identifier})" if paint.hatched else paint.ground
    body = [
        element("defs", hatch(identifier, paint.ground, status_paint("not_due", theme).ground))
        if paint.hatched
        else "",
        element(
            "rect",
            x=0.75,
            y=0.75,
            width=width - 1.5,
            height=22.5,
            rx=4,
            fill=ground,
            stroke=paint.outline,
            stroke_width=1.5 if paint.outline else None,
        ),
        status_icon(code, theme, 14, x=8, y=5, colour=paint.ink),
        label(words, 28, 16.5, paint.ink, size=13, weight=600),
    ]
    return drawing(body, title=words, description=None, width=round(width), height=24, identifier=identifier)


def status_span(code: str, *, language: str, theme: str = "auto", late: str | None = None) -> str:
    """The badge as one line of HTML with its icon inline; its text stays text and wraps with the page."""
    paint, words = status_paint(code, theme), STATUS[code].name(language) + (f", {late}" if late else "")
    icon = element(
        "svg",
        status_icon(code, theme, 14, colour=paint.ink),
        width=14,
        height=14,
        viewBox="0 0 14 14",
        aria_hidden="true",
        style="flex:none",
    )
    ground = paint.ground
    if paint.hatched:
        other = status_paint("not_due", theme).ground
        ground = f"repeating-linear-gradient(45deg,{paint.ground} 0 4px,{other} 4px 7px)"
    edge = f"box-shadow:inset 0 0 0 1.5px {paint.outline};" if paint.outline else ""
    style = (
        f"display:inline-flex;align-items:center;gap:6px;padding:2px 8px;margin:2px 0;border-radius:4px;{edge}"
        f"background:{ground};color:{paint.ink};font-size:.875rem;font-weight:600;line-height:1.4"
    )
    return f'<span class="status" data-status="{code}" style="{escape(style)}">{icon}{escape(words)}</span>'
