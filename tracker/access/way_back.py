"""Where signing in leads back to: the page that was asked for, never another place."""

from __future__ import annotations

from urllib.parse import urlsplit

FIRST_PAGE = "/"
_LONGEST = 2000
_NOT_BACK_TO = ("/sign-in", "/sign-out", "/invitation", "/oauth2callback", "/auth/")


def way_back(asked: str | None) -> str:
    """The path and query asked for, if it is one of this server's own; else the first page."""
    if not asked or len(asked) > _LONGEST or not asked.isprintable() or "\\" in asked:
        return FIRST_PAGE
    try:
        parts = urlsplit(asked)
    except ValueError:
        return FIRST_PAGE
    if parts.scheme or parts.netloc or not asked.startswith("/") or asked.startswith("//"):
        return FIRST_PAGE
    if parts.path.startswith(_NOT_BACK_TO):
        return FIRST_PAGE
    return asked
