"""The same themes below: for a Bureau seat, apart from its own figures, how its themes stand one level down."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.matter import Matter
from tracker.documents.model import Cell, Column, Section, Table
from tracker.queries.ask import Scope
from tracker.queries.directory import territories, themes
from tracker.queries.rollups import Cell as Pair
from tracker.queries.rollups import cells
from tracker.text import N_


def regions(of: Matter) -> Iterator[Section]:
    """A table of theme and territory, the furthest behind first; nothing where no theme stands below."""
    wanted = {item.theme for item in of.items if item.theme}
    below = {
        place.code: of.say(place.title)
        for place in territories(of.store, of.actor, of.ask)
        if place.parent == of.seat.territory
    }
    found = [
        pair
        for pair in cells(of.store, of.actor, of.ask, Scope(begun=True))
        if pair.theme in wanted and pair.territory in below
    ]
    if not found:
        return
    names = {theme.id: of.say(theme.title) for theme in themes(of.store, of.actor, of.ask)}
    found.sort(key=_behind)
    several = len({pair.theme for pair in found}) > 1
    lines = tuple(
        (
            Cell(below[pair.territory], names[pair.theme] if several else None),
            Cell(of.percent(pair.figures.execution)),
            Cell(of.percent(pair.figures.plan)),
            Cell(of.points(pair.figures.deviation)),
            Cell(str(pair.figures.indicators)),
        )
        for pair in found
    )
    heads = (N_("Done"), N_("By plan"), N_("From the plan"), N_("Indicators"))
    columns = (Column(of.t("Territory")), *(Column(of.t(name), number=True) for name in heads))
    themes_said = ", ".join(dict.fromkeys(names[pair.theme] for pair in found))
    caption = of.t("Not part of this seat's own figures: {themes}; each territory with everything below it.",
                   themes=themes_said)  # fmt: skip
    yield Section(
        of.t("The same themes in the regions"), (Table(caption, columns, lines),), _said(of, found, below),
        name="regions",
    )  # fmt: skip


def _behind(pair: Pair) -> tuple[float, str, str]:
    deviation = pair.figures.deviation
    return (deviation if deviation is not None else 0.0, pair.territory, pair.theme)


def _said(of: Matter, found: list[Pair], below: dict[str, str]) -> str | None:
    lagging = [pair for pair in found if (pair.figures.deviation or 0.0) < -1e-9][:2]
    if not lagging:
        return None
    named = "; ".join(f"{below[pair.territory]} {of.points(pair.figures.deviation)}" for pair in lagging)
    return of.t("Furthest behind: {named}.", named=named)
