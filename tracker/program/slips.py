"""The slips officials make in single values, each with a sentence that names the mend.

Each function takes what stands in the file and gives ``Said`` (rule, template, hint, values) or None.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from tracker.program.fields import CONTROL
from tracker.program.scalars import resolve

_SPACES = " \u00a0\u202f\u2009'’"
_GROUPS = re.compile(rf"[-+]?[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?\Z")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+\Z")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+\Z")
_PERCENT = re.compile(r"(?P<number>[-+]?[0-9][0-9., \u00a0]*?)\s*%\Z")
_WITH_UNIT = re.compile(r"(?P<number>[-+]?[0-9][0-9., \u00a0]*?)\s*(?P<unit>[^\W\d_].*)\Z")
_NOT_FINITE = re.compile(r"[-+]?\.?(?:nan|inf|infinity|∞)\Z", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})[./-](?P<m>[0-9]{1,2})[./-](?P<y>[0-9]{4}|[0-9]{2})(?:\s*г\.?)?\Z")
_YEAR_FIRST = re.compile(r"(?P<y>[0-9]{4})[./-](?P<m>[0-9]{1,2})[./-](?P<d>[0-9]{1,2})\Z")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NO_SPACE = re.compile(r"(?P<key>[A-Za-z_]+|[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?):(?P<value>\S.*)\Z", re.DOTALL)
_LATIN_LIKE = str.maketrans("АВСЕНКМОРТХаеорсухі", "ABCEHKMOPTXaeopcyxi")


class Said(NamedTuple):
    """What is wrong (``template``), what to do (``hint``), filled from ``values``."""

    rule: str
    template: str
    hint: str | None
    values: dict[str, Any]


def shown(value: Any) -> str:
    """``value`` as it would stand in the file, short."""
    if value is None:
        return "null"
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, (dict, list, tuple)):
        return "{…}" if isinstance(value, dict) else "[…]"
    if isinstance(value, (int, float)) and _finite(value):
        if abs(value) > 1e15:
            return f"{value:g}"
        if value == int(value):
            return str(int(value))
        if abs(value) < 1e-4:
            return f"{value:.12f}".rstrip("0") if abs(value) >= 1e-12 else f"{value:g}"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _finite(value: Any) -> bool:
    return isinstance(value, (int, float)) and value - value == 0


def number_slip(text: str) -> Said | None:
    """A number written the way people write, where only ``1234.5`` is understood."""
    given = text.strip()
    value = shown(given)
    if _GROUPS.match(given):
        plain = re.sub(rf"[{_SPACES}]", "", given).replace(",", ".")
        return Said(
            "digit-groups",
            "{value} has spaces between its digits.",
            "Write {example}.",
            {"value": value, "example": plain},
        )
    if _THOUSANDS.match(given) and not given.lstrip("+-").startswith("0"):
        return Said(
            "decimal-comma",
            "{value} is written with a comma and can be read two ways.",
            "Write {whole} if thousands are meant, {fraction} if it is a fraction.",
            {
                "value": value,
                "whole": given.replace(",", ""),
                "fraction": given.replace(",", ".", 1).replace(",", ""),
            },
        )
    if _COMMA.match(given):
        return Said(
            "decimal-comma",
            "{value} is written with a comma.",
            "Write {example}, with a point.",
            {"value": value, "example": given.replace(",", ".")},
        )
    percent = _PERCENT.match(given)
    if percent:
        return Said(
            "percent-sign",
            "{value} has a percent sign; a value is a number alone.",
            'Write {example} here and unit: "%".',
            {"value": value, "example": _plain(percent["number"])},
        )
    if _NOT_FINITE.match(given):
        return Said(
            "not-finite",
            "{value} is not a number one can count with.",
            "Write a finite number.",
            {"value": value},
        )
    if type(resolve(given)) in (int, float):
        return Said(
            "number-in-quotes",
            "The number {value} stands in quotes, which makes it a text.",
            "Remove the quotes.",
            {"value": value},
        )
    unit = _WITH_UNIT.match(given)
    if unit:
        return Said(
            "number-with-unit",
            "{value} is a number with words; a value is a number alone.",
            "Write {example} here and the words under unit.",
            {"value": value, "example": _plain(unit["number"])},
        )
    return None


def _plain(number: str) -> str:
    return re.sub(rf"[{_SPACES}]", "", number).replace(",", ".").rstrip(".")


def date_slip(value: Any) -> Said | None:
    """A day written the way people write, where only ``2025-12-31`` is understood."""
    if type(value) is int and 1900 <= value <= 2200:
        return Said(
            "date",
            "{value} is a year where a day is needed.",
            "Write it like {value}-12-31.",
            {"value": value},
        )
    if type(value) is not str:
        return None
    given = value.strip()
    match = _DAY_FIRST.match(given) or _YEAR_FIRST.match(given)
    if match is None:
        return None
    if _ISO.match(given):
        return Said(
            "date", "{value} is no day of the calendar.", "Look at the month and the day.", {"value": given}
        )
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    try:
        day = dt.date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return Said(
            "date",
            "{value} is no day of the calendar.",
            "Write a day like 2025-12-31.",
            {"value": shown(given)},
        )
    return Said(
        "date-order",
        "The date {value} is not written as year-month-day.",
        "Write {example}.",
        {"value": shown(given), "example": day.isoformat()},
    )


def control_slip(key: str, value: Any) -> Said:
    """A text, or one of its languages, with a control character behind a backslash."""
    texts = value.values() if isinstance(value, dict) else (value,)
    found = next(match for text in texts if isinstance(text, str) and (match := CONTROL.search(text)))
    return Said(
        "control-character",
        "{key} holds an invisible control character ({code}).",
        "Delete it, or the backslash that writes it.",
        {"key": key, "code": f"U+{ord(found.group()):04X}"},
    )


def no_space_slip(value: Any) -> Said | None:
    """``2021:14``: a colon without the space that would make it a key with a value."""
    match = _NO_SPACE.match(value.strip()) if type(value) is str else None
    if match is None or match["value"].startswith("//"):
        return None
    first = match["value"].split()[0]
    return Said(
        "space-after-colon",
        "A space is missing after the colon of {key}.",
        "Write {example}.",
        {"key": match["key"], "example": shown(f"{match['key']}: {first}")},
    )


def id_slip(value: str) -> Said | None:
    """An id with letters that only look Latin, or with capitals, spaces or underscores."""
    latin = value.translate(_LATIN_LIKE)
    if latin != value and latin.isascii():
        letters = " ".join(dict.fromkeys(letter for letter in value if not letter.isascii()))
        return Said(
            "id-letters",
            "{value} holds Cyrillic letters that look like Latin ones: {letters}.",
            "Type {example} with Latin letters.",
            {"value": shown(value), "letters": letters, "example": latin},
        )
    return None


def comma_in_number(whole: Any, piece: str) -> Said:
    """``{target: 14,5}``: inside brackets a comma ends the number."""
    written = f"{shown(whole)},{piece}"
    return Said(
        "decimal-comma",
        "A comma inside brackets ends the number: {value} is read as two things.",
        "Write {example}, with a point.",
        {"value": written, "example": written.replace(",", ".")},
    )


def comma_in_text(language: Any, text: str) -> Said:
    """``{ru: one, two}``: inside brackets a comma ends the text."""
    return Said(
        "comma-in-text",
        "A comma inside brackets ends the text; what follows it is read as a key.",
        'Put the text in quotes: {key}: "{example}".',
        {"key": language, "example": shown(text)},
    )
