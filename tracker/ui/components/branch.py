"""The branch's own page: what came back disputed, what may be taken from below, its figures as the centre sees them.

Owns how these are shown. What is owed is :mod:`tracker.ui.components.due`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from tracker.api.light_receipts import receipt_state
from tracker.queries.indicators import Assessed
from tracker.queries.owed import Owed
from tracker.queries.receipt import Receipt
from tracker.text import N_, short_day
from tracker.text.values import rounded, value, why_missing
from tracker.text.vocab import word
from tracker.ui.components.cells import indicator_link, own_bar, status
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, markup, table
from tracker.ui.page import Here

LISTED = 20


def ways(here: Here, territory: str) -> None:
    """The other ways to report: the light page for a poor line, the grid, one indicator at a time."""
    light = f"light/report/{quote(territory)}?{urlencode(here.selection.state())}"
    links = (
        a(light, here.t(_LIGHT)),
        a(here.link("grid", territory=territory), here.t(_GRID)),
        a(here.link("works", territory=territory), here.t(_WORKS)),
    )
    show(tag("p", joined(links, " · ")))


def disputed(here: Here, found: Sequence[Owed]) -> None:
    """What party control did not believe, with its reason, each a link to the form that corrects it."""
    back = [one for one in found if one.refused is not None]
    part(here.t(_BACK), here.t(_BACK_MEANS))
    if not back:
        show(tag("p", here.t(_NONE_BACK), class_="quiet"))
        return

    def correct(one: Owed) -> Html:
        return a(
            here.link("report", indicator=one.item.indicator, territory=one.item.territory), here.t(_CORRECT)
        )

    columns = [
        Column(here.t(N_("Indicator")), lambda one: indicator_link(here, one.item), look="head"),
        Column(here.t(N_("Reported")), lambda one: _amount(here, one.item, one.item.observed), look="num"),
        Column(here.t(_REASON), lambda one: one.refused or here.t(_NO_REASON), look="wide"),
        Column(here.t(_WHAT_TO_DO), correct),
    ]
    show(markup(columns, back[:LISTED], None))


def from_below(here: Here, found: Sequence[Owed]) -> None:
    """What lower branches reported already, offered for the higher figure and not asked again."""
    offered = [one for one in found if one.waiting and one.from_below is not None]
    if not offered:
        return
    part(here.t(_BELOW), here.t(_BELOW_MEANS))

    def spoke(one: Owed) -> str:
        return here.t(_SPOKE, spoke=one.from_below.spoke, parts=one.from_below.parts)

    columns = [
        Column(here.t(N_("Indicator")), lambda one: indicator_link(here, one.item), look="head"),
        Column(here.t(_SUM), lambda one: _amount(here, one.item, one.from_below.value), look="num"),
        Column(here.t(N_("Reported")), lambda one: _amount(here, one.item, one.item.observed), look="num"),
        Column(here.t(_WHO_SPOKE), spoke),
    ]
    show(markup(columns, offered[:LISTED], None))


def as_the_centre_sees(here: Here, found: Sequence[Assessed]) -> None:
    """Every indicator of the branch with the reported value beside the one that is published."""
    part(here.t(_CENTRE), here.t(_CENTRE_MEANS))

    def published(one: Assessed) -> str:
        return _amount(here, one, one.verified, "not_verified")

    columns = [
        Column(here.t(N_("Indicator")), lambda one: indicator_link(here, one), lambda one: here.say(one.title), "head"),
        Column(here.t(_BAR), lambda one: own_bar(here, one), None, "bar"),
        Column(here.t(N_("Reported")), lambda one: _amount(here, one, one.observed), lambda one: one.observed, "num",
               "number"),
        Column(here.t(_PUBLISHED), published, lambda one: one.verified, "num", "number"),
        Column(here.t(N_("Status")), lambda one: status(here, one),
               lambda one: word("status", one.status, here.language)),
    ]  # fmt: skip
    table(
        here, "branch-figures", columns, found, caption=here.t(_CENTRE_CAPTION), empty=here.t(_NO_INDICATOR)
    )


def history(here: Here, found: Sequence[Receipt]) -> None:
    """Everything sent, the newest first, with how far each value has come."""
    part(here.t(_SENT), here.t(_SENT_MEANS))

    def amount(one: Receipt) -> str:
        return value(one.value, one.kind, one.unit, here.language)

    columns = [
        Column(here.t(N_("Indicator")), lambda one: a(here.link("indicator", indicator=one.indicator),
               here.say(one.title)), lambda one: here.say(one.title), "head"),
        Column(here.t(_UNTIL), lambda one: short_day(one.period_end, here.language), lambda one: one.period_end, "num",
               "date"),
        Column(here.t(N_("Value")), amount, lambda one: one.value, "num", "number"),
        Column(here.t(_STATE), lambda one: receipt_state(here.t, one), lambda one: one.verdict or "", "wide"),
    ]  # fmt: skip
    if not found:
        show(tag("p", here.t(_NOTHING_SENT), class_="quiet"))
        return
    show(markup(columns, found[:LISTED], here.t(_NEWEST, n=min(LISTED, len(found)))))


def _amount(here: Here, item: Assessed, amount: float | None, missing: str = "not_reported") -> str:
    if amount is None:
        return why_missing(missing, here.language)
    return value(rounded(amount), item.kind, item.unit, here.language)


_LIGHT = N_("Light page for a poor line")
_GRID = N_("Many values at once")
_WORKS = N_("Measures: stage and photographs")
_BACK = N_("Came back disputed")
_BACK_MEANS = N_("Answer with a correction or with evidence; the disputed report stays visible until then.")
_NONE_BACK = N_("Nothing has come back.")
_CORRECT = N_("Correct it or add evidence")
_REASON = N_("Reason")
_NO_REASON = N_("no reason given")
_WHAT_TO_DO = N_("What to do")
_BELOW = N_("Already reported below")
_BELOW_MEANS = N_("What lower branches reported adds up to this; it is offered and not asked again.")
_SUM = N_("Their sum")
_WHO_SPOKE = N_("Who reported")
_SPOKE = N_("{spoke} of {parts} for this period")
_CENTRE = N_("Our figures as the centre sees them")
_CENTRE_MEANS = N_("Published is what party control has verified; the status counts what was reported.")
_BAR = N_("Course")
_PUBLISHED = N_("Published")
_CENTRE_CAPTION = N_("Every indicator of this branch's own programs.")
_NO_INDICATOR = N_("No indicator belongs to this branch.")
_SENT = N_("What became of what was sent")
_SENT_MEANS = N_("Sent, received, verified, used in the published figure: for every value.")
_UNTIL = N_("Until")
_STATE = N_("How far it has come")
_NOTHING_SENT = N_("Nothing was sent yet.")
_NEWEST = N_("The newest {n}.")
