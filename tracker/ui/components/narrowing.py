"""Long lists to choose from: so many are offered, and words of the reader's narrow the rest on the server.

A browser that is handed a country's forty thousand indicators to choose from is handed megabytes at every click.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

import streamlit as st

from tracker.queries.ask import Scope
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.listed import listed
from tracker.text import N_
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here

OFFERED = 300


def narrowed(
    here: Here, options: Mapping[str, str], key: str, keep: Collection[str | None] = ()
) -> dict[str, str]:
    """Of ``options`` (id -> words) those that hold the reader's words, at most :data:`OFFERED`, and those of ``keep``.

    A short list is offered whole and nothing is asked.
    """
    if len(options) <= OFFERED:
        return options
    wanted = _asked(here, key)
    fitting = [one for one in options if wanted in options[one].casefold()] if wanted else options
    _said(here, len(fitting))
    kept = [one for one in keep if one in options]
    return {one: options[one] for one in dict.fromkeys((*kept, *islice(fitting, OFFERED)))}


def indicators(here: Here, scope: Scope, key: str, keep: Collection[str | None] = ()) -> list[Assessed]:
    """The scope's indicators that need attention most, at most :data:`OFFERED`, and those of ``keep`` (ids)."""
    found: Sequence[Assessed] = here.of(listed, scope, by_attention=True)
    if len(found) > OFFERED:
        wanted = _asked(here, key)
        if wanted:
            found = here.of(listed, scope, by_attention=True, words=wanted, language=here.language)
        _said(here, len(found))
    offered = here.drawn(lambda: found[:OFFERED], ("offered", key), found)
    named = {one.indicator for one in offered}
    missing = [one for one in dict.fromkeys(keep) if one and one not in named]
    return [*(item for one in missing for item in here.of(assessed, here.scope(indicator=one))), *offered]


def _asked(here: Here, key: str) -> str:
    typed = st.text_input(here.t(_WORDS), key=f"narrow:{key}", max_chars=80, placeholder=here.t(_EXAMPLE))
    return typed.strip().casefold()


def _said(here: Here, count: int) -> None:
    if count > OFFERED:
        show(tag("p", here.t(_FIRST, offered=OFFERED, count=count), class_="quiet"))
    elif not count:
        show(tag("p", here.t(_NONE), class_="quiet"))


_WORDS = N_("Words to find it by")
_EXAMPLE = N_("part of the name")
_FIRST = N_("The first {offered} of {count} are offered below; a word from the name narrows them.")
_NONE = N_("Nothing holds these words.")
