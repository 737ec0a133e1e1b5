"""Indicator: one promise, its course, why it has its status, and who answers for it; or the list to find one in."""

from tracker.queries.directory import executors, programs, territories, themes
from tracker.queries.explain import explained
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.measures import measures_of
from tracker.text import N_
from tracker.text.vocab import words
from tracker.ui.components import (
    controlled,
    course,
    decision_list,
    explaining,
    foot,
    forecasting,
    promise,
    start,
)
from tracker.ui.components.cells import own_bar
from tracker.ui.components.filters import choose, find, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.components.html import Html, a, joined, show
from tracker.ui.components.indicators import indicator_table
from tracker.ui.page import Here, here


def indicator(h: Here) -> None:
    wanted = h.chosen("indicator")
    return finder(h) if wanted is None else one(h, wanted)


def one(h: Here, wanted: str) -> None:
    of = h.of(explained, wanted)
    item = of.assessed
    heading(h, promise.one_line(h, of), over=_way(h, item), name=h.say(item.title))
    promise.promise(h, of)
    show(own_bar(h, item, "page"))
    course.indicator(h, of)
    promise.why_this_status(h, of)
    forecasting.if_it_goes_on(h, of)
    promise.people(h, of, h.of(executors))
    explaining.explained_lag(h, item)
    decision_list.decisions_on(h, indicator=wanted)
    controlled.indicator(h, of)
    promise.history(h, of)
    promise.measures(h, h.of(measures_of, h.scope(indicator=wanted)))
    show(a(h.link("report", indicator=wanted), h.t(N_("Report on this indicator"))))
    foot.foot(h, (foot.STATUS,), promise.source(of))


def _way(h: Here, item: Assessed) -> Html:
    return joined((
        a(h.link("overview", program=item.program), h.say(item.program_title)),
        a(h.link("section", program=item.program, section=item.section), h.say(item.section_title)),
    ), " › ")  # fmt: skip


def finder(h: Here) -> None:
    t, section = h.t, h.chosen("section")
    listed = {one.program: h.say(one.title) for one in h.of(programs)}
    found = h.of(assessed, h.scope(**{name: h.chosen(name) for name in ("program", "section", "territory", "theme")}),
                 by_attention=True)  # fmt: skip
    behind = sum(one.status in ("at_risk", "off_track", "missed", "no_data") for one in found)
    heading(
        h,
        t(
            N_("{behind} of {count} indicators are behind their plan or silent"),
            behind=behind,
            count=len(found),
        ),
    )
    start.no_reports(h)
    with side_by_side():
        looked_for = find(h, t(N_("Words in the title")))
        choose(h, "program", t(N_("Program")), listed)
        choose(h, "territory", t(N_("Territory")), {one.code: h.say(one.title) for one in h.of(territories)})
        choose(h, "theme", t(N_("Theme")), {one.id: h.say(one.title) for one in h.of(themes)})
        status = choose(h, "status", t(N_("Status")), words("status", h.language))
        if section:
            choose(h, "section", t(N_("Section")), {one.section: h.say(one.section_title) for one in found})
    shown = [
        one for one in found if status in (None, one.status) and looked_for in h.say(one.title).casefold()
    ]
    indicator_table(h, shown, caption=t(N_("Those that need attention most stand first.")),
                    empty=t(N_("No indicator fits; take a filter away.")))  # fmt: skip
    foot.foot(h, (foot.STATUS, foot.ATTENTION))


indicator(here())
