"""What the browser of the present run sent along: its session's token."""

from __future__ import annotations

import streamlit as st

from tracker.access.cookie import token_in


def token() -> str | None:
    """The session's token, None where the browser has none (or a test of the platform hands out no real cookies)."""
    host = st.context.headers.get("Host")
    cookies = st.context.cookies
    if not isinstance(host, str):
        return None
    try:
        return token_in({name: cookies.get(name) for name in cookies}, host)
    except TypeError:  # the platform's test harness gives something that is no mapping
        return None
