"""What a page is asked for, read from its URL and written into every link: the one place that does either.

The day, the basis and the language stand in every address the program draws, once each, defaults too, so that
a copied link shows the same figures later. What cannot be read becomes a fault with words; nothing that a
person wrote is replaced in silence. Knows no Streamlit, so that links can be made and tested without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from tracker.text import LANGUAGES, N_

BASES = ("current", "original")
FIRST_DAY, LAST_DAY = date(1991, 12, 16), date(2099, 12, 31)

#: the state of every page, in the order it stands in an address
STATE = ("as_of", "basis", "lang", "viewer")
#: what is chosen on a page, as ids, and what its tables are narrowed to
CHOICES = (
    "program", "section", "indicator", "measure", "seat", "territory", "theme", "period", "status", "find", "rows",
    "executor", "among", "sort", "from", "figure", "step", "state", "stage", "month",
    "hearing", "decision", "code",
)  # fmt: skip


_ORDER = (*STATE, *CHOICES)
_KNOWN = frozenset(_ORDER)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an address without a state means: the day, the language, and the viewer where one is picked."""

    as_of: date
    language: str = "ru"
    viewer: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of the address that says nothing possible: template and values, and the parts that would mend it."""

    parameter: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """What an address asks for. ``as_of`` and ``basis`` are the defaults where ``faults`` names them: show the
    fault then, not the figures."""

    as_of: date
    basis: str
    language: str
    viewer: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def chosen(self, name: str) -> str | None:
        """The id or text chosen under a name, None where nothing is."""
        return self.choices.get(name)

    def state(self) -> dict[str, str]:
        """The part of the address that every page shares."""
        shared = {"as_of": self.as_of.isoformat(), "basis": self.basis, "lang": self.language}
        return shared if self.viewer is None else {**shared, "viewer": self.viewer}


def read_selection(parameters: Mapping[str, Sequence[str]], defaults: Defaults) -> Selection:
    """Read an address's parameters (name -> every value given)."""
    faults: list[Fault] = []
    given = {name: _one(name, values, faults) for name, values in parameters.items() if values}
    language = given.get("lang", defaults.language)
    if language not in LANGUAGES:
        faults.append(Fault("lang", _NO_LANGUAGE, {"given": language}))
        language = defaults.language
    basis = given.get("basis", BASES[0])
    if basis not in BASES:
        faults.append(Fault("basis", _NO_BASIS, {"given": basis}))
        basis = BASES[0]
    as_of = defaults.as_of
    if "as_of" in given:
        try:
            as_of = read_day(given["as_of"])
        except ValueError as error:
            faults.append(Fault("as_of", str(error), {"given": given["as_of"]}))
    viewer = None if defaults.viewer is None else given.get("viewer", defaults.viewer)
    choices = {name: given[name] for name in CHOICES if given.get(name)}
    return Selection(as_of, basis, language, viewer, choices, tuple(faults))


def read_day(text: str) -> date:
    """A day written ``2022-04-15``. Raises ValueError with a message template (field ``given``)."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
        if _looks_like_a_day(text):
            raise ValueError(_NO_SUCH_DAY) from None
    if day is None:
        raise ValueError(_UNREADABLE_DAY)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(_DAY_OUT_OF_RANGE)
    return day


def link(page: str, selection: Selection, /, **choices: str | date | None) -> str:
    """The address of a page (its ``url_path``, empty for the first page) with the shared state and choices.

    ``as_of``, ``basis``, ``lang`` and ``viewer`` given here replace those of the selection. Other choices are
    only those named: what was chosen on another page means nothing on this one.
    """
    return _address(page, {**selection.state(), **_said(choices)})


def link_here(page: str, selection: Selection, /, **changes: str | date | None) -> str:
    """The address of the same page with some parts changed (None takes one out) and every other choice kept."""
    kept = {**selection.state(), **selection.choices}
    changed = {name: value for name, value in {**kept, **changes}.items() if value is not None}
    return _address(page, _said(changed))


def _said(parts: Mapping[str, str | date | None]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in parts.items()
        if value is not None and value != ""
    }


def _address(page: str, parts: Mapping[str, str]) -> str:
    unknown = parts.keys() - _KNOWN
    if unknown:
        raise ValueError(f"no such part of an address: {sorted(unknown)}")
    return f"./{page}?{_encoded(tuple((name, parts[name]) for name in _ORDER if name in parts))}"


@lru_cache(4096)  # a page says the same addresses at every run, dozens of them
def _encoded(ordered: tuple[tuple[str, str], ...]) -> str:
    return urlencode(ordered)


def _one(name: str, values: Sequence[str], faults: list[Fault]) -> str:
    if len(set(values)) > 1:
        faults.append(Fault(name, _TWICE, {"name": name, "values": ", ".join(values)}))
    return values[-1].strip()


def _looks_like_a_day(text: str) -> bool:
    parts = text.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(part.isdigit() for part in parts)


_NO_SUCH_DAY = N_("There is no day {given} in the calendar.")
_UNREADABLE_DAY = N_("“{given}” is not a day. A day is written year-month-day, for example 2022-04-15.")
_DAY_OUT_OF_RANGE = N_("{given} lies outside the days this tracker knows (from 1991-12-16 to 2099-12-31).")
_NO_BASIS = N_(
    "“{given}” is no basis. The basis is “current” (terms in force) or “original” (first approved)."
)
_NO_LANGUAGE = N_("“{given}” is no language of the tracker. There are kk, ru and en.")
_TWICE = N_("The address gives “{name}” more than once, with different values: {values}.")
