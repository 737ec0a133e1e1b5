"""One pass over the folder: every whole file judged, taken or refused, answered and put away.

A file speaks for the branch its workbook was made for: the workbook's random number is known to the ledger, its rows
may be those of that branch (and executor) alone, and the ledger names the workbook beside what it brought.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker import clock
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError, ProblemsError, TrackerError
from tracker.inbox.folder import (
    DONE,
    MOST_BYTES,
    REFUSED,
    Waiting,
    is_arriving,
    put_away,
    read,
    stem_of,
    waiting,
)
from tracker.inbox.receipt import again_words, refused_words, taken_words
from tracker.intake.merging import Merged, take_workbook
from tracker.intake.workbook_answers import Answers, is_workbook_of_ours, read_answers
from tracker.store import Store
from tracker.store.connection import first_row
from tracker.text import LANGUAGES

# the watching server and a command it runs for somebody must not take the same file at once
_one_pass = threading.Lock()


@dataclass(frozen=True, slots=True)
class Dropped:
    """What became of a file: ``taken``, ``again`` (taken before), ``refused``, or ``arriving`` (left where it is);
    how many values it added, and where its receipt lies.
    """

    name: str
    outcome: str
    added: int = 0
    receipt: Path | None = None


def take_all(store: Store, folder: Path, *, now: datetime) -> list[Dropped]:
    """Take what waits in the folder. Raises EnvironmentFault where the folder or the database fails; what was not put
    away then waits for the next pass, which takes nothing twice.
    """
    with _one_pass:
        return [_drop(store, one, now) for one in waiting(folder)]


def _drop(store: Store, one: Waiting, now: datetime) -> Dropped:
    data = read(one) if one.size <= MOST_BYTES else None
    if is_arriving(one, data):
        return Dropped(one.path.name, "arriving")
    name, digest = one.path.name, hashlib.sha256(data or b"").hexdigest()
    stem = stem_of(name, clock.day_of(now).isoformat(), digest)
    if data is None:
        refused = InputError("The file is larger than {most} MB.", most=MOST_BYTES // 2**20)
        return _refused(one, stem, refused, None)
    known = _taken_before(store, digest)
    if known is not None:
        receipt = put_away(one, DONE, stem, again_words(name, known[0], known[1]))
        return Dropped(name, "again", 0, receipt)
    language = None
    try:
        answers = _read(data)
        language = answers.language if answers.language in LANGUAGES else None
        merged = take_workbook(store, _actor(answers), name, data, now=now, own_rows=True)
    except (InputError, AccessRefused, ProblemsError) as refused:
        return _refused(one, stem, refused, language)
    _remember(store, digest, name, answers, merged, now)
    receipt = put_away(one, DONE, stem, taken_words(name, language or "ru", merged, now))
    return Dropped(name, "taken", merged.added, receipt)


def _read(data: bytes) -> Answers:
    if not is_workbook_of_ours(data):
        raise InputError(
            "This is no workbook that the tracker handed out. Only those are taken from this folder; other tables are "
            "brought in on the branch's page, by somebody who is signed in."
        )
    return read_answers(data)


def _actor(answers: Answers) -> Actor:
    """The branch the workbook was made for; whether it was is asked of the ledger before anything is taken."""
    return Actor(
        f"branch-{answers.territory}", "branch", territory=answers.territory,
        on_behalf_of=f"workbook:{answers.workbook}",
    )  # fmt: skip


def _refused(one: Waiting, stem: str, why: TrackerError, language: str | None) -> Dropped:
    receipt = put_away(one, REFUSED, stem, refused_words(one.path.name, why, language))
    return Dropped(one.path.name, "refused", 0, receipt)


def _taken_before(store: Store, digest: str) -> tuple[datetime, str] | None:
    """When a file of this content was taken, and in which language it was made."""
    with store.cursor() as cursor:
        return first_row(
            cursor,
            "select i.taken_at, (select any_value(w.language) from store.workbook w where w.workbook = i.workbook) "
            "from store.inbox_file i where i.sha256 = $1 order by i.taken_at limit 1",
            [digest],
        )


def _remember(store: Store, digest: str, name: str, answers: Answers, merged: Merged, now: datetime) -> None:
    with store.writing() as writing:
        writing.cursor.execute(
            "insert into store.inbox_file values ($1, $2, $3, $4, $5, $6)",
            [digest, name[:200], answers.workbook, answers.territory, merged.added, now],
        )
