"""Taking a returned workbook: each cell against what came in since the workbook was made.

    untouched, or equal to what is held   nothing
    nothing new since                     taken, judged like any other report
    something else came in since          a conflict, kept for both sides to see: nothing is overwritten

Two officials may so fill the same workbook apart. With a fault in any cell nothing of it is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import pyarrow as pa

from tracker.access import Actor
from tracker.errors import AccessRefused, InputError, Problem, Problems, ProblemsError
from tracker.intake.entries import Entry, sheet_of
from tracker.intake.instants import parse_day
from tracker.intake.known import KnownIndicator, known_indicators
from tracker.intake.numbers import parse_number
from tracker.intake.taking import Checked, check_sheet
from tracker.intake.workbook_answers import COLUMNS, FIRST_ANSWER, Answer, Answers, read_answers
from tracker.periods import parse
from tracker.record.blocked import WORDS, NewWord, check_word, record_words
from tracker.record.report import may_report, record_reports
from tracker.record.workbook import NewConflict, known_workbook, record_conflicts, rows_outside
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Held:
    """The newest word on an indicator's period: its ledger number, value, who said it and when (naive UTC)."""

    seq: int
    value: float
    author: str
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell and what came in since: the answer, the value it stands for, and the held word."""

    answer: Answer
    value: float
    held: Held


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a workbook: reports taken, cells equal to what is held, conflicts, blocked words without a value,
    warnings, and the ledger head after it.
    """

    added: int
    equal: int
    conflicts: tuple[Difference, ...]
    words: int
    warnings: tuple[Problem, ...]
    head: int


def take_workbook(
    store: Store,
    actor: Actor,
    file: str,
    data: bytes,
    *,
    now: datetime,
    write: bool = True,
    own_rows: bool = False,
) -> Merged:
    """Merge a workbook that came back (``write`` False: only say what would become of it). With ``own_rows`` nobody
    stands behind the file but itself: it may answer for its own branch's indicators, and its executor's, alone.

    Raises ProblemsError with every fault, AccessRefused, ContentRefused.
    """
    read = read_answers(data)
    made = known_workbook(store, read.workbook)
    if made != (read.territory, read.head):
        raise InputError("This workbook was not made by this tracker; take a new one from the page.")
    merging = _Merging(store, actor, file, read, now)
    if own_rows:
        merging.refuse_rows_of_others()
    return merging.run(write)


class _Merging:
    def __init__(self, store: Store, actor: Actor, file: str, read: Answers, now: datetime) -> None:
        self.store, self.actor, self.file, self.read, self.now = store, actor, file, read, now
        self.problems = Problems()
        self.known = known_indicators(store, {one.indicator for one in read.answers})

    def refuse_rows_of_others(self) -> None:
        """Put at fault what the workbook's hidden keys name and it was not handed out for: keys can be forged."""
        nos = {
            self.known[one.indicator].no: one.indicator
            for one in self.read.answers
            if one.indicator in self.known
        }
        outside = {nos[no] for no in rows_outside(self.store, self.read.workbook, nos)}
        for one in self.read.answers:
            if one.indicator in outside:
                self._fault(one.sheet, one.row, 1, "row_unknown",
                            template="The row is none of the workbook's own ('{key}'); put the answer into the row it "
                            "belongs to.", key=one.indicator)  # fmt: skip

    def run(self, write: bool) -> Merged:
        """Judge every cell, then record what is to be taken."""
        for sheet, row, key in self.read.foreign:
            self._fault(sheet, row, 1, "row_unknown",
                        template="The row is none of the workbook's own ('{key}'); put the answer into the row it "
                        "belongs to.", key=key)  # fmt: skip
        answers = [one for one in self.read.answers if self._is_known(one)]
        indicators = {one.indicator for one in answers}
        if indicators and not may_report(self.store, self.actor, indicators, self.now):
            raise AccessRefused(
                "{who} may not send this workbook: it belongs to another branch.", who=self.actor.name
            )
        resolved = [(one, self._value_of(one)) for one in answers]
        held = self._held(answers)
        news, differences, words, equal = [], [], [], 0
        for one, text in resolved:
            word = held.get((one.indicator, parse(one.period).end))
            if text is None:
                words.append(one)
                continue
            amount = self._amount(one, text)
            says_more = one.note or one.evidence
            untouched = one.tap is None and _same(amount, one.filled)
            if not says_more and (untouched or (word is not None and _same(amount, word.value))):
                equal += 1
            elif word is not None and word.seq > self.read.head and not _same(amount, word.value):
                if amount is not None:
                    differences.append(Difference(one, amount, word))
            else:
                news.append((one, text))
        checked = self._check(news)
        self._check([(one.answer, repr(one.value)) for one in differences])  # a wrong value is no conflict
        if self.problems:
            self.problems.sort()
            raise ProblemsError(self.problems.faults)
        if not write:
            return Merged(
                len(news), equal, tuple(differences), len(words), self._warnings(), self.store.head()
            )
        return self._record(news, differences, words, equal, checked)

    def _record(self, news, differences, words, equal: int, checked) -> Merged:
        added = 0
        if checked is not None and checked.reports:
            done = record_reports(self.store, self.actor, checked.reports, now=self.now, origin="workbook")
            added, equal = done.added, equal + done.unchanged
        if differences:
            record_conflicts(self.store, self.actor, self.read.workbook,
                             [self._conflict(one) for one in differences], now=self.now)  # fmt: skip
        seqs = {key: word.seq for key, word in self._held([one for one, _ in news]).items()}
        tapped = [*(one for one, _ in news if one.tap in WORDS), *words]
        said = [
            (self._word(one, seqs.get((one.indicator, parse(one.period).end))),
             f"{self.read.workbook}:{one.indicator}:{one.period}:{one.tap}")
            for one in tapped
        ]  # fmt: skip
        if said:
            record_words(self.store, self.actor, said, now=self.now)
        return Merged(added, equal, tuple(differences), len(words), self._warnings(), self.store.head())

    def _warnings(self) -> tuple[Problem, ...]:
        self.problems.sort()
        return tuple(self.problems.warnings)

    def _is_known(self, one: Answer) -> bool:
        try:
            parse(one.period)
        except InputError as error:
            self._fault(one.sheet, one.row, 1, "period_unreadable", template=error.template, **error.values)
            return False
        if one.indicator in self.known:
            return True
        self._fault(one.sheet, one.row, 1, "indicator_unknown",
                    template="There is no indicator '{indicator}'.", indicator=one.indicator)  # fmt: skip
        return False

    def _value_of(self, one: Answer) -> str | None:
        """The text the row stands for; None where it is a word without a value."""
        if one.tap is not None and one.tap not in WORDS:
            self._at(
                one, "tap", "tap_unknown", template="'{text}' is none of the words in the list.", text=one.tap
            )
            return one.value or "0"
        if one.tap == "blocked":
            self._check_word(one)
            return one.value or (repr(one.last) if one.last is not None and self._goes_on(one) else None)
        if one.tap is None:
            return one.value or ""
        stands_for = one.last if one.tap == "no_change" else one.planned
        if one.value is not None and (
            stands_for is None or not _same(self._amount(one, one.value, say=False), stands_for)
        ):
            self._at(one, "tap", "two_answers",
                     template="The row holds a value and a word that says another; keep one of the two.")  # fmt: skip
            return one.value
        if stands_for is None:
            self._at(one, "tap", "tap_empty",
                     template="There is no value that this word could stand for; write the value.")  # fmt: skip
            return "0"
        return repr(stands_for)

    def _goes_on(self, one: Answer) -> bool:
        return self.known[one.indicator].kind != "annual"

    def _check_word(self, one: Answer) -> None:
        try:
            check_word(self._word(one, None), self.now)
        except InputError as error:
            place = error.values.get("field", "tap")
            self._at(
                one,
                place if place in COLUMNS else "tap",
                "word_incomplete",
                template=error.template,
                **error.values,
            )

    def _word(self, one: Answer, seq: int | None) -> NewWord:
        since = None
        if one.since:
            try:
                since = parse_day(one.since)
            except InputError as error:
                raise InputError(error.template, field="since", **error.values) from None
        return NewWord(
            one.indicator, parse(one.period).end, one.tap, seq, one.cause, one.office, since, one.note
        )

    def _amount(self, one: Answer, text: str, say: bool = True) -> float | None:
        try:
            return parse_number(text)
        except InputError as error:
            if say and text:
                self._at(one, "value", "value_unreadable", template=error.template, **error.values)
            return None

    def _check(self, rows: list[tuple[Answer, str]]) -> Checked | None:
        """The rows judged as reports, each fault noted at its own cell."""
        if not rows:
            return None
        entries = [
            Entry(one.indicator, one.period, text, one.evidence or "", one.note or "") for one, text in rows
        ]
        checked = check_sheet(self.store, self.actor, sheet_of(entries), now=self.now)
        for problem in checked.problems:
            one = rows[problem.line - 2][0]
            column = {3: "value", 4: "evidence", 5: "note"}.get(problem.column, "value")
            if not (problem.rule == "value_unreadable" and self._said(one)):
                self.problems.add(self._placed(problem, one, column))
        return checked

    def _said(self, one: Answer) -> bool:
        return any(p.file == self._file(one.sheet) and p.line == one.row for p in self.problems)

    def _placed(self, problem: Problem, one: Answer, column: str) -> Problem:
        place = FIRST_ANSWER + 1 + COLUMNS.index(column)
        return replace(problem, file=self._file(one.sheet), line=one.row, column=place)

    def _at(self, one: Answer, column: str, rule: str, template: str, **values: object) -> None:
        self._fault(one.sheet, one.row, FIRST_ANSWER + 1 + COLUMNS.index(column), rule, template, **values)

    def _fault(self, sheet: str, row: int, column: int, rule: str, template: str, **values: object) -> None:
        self.problems.add(Problem(self._file(sheet), row, column, rule, template, values))

    def _file(self, sheet: str) -> str:
        return f"{self.file}[{sheet}]"

    def _conflict(self, one: Difference) -> NewConflict:
        period = parse(one.answer.period)
        known: KnownIndicator = self.known[one.answer.indicator]
        return NewConflict(known.no, period.start, period.end, one.value, one.answer.evidence, one.answer.note,
                           one.held.seq)  # fmt: skip

    def _held(self, answers: list[Answer]) -> dict[tuple, Held]:
        if not answers:
            return {}
        table = pa.table({
            "no": pa.array([self.known[one.indicator].no for one in answers], pa.int32()),
            "id": [one.indicator for one in answers],
            "period_end": pa.array([parse(one.period).end for one in answers], pa.date32()),
        })  # fmt: skip
        with self.store.cursor() as cursor:
            cursor.register("answered", table)
            found = cursor.execute(_NEWEST).fetchall()
        return {(row[0], row[1]): Held(*row[2:]) for row in found}


def _same(one: float | None, other: float | None) -> bool:
    """Whether two values are one: spreadsheets keep fifteen digits of a number."""
    return one is not None and other is not None and abs(one - other) <= 1e-12 * max(1.0, abs(other))


_NEWEST = """
select a.id, a.period_end, arg_max(r.seq, (r.reported_at, r.seq)), arg_max(r.value, (r.reported_at, r.seq)),
    arg_max(r.author, (r.reported_at, r.seq)), max(r.reported_at)
from (select distinct id, no, period_end from answered) a
join store.report r on r.no = a.no and r.period_end = a.period_end
group by a.id, a.period_end
"""
