"""Passwords of local accounts: what one must be, in a sentence, and its argon2id hash."""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.errors import InputError

SHORTEST, LONGEST = 12, 200
#: what a form says before anything is typed
RULE = (
    "A password has at least {shortest} characters; several words are easier to remember than signs. It is not the "
    "account's name and not one sign repeated."
)
# each hashing takes 64 MiB and a core: strangers must not be able to ask for many at once
_TURNS = threading.BoundedSemaphore(2)
_HASHER = PasswordHasher()
# what a password for an account that is not there is compared with, so that it takes as long
_NOBODY = _HASHER.hash("nobody signs in with this")
_FEWEST_SIGNS = 5


def check_password(password: str, name: str) -> None:
    """Raise InputError saying what is wrong with a new password."""
    if len(password) < SHORTEST:
        raise InputError(
            "The password is too short: {shortest} characters at least, several words for example.",
            shortest=SHORTEST,
        )
    if len(password) > LONGEST:
        raise InputError("The password is too long: {longest} characters at most.", longest=LONGEST)
    folded = _plain(password).casefold()
    if name.casefold() in folded or len(set(folded)) < _FEWEST_SIGNS:
        raise InputError(
            "The password is too easy to guess: it must not hold the account's name or repeat a few signs."
        )


def hash_password(password: str) -> str:
    """The argon2id hash that is kept."""
    with _TURNS:
        return _HASHER.hash(_plain(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one a hash was made of; takes as long where there is no hash."""
    with _TURNS:
        try:
            right = _HASHER.verify(kept or _NOBODY, _plain(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None


def _plain(password: str) -> str:
    """The same letters typed on another machine are the same password."""
    return unicodedata.normalize("NFC", password)
