"""Numbers as people and spreadsheets write them: ``1234.5`` and ``1 234,5``, and no guess in between.

Owns what a written number means (contracts.md, Reports). Must not know what the number is a value of.
"""

from __future__ import annotations

import math
import re

from tracker.errors import InputError

# Any space groups thousands: plain, no-break, narrow no-break, thin, figure.
_SPACES = " \u00a0\u202f\u2009\u2007"
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?").fullmatch
# for whole columns: plain, and so short that nobody reads it otherwise
PLAIN_AND_SHORT = r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$"
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+").fullmatch
_GROUPED = re.compile(rf"[+-]?[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?").fullmatch
_TWO_WAYS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}").fullmatch
_FOREIGN_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:[,.'’][0-9]{3})+(?:[.,][0-9]+)?").fullmatch
_EXPONENT = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+").fullmatch


class NumberFault(InputError):
    """A text that is no number, or could be two; the message says how to write it."""


def parse_number(text: str) -> float:
    """The number a cell holds. Raises NumberFault in words, also for one that could be read two ways."""
    if _PLAIN(text):
        return _finite(text, text)
    bare = text.strip().replace("\u2212", "-")
    if _TWO_WAYS(bare):
        raise NumberFault(
            "'{text}' can be read two ways; write {whole} or {decimal}.",
            text=text, whole=bare.replace(",", ""), decimal=bare.replace(",", "."),
        )  # fmt: skip
    if _PLAIN(bare) or _DECIMAL_COMMA(bare) or _GROUPED(bare):
        for space in _SPACES:
            bare = bare.replace(space, "")
        return _finite(bare.replace(",", "."), text)
    raise _no_number(text, bare)


def _finite(digits: str, text: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise NumberFault("'{text}' is too large a number.", text=text[:40])
    return value


def _no_number(text: str, bare: str) -> NumberFault:
    if bare.endswith("%"):
        return NumberFault("'{text}' carries a percent sign; write the bare number.", text=text)
    if _EXPONENT(bare):
        return NumberFault(
            "'{text}' is a shortened number that has lost its digits; widen the column and save again.",
            text=text,
        )
    if _FOREIGN_GROUPS(bare):
        return NumberFault("'{text}' groups its thousands; write it as 1234.5 or 1 234,5.", text=text)
    return NumberFault("'{text}' is no number; write it as 1234.5 or 1 234,5.", text=text[:60])
