"""One part of the execution bar alone, for a legend: dark, lighter, hatched, empty, or the plan's tick."""

from __future__ import annotations

from tracker.draw.palette import palette
from tracker.draw.svg import drawing, element, fresh_id, hatch

PARTS = ("verified", "reported", "silent", "track", "plan")


def swatch(part: str, theme: str = "light") -> str:
    """The part as SVG, 44 x 14 px. Raises ValueError for a part that the bar has not."""
    if part not in PARTS:
        raise ValueError(f"no such part: {part!r}; there are {', '.join(PARTS)}")
    colours, identifier = palette(theme), fresh_id("swatch", part, theme)
    fills = {"verified": colours.verified, "reported": colours.reported, "silent": f"url(#{identifier})"}
    body = [
        element("defs", hatch(identifier, colours.track, colours.silent)),
        element("rect", x=0, y=2, width=44, height=10, fill=fills.get(part, colours.track)),
    ]
    if part == "plan":
        body.append(element("line", x1=22, x2=22, y1=0, y2=14, stroke=colours.tick, stroke_width=3))
    return drawing(body, title=part, description=None, width=44, height=14, identifier=identifier)
