"""Gaps in accountability: counted and listed, never hidden."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.queries.gaps import Gap
from tracker.text import N_
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, downloads
from tracker.ui.page import Here

LISTED = 6
_KINDS = {
    "indicator_without_owner": N_("Indicators that nobody carries: {n}"),
    "sensitive_section_without_seat": N_("Socially sensitive sections without a Bureau seat: {n}"),
    "vacant_seat": N_("Vacant seats that carry something: {n}"),
}


def gap_lines(here: Here, found: Sequence[Gap]) -> None:
    """A count for each kind of gap, the first of them by name, the rest in the file."""
    t = here.t
    part(t(_TITLE))
    if not found:
        show(tag("p", t(_NOTHING), class_="quiet"))
        return
    for kind, words in _KINDS.items():
        of_kind = [gap for gap in found if gap.kind == kind]
        if of_kind:
            show(tag("p", t(words, n=len(of_kind)), " ",
                     joined((_named(here, gap) for gap in of_kind[:LISTED]), "; "),
                     "" if len(of_kind) <= LISTED else " …"))  # fmt: skip
    show(downloads(here, "gaps", [
        Column(t(N_("Gap")), None, lambda gap: t(_KINDS[gap.kind], n=1).split(":")[0]),
        Column(t(N_("id")), None, lambda gap: gap.id),
        Column(t(N_("Title")), None, lambda gap: here.say(gap.title)),
        Column(t(N_("Where")), None, lambda gap: here.say(gap.place)),
        Column(t(N_("Indicators")), None, lambda gap: gap.indicators, kind="whole"),
    ], found))  # fmt: skip


def _named(here: Here, gap: Gap) -> Html:
    if gap.kind == "indicator_without_owner":
        address = here.link("indicator", indicator=gap.id)
    elif gap.kind == "vacant_seat":
        address = here.link("member", seat=gap.id)
    else:
        address = here.link("indicator", program=gap.program, section=gap.id.split("/", 1)[1])
    return a(address, here.say(gap.title))


_TITLE = N_("Gaps in accountability")
_NOTHING = N_("Every indicator has somebody who carries it, every sensitive section its Bureau seat, and no such "
              "seat is vacant.")  # fmt: skip
