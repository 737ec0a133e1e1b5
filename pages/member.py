"""Members: what a seat carries, where it lags, and what needs its holder now; or every seat."""

from tracker.queries.directory import SeatEntry, holdings, seats
from tracker.queries.rollups import rolled_up
from tracker.text import N_
from tracker.ui.components import controlled, decision_list, foot, start
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import heading
from tracker.ui.components.problem import unknown
from tracker.ui.components.seat_card import seat_card
from tracker.ui.components.seat_ways import seat_ways
from tracker.ui.components.seats import holders, how_many, seat_list, under_holder
from tracker.ui.page import Here, here


def member(h: Here) -> None:
    if (wanted := h.chosen("seat")) is None:
        return everybody(h)
    found = h.of(seats, wanted)
    if not found:
        return unknown(h, N_("No roster names a seat “{id}”."), id=wanted)
    one(h, found[0])


def everybody(h: Here) -> None:
    t, listed = h.t, h.of(seats)
    heading(h, how_many(h, listed))
    start.no_reports(h)
    places = h.drawn(
        lambda: {seat.territory: h.say(seat.territory_title) for seat in listed}, ("places",), listed
    )
    territory = choose(h, "territory", t(N_("Territory")), places)
    seat_list(
        h,
        h.drawn(
            lambda: [seat for seat in listed if territory in (None, seat.territory)],
            ("seats", territory),
            listed,
        ),
        h.of(rolled_up, h.scope(), "seat"),
    )
    foot.foot(h, (foot.EXECUTION, foot.PLAN))


def one(h: Here, seat: SeatEntry) -> None:
    card = seat_card(h, seat)
    if card.sections:
        under_holder(h, seat, h.scope(seat=seat.seat))
    decision_list.decisions_on(h, seat=seat.seat)
    controlled.seat(h, seat.seat)
    holders(h, h.of(holdings, seat.seat))
    seat_ways(h, seat)
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION) if card.sections else ())


member(here())
