"""Forms that only lead to an address: markup like a link, where a widget of the platform would cost at every look.

The page's own script follows them without loading the page anew; without it they work as any form does.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.ui.components.html import Html, joined, tag


def address_form(
    page: str, kept: Mapping[str, str], *fields: object, class_: str, **attributes: object
) -> Html:
    """A form that opens a page (its ``url_path``) with what its ``fields`` hold, and with ``kept`` as it is."""
    hidden = joined(tag("input", type="hidden", name=name, value=value) for name, value in kept.items())
    return tag("form", *fields, hidden, action=f"./{page}", class_=class_, **attributes)
