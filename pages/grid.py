"""Many values at once: a grid to fill in, or the branch's own table; the differences are shown before sending."""

from tracker.queries.directory import territories
from tracker.queries.owed import owed, sections_owed
from tracker.text import N_
from tracker.ui.components import due, grid, own_table
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here


def page(h: Here) -> None:
    territory = h.chosen("territory") or h.actor.territory or "KZ"
    scope = h.scope(seat=h.actor.seat) if h.actor.seat else h.scope(territory=territory, own=True)
    found = h.of(owed, scope)
    places = due.places(h, h.of(territories))
    heading(h, h.t(_TITLE), name=places.get(territory))
    with side_by_side():
        if not h.actor.seat:
            choose(h, "territory", h.t(N_("Branch")), places, chosen=territory, clears="section")
        sections = h.drawn(
            lambda: {f"{one.program}/{one.section}": h.say(one.title) for one in sections_owed(found)},
            ("sections",),
            found,
        )
        section = choose(h, "section", h.t(N_("Section")), sections)
    listed = h.drawn(
        lambda: [one for one in found if section in (None, f"{one.item.program}/{one.item.section}")],
        ("listed", section),
        found,
    )
    entries = grid.grid(h, listed)
    named = h.drawn(lambda: {one.item.indicator: one for one in found}, ("named",), found)
    entries += own_table.own_table(h, territory, named)
    grid.differences(h, entries, named)


_TITLE = N_("Many values at once")

page(here())
