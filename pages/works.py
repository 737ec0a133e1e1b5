"""Measures of a branch: where each stands, its stage, photographs."""

from tracker.queries.directory import territories
from tracker.queries.evidence import evidence
from tracker.queries.measures import measures_of
from tracker.text import N_
from tracker.ui.components import due, works
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here


def page(h: Here) -> None:
    territory = h.chosen("territory") or h.actor.territory or "KZ"
    scope = h.scope(seat=h.actor.seat) if h.actor.seat else h.scope(territory=territory, own=True)
    known = h.of(measures_of, scope)
    found = h.drawn(
        lambda: [one for one in known if one.state not in ("replaced", "removed")], ("in force",), known
    )
    named = h.drawn(lambda: works.by_name(found), ("named",), found)
    titles = h.drawn(lambda: {key: h.say(one.title) for key, one in named.items()}, ("titles",), named)
    places = due.places(h, h.of(territories))
    heading(h, h.drawn(lambda: works.summary(h, found), ("summary",), found), name=places.get(territory))
    with side_by_side():
        if not h.actor.seat:
            choose(h, "territory", h.t(N_("Branch")), places, chosen=territory, clears="measure")
        chosen = choose(h, "measure", h.t(N_("Measure")), titles, chosen=next(iter(named), None), wide=True)
    if chosen in named:
        works.form(h, named[chosen])
        works.photographs(h, named[chosen], h.of(evidence, scope))


page(here())
