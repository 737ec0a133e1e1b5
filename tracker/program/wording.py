"""The validator's findings in the words of somebody who writes YAML, each at its place in the file.

Nothing of the validator's vocabulary comes through: keys, values, dates and choices are named as they
stand in the file, with the nearest known one offered. Slips in values are told apart in `slips`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tracker.errors import Problem
from tracker.program.fields import LANGUAGES, LEAST_WEIGHT, Frozen, Text
from tracker.program.keys import homes, keys, model_at
from tracker.program.places import Places
from tracker.program.slips import (
    Said,
    comma_in_number,
    comma_in_text,
    control_slip,
    date_slip,
    id_slip,
    no_space_slip,
    number_slip,
    shown,
)

_KEY = "[key]"
_KEY_FAULTS = ("extra_forbidden", "invalid_key", "plan_key")


def reworded(
    name: str, errors: Iterable[dict[str, Any]], data: Any, top: type[Frozen], places: Places
) -> list[Problem]:
    """The problems behind pydantic's ``errors`` for the file ``name`` holding ``data``."""
    problems: list[Problem] = []
    settled: set[tuple[Any, ...]] = set()
    ordered = sorted(errors, key=lambda error: error["type"] not in _KEY_FAULTS)
    for error in ordered:
        way = tuple(step for step in error["loc"] if step != _KEY)
        if way in settled:
            continue
        at_key = error["type"] in _KEY_FAULTS
        if at_key:
            settled.add(way)
            said = _about_key(way, data, top, settled)
        else:
            said = _about_value(error, way, data)
        if said is not None:
            line, column = places.at(way, key=at_key)
            problems.append(
                Problem(name, line, column, said.rule, said.template, said.values, hint=said.hint)
            )
    return problems


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``word``, if any is close."""
    found = difflib.get_close_matches(str(word).lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def _about_key(
    way: tuple[Any, ...], data: Any, top: type[Frozen], settled: set[tuple[Any, ...]]
) -> Said | None:
    parent = _value(data, way[:-1])
    key = way[-1]
    model = model_at(top, way[:-1])
    if isinstance(parent, dict) and parent.get(key) is None:
        missed = no_space_slip(key)
        if missed is not None:
            return missed
        comma = _comma_slip(way[:-1], key, parent, settled)
        if comma is not None:
            return comma
    if model is None:
        return date_slip(key) or Said(
            "plan-key",
            "{value} is neither a year nor a date.",
            "Write {{2021: 14}} or {{2021-06-30: 7}}.",
            {"value": shown(key)},
        )
    if model is Text:
        return Said(
            "unknown-key",
            "{key} is no language; known are kk, ru and en.",
            "If it belongs to the text, put the whole text in quotes.",
            {"key": shown(key)},
        )
    known = keys(model)
    close = nearest(key, known)
    if close is not None:
        return Said(
            "unknown-key",
            "The key {key} is not known here.",
            "Did you mean {nearest}?",
            {"key": shown(key), "nearest": close},
        )
    elsewhere = homes().get(key) if isinstance(key, str) else None
    if elsewhere:
        return Said(
            "unknown-key",
            "The key {key} does not belong here but under: {homes}.",
            "Look at the indentation of the line.",
            {"key": shown(key), "homes": ", ".join(elsewhere)},
        )
    return Said(
        "unknown-key",
        "The key {key} is not known here.",
        "Known are: {known}.",
        {"key": shown(key), "known": ", ".join(known)},
    )


def _comma_slip(
    way: tuple[Any, ...], key: Any, parent: dict[Any, Any], settled: set[tuple[Any, ...]]
) -> Said | None:
    """Pieces that a comma inside ``{...}`` has split off: keys without a value behind a value."""
    keys = list(parent)
    at = keys.index(key)
    if at == 0:
        return None
    before = keys[at - 1]
    whole = parent[before]
    if str(key).isdigit() and type(whole) is int:
        settled.add((*way, before))
        return comma_in_number(whole, str(key))
    if type(whole) is not str or not (before in LANGUAGES or " " in str(key) or not str(key).isascii()):
        return None
    pieces = [whole]
    for piece in keys[at:]:
        if parent[piece] is not None:
            break
        settled.add((*way, piece))
        pieces.append(str(piece))
    return comma_in_text(before, ", ".join(pieces))


def _about_value(error: dict[str, Any], way: tuple[Any, ...], data: Any) -> Said:
    kind = error["type"]
    value = error["input"]
    key = next((step for step in reversed(way) if isinstance(step, str)), "")
    if kind == "missing":
        item = _item(_value(data, way[:-1]))
        return Said(
            "missing-key",
            "The key {key} is missing in {item}.",
            "Add a line {key}: with its value.",
            {"key": key, "item": item},
        )
    if value is None:
        if way and isinstance(way[-1], int) and kind == "model_type":
            return Said(
                "empty", "Nothing stands behind this dash.", "Write the item, or remove the line.", {}
            )
        return Said(
            "empty",
            "The key {key} has no value.",
            "Write one, or remove the line.",
            {"key": way[-1] if way else key},
        )
    say = _SAY.get(kind)
    said = say(key, value, error) if say is not None else None
    return said or Said("value", "{key} cannot be {value}.", None, {"key": key, "value": shown(value)})


def _number(key: str, value: Any, error: dict[str, Any]) -> Said:
    slip = number_slip(value) if type(value) is str else None
    if slip is not None:
        return slip
    if isinstance(value, float) and value - value != 0:
        return Said(
            "not-finite",
            "{value} is not a number one can count with.",
            "Write a finite number.",
            {"value": shown(value)},
        )
    return Said(
        "number",
        "{key} must be a number, not {value}.",
        "Write it like 1234.5.",
        {"key": key, "value": shown(value)},
    )


def _baseline(key: str, value: Any, error: dict[str, Any]) -> Said:
    slip = number_slip(value) if type(value) is str else None
    return slip or Said(
        "number",
        "{key} must be a number or the word unknown, not {value}.",
        None,
        {"key": key, "value": shown(value)},
    )


def _whole(key: str, value: Any, error: dict[str, Any]) -> Said:
    slip = number_slip(value) if type(value) is str else None
    return slip or Said(
        "number", "{key} must be a whole number, not {value}.", None, {"key": key, "value": shown(value)}
    )


def _flag(key: str, value: Any, error: dict[str, Any]) -> Said:
    return Said(
        "flag",
        "{key} must be true or false, not {value}.",
        "Write one of the two, without quotes.",
        {"key": key, "value": shown(value)},
    )


def _date(key: str, value: Any, error: dict[str, Any]) -> Said:
    return date_slip(value) or Said(
        "date",
        "{key} must be a day, not {value}.",
        "Write it like 2025-12-31.",
        {"key": key, "value": shown(value)},
    )


def _choice(key: str, value: Any, error: dict[str, Any]) -> Said:
    choices = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
    close = nearest(value, choices) if isinstance(value, str) else None
    return Said(
        "choice",
        "{key} may be {choices}, not {value}.",
        "Did you mean {nearest}?" if close else None,
        {"key": key, "choices": ", ".join(choices), "value": shown(value), "nearest": close},
    )


def _word(key: str, value: Any, error: dict[str, Any]) -> Said:
    if isinstance(value, (dict, list)):
        return Said(
            "text",
            "{key} must be one word or text, not a list or a map.",
            "If the text has commas, colons or brackets, put it in quotes.",
            {"key": key},
        )
    return Said(
        "needs-quotes",
        "{value} is read as a number, a date or true/false, but {key} is a text.",
        'Put it in quotes: {key}: "{value}".',
        {"key": key, "value": shown(value)},
    )


def _pattern(key: str, value: Any, error: dict[str, Any]) -> Said:
    slip = id_slip(value)
    if slip is not None:
        return slip
    if "A-Z" in error["ctx"]["pattern"]:
        return Said(
            "id",
            "{value} is no code of a territory.",
            "Write KZ, KZ-11, or KATO digits in quotes.",
            {"value": shown(value)},
        )
    if error["ctx"]["pattern"].endswith("/[a-z0-9-]+$"):
        return Said(
            "id",
            "{value} is no full id of an indicator.",
            "Write program/indicator.",
            {"value": shown(value)},
        )
    mended = "-".join(value.lower().replace("_", " ").split())
    if mended.isascii() and mended.replace("-", "").isalnum():
        return Said(
            "id",
            "{value} is no id: small Latin letters, digits and hyphens only.",
            "Write {example}.",
            {"value": shown(value), "example": mended},
        )
    return Said(
        "id", "{value} is no id: small Latin letters, digits and hyphens only.", None, {"value": shown(value)}
    )


def _list(key: str, value: Any, error: dict[str, Any]) -> Said:
    if isinstance(value, str) and (slip := no_space_slip(value)):
        return slip
    return Said(
        "list",
        "Under {key} stands a list.",
        "Begin each item with a dash on a line of its own.",
        {"key": key},
    )


def _map(key: str, value: Any, error: dict[str, Any]) -> Said:
    if isinstance(value, str) and (slip := no_space_slip(value)):
        return slip
    return Said(
        "map",
        "Here stand keys with their values, not {value}.",
        "Write each on a line of its own: a key, a colon, a space, the value.",
        {"value": shown(value)},
    )


def _plan(key: str, value: Any, error: dict[str, Any]) -> Said:
    if isinstance(value, str) and (slip := no_space_slip(value)):
        return slip
    return Said(
        "map",
        "A plan gives years or dates with their values, not {value}.",
        "Write {{2021: 14, 2022: 18}}.",
        {"value": shown(value)},
    )


def _control(key: str, value: Any, error: dict[str, Any]) -> Said:
    return control_slip(key, value)


def _greater(key: str, value: Any, error: dict[str, Any]) -> Said:
    return Said(
        "positive", "{key} must be greater than 0, not {value}.", None, {"key": key, "value": shown(value)}
    )


def _at_least(key: str, value: Any, error: dict[str, Any]) -> Said:
    if error["ctx"]["ge"] == LEAST_WEIGHT and value <= 0:
        return _greater(key, value, error)
    return Said(
        "range",
        "{key} must be at least {limit}, not {value}.",
        None,
        {"key": key, "value": shown(value), "limit": shown(error["ctx"]["ge"])},
    )


def _at_most(key: str, value: Any, error: dict[str, Any]) -> Said:
    return Said(
        "range",
        "{key} must be at most {limit}, not {value}.",
        None,
        {"key": key, "value": shown(value), "limit": shown(error["ctx"]["le"])},
    )


def _empty_text(key: str, value: Any, error: dict[str, Any]) -> Said:
    return Said("empty", "The key {key} has no value.", "Write one, or remove the line.", {"key": key})


def _too_long(key: str, value: Any, error: dict[str, Any]) -> Said:
    return Said(
        "too-long",
        "{key} is longer than {limit} letters.",
        None,
        {"key": key, "limit": error["ctx"]["max_length"]},
    )


_SAY: dict[str, Callable[[str, Any, dict[str, Any]], Said]] = {
    "float_type": _number,
    "finite_number": _number,
    "baseline": _baseline,
    "int_type": _whole,
    "int_from_float": _whole,
    "bool_type": _flag,
    "date": _date,
    "literal_error": _choice,
    "string_type": _word,
    "text_type": _word,
    "string_pattern_mismatch": _pattern,
    "tuple_type": _list,
    "model_type": _map,
    "dict_type": _plan,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "text_empty": _empty_text,
    "control_character": _control,
    "string_too_short": _empty_text,
    "string_too_long": _too_long,
}


def _value(data: Any, way: Sequence[Any]) -> Any:
    for step in way:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _item(value: Any) -> str:
    """What a map is called: its first key with its value, as written."""
    if isinstance(value, dict):
        for key, named in value.items():
            if isinstance(named, (str, int)):
                return f"{shown(key)}: {shown(named)}"
    return "{…}"
