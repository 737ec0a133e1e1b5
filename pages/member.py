"""Members: what a seat carries, where it lags, and what needs its holder now."""

from tracker.queries.attention import needing
from tracker.queries.directory import SeatEntry, holdings, seats, territories, themes
from tracker.queries.indicators import assessed
from tracker.queries.rollups import cells, rolled_up, whole
from tracker.text import N_, percent
from tracker.ui.components import country, foot, start
from tracker.ui.components.attention import needs_attention
from tracker.ui.components.cells import set_bar
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import show, tag
from tracker.ui.components.indicators import indicator_table
from tracker.ui.components.problem import unknown
from tracker.ui.components.program import base
from tracker.ui.components.seats import holders, seat_list, under_holder, who
from tracker.ui.components.sets import set_table
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
    places = {seat.territory: h.say(seat.territory_title) for seat in listed}
    carrying = sum(1 for seat in listed if seat.carries)
    vacant = sum(1 for seat in listed if seat.carries and seat.holder is None)
    heading(h, t(N_("{carrying} seats carry the promises; {vacant} of them are vacant"), carrying=carrying, vacant=vacant))
    start.no_reports(h)
    territory = choose(h, "territory", t(N_("Territory")), places)
    shown = [seat for seat in listed if territory in (None, seat.territory)]
    seat_list(h, shown, h.of(rolled_up, h.scope(), "seat"))
    foot.foot(h, (foot.EXECUTION, foot.PLAN))


def one(h: Here, seat: SeatEntry) -> None:
    t, own = h.t, h.scope(seat=seat.seat)
    figures = h.of(whole, own)
    if figures is None or figures.execution is None or figures.plan_today is None:
        heading(h, t(N_("This seat carries nothing that can be measured on this day")), over=who(h, seat))
        return holders(h, h.of(holdings, seat.seat))
    sentence = t(N_("What this seat carries is {done} done; by plan it should be {plan}"),
                 done=percent(figures.execution, h.language), plan=percent(figures.plan_today, h.language))  # fmt: skip
    heading(h, sentence, over=who(h, seat))
    show(set_bar(h, figures, "page"), tag("p", base(h, figures), class_="quiet"))
    needs_attention(h, h.of(needing, own))
    under_holder(h, seat, own)
    if seat.body_kind == "bureau":
        part(t(N_("Sections this seat carries")))
        set_table(h, "sections", h.of(rolled_up, own, "section"), of_what=t(N_("Section")), caption=h.say(seat.title),
                  empty=t(N_("No section.")),
                  address=lambda of: h.link("indicator", program=of.program, section=of.key))  # fmt: skip
    part(t(N_("Indicators, worst first")))
    indicator_table(h, h.of(assessed, own, by_attention=True), caption=h.say(seat.title), empty=t(N_("No indicator.")))
    if seat.body_kind == "bureau":
        carried = {item.theme for item in h.of(assessed, own)}
        part(t(N_("The same themes in the regions")))
        country.heat(h, country.regions(h.of(territories)), [theme for theme in h.of(themes) if theme.id in carried], h.of(cells, h.scope()))
    holders(h, h.of(holdings, seat.seat))
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION))


member(here())
