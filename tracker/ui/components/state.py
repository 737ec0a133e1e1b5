"""The day, the basis and the language: shown on every page, changed in the sidebar or, on a phone, under the title."""

from __future__ import annotations

from tracker import clock
from tracker.text import LANGUAGES, N_, Translator, day
from tracker.text.vocab import OWN_NAMES, word
from tracker.ui.cache import drawn
from tracker.ui.components.address_form import address_form
from tracker.ui.components.html import Html, a, joined, tag
from tracker.ui.installation import EVE
from tracker.ui.menu import path_of
from tracker.ui.selection import BASES, FIRST_DAY, LAST_DAY, Selection, link_here


def controls(page: str, selection: Selection, t: Translator, *, demonstration: bool) -> Html:
    """The day, the basis and the language to choose."""
    address = (path_of(page), *selection.state().items(), *selection.choices.items())
    return drawn(
        lambda: _choices(page, selection, t, demonstration), (*address, clock.today(), demonstration)
    )


def _choices(page: str, selection: Selection, t: Translator, demonstration: bool) -> Html:
    path = path_of(page)
    days = [(clock.today(), t(_TODAY))]
    if demonstration:
        days.insert(0, (EVE, t(_EVE, day=EVE)))
    return joined((
        _day(path, selection, t),
        _choice(None, [(link_here(path, selection, as_of=on), name, on == selection.as_of) for on, name in days]),
        _choice(t(_BASIS), [
            (link_here(path, selection, basis=basis), word("basis", basis, t.language), basis == selection.basis)
            for basis in BASES
        ]),
        _choice(t(_LANGUAGE), [
            (link_here(path, selection, lang=language), OWN_NAMES[language], language == selection.language)
            for language in LANGUAGES
        ]),
    ))  # fmt: skip


def _choice(label: str | None, options: list[tuple[str, str, bool]]) -> Html:
    links = joined(
        tag("strong", name, aria_current="true") if chosen else a(address, name)
        for address, name, chosen in options
    )
    said = None if label is None else tag("div", label, class_="quiet")
    return tag("div", said, tag("div", links, class_="choices"))


def _day(path: str, selection: Selection, t: Translator) -> Html:
    day_field = tag(
        "input", type="date", name="as_of", required=True, value=selection.as_of.isoformat(),
        min=FIRST_DAY.isoformat(), max=LAST_DAY.isoformat(),
    )  # fmt: skip
    kept = {
        name: value for name, value in {**selection.state(), **selection.choices}.items() if name != "as_of"
    }
    label = tag("label", tag("span", t(_AS_OF), class_="quiet"), day_field)
    return address_form(path, kept, label, tag("button", t(_SHOW), type="submit"), class_="day")


def state_words(selection: Selection, t: Translator) -> str:
    """Day, basis and language on one line."""
    parts = (
        day(selection.as_of, t.language),
        word("basis", selection.basis, t.language),
        OWN_NAMES[t.language],
    )
    return " · ".join(parts)


_AS_OF = N_("As of")
_SHOW = N_("Show")
_TODAY = N_("Today")
_EVE = N_("Eve of the hearing, {day}")
_BASIS = N_("Terms")
_LANGUAGE = N_("Language")
