"""One tap instead of a figure: no change, as planned, or blocked by a cause, at an office, since a day.

Each is kept beside the report it became. Owns what a tap means; the value it stands for comes from whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.errors import InputError
from tracker.record.explanation import CAUSES
from tracker.record.place import indicator_numbers, place_of
from tracker.store import Store
from tracker.store.connection import first_row
from tracker.store.ledger import append

WORDS = ("no_change", "as_planned", "blocked")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class NewWord:
    """What was tapped for an indicator (full id) and the period that ends on a day; ``cause``, ``office`` and
    ``since`` belong to ``blocked`` alone. ``report_seq`` is the report it became.
    """

    indicator: str
    period_end: date
    word: str
    report_seq: int | None = None
    cause: str | None = None
    office: str | None = None
    since: date | None = None
    words: str | None = None


def check_word(new: NewWord, now: datetime) -> None:
    """Raise InputError for a word that says nothing possible; ``field`` among its values names the field."""
    if new.word not in WORDS:
        raise InputError("{word} is none of the taps.", word=new.word, field="word")
    if new.word != "blocked":
        return
    if new.cause not in CAUSES:
        raise InputError("Choose the cause that holds it up.", field="cause")
    if not (new.office or "").strip():
        raise InputError("Name the office that it waits for: an office, never a person.", field="office")
    if len(new.office) > _LONGEST:
        raise InputError("The office's name is longer than {most} letters.", most=_LONGEST, field="office")
    if new.since is None:
        raise InputError("Say since which day it has been held up.", field="since")
    if new.since > clock.day_of(now):
        raise InputError("{when} has not come yet.", when=new.since.isoformat(), field="since")


def record_word(store: Store, actor: Actor, new: NewWord, *, now: datetime, key: str | None = None) -> int:
    """Append a word, once for a key; returns the ledger head. Raises InputError, AccessRefused."""
    check_word(new, now)
    with store.writing() as writing:
        no = indicator_numbers(writing, {new.indicator})[new.indicator]
        if actor.role != "administrator":
            require(actor, "report", place_of(writing, no, now))
        if key and first_row(
            writing.cursor, "select 1 from store.progress_word where key = $1 limit 1", [key]
        ):
            return writing.head
        blocked = new.word == "blocked"
        append(
            writing,
            "progress_word",
            {
                "recorded_at": [now],
                "actor": [actor.name],
                "on_behalf_of": [actor.on_behalf_of],
                "key": [key],
                "no": [no],
                "period_end": [new.period_end],
                "report_seq": [new.report_seq],
                "word": [new.word],
                "cause": [new.cause if blocked else None],
                "office": [new.office.strip() if blocked else None],
                "since_on": [new.since if blocked else None],
                "words": [new.words or None],
                "author": [actor.name],
                "origin": ["entered"],
            },
        )
        return writing.head
