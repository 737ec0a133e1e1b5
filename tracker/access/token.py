"""Tokens: unguessable texts of which the database keeps only the hash, so that who reads it cannot come in."""

from __future__ import annotations

import hashlib
import secrets
import uuid

# 256 bits: too many to guess, so a fast hash is enough to keep them
_BYTES = 32


def new_token() -> str:
    """A fresh token, 43 letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_id() -> str:
    """An id that says nothing."""
    return uuid.uuid4().hex
