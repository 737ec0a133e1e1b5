"""Contradictions: what does not fit together, each finding with its evidence; for control and the Bureau."""

from tracker.queries.directory import territories, themes
from tracker.queries.findings import findings
from tracker.text import N_
from tracker.ui.components import contradicting, foot, start
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here

BOUNDS = ("program", "territory", "theme", "seat", "indicator")


def contradictions(h: Here) -> None:
    t = h.t
    found = h.of(findings, h.scope(**{name: h.chosen(name) for name in BOUNDS}))
    heading(
        h, contradicting.sentence(h, found), t(N_("A finding says what stands beside what; why, people say."))
    )
    start.no_reports(h)
    contradicting.first_lines(h, found)
    contradicting.by_kind(h, found)
    with side_by_side():
        choose(h, "among", t(N_("Finding")), contradicting.kinds(h), clears="find")
        choose(h, "territory", t(N_("Territory")), h.names(territories, "code"))
        choose(h, "theme", t(N_("Theme")), h.names(themes, "id"))
    contradicting.rows(h, found)
    foot.foot(h, (contradicting.HOW, foot.STATUS))


contradictions(here())
