"""Recommendations of party control: how many are done, to whom each was made and by when."""

from tracker.queries.recommendations import recommendations as made
from tracker.text import N_
from tracker.ui.components import foot, recommending, visiting
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here


def recommendations(h: Here) -> None:
    t = h.t
    mine = h.actor.territory if h.actor.role == "party_control" else None
    territory = h.chosen("territory") or mine
    found = h.of(made, territory=territory, seat=h.chosen("seat"), executor=h.chosen("executor"))
    heading(h, recommending.sentence(h, found), recommending.base(h, found))
    visiting.ways(h)
    recommending.one_of(h, found)
    recommending.form(h, territory or "KZ")
    with side_by_side():
        choose(h, "territory", t(N_("Territory")), visiting.places(h))
        choose(h, "state", t(N_("State")), recommending.states(h))
    recommending.listed(h, found)
    foot.foot(h, (recommending.HOW,))


recommendations(here())
