"""Markup as text, escaped in one place.

Everything a page says through HTML is built here: plain strings are escaped, only :class:`Html` passes as it is.
One line a fragment: a blank line would end the HTML block and hand the rest to the Markdown reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from tracker.ui import together
from tracker.ui.markup import Html

if TYPE_CHECKING:
    from tracker.ui.page import Here

# as few as will do: a screen reader is told a widget's label as it stands
_MARKDOWN = re.compile(r"([\\`*_\[\]~$<]|:(?=[a-z]))")
_EMPTY = frozenset({"br", "hr", "img", "input", "source"})


def safe(text: object) -> Html:
    """Any text as markup: escaped, its line breaks made spaces; markup passes unchanged."""
    if isinstance(text, Html):
        return text
    return Html(escape(" ".join(str(text).split("\n")), quote=True))


def tag(name: str, /, *children: object, **attributes: object) -> Html:
    """``<name a="...">children</name>``; ``class_`` is class, ``_`` in a name is ``-``; None and False left out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{safe(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _EMPTY:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(children)}</{name}>")


def joined(parts, between: str = "") -> Html:
    """Several pieces as one; None is left out."""
    return Html(str(safe(between)).join(safe(part) for part in parts if part is not None))


def literal(text: str) -> str:
    """A text for the label or the help of a widget, whose Markdown would make pictures, links and colours of it."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split("\n")))


def a(href: str, *children: object, **attributes: object) -> Html:
    """A link within the tracker."""
    return tag("a", *children, href=href, target="_self", **attributes)


def drawing(svg: str) -> Html:
    """A drawing of :mod:`tracker.draw`, which escapes its own text, as markup on one line."""
    return Html(" ".join(svg.split("\n")))


def show(*parts: object, class_: str = "") -> None:
    """Put markup on the page, in the tracker's own style."""
    together.put(tag("div", *parts, class_=f"tl {class_}".strip()))


def still(here: Here, name: str, draw: Callable[[], object], *anchors: object) -> None:
    """Put the markup that ``draw`` puts, and again what it put before, as long as the ``anchors`` are the same answers.

    For parts that hold nothing to fill in or to press. Raises AssertionError where one puts anything but markup.
    """
    together.put(here.drawn(lambda: together.gathered(draw), ("still", name), *anchors))
