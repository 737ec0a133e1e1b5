"""Where an indicator goes if it goes on so, as a part of its page."""

from __future__ import annotations

from tracker.documents.outlook import METHOD, outlook
from tracker.queries.explain import Explained
from tracker.queries.forecast import forecast_of
from tracker.text import N_
from tracker.ui.components.heading import part
from tracker.ui.components.html import tag
from tracker.ui.page import Here


def if_it_goes_on(here: Here, of: Explained) -> None:
    """The forecast of an indicator, or why there is none."""
    lines = here.drawn(lambda: outlook(forecast_of(of), here.language), ("outlook",), of)
    said = (*(tag("p", line) for line in lines), tag("p", here.t(METHOD), class_="quiet"))
    part(here.t(N_("If it goes on so")), None, *said)
