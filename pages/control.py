"""Party control: what to look at first, verdicts in two taps, and the sample of the day."""

from tracker.queries.control_queue import checks, control_queue, sample
from tracker.queries.directory import themes
from tracker.text import N_
from tracker.ui.components import controlling, foot, start, visiting
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here


def control(h: Here) -> None:
    t = h.t
    scope = h.scope(territory=h.chosen("territory"), theme=h.chosen("theme"), program=h.chosen("program"))
    found = h.of(control_queue, scope)
    heading(h, controlling.sentence(h, found), controlling.base(h, h.of(checks, scope)))
    start.no_reports(h)
    visiting.ways(h)
    with side_by_side():
        choose(h, "territory", t(N_("Territory")), visiting.places(h))
        choose(h, "theme", t(N_("Theme")), h.names(themes, "id"))
    controlling.queue(h, found)
    controlling.day_sample(h, h.of(sample, scope))
    foot.foot(h, (controlling.RISK, controlling.REVIEWED, foot.STATUS))


control(here())
