"""Seats: the list by body, who holds one and since when, and how what it carries changed under its holder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope
from tracker.queries.changes import Change, figures_changed
from tracker.queries.directory import Holding, SeatEntry
from tracker.queries.rollups import RolledUp
from tracker.store import Store
from tracker.text import N_, points, short_day
from tracker.text.values import why_missing
from tracker.text.vocab import word
from tracker.ui.components import cells
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here


def seat_list(here: Here, found: Sequence[SeatEntry], figures: Sequence[RolledUp]) -> None:
    """Every seat with its holder, what it carries, and its bar."""
    t = here.t
    of_seat = here.drawn(lambda: {of.key: of for of in figures}, ("of seat",), figures)

    def bar(seat: SeatEntry) -> Html | str:
        of = of_seat.get(seat.seat)
        return (
            cells.set_bar(here, of)
            if of and of.execution is not None
            else t(_NOT_YET if seat.carries else _CARRIES_NOTHING)
        )

    def deviation(seat: SeatEntry) -> float | None:
        return of_seat[seat.seat].deviation if seat.seat in of_seat else None

    table(here, "seats", [
        Column(t(N_("Seat")), lambda seat: _named(here, seat), lambda seat: here.say(seat.title), "head"),
        Column(t(N_("id")), None, lambda seat: seat.seat),
        Column(t(N_("Body")), None, lambda seat: here.say(seat.body_title)),
        Column(t(N_("Holder")), lambda seat: holder(here, seat), lambda seat: holder(here, seat)),
        Column(t(N_("Done, and by plan")), bar, None, "bar"),
        Column(t(N_("From the plan")), lambda seat: _deviation(here, deviation(seat)), deviation, "num", "share"),
        Column(t(N_("Indicators")), lambda seat: seat.carries, lambda seat: seat.carries, "num", "whole"),
    ], found, caption=t(_CAPTION), empty=t(_NO_SEAT))  # fmt: skip


def _named(here: Here, seat: SeatEntry) -> Html:
    body = tag("div", here.say(seat.body_title), class_="quiet")
    return joined((a(here.link("member", seat=seat.seat), here.say(seat.title)), body))


def _deviation(here: Here, value: float | None) -> str:
    return "" if value is None else cells.deviation(here, value)


def holder(here: Here, seat: SeatEntry) -> str:
    """Who holds the seat on the day, or that it is vacant."""
    return here.say(seat.holder) if seat.holder else why_missing("vacant", here.language)


def who(here: Here, seat: SeatEntry) -> str:
    """Body, seat, holder and since when, on one line."""
    parts = [here.say(seat.body_title), here.say(seat.title), holder(here, seat)]
    if seat.holder and seat.holder_since:
        parts.append(here.t(_SINCE, day=seat.holder_since))
    return " · ".join(dict.fromkeys(parts))


def how_many(here: Here, found: Sequence[SeatEntry]) -> str:
    """How many seats carry something and how many of those are vacant, in a sentence."""

    def count() -> tuple[int, int]:
        carrying = [seat for seat in found if seat.carries]
        return len(carrying), sum(seat.holder is None for seat in carrying)

    carrying, vacant = here.drawn(count, ("how many",), found)
    return here.t(_HOW_MANY, carrying=carrying, vacant=vacant)


def change_since(store: Store, actor: Actor, ask: Ask, since: date, scope: Scope) -> Change:
    """How a set's execution changed from the evening before ``since`` to the day asked for."""
    before = Ask(since - timedelta(days=1), ask.basis, ask.head)
    return figures_changed(store, actor, before, ask, scope)["execution"]


def under_holder(here: Here, seat: SeatEntry, scope: Scope) -> None:
    """What changed since the present holder's first day, split into its causes; they add up."""
    if not seat.holder or not seat.holder_since or seat.holder_since > here.ask.as_of:
        return
    execution = here.of(change_since, seat.holder_since, scope)
    steps = [
        f"{word('step', step, here.language)} {points(value, here.language)}"
        for step, value in execution.steps.items()
        if abs(value) > 5e-4
    ]
    part(here.t(_UNDER_HOLDER, day=seat.holder_since))
    change = points(execution.to - execution.from_, here.language)
    through = joined((": ", tag("span", "; ".join(steps), class_="quiet"))) if steps else None
    show(tag("p", here.t(_CHANGE, change=change), through))


def holders(here: Here, found: Sequence[Holding]) -> None:
    """Everybody who held the seat, with their days."""
    part(here.t(_HOLDERS))
    if not found:
        show(tag("p", here.t(_NEVER_HELD), class_="quiet"))
        return
    language = here.language
    lines = [
        tag("li", here.say(one.holder), " ", tag("span", here.t(
            _FROM_TO if one.to else _FROM, from_=short_day(one.from_, language) if one.from_ else "…",
            to=short_day(one.to, language) if one.to else ""), class_="quiet"))
        for one in found
    ]  # fmt: skip
    show(tag("ul", joined(lines), class_="plain"))


_HOW_MANY = N_("{carrying} seats carry the promises; {vacant} of them are vacant")
_NOT_YET = N_("nothing measurable on this day")
_CARRIES_NOTHING = N_("carries nothing on this day")
_CAPTION = N_("Seats and what they carry on the day shown; rows overlap, so they do not add up.")
_NO_SEAT = N_("No roster names a seat here. Rosters are files beside the programs.")
_SINCE = N_("since {day}")
_UNDER_HOLDER = N_("Under the present holder, since {day}")
_CHANGE = N_("Execution changed by {change}")
_HOLDERS = N_("Who held this seat")
_NEVER_HELD = N_("The seat is vacant: no roster names a holder.")
_FROM_TO = N_("from {from_} to {to}")
_FROM = N_("from {from_}")
