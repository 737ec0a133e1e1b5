"""The country at a glance: the tile grid of its regions, and themes by regions as a heat table."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.access import Actor
from tracker.draw.palette import deviation_step, scale_paint
from tracker.draw.regions import short_name
from tracker.draw.tiles import Tile, tile_grid
from tracker.queries.ask import Ask
from tracker.queries.directory import Named, TerritoryEntry, territories
from tracker.queries.rollups import Cell, RolledUp
from tracker.store import Store
from tracker.text import N_, percent
from tracker.ui.components.html import Html, a, drawing, joined, show, tag
from tracker.ui.page import Here


def regions(store: Store, actor: Actor, ask: Ask) -> list[TerritoryEntry]:
    """The regions and the cities that stand beside them, straight below the republic."""
    known = territories(store, actor, ask)
    republic = {one.code for one in known if one.level == "republic"}
    return [one for one in known if one.parent in republic]


def is_sure(of: RolledUp) -> bool:
    """Whether the whole range that silence leaves open has one colour (domain.md, "Roll-ups")."""
    if of.deviation is None or of.plan is None or of.execution_max is None:
        return False
    return deviation_step(of.deviation) == deviation_step(of.execution_max - of.plan)


def tiles(
    here: Here, places: Sequence[TerritoryEntry], found: Sequence[RolledUp], chosen: str | None
) -> None:
    """Twenty squares, each a link to its region's program."""
    figures = {of.key: of for of in found}

    def build() -> Html:
        squares = [_tile(here, region, figures.get(region.code)) for region in places]
        return drawing(tile_grid(squares, language=here.language, theme=here.theme, chosen=chosen))

    show(here.drawn(build, ("tiles", chosen), places, found))


def _tile(here: Here, region: TerritoryEntry, of: RolledUp | None) -> Tile:
    href = here.link("overview", territory=region.code)
    if of is None:
        formed = region.from_on is not None and region.from_on > here.ask.as_of
        missing = here.t(_NOT_FORMED if formed else _NO_PROGRAM)
        return Tile(region.code, region.title, None, None, href=None if formed else href, missing=missing)
    return Tile(region.code, region.title, of.execution, of.deviation, sure=is_sure(of), href=href)


def heat(
    here: Here, places: Sequence[TerritoryEntry], themes: Sequence[Named], found: Sequence[Cell]
) -> None:
    """Regions down, themes across; a cell is the deviation from the plan, its number the execution."""
    show(here.drawn(lambda: _heat(here, places, themes, found), ("heat",), places, themes, found))


def _heat(
    here: Here, places: Sequence[TerritoryEntry], themes: Sequence[Named], found: Sequence[Cell]
) -> Html:
    figures = {(cell.territory, cell.theme): cell.figures for cell in found}
    used = [theme for theme in themes if any(theme.id == cell.theme for cell in found)]
    listed = [region for region in places if any(region.code == cell.territory for cell in found)]
    if not used or not listed:
        return tag("p", here.t(_NO_HEAT), class_="quiet")
    heads = joined(tag("th", tag("span", here.say(theme.title)), scope="col") for theme in used)
    rows = joined(
        tag("tr", tag("th", _region(here, region), scope="row"),
            *(_heat_cell(here, region, theme, figures.get((region.code, theme.id))) for theme in used))
        for region in listed
    )  # fmt: skip
    caption = tag("caption", here.t(_HEAT_CAPTION), class_="quiet")
    head = tag("thead", tag("tr", tag("td", class_="corner"), heads))
    body = tag("table", caption, head, tag("tbody", rows), class_="heat")
    return tag("div", body, class_="scroll", tabindex="0", role="region", aria_label=here.t(_HEAT_CAPTION))


def _region(here: Here, region: TerritoryEntry) -> Html:
    name = short_name(region.code, here.language) or here.say(region.title)
    return a(here.link("overview", territory=region.code), name, title=here.say(region.title))


def _heat_cell(here: Here, region: TerritoryEntry, theme: Named, of: RolledUp | None) -> Html:
    if of is None or of.execution is None:
        return tag("td", tag("span", "·", title=here.t(_NOTHING_HERE), class_="quiet"))
    address = here.link("indicator", territory=region.code, theme=theme.id)
    ground, ink = scale_paint("deviation", deviation_step(of.deviation), here.theme)
    paint = f"background:{ground};color:{ink}" if is_sure(of) else "outline:1px dashed var(--rule)"
    name = f"{here.say(region.title)}, {here.say(theme.title)}"
    said = here.t(_CELL if is_sure(of) else _CELL_OPEN, name=name, share=percent(of.execution, here.language),
                  most=percent(of.execution_max, here.language), plan=percent(of.plan, here.language))  # fmt: skip
    number = tag("span", percent(of.execution, here.language), class_="wide-only")
    sign = tag("span", _sign(of), class_="narrow-only", aria_hidden="true")
    return tag("td", a(address, number, sign, title=said, aria_label=said, style=paint))


def _sign(of: RolledUp) -> str:
    """What a narrow cell says beside its colour: behind, at plan, ahead, or not known."""
    if not is_sure(of):
        return "?"
    step = deviation_step(of.deviation)
    return "−" if step < 3 else "+" if step > 3 else "="


_NO_PROGRAM = N_("none")
_NOT_FORMED = N_("not yet")
_NO_HEAT = N_("No regional program is in force on this day.")
_HEAT_CAPTION = N_(
    "Execution by region and theme; the colour is the deviation from the plan, a dashed cell has too few reports "
    "for a colour."
)
_NOTHING_HERE = N_("no indicator here")
_CELL = N_("{name}: {share}, by plan {plan}")
_CELL_OPEN = N_("{name}: {share} to {most}, by plan {plan}")
