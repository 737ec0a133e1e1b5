"""An indicator's values in words: with their unit, a milestone's as done or not, what is missing with its reason.

Owns the words that stand where a figure is not there: never a dash, never an empty cell (contracts.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10

from tracker.text.catalogue import N_, translator
from tracker.text.numbers import with_unit
from tracker.text.vocab import word

#: why a figure is not there
MISSING = {
    "not_reported": N_("not reported"),
    "not_due": N_("not yet due"),
    "not_measurable": N_("not measurable"),
    "not_verified": N_("not verified"),
    "baseline_unknown": N_("baseline unknown"),
    "no_plan": N_("no plan by years"),
    "no_owner": N_("nobody carries it"),
    "no_executor": N_("no executor named"),
    "vacant": N_("vacant"),
    "nothing": N_("nothing here"),
}


def value(
    amount: float | None,
    kind: str,
    unit: str | Mapping[str, str | None] | None,
    language: str,
    missing: str = "not_reported",
) -> str:
    """A value as a reader sees it: ``14 объектов``; a milestone's ``done`` or ``not done``.

    None gives the words of ``missing``, a key of :data:`MISSING`.
    """
    if amount is None:
        return why_missing(missing, language)
    if kind == "milestone" and amount in (0, 1):
        return word("done", str(int(amount)), language)
    return with_unit(amount, unit, language)


def rounded(amount: float | None) -> float | None:
    """A computed value for reading at a glance: four digits that count, whole ones never dropped."""
    if amount is None or amount == 0:
        return amount
    return round(amount, max(0, 3 - floor(log10(abs(amount)))))


def why_missing(reason: str, language: str) -> str:
    """The words for a figure that is not there. Raises KeyError for an unknown reason."""
    return translator(language)(MISSING[reason])


def missing_of(status: str) -> str:
    """Which reason stands for a progress that is not there, by the indicator's status."""
    return {"not_due": "not_due", "not_measurable": "not_measurable"}.get(status, "not_reported")
