"""Assessments and roll-ups as rows by contracts.md's keys, for scripts, tables and exports."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.queries.indicators import Assessed
from tracker.queries.rollups import STATUSES, RolledUp

INDICATOR_KEYS = (
    "indicator", "program", "section", "territory", "owner", "holder", "kind", "unit", "baseline", "target", "due",
    "compared_on", "planned", "planned_today", "observed", "verified", "period_end", "reported_at", "progress",
    "planned_progress", "verified_progress", "status", "verified_status", "report_overdue",
)  # fmt: skip
FURTHER_INDICATOR_KEYS = ("title", "late", "disputed", "demonstration")
ROLLUP_KEYS = (
    "indicators", "execution", "execution_max", "coverage", "plan", "plan_today", "verified", "shortfall", "surplus",
    "deviation", *STATUSES, "report_overdue",
)  # fmt: skip
FURTHER_ROLLUP_KEYS = ("title", "programs", "demonstration")
SHARES = frozenset(
    {"progress", "planned_progress", "verified_progress", "execution", "execution_max", "coverage", "plan",
     "plan_today", "shortfall", "surplus", "deviation"}
)  # fmt: skip


def indicator_row(of: Assessed, language: str) -> dict[str, object]:
    """One indicator; texts in the language asked for."""
    return {name: said(getattr(of, name), language) for name in (*INDICATOR_KEYS, *FURTHER_INDICATOR_KEYS)}


def rollup_names(by: str) -> tuple[str, ...]:
    """The keys of a row by a grouping: its key (a section with its program), then the figures."""
    key = ("section", "program") if by == "section" else (by,)
    return (*key, *ROLLUP_KEYS, *FURTHER_ROLLUP_KEYS)


def rollup_row(of: RolledUp, by: str, language: str) -> dict[str, object]:
    """One set; its title in the language asked for."""
    row: dict[str, object] = {by: of.key}
    if by == "section":
        row["program"] = of.program
    for name in (*ROLLUP_KEYS, *FURTHER_ROLLUP_KEYS):
        row[name] = said(getattr(of, name), language)
    return row


def said(value: object, language: str) -> object:
    """A text of the program files in one language, anything else as it is."""
    if not isinstance(value, Mapping):
        return value
    return next((value[one] for one in (language, "ru", "kk", "en") if value.get(one)), None)
