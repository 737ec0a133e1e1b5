"""What somebody hands in to be recorded: its texts, and the key that makes a repeated sending count once."""

from __future__ import annotations

from typing import Any

from tracker.errors import InputError
from tracker.store.connection import Writing, first_row

LONGEST = 2000


def text(given: str | None, longest: int = LONGEST) -> str | None:
    """A text without the space around it, None where nothing is left. Raises InputError where it is too long."""
    said = (given or "").strip()
    if len(said) > longest:
        raise InputError("A text is longer than {most} characters: say it shorter.", most=longest)
    return said or None


def already(writing: Writing, table: str, key: str | None, column: str = "seq") -> Any:
    """What was recorded under a key (its number, or another column), None where nothing was."""
    if key is None:
        return None
    row = first_row(writing.cursor, f"select {column} from store.{table} where key = $1 limit 1", [key])
    return None if row is None else row[0]
