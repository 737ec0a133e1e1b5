"""The table of indicators: the same columns on every page that lists them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.queries.indicators import Assessed
from tracker.text import N_
from tracker.text.vocab import word
from tracker.ui.components import cells
from tracker.ui.components.html import Html, joined, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here


def indicator_table(
    here: Here, found: Sequence[Assessed], *, caption: str, empty: str, with_program: bool = True
) -> None:
    """One row an indicator, in the order given."""
    t, language = here.t, here.language

    def named(of: Assessed) -> Html:
        where = here.say(of.territory_title if with_program else of.section_title)
        return joined((cells.indicator_link(here, of),
                       tag("div", where, " · ", cells.carrier(here, of), class_="quiet")))  # fmt: skip

    table(here, "indicators", [
        Column(t(N_("Indicator")), named, lambda of: here.say(of.title), "head"),
        Column(t(N_("id")), None, lambda of: of.indicator),
        Column(t(N_("Program")), None, lambda of: of.program),
        Column(t(N_("Section")), None, lambda of: here.say(of.section_title)),
        Column(t(N_("Done, and by plan")), lambda of: cells.own_bar(here, of), None, "bar"),
        Column(t(N_("From the plan")), lambda of: cells.behind(here, of), None, "num"),
        Column(t(N_("Status")), lambda of: cells.status(here, of), lambda of: word("status", of.status, language)),
        Column(t(N_("Reported")), None, lambda of: of.observed, kind="number"),
        Column(t(N_("Unit")), None, lambda of: here.say(of.unit)),
        Column(t(N_("Verified")), None, lambda of: of.verified, kind="number"),
        Column(t(N_("Planned on that day")), None, lambda of: of.planned, kind="number"),
        Column(t(N_("Target")), None, lambda of: of.target, kind="number"),
        Column(t(N_("Due")), None, lambda of: of.due, kind="date"),
        Column(t(N_("Progress")), None, lambda of: of.progress, kind="share"),
        Column(t(N_("Planned progress")), None, lambda of: of.planned_progress, kind="share"),
        Column(t(N_("Last report for")), lambda of: cells.last_report(here, of), lambda of: of.period_end, "num",
               "date"),
        Column(t(N_("Carried by")), None, lambda of: of.owner),
    ], found, caption=caption, empty=empty)  # fmt: skip
