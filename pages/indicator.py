"""Indicator: one promise, its course, why it has its status, and who answers for it; or the list to find one in."""

from collections.abc import Sequence

from tracker.queries.directory import ExecutorEntry, executors
from tracker.queries.explain import Explained, explained
from tracker.queries.indicators import Assessed
from tracker.queries.measures import measures_of
from tracker.text import N_
from tracker.ui.components import (
    controlled,
    course,
    decision_list,
    explaining,
    foot,
    forecasting,
    promise,
)
from tracker.ui.components.cells import own_bar
from tracker.ui.components.finder import finder
from tracker.ui.components.heading import heading
from tracker.ui.components.html import Html, a, joined, show, still
from tracker.ui.page import Here, here


def indicator(h: Here) -> None:
    wanted = h.chosen("indicator")
    return finder(h) if wanted is None else one(h, wanted)


def one(h: Here, wanted: str) -> None:
    of = h.of(explained, wanted)
    item = of.assessed
    heading(h, promise.one_line(h, of), over=_way(h, item), name=h.say(item.title))
    bodies = h.of(executors)
    still(h, "promise", lambda: _promised(h, of), of)
    course.indicator(h, of)
    still(h, "why", lambda: _why(h, of, bodies), of, bodies)
    explaining.explained_lag(h, item)
    decision_list.decisions_on(h, indicator=wanted)
    controlled.indicator(h, of)
    promise.history(h, of)
    promise.measures(h, h.of(measures_of, h.scope(indicator=wanted)))
    show(a(h.link("report", indicator=wanted), h.t(N_("Report on this indicator"))))
    foot.foot(h, (foot.STATUS,), promise.source(of))


def _promised(h: Here, of: Explained) -> None:
    promise.promise(h, of)
    show(own_bar(h, of.assessed, "page"))


def _why(h: Here, of: Explained, bodies: Sequence[ExecutorEntry]) -> None:
    promise.why_this_status(h, of)
    forecasting.if_it_goes_on(h, of)
    promise.people(h, of, bodies)


def _way(h: Here, item: Assessed) -> Html:
    return joined((
        a(h.link("overview", program=item.program), h.say(item.program_title)),
        a(h.link("section", program=item.program, section=item.section), h.say(item.section_title)),
    ), " › ")  # fmt: skip


indicator(here())
