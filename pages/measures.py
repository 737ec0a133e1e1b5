"""Measures: what is being built and done, by state, stage and month, each a link to its indicator."""

from tracker.queries.directory import executors, territories, themes
from tracker.queries.measures import measure_counts
from tracker.queries.rollups import rolled_up
from tracker.text import N_
from tracker.text.vocab import words
from tracker.ui.components import foot, measure_table
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.components.html import show
from tracker.ui.components.measure_counts import beside, sentence, states_bar
from tracker.ui.page import Here, here

BOUNDS = ("program", "section", "territory", "theme", "executor", "seat", "indicator")


def measures(h: Here) -> None:
    t, bounds = h.t, {name: h.chosen(name) for name in BOUNDS}
    scope = h.scope(**bounds) if any(bounds.values()) else h.scope(kind="election")
    counts = h.of(measure_counts, scope)
    heading(h, sentence(h, counts), over=measure_table.over_what(h, bounds))
    if counts.total:
        show(states_bar(h, counts), beside(h, counts))
        measure_table.needs_somebody(h, scope)
    with side_by_side():
        choose(h, "territory", t(N_("Territory")), h.names(territories, "code"),
               clears="program")  # fmt: skip
        choose(h, "theme", t(N_("Theme")), h.names(themes, "id"), clears="section")
        used = {of.key for of in h.of(rolled_up, scope, "executor")}
        named = h.names(executors, "executor")
        offered = {key: words_ for key, words_ in named.items() if key in used or key == bounds["executor"]}
        choose(h, "executor", t(N_("Executor")), offered)
        choose(h, "state", t(N_("State")), words("measure_state", h.language))
        choose(h, "stage", t(N_("Stage")), words("stage", h.language))
    measure_table.calendar(h, scope)
    measure_table.rows(h, scope)
    foot.foot(h, (measure_table.HOW,))


measures(here())
