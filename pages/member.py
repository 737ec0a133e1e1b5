"""Members: what a seat carries, where it lags, and what needs its holder now."""

from tracker.queries.attention import needing
from tracker.queries.directory import SeatEntry, holdings, seats, themes
from tracker.queries.indicators import assessed
from tracker.queries.rollups import cells, rolled_up, whole
from tracker.text import N_
from tracker.ui.components import country, explaining, foot, start
from tracker.ui.components.attention import needs_attention
from tracker.ui.components.cells import set_bar
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import show, tag
from tracker.ui.components.indicators import indicator_table
from tracker.ui.components.problem import unknown
from tracker.ui.components.program import base
from tracker.ui.components.seat_ways import seat_ways
from tracker.ui.components.seats import holders, how_many, seat_list, sentence, under_holder, who
from tracker.ui.components.sets import section_table, worst_first
from tracker.ui.components.standing import made_of
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
    places = {seat.territory: h.say(seat.territory_title) for seat in listed}
    territory = choose(h, "territory", t(N_("Territory")), places)
    seat_list(
        h,
        [seat for seat in listed if territory in (None, seat.territory)],
        h.of(rolled_up, h.scope(), "seat"),
    )
    foot.foot(h, (foot.EXECUTION, foot.PLAN))


def one(h: Here, seat: SeatEntry) -> None:
    own, is_bureau = h.scope(seat=seat.seat), seat.body_kind == "bureau"
    figures, held = h.of(whole, own), h.of(holdings, seat.seat)
    heading(h, sentence(h, figures), over=who(h, seat))
    if figures is None:
        return holders(h, held)
    show(set_bar(h, figures, "page"), tag("p", base(h, figures), class_="quiet"))
    needs_attention(h, h.of(needing, own))
    made_of(h, own, "indicator", h.t(N_("By indicator")))
    under_holder(h, seat, own)
    if is_bureau:
        part(h.t(N_("Sections this seat carries")))
        section_table(h, h.of(worst_first, own, "section"), h.say(seat.title))
    part(h.t(N_("Indicators, worst first")))
    carried = h.of(assessed, own, by_attention=True)
    indicator_table(h, carried, caption=h.say(seat.title), empty=h.t(N_("No indicator.")))
    if is_bureau:
        part(h.t(N_("The same themes in the regions")))
        own_themes = [theme for theme in h.of(themes) if theme.id in {item.theme for item in carried}]
        country.heat(h, h.of(country.regions), own_themes, h.of(cells, h.scope()))
    explaining.of_seat(h, seat)
    holders(h, held)
    seat_ways(h, seat)
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION))


member(here())
