"""Other forms of a seat's card, and what leads on from it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from tracker.queries.directory import SeatEntry
from tracker.text import N_
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.page import Here


def seat_ways(here: Here, seat: SeatEntry) -> None:
    """The light page, the PDF, the text, the handover sheet; what changed, and the seats beside it."""
    t, state = here.t, urlencode(here.selection.state())
    card = f"light/member/{quote(seat.seat)}"
    ways = (
        a(f"{card}?{state}", t(N_("Light page for a slow line"))),
        a(f"{card}.pdf?{state}", t(N_("For print (PDF)"))),
        a(f"{card}.txt?{state}", t(N_("As text"))),
        a(f"light/handover/{quote(seat.seat)}?{state}", t(N_("Handover sheet"))),
        a(here.link("changes", seat=seat.seat), t(N_("What changed between two dates"))),
        a(here.link("measures", seat=seat.seat), t(N_("Measures"))),
        a(here.link("members"), t(N_("Seats side by side"))),
    )
    show(tag("div", joined(ways), class_="choices"))
