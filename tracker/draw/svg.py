"""The few SVG elements the drawings need, as escaped text.

Owns escaping, the outer ``<svg>`` with its accessible name, and the data URI.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

#: characters XML 1.0 has no place for; they would make the whole picture unreadable
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"


def text_of(value: object) -> str:
    """Any text, safe between tags."""
    return escape(_FORBIDDEN.sub("", str(value)))


def _attribute(value: object) -> str:
    if isinstance(value, float):
        value = f"{value:.3f}".rstrip("0").rstrip(".")
        value = "0" if value in ("-0", "") else value
    return quoteattr(_FORBIDDEN.sub("", str(value)))


def element(tag: str, /, *children: str, **attributes: object) -> str:
    """``<tag a="...">children</tag>``; ``_`` in a name is ``-``, a trailing one is dropped, None left out.

    Children are markup already: pass plain text through :func:`text_of`.
    """
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}={_attribute(value)}"
        for name, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def label(
    words: str,
    x: object,
    y: object,
    colour: str,
    *,
    size: float = 14,
    weight: int = 400,
    anchor: str = "start",
    halo: str | None = None,
) -> str:
    """A line of text at a point; ``anchor`` is start, middle or end. Figures stand in equal widths.

    ``halo`` is the ground's colour, drawn around letters that stand over lines.
    """
    return element(
        "text",
        text_of(words),
        x=x,
        y=y,
        fill=colour,
        font_size=size,
        font_weight=weight if weight != 400 else None,
        text_anchor=anchor if anchor != "start" else None,
        stroke=halo,
        stroke_width=4 if halo else None,
        paint_order="stroke" if halo else None,
        style="font-variant-numeric:tabular-nums",
    )


def link(drawing: str, href: str | None) -> str:
    """``drawing`` as a link within the same page's frame; without an address as it is."""
    return element("a", drawing, href=href, target="_self") if href else drawing


def hatch(identifier: str, ground: str, line: str, step: float = 6) -> str:
    """A pattern of slanting lines, to fill with ``url(#identifier)``."""
    return element(
        "pattern",
        element("rect", width=step, height=step, fill=ground),
        element("path", d=f"M0 0V{step}", stroke=line, stroke_width=step / 2.2),
        id=identifier,
        width=step,
        height=step,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def fresh_id(kind: str, *parts: object) -> str:
    """An id that two different drawings on one page do not share and the same drawing always has."""
    return f"{kind}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:10]}"


def drawing(
    body: Iterable[str],
    *,
    title: str,
    description: str | None,
    width: float | None,
    height: float,
    identifier: str,
    scaling: bool = False,
    role: str = "img",
) -> str:
    """The outer ``<svg>`` with its name for a screen reader.

    ``width`` None makes a drawing that takes the width it is given: its positions are in percent and its
    text keeps its size, so it reads at 390 px as at 1280. ``scaling`` lets one with a width shrink with
    its column, text and all. ``role`` is ``group`` where the drawing holds links, which a picture hides.
    """
    named = [element("title", text_of(title), id=f"{identifier}-t")]
    if description:
        named.append(element("desc", text_of(description), id=f"{identifier}-d"))
    return element(
        "svg",
        *named,
        *body,
        xmlns="http://www.w3.org/2000/svg",
        role=role,
        aria_labelledby=f"{identifier}-t" + (f" {identifier}-d" if description else ""),
        width="100%" if width is None or scaling else width,
        height=None if scaling else height,
        viewBox=None if width is None else f"0 0 {width:g} {height:g}",
        font_family=FONT,
        style=f"overflow:visible;max-width:{f'{width:g}px' if scaling else '100%'};display:block",
    )


def data_uri(svg: str) -> str:
    """The drawing as a ``data:`` address, for an image column or an ``<img>``."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
