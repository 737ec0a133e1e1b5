"""Deciding a difference between a workbook and the ledger: what is held stays, or the workbook's value is reported."""

from __future__ import annotations

from datetime import datetime

from tracker.access import Actor
from tracker.errors import InputError
from tracker.intake.sending import Sending, SentOne, send
from tracker.periods import MONTHS_IN, Period, containing
from tracker.record.workbook import NewConflict, decide_conflict, open_conflict
from tracker.store import Store


def decide(store: Store, actor: Actor, seq: int, decision: str, *, now: datetime) -> SentOne | None:
    """``kept`` or ``taken`` for the open difference with a ledger number; what is taken becomes a report.

    The value is judged first, so that a refused one leaves the difference open. Raises InputError, ProblemsError,
    AccessRefused.
    """
    found = open_conflict(store, seq)
    if found is None:
        raise InputError("There is no open difference number {number}.", number=seq)
    indicator, one = found
    sent = None
    if decision == "taken":
        value, evidence = repr(one.value), one.evidence or ""
        period = _period(one)
        sending = Sending(indicator, period, value, one.note or "", evidence)
        sent = send(store, actor, sending, now=now, form=f"difference-{seq}")
    decide_conflict(store, actor, seq, decision, now=now)
    return sent


def _period(one: NewConflict) -> Period:
    return next(
        period
        for kind in MONTHS_IN
        if (period := containing(kind, one.period_end)).start == one.period_start
        and period.end == one.period_end
    )
