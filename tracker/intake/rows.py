"""The rules a row of reports keeps (contracts.md, Reports), and the reports that the rows become.

Owns what is a fault in a row. What is merely doubtful is :mod:`tracker.intake.doubts`'s. Must not write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from tracker.errors import InputError, Problem
from tracker.intake.cells import Cells, clean_text
from tracker.intake.headings import Columns
from tracker.intake.history import history_columns, read_history
from tracker.intake.instants import parse_period
from tracker.intake.known import TOTALS, KnownIndicator, KnownIndicators
from tracker.intake.measure_rows import read_measure
from tracker.intake.numbers import parse_number
from tracker.intake.plain import Plain, plain_rows
from tracker.intake.sheet import Sheet
from tracker.periods import Period
from tracker.record.measure_report import NewMeasureReport
from tracker.record.new_report import NewReport, NewReports

NEAREST_OFFERED = (
    25  # looking for the nearest of 40,000 ids takes 40 ms, so not for every row of a wrong file
)


@dataclass(slots=True)
class Rows:
    """What the rows became. ``at`` and ``measures_at`` give each report's place below the heading, from 0.

    ``further_verdicts`` are rows that repeat a report of the file with another verdict on it.
    """

    reports: NewReports
    at: pa.Array
    measure_reports: list[NewMeasureReport] = field(default_factory=list)
    measures_at: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    further_verdicts: list[NewReport] = field(default_factory=list)
    skipped: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules need beside the rows: the indicators, the nearest id to offer, the clock, who imports."""

    known: KnownIndicators
    nearest: Callable[[str], str | None]
    now: datetime
    who: str
    administrator: bool


def read_rows(sheet: Sheet, columns: Columns, reading: Reading) -> Rows:
    """Every row as a report, or every fault in it. A row without value, state, note and evidence is skipped."""
    problems: list[Problem] = []
    cells = Cells(sheet, columns, reading.now, problems)
    history = history_columns(cells, administrator=reading.administrator)
    plain = None if history else plain_rows(columns, reading.known, cells.today)
    reader = RowReader(cells, reading, history)
    reader.read(range(sheet.rows) if plain is None else plain.others)
    return reader.rows(plain)


class RowReader:
    """Reads one row after another, so that what repeats from row to row is worked out once."""

    def __init__(self, cells: Cells, reading: Reading, history: tuple[str, ...]) -> None:
        self.cells = cells
        self.reading = reading
        self.reports: list[NewReport] = []
        self.at: list[int] = []
        self.measure_reports: list[NewMeasureReport] = []
        self.measures_at: list[int] = []
        self.further_verdicts: list[NewReport] = []
        self.skipped = 0
        self.repeated = 0
        self._history = history
        self._periods: dict[tuple[str | None, str], Period] = {}
        self._said: dict[tuple, tuple[int, tuple]] = {}
        self._offered: dict[str, str | None] = {}

    def read(self, places: Sequence[int]) -> None:
        """Turn these rows (places below the heading, from 0, ascending) into reports, or note their faults."""
        if not places:
            return
        columns = self.cells.columns
        self._indicator, self._period, self._value = columns["indicator"], columns["period"], columns["value"]
        self._evidence, self._note = columns["evidence"], columns["note"]
        value, evidence, note = self._value, self._evidence, self._note
        measure, state = columns["measure"], columns["state"]
        for n in places:
            if value[n] is None and state[n] is None and note[n] is None and evidence[n] is None:
                self.skipped += 1
            elif measure[n] is None and state[n] is None:
                self.read_value(n)
            else:
                self.read_measure(n)

    def rows(self, plain: Plain | None = None) -> Rows:
        """What was read, beside the plain rows, in the sheet's order."""
        reports, at = NewReports.of(self.reports), pa.array(self.at, pa.int64())
        skipped = self.skipped
        if plain is not None:
            skipped += plain.skipped
            if not self.reports:
                reports, at = plain.reports, plain.at
            elif len(plain.reports):
                at = pa.concat_arrays([plain.at, at])
                order = pc.sort_indices(at)
                reports, at = plain.reports.joined(reports, order), at.take(order)
        return Rows(
            reports, at, self.measure_reports, self.measures_at, self.cells.problems, self.further_verdicts,
            skipped, self.repeated,
        )  # fmt: skip

    def read_value(self, n: int) -> None:
        """Turn the n-th row into a report on an indicator, or note its faults."""
        problems = self.cells.problems
        before = len(problems)
        name = self._indicator[n]
        indicator = self.reading.known.get(name) or self._unknown(n)
        period = self._period_of(n, indicator)
        value = self._value_of(n, indicator)
        history = read_history(self.cells, n, self.reading.who) if self._history else None
        if len(problems) > before:
            return
        evidence, note = clean_text(self._evidence[n]), clean_text(self._note[n])
        if history is None:
            key, report = (name, period.end), NewReport(name, period, value, evidence, note)
        else:
            report = NewReport(name, period, value, evidence, note, **history)
            key = (name, period.end, report.reported_at)
        if self._is_new(n, key, (value, evidence, note, report.author), "value"):
            self.reports.append(report)
            self.at.append(n)
        elif report.verdict:
            self.further_verdicts.append(report)

    def read_measure(self, n: int) -> None:
        """Turn the n-th row into a report on a measure, or note its faults."""
        indicator = self.reading.known.get(self._indicator[n]) or self._unknown(n)
        period = self._period_of(n, indicator)
        history = read_history(self.cells, n, self.reading.who) if self._history else {}
        before = len(self.cells.problems)
        report = read_measure(self.cells, n, indicator, period, history)
        if report is None or len(self.cells.problems) > before:
            return
        key = (report.indicator, report.measure, report.period.end, report.reported_at)
        said = (
            report.state,
            report.stage,
            report.accepted_on,
            report.in_use_on,
            report.evidence,
            report.note,
        )
        if self._is_new(n, key, said, "state"):
            self.measure_reports.append(report)
            self.measures_at.append(n)

    def _unknown(self, n: int) -> None:
        text = self._indicator[n]
        if text is None:
            self.cells.fault(n, "indicator", "indicator_missing", template="The row names no indicator.")
            return
        if text not in self._offered:
            self._offered[text] = self.reading.nearest(text) if len(self._offered) < NEAREST_OFFERED else None
        near = self._offered[text]
        if near is None:
            self.cells.fault(
                n, "indicator", "indicator_unknown",
                template="There is no indicator '{indicator}'.", indicator=text,
            )  # fmt: skip
        else:
            self.cells.fault(
                n, "indicator", "indicator_unknown",
                template="There is no indicator '{indicator}'; did you mean '{near}'?", indicator=text, near=near,
            )  # fmt: skip

    def _period_of(self, n: int, indicator: KnownIndicator | None) -> Period | None:
        text = self._period[n]
        frequency = indicator.frequency if indicator else "month"
        period = self._periods.get((text, frequency))
        if period is None:
            if text is None:
                self.cells.fault(n, "period", "period_missing", template="The row names no period.")
                return None
            try:
                period = self._periods[text, frequency] = parse_period(text, frequency)
            except InputError as error:
                self.cells.unreadable(n, "period", error)
                return None
        if period.start > self.cells.today:
            self.cells.fault(
                n, "period", "period_in_future",
                template="The period {period} has not begun yet: there is nothing to report for it.",
                period=str(period),
            )  # fmt: skip
        if indicator is not None and period.end <= indicator.start:
            self.cells.fault(
                n, "period", "period_before_start",
                template="The period {period} ends before the program begins on {start}.",
                period=str(period), start=indicator.start,
            )  # fmt: skip
        return period

    def _value_of(self, n: int, indicator: KnownIndicator | None) -> float:
        text = self._value[n]
        if text is None:
            self.cells.fault(
                n, "value", "value_missing", template="The row has a note or evidence, but no value."
            )
            return 0.0
        try:
            value = parse_number(text)
        except InputError as error:
            self.cells.unreadable(n, "value", error)
            return 0.0
        kind = indicator.kind if indicator else "level"
        if kind == "milestone" and value not in (0.0, 1.0):
            self.cells.fault(
                n, "value", "value_of_milestone",
                template="A milestone is 0 (not done) or 1 (done), not {value}.", value=text,
            )  # fmt: skip
        elif value < 0 and kind in TOTALS:
            self.cells.fault(
                n, "value", "value_negative",
                template="A total cannot be below zero, and this is {value}.", value=text,
            )  # fmt: skip
        return value

    def _is_new(self, n: int, key: tuple, said: tuple, column: str) -> bool:
        """Whether no row before said it; a row that says something else of the same period is at fault."""
        first, before = self._said.setdefault(key, (n, said))
        if first == n:
            return True
        if before == said:
            self.repeated += 1
            return False
        self.cells.fault(
            n, column, "said_twice",
            template="Row {row} reports on the same period and says something else; keep one of the two.",
            row=self.cells.sheet.row_number(first),
        )  # fmt: skip
        return False
