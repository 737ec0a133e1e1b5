"""Report progress: choose the branch, the indicator and the period, enter the value, see what it moves."""

from tracker.queries.directory import territories
from tracker.queries.indicators import assessed
from tracker.queries.reporting import due_reports
from tracker.text import N_
from tracker.ui.components import due, reporting
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.components.problem import unknown
from tracker.ui.page import Here, here


def report(h: Here) -> None:
    t, wanted = h.t, h.chosen("indicator")
    item = next(iter(h.of(assessed, h.scope(indicator=wanted))), None) if wanted else None
    if wanted and item is None:
        return unknown(h, N_("There is no indicator “{id}” to report on, on the day shown."), id=wanted)
    territory = h.chosen("territory") or (item.territory if item else h.actor.territory) or "KZ"
    own = h.scope(seat=h.actor.seat) if h.actor.seat else h.scope(territory=territory, own=True)
    found = h.of(due_reports, own)
    waiting = [one for one in found if not one.reported]
    heading(h, due.sentence(h, waiting))
    with side_by_side():
        if not h.actor.seat:
            choose(
                h,
                "territory",
                t(N_("Branch")),
                due.places(h, h.of(territories)),
                chosen=territory,
                clears="indicator",
            )
        choose(
            h,
            "indicator",
            t(N_("Indicator")),
            due.options(h, found, h.of(assessed, own)),
            wide=True,
            clears="period",
        )
        period = due.choose_period(h, item) if item else None
    reporting.effect(h)
    if item is not None and period is not None:
        reporting.form(h, item, period)
    else:
        due.awaited(h, waiting)


report(here())
