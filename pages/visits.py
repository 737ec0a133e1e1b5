"""Visits and posts of party control: record one on the spot, see what was not confirmed, set a post."""

from tracker.queries.visits import posts
from tracker.queries.visits import visits as visits_of
from tracker.text import N_
from tracker.ui.components import foot, visiting
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here


def visits(h: Here) -> None:
    t = h.t
    mine = h.actor.territory if h.actor.role == "party_control" else None
    scope = h.scope(territory=h.chosen("territory") or mine)
    found = h.of(visits_of, scope)
    heading(h, visiting.sentence(h, found))
    visiting.ways(h)
    item = visiting.record(h)
    visiting.not_confirmed(h, found, t(visiting.UNCONFIRMED))
    visiting.standing_posts(h, h.of(posts, scope), item)
    with side_by_side():
        choose(h, "territory", t(N_("Territory")), visiting.places(h), clears="indicator")
    visiting.listed(h, found)
    foot.foot(h, (visiting.HOW,))


visits(here())
