"""Sentences made from figures, worded in a language: what kind of value stands in a place is told by its name.

Names ending in ``_share`` are shares, in ``_mln`` million tenge, ``cause`` is a cause of the vocabulary; days and
texts in three languages are told by their type, other decimal numbers are values in the indicator's unit, whole
numbers are counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.text import N_, number, percent, translator, with_unit
from tracker.text.values import rounded
from tracker.text.vocab import word


def said(
    template: str,
    values: Mapping[str, object],
    language: str,
    unit: Mapping[str, str] | None = None,
    kind: str | None = None,
) -> str:
    """A template in a language with its values put in; values that are not there are left out of sight."""
    filled = {name: _value(name, value, language, unit, kind) for name, value in values.items()}
    return translator(language)(template, **filled)


def _value(
    name: str, value: object, language: str, unit: Mapping[str, str] | None, kind: str | None
) -> object:
    if value is None:
        return translator(language)(_UNKNOWN)
    if name == "cause":
        return word("cause", str(value), language)
    if name.endswith("_share") and isinstance(value, int | float):
        return percent(value, language)
    if name.endswith("_mln") and isinstance(value, int | float):
        return translator(language)(_MLN, amount=number(rounded(value), language))
    if isinstance(value, float):
        if kind == "milestone" and value in (0.0, 1.0):
            return word("done", str(int(value)), language)
        return with_unit(rounded(value), unit, language) if unit else number(rounded(value), language)
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value, language)
    if isinstance(value, date | Mapping):
        return value
    return str(value)


_UNKNOWN = N_("not known")
_MLN = N_("{amount} mln KZT")
