"""What a page works with: the store, the actor, what is asked, the language, and its links.

The frame makes it on every run; a page takes it with :func:`here`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import streamlit as st

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope
from tracker.store import Store
from tracker.text import Translator, pick, tr
from tracker.ui.cache import answer, drawn
from tracker.ui.installation import Installation
from tracker.ui.menu import path_of
from tracker.ui.selection import Selection, link, link_here
from tracker.ui.signed_in import actor_of_token

_KEY = "_here"


@dataclass(frozen=True, slots=True)
class Here:
    """One run of one page, for one person, on one day."""

    key: str
    selection: Selection
    installation: Installation
    store: Store
    opened_as: Actor
    theme: str
    token: str | None = None

    @property
    def actor(self) -> Actor:
        """Who acts, asked anew each time: a callback or a fragment runs without the frame, and what somebody could
        do when the page was made they may do no longer.
        """
        return self.opened_as if self.installation.demonstration else actor_of_token(self.store, self.token)

    @property
    def language(self) -> str:
        return self.selection.language

    @property
    def t(self) -> Translator:
        """Says templates in the reader's language."""
        return tr(self.selection.language)

    @property
    def ask(self) -> Ask:
        """The day and the basis the page is asked for."""
        return Ask(self.selection.as_of, self.selection.basis)

    def of(self, query: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """A query's answer for this actor, day and basis, kept between reruns."""
        return answer(query, self.store, self.actor, self.ask, *args, **named)

    def drawn(self, build: Callable[[], Any], key: tuple, *anchors: Any) -> Any:
        """What ``build`` draws of the answers ``anchors`` for this address and theme, kept between reruns."""
        address = (
            self.key,
            tuple(self.selection.state().items()),
            tuple(self.selection.choices.items()),
            self.theme,
        )
        return drawn(build, (*address, *key), *anchors)

    def names(self, query: Callable[..., Sequence[Any]], id_: str) -> dict[str, str]:
        """What one of the country's lists holds, in words by its ``id_``, in the list's order."""
        found = self.of(query)
        return self.drawn(
            lambda: {getattr(one, id_): self.say(one.title) for one in found}, ("names", id_), found
        )

    def scope(self, **bounds: Any) -> Scope:
        """What a page counts over: never a program that has not begun on the day."""
        return Scope(begun=True, **bounds)

    @property
    def moment(self) -> datetime:
        """The instant at which something entered here happens (naive UTC)."""
        return self.installation.moment(self.selection.as_of)

    def say(self, text: dict[str, str] | None) -> str:
        """A text of the program files in the reader's language."""
        return pick(text, self.selection.language)

    def chosen(self, name: str) -> str | None:
        """The id chosen under a name in the address."""
        return self.selection.chosen(name)

    def link(self, page: str, **choices: str | date | None) -> str:
        """The address of a page by its key, with the state every link carries."""
        return link(path_of(page), self.selection, **choices)

    def stay(self, **changes: str | date | None) -> str:
        """The address of this page with some parts changed."""
        return link_here(path_of(self.key), self.selection, **changes)


def put(here: Here) -> None:
    """Keep it for the page that runs next in this session."""
    st.session_state[_KEY] = here


def here() -> Here:
    """The page's own run."""
    return st.session_state[_KEY]
