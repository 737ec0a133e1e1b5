"""Remembering that a folder of program files was read, found without fault and loaded.

Files that nobody touched since need not be parsed and judged again. What is remembered is no fact of the ledger: it
is keyed on every file's bytes and on the code that judged them, and can be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tracker import program
from tracker.errors import Problem
from tracker.program.files import yaml_files
from tracker.store import Store
from tracker.store.connection import first_row


@dataclass(frozen=True, slots=True)
class Judged:
    """What the files were found to be: how many of each noun, and the doubts about them."""

    counts: dict[str, int]
    warnings: list[Problem]


def fingerprint(folder: Path) -> str | None:
    """SHA-256 over the name and the bytes of every program file and over the code that judges them.

    None where a file cannot be read: then the files are to be read in earnest, which says what is wrong.
    """
    total = hashlib.sha256(_judge().encode())
    try:
        for file in yaml_files(folder):
            name = file.relative_to(folder).as_posix().encode()
            digest = hashlib.sha256(file.read_bytes()).digest()
            total.update(b"%d:%b%b" % (len(name), name, digest))
    except OSError:
        return None
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


def remember(store: Store, of: str | None, counts: Mapping[str, int], warnings: Sequence[Problem]) -> None:
    """Keep what was found in place of what was kept before."""
    if of is None:
        return
    kept = json.dumps([asdict(one) for one in warnings], ensure_ascii=False, default=str)
    with store.writing() as writing:
        writing.cursor.execute("delete from store.judged")
        writing.cursor.execute(
            "insert into store.judged values ($1, $2, $3)", [of, json.dumps(dict(counts)), kept]
        )


@cache
def _judge() -> str:
    """What judges the files: the model, the reader and the rules, to the byte, and the library under them."""
    total = hashlib.sha256(f"{version('pydantic')} {version('PyYAML')}".encode())
    for module in sorted(Path(program.__file__).parent.rglob("*.py")):
        total.update(module.read_bytes())
    return total.hexdigest()
