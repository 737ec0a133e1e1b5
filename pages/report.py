"""Report progress: choose the branch, the indicator and the period, enter the value, see what it moves."""

from datetime import timedelta

from tracker.periods import Period, containing, periods_between
from tracker.queries.directory import TerritoryEntry, territories
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.reporting import DueReport, due_reports
from tracker.text import N_, period as period_words
from tracker.ui.components import reporting
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, show, tag
from tracker.ui.components.problem import unknown
from tracker.ui.page import Here, here


def report(h: Here) -> None:
    t, wanted = h.t, h.chosen("indicator")
    places = below(h, h.of(territories))
    item = next(iter(h.of(assessed, h.scope(indicator=wanted))), None) if wanted else None
    if wanted and item is None:
        return unknown(h, N_("There is no indicator “{id}” to report on, on the day shown."), id=wanted)
    first = item.territory if item else h.actor.territory or "KZ"
    territory = h.chosen("territory") or first
    due = h.of(due_reports, h.scope(seat=h.actor.seat) if h.actor.seat else h.scope(territory=territory, own=True))
    overdue = sum(one.overdue for one in due)
    heading(h, t(N_("{due} reports are awaited here; {overdue} of them are overdue"),
                 due=sum(not one.reported for one in due), overdue=overdue))  # fmt: skip
    with side_by_side():
        if not h.actor.seat:
            choose(h, "territory", t(N_("Branch")), places, chosen=territory, clears="indicator")
        choose(h, "indicator", t(N_("Indicator")), options(h, due, item), wide=True, clears="period")
        period = choose_period(h, item) if item else None
    reporting.effect(h)
    if item and period:
        reporting.form(h, item, period)
    else:
        awaited(h, due)


def below(h: Here, known: list[TerritoryEntry]) -> dict[str, str]:
    """The territories a reporter reports for: their own and those below it."""
    kept: dict[str, str] = {}
    for one in known:
        if one.code == h.actor.territory or one.parent in kept or h.actor.role == "administrator":
            kept[one.code] = h.say(one.title)
    return kept


def options(h: Here, due: list[DueReport], item: Assessed | None) -> dict[str, str]:
    mark = h.t(N_("overdue"))
    named = {one.item.indicator: h.say(one.item.title) + (f" ({mark})" if one.overdue else "") for one in due}
    return named if item is None or item.indicator in named else {item.indicator: h.say(item.title), **named}


def choose_period(h: Here, item: Assessed) -> Period | None:
    day = reporting.counting_from(h).as_of
    ended = list(periods_between(item.frequency, item.start, day))
    newest = [containing(item.frequency, day + timedelta(days=1)), *reversed(ended)]
    offered = {str(one): one for one in newest if one.end > item.start}
    first = str(ended[-1]) if ended else next(iter(offered))
    chosen = choose(h, "period", h.t(N_("Period")), {key: period_words(key, h.language) for key in offered}, chosen=first)
    return offered.get(chosen)


def awaited(h: Here, due: list[DueReport]) -> None:
    part(h.t(N_("Awaited")))
    lines = [
        tag("li", a(h.link("report", indicator=one.item.indicator), h.say(one.item.title)), " ",
            tag("span", period_words(one.period, h.language), " · " + h.t(N_("overdue")) if one.overdue else "",
                class_="quiet"))
        for one in due if not one.reported
    ]  # fmt: skip
    show(tag("ul", *lines[:30], class_="plain") if lines else tag("p", h.t(N_("Nothing is awaited here.")), class_="quiet"))


report(here())
