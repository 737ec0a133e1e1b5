"""What an identity provider said of somebody, as the platform's sign-in hands it on: a signed cookie, read once.

The platform would keep its cookie for thirty days, never look at ``exp`` and know no revocation; here it lives for the
seconds between coming back from the provider and the session of our own, and is not taken a second time.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature, URLSafeTimedSerializer

from tracker.access.token import hash_of

COOKIE = "_streamlit_user"
FRESH_SECONDS = 600
_TAKEN_SECONDS = 60
_MOST_CHUNKS = 20

_taken: dict[str, datetime] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Told:
    """Who somebody is at a provider."""

    issuer: str
    subject: str


def secret() -> str | None:
    """What the platform signs its cookie with; None where no provider is set up."""
    return os.environ.get("TRACKER_OIDC_COOKIE_SECRET")


def told(cookies: Mapping[str, str], now: datetime) -> Told | None:
    """Whom the provider just vouched for; None for a word that is missing, forged, old, over or taken before."""
    raw = cookies.get(COOKIE)
    if not raw or secret() is None:
        return None
    text = _signed(cookies, COOKIE)
    if text is not None and text.startswith("chunks-"):
        text = _joined(cookies, text.removeprefix("chunks-"))
    try:
        claims = json.loads(text or "")
    except ValueError:
        return None
    if not isinstance(claims, dict) or not claims.get("is_logged_in"):
        return None
    issuer, subject, ends = (claims.get(name) for name in ("iss", "sub", "exp"))
    seconds = now.replace(tzinfo=UTC).timestamp()
    if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
        return None
    if (isinstance(ends, int | float) and ends <= seconds) or not _first_time(raw, now):
        return None
    return Told(issuer, subject)


def _signed(cookies: Mapping[str, str], name: str) -> str | None:
    value = cookies.get(name)
    if not value:
        return None
    try:
        found = URLSafeTimedSerializer(secret(), salt=name).loads(value, max_age=_TAKEN_SECONDS)
    except BadSignature:  # too old, too
        return None
    return found if isinstance(found, str) else None


def _joined(cookies: Mapping[str, str], count: str) -> str | None:
    if not count.isdigit() or not 1 <= int(count) <= _MOST_CHUNKS:
        return None
    parts = [_signed(cookies, f"{COOKIE}_{n + 1}") for n in range(int(count))]
    return None if None in parts else "".join(parts)


def _first_time(raw: str, now: datetime) -> bool:
    key = hash_of(raw)
    with _lock:
        for old in [one for one, at in _taken.items() if (now - at).total_seconds() > 2 * _TAKEN_SECONDS]:
            del _taken[old]
        if key in _taken:
            return False
        _taken[key] = now
    return True
