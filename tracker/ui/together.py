"""Markup that follows markup goes to the browser as one element.

The platform spends most of a run on the elements themselves, whatever they hold: a quarter of a millisecond each, and
some more in the browser. Pages are mostly markup between a few widgets, so that half of their elements can be joined.
What is put waits until the platform is given something else, or until the page ends.

It reaches into the platform by :func:`join_markup`; where that was not called, as in a test without a server, each
piece is an element of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.delta_generator_singletons import context_dg_stack, get_dg_singleton_instance

from tracker.ui.markup import Html

# A large element by itself is sent again as a reference where it is the same, whatever changed around it; its heading
# goes along with it.
_LARGE, _HEADING = 8_000, 1_000


class _Waiting(threading.local):
    """What a thread's run has put and the platform not yet got, and the container it was put into."""

    def __init__(self) -> None:
        self.parts: list[Html] = []
        self.into: DeltaGenerator | None = None
        self.gathers = False


_waiting = _Waiting()
_joins = False


def join_markup() -> None:
    """Have everything else that a page puts wait for the markup before it."""
    global _joins
    places = ("_enqueue", "_block")
    if _joins or not all(hasattr(DeltaGenerator, name) for name in places):
        return
    for name in places:
        setattr(DeltaGenerator, name, _after_markup(getattr(DeltaGenerator, name)))
    _joins = True


def put(piece: Html) -> None:
    """Put a piece of markup on the page, with those before and after it where that looks the same."""
    if _waiting.gathers:
        _waiting.parts.append(piece)
        return
    into = _column()
    if into is None:
        put_waiting()
        st.markdown(piece, unsafe_allow_html=True)
        return
    large = len(piece) > _LARGE
    if into is not _waiting.into or (large and sum(map(len, _waiting.parts)) > _HEADING):
        put_waiting()
        _waiting.into = into
    _waiting.parts.append(piece)
    if large:
        put_waiting()


def gathered(draw: Callable[[], object]) -> Html:
    """The markup that ``draw`` puts, to be kept and put again. It may put nothing else."""
    outside, into = _waiting.parts, _waiting.into
    _waiting.parts, _waiting.into, _waiting.gathers = [], None, True
    try:
        draw()
        return _one(_waiting.parts)
    finally:
        _waiting.parts, _waiting.into, _waiting.gathers = outside, into, False


def put_waiting() -> None:
    """Put what waits, at the end of a page or before something else."""
    assert not _waiting.gathers, "only markup can be gathered"
    parts, into = _waiting.parts, _waiting.into
    if not parts:
        return
    forget_waiting()
    stack = context_dg_stack.set((get_dg_singleton_instance().main_dg, into))
    try:
        st.markdown(_one(parts), unsafe_allow_html=True)
    finally:
        context_dg_stack.reset(stack)


def forget_waiting() -> None:
    """Drop what a run that was broken off has left."""
    _waiting.parts, _waiting.into, _waiting.gathers = [], None, False


def _one(parts: list[Html]) -> Html:
    return parts[0] if len(parts) == 1 else Html(f'<div class="together">{"".join(parts)}</div>')


def _column() -> DeltaGenerator | None:
    """The page's or the sidebar's own column, where that is written into: there one piece stands below the other."""
    if not _joins:
        return None
    roots = get_dg_singleton_instance()
    stack = context_dg_stack.get()
    here = stack[-1] if stack else roots.main_dg
    return here if here is roots.main_dg or here is roots.sidebar_dg else None


def _after_markup(place: Any) -> Any:
    @wraps(place)
    def placed(self: DeltaGenerator, *args: Any, **named: Any) -> Any:
        put_waiting()
        return place(self, *args, **named)

    return placed
