"""What stands in cells and lines everywhere alike: bars, statuses, shares, people, links to an indicator."""

from __future__ import annotations

from tracker.access import Actor
from tracker.draw.badge import status_span
from tracker.draw.bar import execution_bar
from tracker.draw.indicator import indicator_bar
from tracker.queries.ask import Ask
from tracker.queries.indicators import Assessed
from tracker.queries.rollups import RolledUp
from tracker.queries.set_titles import set_titles
from tracker.store import Store
from tracker.text import N_, percent, points, short_day
from tracker.text.values import why_missing
from tracker.ui.components.demonstration import badge
from tracker.ui.components.html import Html, a, drawing, joined, tag
from tracker.ui.page import Here


def set_bar(here: Here, of: RolledUp, size: str = "row") -> Html:
    """The execution bar of a set. A page's own is kept between reruns; a table's stand in what is kept of the table."""

    def draw() -> Html:
        return drawing(
            execution_bar(
                of.verified, of.execution, of.execution_max, of.plan_today, language=here.language,
                theme=here.theme, size=size, title=here.say(of.title) or None,
            )
        )  # fmt: skip

    return here.drawn(draw, ("bar",), of) if size == "page" else draw()


def own_bar(here: Here, of: Assessed, size: str = "row") -> Html:
    """The execution bar of one indicator."""
    return drawing(indicator_bar(of, language=here.language, theme=here.theme, size=size))


def status(here: Here, of: Assessed) -> Html:
    """Icon, word and colour; a target reached after its day is said."""
    late = here.t(_LATE) if of.late else None
    overdue = tag("div", here.t(_OVERDUE), class_="quiet") if of.report_overdue else None
    return joined(
        (Html(status_span(of.status, language=here.language, theme=here.theme, late=late)), overdue)
    )


def share(here: Here, value: float | None, missing: str = "not_measurable") -> str:
    """A share in percent, or why there is none (a reason of :mod:`tracker.text.values`)."""
    return percent(value, here.language) if value is not None else why_missing(missing, here.language)


def deviation(here: Here, value: float | None) -> str:
    """Ahead of or behind the plan, in percentage points."""
    return points(value, here.language) if value is not None else why_missing("not_measurable", here.language)


def behind(here: Here, of: Assessed) -> str:
    """How far an indicator's progress stands from its plan on the day it is judged, or why that is not known."""
    if of.planned_progress is None:
        return why_missing("not_measurable" if of.status == "not_measurable" else "no_plan", here.language)
    return points((of.progress or 0.0) - of.planned_progress, here.language)


def indicator_link(here: Here, of) -> Html:
    """The indicator's name as a link to its page, badged where its program is a demonstration."""
    mark = (
        badge(here.t) if getattr(of, "demonstration", False) and not here.installation.demonstration else None
    )
    return joined((a(here.link("indicator", indicator=of.indicator), here.say(of.title)), mark), " ")


def carrier(here: Here, of: Assessed) -> Html | str:
    """Who carries an indicator: the seat as a link, with its holder or that it is vacant; or nobody."""
    return nobody(here) if of.owner is None else seat_link(here, of.owner, of.holder)


def seat_link(here: Here, seat: str, holder: dict[str, str] | None) -> Html:
    """A seat by its title, as a link, and who holds it on the day."""
    title = here.say(here.of(seat_titles).get(seat)) or seat
    held = here.say(holder) if holder else why_missing("vacant", here.language)
    return joined((a(here.link("member", seat=seat), title), tag("span", held, class_="quiet")), " · ")


def seat_titles(store: Store, actor: Actor, ask: Ask) -> dict[str, dict[str, str]]:
    """The titles of all seats by id."""
    return set_titles(store, "seat", ask.at(store))


def nobody(here: Here) -> str:
    """Nobody carries it."""
    return why_missing("no_owner", here.language)


def last_report(here: Here, of: Assessed) -> str:
    """The day the last report speaks of, or that there is none."""
    return (
        short_day(of.period_end, here.language)
        if of.period_end
        else why_missing("not_reported", here.language)
    )


_LATE = N_("late")
_OVERDUE = N_("report overdue")
