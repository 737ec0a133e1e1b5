"""Tables of sets of indicators: sections of a program, programs, seats, each with the same bar and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.access import Actor
from tracker.draw.badge import status_icon
from tracker.queries.ask import Ask, Scope
from tracker.queries.rollups import RolledUp, rolled_up
from tracker.store import Store
from tracker.text import N_
from tracker.text.status import STATUS
from tracker.ui.components import cells
from tracker.ui.components.demonstration import badge
from tracker.ui.components.html import Html, a, drawing, joined, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here


def worst_first(store: Store, actor: Actor, ask: Ask, scope: Scope, by: str) -> list[RolledUp]:
    """The sets of a scope, the one farthest behind its plan first."""
    found = rolled_up(store, actor, ask, scope, by)
    return sorted(found, key=lambda of: (of.deviation is None, of.deviation or 0, of.key or ""))


def set_table(
    here: Here, name: str, found: Sequence[RolledUp], *, of_what: str, caption: str, empty: str,
    address: Callable[[RolledUp], str],
) -> None:  # fmt: skip
    """One row a set: name, bar, deviation, statuses, overdue reports; every figure of the contract in the file."""
    t = here.t

    def named(of: RolledUp) -> Html:
        mark = badge(t) if of.demonstration and not here.installation.demonstration else None
        return joined((a(address(of), here.say(of.title) or of.key or ""), mark), " ")

    table(here, name, [
        Column(of_what, named, lambda of: here.say(of.title), "head"),
        Column(t(N_("id")), None, lambda of: of.key),
        Column(t(N_("Done, and by plan")), lambda of: cells.set_bar(here, of), None, "bar"),
        Column(t(N_("From the plan")), lambda of: cells.deviation(here, of.deviation), lambda of: of.deviation, "num",
               "share"),
        Column(t(N_("Execution")), None, lambda of: of.execution, kind="share"),
        Column(t(N_("Execution at most")), None, lambda of: of.execution_max, kind="share"),
        Column(t(N_("Verified")), None, lambda of: of.verified, kind="share"),
        Column(t(N_("Plan")), None, lambda of: of.plan, kind="share"),
        Column(t(N_("Plan today")), None, lambda of: of.plan_today, kind="share"),
        Column(t(N_("Coverage")), None, lambda of: of.coverage, kind="share"),
        Column(t(N_("Indicators")), lambda of: of.indicators, lambda of: of.indicators, "num", "whole"),
        Column(t(N_("By status")), lambda of: counts(here, of), None, "wide"),
        *(Column(STATUS[code].name(here.language), None, lambda of, code=code: getattr(of, code), kind="whole")
          for code in STATUS),
        Column(t(N_("Overdue reports")), lambda of: of.report_overdue, lambda of: of.report_overdue, "num", "whole"),
    ], found, caption=caption, empty=empty)  # fmt: skip


def section_table(here: Here, found: Sequence[RolledUp], caption: str) -> None:
    """Sections, each a link to its page."""
    set_table(
        here, "sections", found, of_what=here.t(N_("Section")), caption=caption, empty=here.t(N_("No section.")),
        address=lambda of: here.link("section", program=of.program, section=of.key),
    )  # fmt: skip


def territory_table(here: Here, found: Sequence[RolledUp], caption: str) -> None:
    """Territories, each a link to its page."""
    set_table(
        here, "territories", found, of_what=here.t(N_("Territory")), caption=caption, empty=here.t(N_("None.")),
        address=lambda of: here.link("territory", territory=of.key),
    )  # fmt: skip


def counts(here: Here, of: RolledUp) -> Html:
    """Indicators by status: icon and number, the word in a tip and for a screen reader."""
    shown = [(code, number) for code, number in of.counts().items() if number]
    return tag("span", joined((_count(here, code, number) for code, number in shown), " "), class_="counts")


def _count(here: Here, code: str, number: int) -> Html:
    words = f"{STATUS[code].name(here.language)}: {number}"
    icon = drawing(
        f'<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{_icon(code, here.theme)}</svg>'
    )
    return tag("span", icon, " ", number, class_="status", title=words, role="img", aria_label=words)


def _icon(code: str, theme: str) -> str:
    return status_icon(code, theme, 14)
