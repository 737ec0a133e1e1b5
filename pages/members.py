"""Seats side by side: every seat that carries something, compared only with those of the same body and level."""

from tracker.queries.scorecards import scorecards
from tracker.text import N_
from tracker.ui.components import foot, start
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.components.html import show, still, tag
from tracker.ui.components.problem import unknown
from tracker.ui.components.scorecard_table import (
    choose_order,
    groups,
    in_order,
    key_of,
    needs_somebody,
    own_group,
    scorecard_table,
    sentence,
)
from tracker.ui.page import Here, here


def members(h: Here) -> None:
    t, found = h.t, h.of(scorecards)
    known = h.drawn(lambda: groups(h, found), ("groups",), found)
    among = h.chosen("among") or h.drawn(lambda: own_group(h, found), ("own", h.actor.seat), found)
    if among is not None and among not in known:
        return unknown(h, N_("There is no group of seats “{id}” to compare."), id=among)
    territory = h.chosen("territory")
    alike = h.drawn(lambda: [card for card in found if key_of(card) == among], ("alike", among), found)
    shown = h.drawn(
        lambda: [card for card in alike if territory in (None, card.seat.territory)], ("shown",), alike
    )
    heading(h, h.drawn(lambda: sentence(h, shown), ("sentence",), shown), known.get(among or ""))
    start.no_reports(h)
    still(h, "needs", lambda: needs_somebody(h, shown), shown)
    with side_by_side():
        choose(h, "among", t(N_("Compare")), known, chosen=among, clears="territory")
        places = h.drawn(
            lambda: {card.seat.territory: h.say(card.seat.territory_title) for card in alike},
            ("places",),
            alike,
        )
        if len(places) > 1:
            choose(h, "territory", t(N_("Territory")), places)
        choose_order(h)
    scorecard_table(h, h.drawn(lambda: in_order(h, shown), ("in order",), shown))
    show(tag("p", t(N_("Base of each percentage: the seat's own indicators by weight, program by program.")),
             class_="quiet"))  # fmt: skip
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, KEPT))


KEPT = N_(
    "A promised day has held where the indicator stood on plan once that day and its days of grace were over; the "
    "change under a holder is counted from the holder's first day."
)

members(here())
