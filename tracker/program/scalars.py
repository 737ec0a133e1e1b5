"""What a plain (unquoted) word of YAML is: our own short list, so that nobody's text becomes a number.

Recognised: whole and decimal numbers, ``true``/``false``, ``null``/``~``/nothing, ISO dates, ``.inf`` and
``.nan`` (only to be refused by name). Everything else is text: ``NO``, ``12:30``, ``010``, ``1_000``,
``0x1F``, ``yes``.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

_WORDS: dict[str, Any] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    ".inf": float("inf"),
    "+.inf": float("inf"),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
    ".NaN": float("nan"),
}
_NUMBER = re.compile(
    r"(?P<whole>[-+]?(?:0|[1-9][0-9]*))\Z"
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\Z"
    r"|(?P<decimal>[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?)\Z"
)
# the first letters a word of _WORDS, a number or a date can have; anything else is text at once
FIRST = frozenset("0123456789-+.~ntfNTF")
PAST_FIRST = chr(ord(max(FIRST)) + 1)  # no letter of theirs comes after; most texts of our languages do
LONGEST = 40
_EXACT_DIGITS = 18


def resolve(text: str) -> Any:
    """The value of a plain scalar: None, bool, int, float, date, or the text itself."""
    if (text and text[0] not in FIRST) or len(text) > LONGEST:
        return text
    return resolve_short(text)


@lru_cache(maxsize=8192)
def resolve_short(text: str) -> Any:
    """:func:`resolve` for no more than `LONGEST` letters."""
    # kept, as a country's files say the same days, years and small numbers again and again
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.match(text)
    if match is None:
        return text
    kind = match.lastgroup
    if kind == "date":
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    # digits beyond what a double holds exactly would only pretend to be exact
    if kind == "whole" and len(text) <= _EXACT_DIGITS:
        return int(text)
    return float(text)


def resolve_key(text: str) -> int | dt.date | str:
    """The value of a key: a year or any whole number, a date, or text; quotes make no difference."""
    if text[:1].isdigit():
        value = resolve(text)
        if type(value) is int or type(value) is dt.date:
            return value
    return text
