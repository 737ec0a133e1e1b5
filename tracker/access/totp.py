"""The second factor: codes that change every half a minute, from a secret that a telephone holds (RFC 6238)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import UTC, datetime
from urllib.parse import quote

STEP, DIGITS = 30, 6
# a telephone's clock may be off by a step either way
_DRIFT = 1


def new_secret() -> str:
    """A fresh secret, 160 bits in base 32, as an app wants it typed."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def code_at(secret: str, step: int) -> str:
    """The code of a time step."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(instant: datetime) -> int:
    """The time step of a naive UTC instant."""
    return int(instant.replace(tzinfo=UTC).timestamp()) // STEP


def step_matched(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step whose code was typed, None if none was; a step not after ``last_step`` was taken already."""
    typed = "".join(code.split())
    present = step_of(now)
    for step in range(present - _DRIFT, present + _DRIFT + 1):
        if step > last_step and hmac.compare_digest(code_at(secret, step).encode(), typed.encode()):
            return step
    return None


def address_for_app(secret: str, name: str) -> str:
    """The address an authenticator app reads."""
    return f"otpauth://totp/{quote('tracker:' + name)}?secret={secret}&issuer=tracker&digits={DIGITS}&period={STEP}"
