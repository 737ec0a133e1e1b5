"""The revision on a page: how much of a program can be judged, what is lacking, and whose it is to repair."""

from __future__ import annotations

from tracker.draw.badge import status_span
from tracker.queries.evaluability import BARS, CHECKS, Judged, Repair, Revision
from tracker.text import N_, percent
from tracker.text.vocab import word
from tracker.ui.components import cells
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here

LACKS = {
    "baseline": N_("no baseline"),
    "unit": N_("no unit"),
    "first_value": N_("no first value"),
    "period": N_("reporting period longer than the promise"),
    "dated_target": N_("no dated point on the way to the target"),
    "source": N_("no source of the promise"),
    "owner": N_("no owner"),
    "evidence": N_("newest value without evidence"),
    "verification": N_("newest value never looked at by party control"),
}
WHOSE = {
    "program": N_("who keeps the program"),
    "bureau": N_("the Bureau, which appoints"),
    "owner": N_("the indicator's owner"),
    "party_control": N_("party control"),
}


def sentence(here: Here, of: Revision) -> str:
    """How many of how many can be judged at all."""
    if not of.indicators:
        return here.t(_NOTHING)
    return here.t(_CAN, judgeable=of.judgeable, indicators=of.indicators)


def base(here: Here, of: Revision) -> str | None:
    """The share of the weight, and what was checked and held, each with its base."""
    if of.share is None:
        return None
    parts = [
        here.t(_SHARE, share=percent(of.share, here.language)),
        here.t(_EVIDENCED, n=of.with_evidence, of=of.reported),
        here.t(_CHECKED, checked=of.checked, reports=of.reports, held=of.held)
        if of.reports
        else here.t(_NO_REPORTS),
        here.t(_CONTRADICTED, n=of.contradicted, of=of.indicators),
    ]
    return " ".join(parts)


def checks(here: Here, of: Revision) -> None:
    """What is lacking, counted over all indicators: first what bars a judgement."""
    if not of.indicators:
        return
    part(here.t(_LACKING), here.t(_LACKING_HOW))
    for title, names in ((_BARS, BARS), (_WEAKENS, CHECKS[len(BARS) :])):
        lines = [
            tag("li", tag("span", a(here.stay(find=None, among=name, rows=None), here.t(LACKS[name]))),
                tag("span", here.t(_OF, n=of.lacking[name], of=of.indicators), class_="num"))
            for name in names if of.lacking[name]
        ]  # fmt: skip
        none = tag("p", here.t(_NONE_OF_THEM), class_="quiet")
        show(tag("p", tag("strong", here.t(title))), tag("ol", *lines, class_="needs") if lines else none)


def repairs(here: Here, of: Revision) -> None:
    """What to repair before a hearing and whose it is: what bars a judgement first."""
    if not of.indicators:
        return
    t, whose = here.t, here.chosen("sort")
    part(t(_REPAIRS), t(_REPAIRS_HOW))
    with side_by_side("filters_repairs"):
        choose(here, "sort", t(N_("Whose it is")), {code: t(words) for code, words in WHOSE.items()})
        choose(here, "among", t(N_("What is lacking")), {code: t(words) for code, words in LACKS.items()})
    lack = here.chosen("among")
    kept = here.drawn(
        lambda: [one for one in of.repairs if whose in (None, one.whose) and lack in (None, one.lack)],
        ("repairs",),
        of,
    )
    table(here, "repairs", [
        Column(t(N_("Indicator")), lambda one: cells.indicator_link(here, one), lambda one: here.say(one.title),
               "head"),
        Column(t(N_("id")), None, lambda one: one.indicator),
        Column(t(N_("What is lacking")), lambda one: t(LACKS[one.lack]), lambda one: t(LACKS[one.lack]), "wide"),
        Column(t(N_("Bars a judgement")), lambda one: t(_YES if one.lack in BARS else _NO),
               lambda one: t(_YES if one.lack in BARS else _NO)),
        Column(t(N_("Whose it is")), lambda one: _whose(here, one), lambda one: _whose_said(here, one), "wide"),
    ], kept, caption=t(_REPAIRS_CAPTION), empty=t(_NOTHING_TO_REPAIR))  # fmt: skip


def _whose(here: Here, one: Repair) -> Html | str:
    if one.whose == "owner" and one.seat is not None:
        title = here.say(here.of(cells.seat_titles).get(one.seat)) or one.seat
        return a(here.link("member", seat=one.seat), title)
    if one.whose == "owner":
        return joined((here.t(WHOSE["owner"]), cells.nobody(here)), ": ")
    return here.t(WHOSE[one.whose])


def _whose_said(here: Here, one: Repair) -> str:
    if one.whose == "owner" and one.seat is not None:
        return here.say(here.of(cells.seat_titles).get(one.seat)) or one.seat
    return here.t(WHOSE[one.whose])


def rows(here: Here, of: Revision) -> None:
    """Every indicator with what it lacks, what was reported, checked and held, and its findings."""
    if not of.indicators:
        return
    t = here.t
    part(t(_ALL))
    table(here, "revision", [
        Column(t(N_("Indicator")), lambda one: cells.indicator_link(here, one), lambda one: here.say(one.title),
               "head"),
        Column(t(N_("id")), None, lambda one: one.indicator),
        Column(t(N_("Can be judged")), lambda one: t(_YES if one.judgeable else _NO),
               lambda one: t(_YES if one.judgeable else _NO)),
        Column(t(N_("What is lacking")), lambda one: _lacks(here, one), lambda one: _lacks(here, one), "wide"),
        Column(t(N_("Status")), lambda one: Html(status_span(one.status, language=here.language, theme=here.theme)),
               lambda one: word("status", one.status, here.language)),
        Column(t(N_("Reports")), lambda one: one.reports, lambda one: one.reports, "num", "whole"),
        Column(t(N_("of them checked")), lambda one: one.checked, lambda one: one.checked, "num", "whole"),
        Column(t(N_("of those held")), lambda one: one.held, lambda one: one.held, "num", "whole"),
        Column(t(N_("Contradictions")), lambda one: one.contradictions, lambda one: one.contradictions, "num", "whole"),
    ], of.judged, caption=t(_CAPTION), empty=t(_NOTHING))  # fmt: skip


def _lacks(here: Here, one: Judged) -> str:
    return "; ".join(here.t(LACKS[name]) for name in one.lacks) or here.t(_LACKS_NOTHING)


HOW = N_(
    "An indicator can be judged at all where it has a baseline, a unit, a first value once it is due, and a reporting "
    "period shorter than the promise. The other checks do not bar a judgement, but without them it cannot be defended."
)
_NOTHING = N_("No indicator to judge on the day shown")
_CAN = N_("{judgeable} of {indicators} indicators can be judged at all")
_SHARE = N_("By weight {share} of the program can be judged.")
_EVIDENCED = N_("Newest values with evidence: {n} of {of} reported.")
_CHECKED = N_("Reports checked by party control: {checked} of {reports}; held: {held} of those checked.")
_NO_REPORTS = N_("Nothing is reported yet, so nothing was checked.")
_CONTRADICTED = N_("Indicators with contradictions: {n} of {of}.")
_LACKING = N_("What is lacking")
_LACKING_HOW = N_("Counted over all indicators; one may lack several things.")
_BARS = N_("Bars a judgement")
_WEAKENS = N_("Leaves a judgement that cannot be defended")
_OF = N_("{n} of {of}")
_NONE_OF_THEM = N_("None of the indicators lacks any of these.")
_REPAIRS = N_("What to repair before the hearing, and whose it is")
_REPAIRS_HOW = N_("One line for each thing that an indicator lacks; what bars a judgement stands first.")
_REPAIRS_CAPTION = N_("What bars a judgement first.")
_NOTHING_TO_REPAIR = N_("Nothing to repair.")
_YES = N_("yes")
_NO = N_("no")
_ALL = N_("Every indicator")
_CAPTION = N_("In the order of the program.")
_LACKS_NOTHING = N_("nothing")
