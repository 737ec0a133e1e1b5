"""How a command prints rows: a table for people, CSV and JSON for scripts.

In CSV and JSON numbers are unrounded, days and instants in ISO form (instants with Almaty's offset), null or an
empty cell where there is none. Must not know what a row means.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TextIO

from tracker.clock import in_almaty

Row = Mapping[str, object]
FORMATS = ("table", "csv", "json")


def plain(value: object) -> object:
    """A value as JSON holds it."""
    if isinstance(value, datetime):
        return in_almaty(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def print_json(out: TextIO, value: object) -> None:
    """A value as JSON."""
    out.write(json.dumps(plain(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def print_csv(out: TextIO, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows as CSV; no text cell can become a formula."""
    from tracker.documents.tables import harmless

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        cells = (plain(row[name]) for name in names)
        writer.writerow([_cell(harmless(cell) if isinstance(cell, str) else cell) for cell in cells])


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def print_table(
    out: TextIO, headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]
) -> None:
    """Rows as an aligned table; ``right`` says which columns hold numbers."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = (
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(cells, widths, right, strict=True)
        )
        return "  ".join(padded).rstrip()

    out.write(line(headings) + "\n")
    out.write("  ".join("-" * width for width in widths) + "\n")
    for row in rows:
        out.write(line(row) + "\n")
