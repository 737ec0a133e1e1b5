"""Taking in a file of reports: all of its faults at once, or all of its rows recorded."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from tracker import clock
from tracker.access import Actor
from tracker.errors import InputError, Problem, Problems, ProblemsError
from tracker.intake.content import kind_of
from tracker.intake.doubts import Doubt, doubts
from tracker.intake.headings import KNOWN, Columns, recognised
from tracker.intake.known import KnownIndicators, known_indicators, nearest_indicator
from tracker.intake.rows import Reading, Rows, read_rows
from tracker.intake.separated import read_separated
from tracker.intake.sheet import Sheet
from tracker.intake.verdicts import record_verdicts
from tracker.intake.workbook import read_workbook
from tracker.record.measure_report import NewMeasureReport, record_measure_reports
from tracker.record.new_report import NewReport, NewReports
from tracker.record.report import may_report, record_reports
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Checked:
    """A file's rows as reports, with every fault and warning. With faults nothing of it may be recorded.

    ``skipped`` rows held no value, state, note or evidence; ``repeated`` ones say the same as an earlier row.
    """

    reports: NewReports
    measure_reports: tuple[NewMeasureReport, ...]
    problems: Problems
    skipped: int
    repeated: int
    further_verdicts: tuple[NewReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: rows added, rows whose report was held, rows skipped, the warnings, the ledger head.

    ``verdicts`` counts verdicts that came on reports held already, or further ones on the same report.
    """

    added: int
    unchanged: int
    verdicts: int
    skipped: int
    warnings: tuple[Problem, ...]
    head: int


def check_file(store: Store, actor: Actor, file: str, data: bytes, *, now: datetime) -> Checked:
    """Check every row of a file (its name and its bytes) without writing. Never raises for what is in the file."""
    with _without_collector():
        return _checked(store, actor, file, data, now)


def _checked(store: Store, actor: Actor, file: str, data: bytes, now: datetime) -> Checked:
    problems = Problems()
    try:
        sheet = _read(file, data)
    except InputError as refused:
        row = refused.values.get("row")
        problems.add(Problem(file, row, None, "unreadable", refused.template, refused.values))
        return Checked(NewReports.of(()), (), problems, 0, 0)
    return _judge(store, actor, sheet, now)


def check_sheet(store: Store, actor: Actor, sheet: Sheet, *, now: datetime) -> Checked:
    """The same for a sheet that was typed or taken from a workbook: every way in is judged by this code."""
    with _without_collector():
        return _judge(store, actor, sheet, now)


def _judge(store: Store, actor: Actor, sheet: Sheet, now: datetime) -> Checked:
    problems = Problems(sheet.problems)
    columns, wrong = recognised(sheet)
    problems.extend(wrong)
    if problems and any(problem.rule in ("column_missing", "column_unknown") for problem in wrong):
        return Checked(NewReports.of(()), (), problems, 0, 0)
    known = known_indicators(
        store,
        columns.whole("indicator").array.unique().drop_null(),
        measures=columns.whole("measure").filled,
    )
    rows = _rows(store, actor, sheet, columns, known, now)
    problems.extend(rows.problems)
    # a doubt names the value held, which is nobody's business who may not report there
    if not problems and may_report(store, actor, rows.reports.indicators(), now):
        judged = doubts(store, known, rows, clock.day_of(now))
        problems.extend(_judged(sheet, columns, judged, actor))
    problems.sort()
    return Checked(
        rows.reports,
        tuple(rows.measure_reports),
        problems,
        rows.skipped,
        rows.repeated,
        tuple(rows.further_verdicts),
    )


def take_in(store: Store, actor: Actor, file: str, data: bytes, *, now: datetime) -> Taken:
    """Record every row of a file, or nothing. Raises ProblemsError with every fault, AccessRefused."""
    checked = check_file(store, actor, file, data, now=now)
    if checked.problems:
        raise ProblemsError(checked.problems.faults)
    added, unchanged, verdicts, head = 0, checked.repeated, 0, store.head()
    if checked.reports:
        done = record_reports(store, actor, checked.reports, now=now, origin="import")
        brought = [*checked.reports.with_verdict(), *checked.further_verdicts]
        verdicts = record_verdicts(store, actor, brought, now=now)
        added, unchanged, head = added + done.added, unchanged + done.unchanged, store.head()
    if checked.measure_reports:
        done = record_measure_reports(store, actor, checked.measure_reports, now=now, origin="import")
        added, unchanged, head = added + done.added, unchanged + done.unchanged, done.head
    return Taken(added, unchanged, verdicts, checked.skipped, tuple(checked.problems.warnings), head)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No garbage collection while 100,000 rows become objects: none of them is garbage, and looking costs a third."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(file: str, data: bytes) -> Sheet:
    return read_workbook(file, data) if kind_of(data) == "xlsx" else read_separated(file, data, KNOWN)


def _rows(
    store: Store,
    actor: Actor,
    sheet: Sheet,
    columns: Columns,
    known: KnownIndicators,
    now: datetime,
) -> Rows:
    reading = Reading(
        known=known,
        nearest=lambda text: nearest_indicator(store, text),
        now=now,
        who=actor.name,
        administrator=actor.role == "administrator",
    )
    return read_rows(sheet, columns, reading)


def _judged(sheet: Sheet, columns: Columns, judged: list[Doubt], actor: Actor) -> list[Problem]:
    """An administrator is warned; anybody else says the reason in the row's note."""
    found = []
    for doubt in judged:
        problem = Problem(
            sheet.file, sheet.row_number(doubt.n), columns.number(doubt.column), doubt.rule, doubt.template,
            doubt.values, "warning",
        )  # fmt: skip
        if actor.role != "administrator" and columns["note"][doubt.n] is None:
            problem = replace(problem, severity="fault", hint="If it is right, say why in the note.")
        found.append(problem)
    return found
