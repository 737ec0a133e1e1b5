"""Assessments and roll-ups as a table for people: contracts.md's "Shown figures", nothing left empty without a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.commands.call import Call
from tracker.queries.indicators import Assessed
from tracker.queries.rollups import STATUSES, RolledUp
from tracker.text import N_, percent, pick, short_day
from tracker.text.status import said as said_status
from tracker.text.values import missing_of, value, why_missing

Shown = tuple[list[str], list[list[str]], list[bool]]

_INDICATOR = (
    N_("Indicator"), N_("Status"), N_("Progress"), N_("By plan"), N_("Reported"), N_("Target"), N_("Report for"),
    N_("Carried by"),
)  # fmt: skip
_SETS = (N_("Indicators"), N_("Execution"), N_("By plan"), N_("Verified"), N_("Coverage"), N_("Overdue"))


def shown_indicators(call: Call, found: Sequence[Assessed]) -> Shown:
    """One line an indicator."""
    language = call.language
    rows = []
    for of in found:
        missing = missing_of(of.status)
        rows.append(
            [
                of.indicator,
                said_status(of.status, language) + (f", {call.tr('late')}" if of.late else ""),
                share(of.progress, missing, language),
                share(of.planned_progress, "no_plan" if of.status != "not_due" else "not_due", language),
                value(
                    of.observed,
                    of.kind,
                    of.unit,
                    language,
                    missing if missing != "not_measurable" else "not_reported",
                ),
                value(of.target, of.kind, of.unit, language),
                day(of.period_end, "not_reported", language)
                + (f", {call.tr('overdue')}" if of.report_overdue else ""),
                _owner(of, language),
            ]
        )
    return (
        [call.tr(heading) for heading in _INDICATOR],
        rows,
        [False, False, True, True, True, True, False, False],
    )


def shown_sets(call: Call, found: Sequence[RolledUp], by: str) -> Shown:
    """One line a set; what belongs to no seat or executor says so."""
    language = call.language
    nobody = why_missing("no_executor" if by == "executor" else "no_owner", language)
    rows = []
    for of in found:
        key = "/".join(part for part in (of.program, of.key) if part) or nobody
        execution = share(of.execution, "not_measurable", language)
        if (
            of.execution is not None
            and of.execution_max is not None
            and of.execution_max > of.execution + 1e-12
        ):
            execution += "…" + percent(of.execution_max, language)
        rows.append(
            [
                key,
                pick(of.title, language) or nobody,
                str(of.indicators),
                execution,
                *(
                    share(figure, "not_measurable", language)
                    for figure in (of.plan, of.verified, of.coverage)
                ),
                str(of.report_overdue),
                *(str(getattr(of, status)) for status in STATUSES),
            ]
        )
    statuses = [said_status(status, language) for status in STATUSES]
    headings = [call.tr("Set"), call.tr("Title"), *(call.tr(heading) for heading in _SETS), *statuses]
    return headings, rows, [False, False, *[True] * (len(headings) - 2)]


def share(figure: float | None, missing: str, language: str) -> str:
    """A share in percent, or why it is not there."""
    return why_missing(missing, language) if figure is None else percent(figure, language)


def day(on: date | None, missing: str, language: str) -> str:
    """A day, or why it is not there."""
    return why_missing(missing, language) if on is None else short_day(on, language)


def _owner(of: Assessed, language: str) -> str:
    if of.owner is None:
        return why_missing("no_owner", language)
    if of.holder is None:
        return f"{of.owner} ({why_missing('vacant', language)})"
    return f"{of.owner} ({pick(of.holder, language)})"
