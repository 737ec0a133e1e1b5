"""Remembering what was found of program files, so that what nobody touched need not be read and judged again.

Of the folder as a whole: that it was loaded without fault. Of each file: what it offers others, what it asked of
them, what is wrong with it. What is remembered is no fact of the ledger: it is keyed on every file's bytes and on
the code that judged them, and can be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tracker import program
from tracker.errors import Problem
from tracker.program.check import Checked
from tracker.program.judged_file import JudgedFile
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import insert

_COLUMNS = ("name", "judge", *(field.name for field in fields(JudgedFile)))


@dataclass(frozen=True, slots=True)
class Judged:
    """What the files were found to be: how many of each noun, and the doubts about them."""

    counts: dict[str, int]
    warnings: list[Problem]


@dataclass(frozen=True, slots=True)
class Before:
    """What was found of each file by this very code, by its path; and the paths of those in force as they are."""

    files: dict[str, JudgedFile]
    in_force: frozenset[str]


def fingerprint(folder: Path, digests: Mapping[str, str]) -> str | None:
    """SHA-256 over the name and the digest of every program file and over the code that judges them.

    ``digests`` as `tracker.program.files.digests` gives them. None where a file could not be read: then the files
    are to be read in earnest, which says what is wrong.
    """
    total = hashlib.sha256(_judge().encode())
    for file, digest in sorted(digests.items()):
        if not digest:
            return None
        name = Path(file).relative_to(folder).as_posix().encode()
        total.update(b"%d:%b%b" % (len(name), name, digest.encode()))
    return total.hexdigest()


def remembered(store: Store, of: str | None) -> Judged | None:
    """What was found under a fingerprint, None if these very files were not the last that were loaded."""
    if of is None:
        return None
    with store.cursor() as cursor:
        row = first_row(cursor, "select counts, warnings from store.judged where fingerprint = $1", [of])
    if row is None:
        return None
    return Judged(json.loads(row[0]), [Problem(**one) for one in json.loads(row[1])])


def found_before(store: Store, digests: Mapping[str, str]) -> Before:
    """What is remembered of each file, to be handed to `check` with the files as they are now."""
    with store.cursor() as cursor:
        rows = cursor.execute(
            f"select {', '.join(_COLUMNS)} from store.judged_file where judge = $1", [_judge()]
        ).fetchall()
        loaded = first_row(cursor, "select digests from store.judged")
    files = {name: JudgedFile(*kept) for name, _, *kept in rows}
    in_force = json.loads(loaded[0]).items() & digests.items() if loaded is not None else ()
    return Before(files, frozenset(name for name, _ in in_force))


def keep_files(store: Store, checked: Checked) -> None:
    """Keep what was found of each file, whether or not they are loaded."""
    with store.writing() as writing:
        _keep_files(writing, checked)


def remember(store: Store, folder: Path, checked: Checked, head: int) -> None:
    """Keep what was found of each file, and that all of them are in force since the ledger's ``head``.

    If something was loaded since, nobody knows what is in force, and only the files are kept.
    """
    digests = {name: one.sha256 for name, one in checked.files.items()}
    of = fingerprint(folder, digests)
    warnings = json.dumps([asdict(one) for one in checked.problems.warnings], ensure_ascii=False, default=str)
    with store.writing() as writing:
        _keep_files(writing, checked)
        writing.cursor.execute("delete from store.judged")
        if of is not None and not first_row(
            writing.cursor, "select 1 from store.load where seq > $1", [head]
        ):
            writing.cursor.execute(
                "insert into store.judged values ($1, $2, $3, $4)",
                [of, json.dumps(checked.counts), warnings, json.dumps(digests, ensure_ascii=False)],
            )


def _keep_files(writing: Writing, checked: Checked) -> None:
    judge = _judge()
    kept = {name: one for name, one in checked.files.items() if name in checked.read and one.sha256}
    writing.cursor.execute(
        "delete from store.judged_file where judge <> $1 or name in (select unnest($2::varchar[])) "
        "or name not in (select unnest($3::varchar[]))",
        [judge, list(checked.read), list(checked.files)],
    )
    rows = [(name, judge, *astuple(one)) for name, one in kept.items()]
    if rows:
        insert(writing.cursor, "judged_file", dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True)))


@cache
def _judge() -> str:
    """What judges the files: the model, the reader and the rules, to the byte, and the library under them."""
    total = hashlib.sha256(f"{version('pydantic')} {version('PyYAML')}".encode())
    for module in sorted(Path(program.__file__).parent.rglob("*.py")):
        total.update(module.read_bytes())
    return total.hexdigest()
