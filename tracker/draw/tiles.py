"""The tile grid: twenty equal squares in the order of the map, each a link (look.md).

Owns the drawing. A tile has a colour only where the caller says that its whole range has one; otherwise it
is hatched and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.draw.axis import shortened, text_width
from tracker.draw.badge import status_icon
from tracker.draw.palette import Palette, deviation_step, palette, scale_paint, status_paint
from tracker.draw.regions import COLUMNS, PLACES, ROWS, short_name
from tracker.draw.svg import drawing, element, fresh_id, hatch, label, link, text_of
from tracker.text import percent, pick, points, translator

_SIDE, _GAP = 84.0, 5.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: its code, full name, figures and address.

    ``execution`` and ``deviation`` are shares (None: nothing to show). ``sure`` is False where the silent
    could still change the colour: coverage leaves a range without one colour. ``status`` colours the tile by
    status instead of by deviation. ``missing`` says in words why there is no figure.
    """

    code: str
    name: str | Mapping[str, str | None]
    execution: float | None
    deviation: float | None
    sure: bool = True
    status: str | None = None
    href: str | None = None
    missing: str | None = None


def tile_grid(
    tiles: Sequence[Tile],
    *,
    language: str,
    theme: str = "light",
    title: str | None = None,
    chosen: str | None = None,
    with_key: bool = True,
) -> str:
    """The grid as SVG, 529 units wide, scaling down with the page.

    Tiles whose code has no place in the grid are left out (the caller lists them in its table).
    ``chosen`` is outlined.
    """
    t, colours = translator(language), palette(theme)
    identifier = fresh_id("tiles", tuple(map(repr, tiles)), language, theme, title, chosen)
    body = [element("defs", hatch(identifier, colours.track, colours.silent, 9))]
    body += [
        _tile(tile, colours, theme, language, identifier, tile.code == chosen)
        for tile in tiles
        if tile.code in PLACES
    ]
    width = COLUMNS * (_SIDE + _GAP) - _GAP
    height = ROWS * (_SIDE + _GAP) - _GAP
    by_status = any(tile.status for tile in tiles)
    if with_key and not by_status:
        body.append(_key(colours, theme, language, identifier, height + 14))
        height += 62
    spoken = "; ".join(_spoken(tile, language) for tile in tiles if tile.code in PLACES)
    return drawing(
        body,
        title=title or t("Regions: execution and deviation from the plan"),
        description=spoken,
        width=width,
        height=height,
        identifier=identifier,
        scaling=True,
        role="group" if any(tile.href for tile in tiles) else "img",
    )


def _spoken(tile: Tile, language: str) -> str:
    name = pick(tile.name, language)
    if tile.execution is None:
        return f"{name}: {tile.missing or translator(language)('no figure')}"
    said = f"{name}: {percent(tile.execution, language)}"
    if tile.deviation is not None:
        said += f" ({points(tile.deviation, language)})"
    return said if tile.sure else f"{said}, {translator(language)('too little reported')}"


def _tile(tile: Tile, colours: Palette, theme: str, language: str, identifier: str, chosen: bool) -> str:
    column, row = PLACES[tile.code]
    x, y = column * (_SIDE + _GAP), row * (_SIDE + _GAP)
    ground, ink, edge = colours.track, colours.text, None
    if tile.status:
        paint = status_paint(tile.status, theme)
        ground, ink, edge = paint.ground, paint.ink, paint.outline
        ground = f"url(#{identifier})" if paint.hatched else ground
    elif tile.execution is None or tile.deviation is None or not tile.sure:
        ground = f"url(#{identifier})"
    else:
        ground, ink = scale_paint("deviation", deviation_step(tile.deviation), theme)
    name = short_name(tile.code, language) or pick(tile.name, language)
    size = 16 if text_width(name, 16) <= _SIDE - 4 else 14.5
    parts = [
        element("title", text_of(_spoken(tile, language))),
        element(
            "rect",
            x=x,
            y=y,
            width=_SIDE,
            height=_SIDE,
            rx=4,
            fill=ground,
            stroke=colours.text if chosen else edge,
            stroke_width=3 if chosen else 1 if edge else None,
        ),
    ]
    if ground.startswith("url"):
        # words over hatching need a calm ground
        parts.append(
            element("rect", x=x + 3, y=y + 8, width=_SIDE - 6, height=_SIDE - 16, rx=3, fill=colours.track)
        )
    parts.append(
        label(
            shortened(name, _SIDE, size), x + _SIDE / 2, y + 26, ink, size=size, weight=600, anchor="middle"
        )
    )
    if tile.execution is not None:
        parts.append(
            label(percent(tile.execution, language), x + _SIDE / 2, y + 50, ink, size=18, anchor="middle")
        )
        if tile.status:
            parts.append(status_icon(tile.status, theme, 14, x=x + _SIDE / 2 - 7, y=y + 60, colour=ink))
        elif tile.deviation is not None:
            parts.append(
                label(points(tile.deviation, language), x + _SIDE / 2, y + 71, ink, size=15, anchor="middle")
            )
    else:
        parts.append(
            label(
                shortened(tile.missing or translator(language)("no figure"), _SIDE - 8, 13),
                x + _SIDE / 2,
                y + 52,
                ink,
                size=13,
                anchor="middle",
            )
        )
    return link(element("g", *parts), tile.href)


def _key(colours: Palette, theme: str, language: str, identifier: str, y: float) -> str:
    """Seven steps between their two words, and the hatched one on a line of its own."""
    t = translator(language)
    behind, ahead, silent = t("behind the plan"), t("ahead of the plan"), t("too little reported")
    x = text_width(behind, 15) + 8
    parts = [label(behind, 0, y + 13, colours.quiet, size=15)]
    for step in range(7):
        ground, _ink = scale_paint("deviation", step, theme)
        parts.append(element("rect", x=x + step * 26, y=y, width=26, height=15, fill=ground))
    parts.append(label(ahead, x + 7 * 26 + 8, y + 13, colours.quiet, size=15))
    parts.append(
        element("rect", x=1, y=y + 26, width=26, height=15, fill=f"url(#{identifier})", stroke=colours.rule)
    )
    parts.append(label(silent, 35, y + 39, colours.quiet, size=15))
    return element("g", *parts)
