"""What tells markup from text."""

from __future__ import annotations


class Html(str):
    """Markup that is safe to put on a page as it stands: on one line, escaped."""

    __slots__ = ()
