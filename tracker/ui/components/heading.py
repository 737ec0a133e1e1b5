"""A page's head: the sentence that answers its question, and the quiet line with day, basis and base."""

from __future__ import annotations

from tracker.ui.components.html import show, tag
from tracker.ui.components.state import controls, state_words
from tracker.ui.page import Here


def heading(
    here: Here, sentence: str, base: str | None = None, *, over: object = None, name: str | None = None
) -> None:
    """``over`` and ``name`` stand above the sentence (where it belongs, what it is about); ``base`` says what the
    figures are counted over.
    """
    above = None if over is None else tag("p", over, class_="quiet")
    named = None if name is None else tag("p", name, class_="name")
    show(above, named, tag("h1", sentence))
    quiet_line(here, base)


def quiet_line(here: Here, base: str | None = None) -> None:
    """Day, basis and language, which open to be changed; after them the base in words."""
    offered = controls(here.key, here.selection, here.t, demonstration=here.installation.demonstration)
    said = tag("summary", state_words(here.selection, here.t))
    show(
        tag("details", said, tag("div", offered, class_="offered"), class_="state"),
        tag("p", base, class_="quiet") if base else None,
    )


def part(title: str, explanation: object = None, *below: object) -> None:
    """The heading of a part of a page, a quiet sentence under it, and what follows: each message has its price."""
    show(
        tag("h2", title),
        tag("p", explanation, class_="quiet") if explanation else None,
        tag("div", *below, class_="below") if below else None,
    )
