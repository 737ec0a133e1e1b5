"""Sending one value from a page: judged like a file, recorded once, with its evidence and the tap it came by.

Owns the order: the figure first, what belongs to it after. Must not know how the fields were shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.access import Actor
from tracker.errors import InputError, ProblemsError
from tracker.intake.entries import Entry, sheet_of
from tracker.intake.taking import check_sheet
from tracker.periods import Period
from tracker.record.blocked import NewWord, check_word, record_word
from tracker.record.evidence import About, KeptFile, record_evidence
from tracker.record.report import Recorded, record_reports
from tracker.store import Store
from tracker.store.connection import first_row


@dataclass(frozen=True, slots=True)
class Sending:
    """What a person sends of one indicator (full id): ``value`` as written, or as the tap ``word`` stands for.

    ``files`` are kept already; a blocked one may come without a value while nothing was ever reported.
    """

    indicator: str
    period: Period
    value: str
    note: str = ""
    evidence: str = ""
    word: str | None = None
    cause: str | None = None
    office: str | None = None
    since: date | None = None
    files: Sequence[KeptFile] = ()

    def key(self, of_form: str) -> str:
        """The key that makes the same sending count once: a changed field of the same form is another sending."""
        said = (
            self.indicator, str(self.period), self.value, self.note, self.evidence, self.word, self.cause, self.office,
            str(self.since), *(file.sha256 for file in self.files),
        )  # fmt: skip
        return f"{of_form}:{hashlib.sha256(repr(said).encode()).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True)
class SentOne:
    """What became of it: the report's ledger number (None: only a word was kept), whether it was new."""

    seq: int | None
    new: bool


def send(store: Store, actor: Actor, sending: Sending, *, now: datetime, form: str) -> SentOne:
    """Check and record one value, once for the same sending of the same ``form``.

    Raises ProblemsError with what is at fault or needs a reason, InputError (with ``field``) for a word that says
    nothing possible, AccessRefused.
    """
    word = None
    if sending.word:
        word = NewWord(sending.indicator, sending.period.end, sending.word, None, sending.cause, sending.office,
                       sending.since, sending.note or None)  # fmt: skip
        check_word(word, now)
    key = sending.key(form)
    if not sending.value.strip():
        if word is None or word.word != "blocked":
            raise InputError("Enter a value: a report without one says nothing.", field="value")
        before = store.head()
        return SentOne(None, record_word(store, actor, word, now=now, key=key) > before)
    named = "; ".join(getattr(file, "words", "") for file in sending.files)
    evidence = "; ".join(part for part in (sending.evidence, named) if part)
    entry = Entry(sending.indicator, str(sending.period), sending.value, evidence, sending.note)
    checked = check_sheet(store, actor, sheet_of([entry]), now=now)
    if checked.problems:
        raise ProblemsError(checked.problems.faults)
    done = record_reports(store, actor, checked.reports, now=now, key=key)
    seq = _newest(store, sending)
    if sending.files:
        about = About(sending.indicator, seq, period_end=sending.period.end)
        record_evidence(store, actor, about, sending.files, now=now)
    if word is not None:
        record_word(
            store, actor,
            NewWord(word.indicator, word.period_end, word.word, seq, word.cause, word.office, word.since, word.words),
            now=now, key=key,
        )  # fmt: skip
    return SentOne(seq, done.added > 0)


def send_many(store: Store, actor: Actor, entries: Sequence[Entry], *, now: datetime, form: str) -> Recorded:
    """Check and record many values at once, all of them or none; the same ones of the same form count once.

    Raises ProblemsError whose problems stand in row n + 2 for the n-th entry, AccessRefused.
    """
    checked = check_sheet(store, actor, sheet_of(entries), now=now)
    if checked.problems:
        raise ProblemsError(checked.problems.faults)
    said = hashlib.sha256(repr(entries).encode()).hexdigest()[:24]
    return record_reports(store, actor, checked.reports, now=now, key=f"{form}:{said}")


def _newest(store: Store, sending: Sending) -> int:
    with store.cursor() as cursor:
        row = first_row(
            cursor,
            "select arg_max(r.seq, (r.reported_at, r.seq)) from store.report r join store.subject s using (no) "
            "where s.id = $1 and r.period_end = $2",
            [sending.indicator, sending.period.end],
        )
    return row[0]
