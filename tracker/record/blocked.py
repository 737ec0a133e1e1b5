"""One tap instead of a figure: no change, as planned, or blocked by a cause, at an office, since a day.

Each is kept beside the report it became. Owns what a tap means; the value it stands for comes from whoever asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.errors import InputError
from tracker.record.acting import acting_on_all
from tracker.record.explanation import CAUSES
from tracker.record.place import indicator_numbers, places_of
from tracker.store import Store
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
    return record_words(store, actor, [(new, key)], now=now)


def record_words(
    store: Store, actor: Actor, words: Sequence[tuple[NewWord, str | None]], *, now: datetime
) -> int:
    """Append words with their keys, each once for its key; returns the ledger head. Raises as record_word does."""
    for new, _ in words:
        check_word(new, now)
    with store.writing() as writing:
        numbers = indicator_numbers(writing, {new.indicator for new, _ in words})
        places = places_of(writing, numbers.values(), now).values()
        what = f"{len(words)} of {min(numbers, default='')}"
        actor = acting_on_all(store, writing, actor, "report", places, now=now, what=what)
        keys = [key for _, key in words if key]
        held = {
            row[0]
            for row in writing.cursor.execute(
                "select key from store.progress_word where list_contains($1::varchar[], key)", [keys]
            ).fetchall()
        }
        fresh = [(new, key) for new, key in words if key is None or key not in held]
        if fresh:
            count = len(fresh)
            append(
                writing,
                "progress_word",
                {
                    "recorded_at": [now] * count,
                    "actor": [actor.name] * count,
                    "on_behalf_of": [actor.on_behalf_of] * count,
                    "key": [key for _, key in fresh],
                    "no": [numbers[new.indicator] for new, _ in fresh],
                    "period_end": [new.period_end for new, _ in fresh],
                    "report_seq": [new.report_seq for new, _ in fresh],
                    "word": [new.word for new, _ in fresh],
                    "cause": [new.cause if new.word == "blocked" else None for new, _ in fresh],
                    "office": [new.office.strip() if new.word == "blocked" else None for new, _ in fresh],
                    "since_on": [new.since if new.word == "blocked" else None for new, _ in fresh],
                    "words": [new.words or None for new, _ in fresh],
                    "author": [actor.name] * count,
                    "origin": ["entered"] * count,
                },
            )
        return writing.head
