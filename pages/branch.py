"""The branch: what it owes, what came back, its figures as the centre sees them, what became of what it sent."""

from tracker.queries.directory import territories
from tracker.queries.indicators import assessed
from tracker.queries.owed import owed
from tracker.queries.receipt import receipts
from tracker.queries.workbook_conflicts import workbook_conflicts
from tracker.text import N_
from tracker.ui.components import branch, branch_workbook, due
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.foot import foot
from tracker.ui.components.heading import heading
from tracker.ui.components.html import still
from tracker.ui.page import Here, here


def page(h: Here) -> None:
    territory = h.chosen("territory") or h.actor.territory or "KZ"
    scope = h.scope(seat=h.actor.seat) if h.actor.seat else h.scope(territory=territory, own=True)
    found = h.of(owed, scope)
    waiting = h.drawn(lambda: [one.due for one in found if one.waiting], ("waiting",), found)
    places = due.places(h, h.of(territories))
    heading(h, h.drawn(lambda: due.sentence(h, waiting), ("sentence",), waiting), name=places.get(territory))
    if not h.actor.seat:
        with side_by_side():
            choose(h, "territory", h.t(N_("Branch")), places, chosen=territory)
    branch.ways(h, territory)
    still(h, "awaited", lambda: due.awaited(h, waiting), waiting)
    still(h, "disputed", lambda: branch.disputed(h, found), found)
    branch_workbook.differences(h, h.of(workbook_conflicts, scope))
    still(h, "from below", lambda: branch.from_below(h, found), found)
    branch_workbook.workbook(h, territory, found)
    branch.as_the_centre_sees(h, h.of(assessed, scope))
    sent = h.of(receipts, scope, most=200)
    still(h, "history", lambda: branch.history(h, sent), sent)
    branch_workbook.links(h, territory)
    foot(h, (_HOW,))


_HOW = N_(
    "A report is awaited for the newest period that has ended. A value is published once party control has verified "
    "it; until then it counts as reported."
)

page(here())
