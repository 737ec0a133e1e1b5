"""What a search found, by kind, each a link to its page; and the box to search from anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.queries.search import ERRORS_FROM, Found
from tracker.text import N_, Translator
from tracker.ui.components.address_form import address_form
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, show, tag
from tracker.ui.menu import path_of
from tracker.ui.page import Here
from tracker.ui.selection import Selection

#: so many of one kind are listed; a name that many share wants a further word
OF_A_KIND = 8


def search_box(selection: Selection, t: Translator) -> Html:
    """One box in the sidebar: what is typed opens the search page."""
    typed = tag("input", type="search", name="find", maxlength=80, placeholder=t(_EXAMPLE))
    label = tag("label", tag("span", t(_LABEL), class_="quiet"), typed)
    return address_form(path_of("search"), selection.state(), label, class_="find", role="search")


def sentence(here: Here, wanted: str, found: Sequence[Found], most: int) -> str:
    """How much was found, in a sentence."""
    if not wanted:
        return here.t(_ASK)
    if not found:
        return here.t(_NOTHING, wanted=wanted)
    if len(found) >= most:
        return here.t(_MANY, n=len(found), wanted=wanted)
    return here.t(_FOUND, n=len(found), wanted=wanted)


def found_lines(here: Here, wanted: str, found: Sequence[Found]) -> None:
    """The findings by kind, the kinds in the order of their best."""
    if wanted and not found:
        show(tag("p", here.t(_ADVICE), class_="quiet"))
    if any(one.rank >= ERRORS_FROM for one in found):
        show(tag("p", here.t(_FORGIVEN), class_="quiet"))
    for kind in dict.fromkeys(one.kind for one in found):
        part(here.t(_KINDS[kind]))
        of_kind = [one for one in found if one.kind == kind]
        rest = len(of_kind) - OF_A_KIND
        show(tag("ul", *(_line(here, one) for one in of_kind[:OF_A_KIND]), class_="plain"),
             tag("p", here.t(_MORE, n=rest), class_="quiet") if rest > 0 else None)  # fmt: skip


def _line(here: Here, one: Found) -> Html:
    place = here.say(one.place)
    return tag(
        "li", a(address(here, one), here.say(one.title)), tag("div", place, class_="quiet") if place else None
    )


def address(here: Here, one: Found) -> str:
    """The page of what was found; a measure stands on its indicator's."""
    if one.kind == "section":
        program, section = one.id.split("/", 1)
        return here.link("section", program=program, section=section)
    if one.kind == "measure":
        return here.link("indicator", indicator=one.id.rsplit("/", 1)[0])
    page = {"seat": "member", "program": "overview"}.get(one.kind, one.kind)
    return here.link(page, **{one.kind: one.id})


_MORE = N_("and {n} more; a further word narrows it")
_LABEL = N_("Search")
_EXAMPLE = N_("water, seat 5, Akmola")
_ASK = N_("Find an indicator, a measure, a section, a seat, a territory")
_NOTHING = N_("Nothing is called “{wanted}”")
_FOUND = N_("Found under “{wanted}”: {n}")
_MANY = N_("The first {n} found under “{wanted}”")
_ADVICE = N_("Try fewer words, or the beginning of one.")
_FORGIVEN = N_("Some names differ from what you typed by one letter.")
_KINDS = {
    "territory": N_("Territories"),
    "seat": N_("Seats"),
    "program": N_("Programs"),
    "section": N_("Sections"),
    "theme": N_("Themes"),
    "executor": N_("Executors"),
    "indicator": N_("Indicators"),
    "measure": N_("Measures"),
}
