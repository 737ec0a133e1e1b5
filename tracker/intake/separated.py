"""Reading CSV: UTF-8 or Windows-1251, commas, semicolons or tabs, quoted as spreadsheets quote.

Owns the guess of encoding and separator. Must not know what a column means beyond its heading's name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from tracker.errors import Problem
from tracker.intake.content import ContentRefused
from tracker.intake.sheet import Column, Sheet, stripped

_SEPARATORS = ",;\t"
_LONGEST_CELL = 100_000


class SeparatedFault(ContentRefused):
    """The text cannot be taken apart; ``row`` is where."""

    def __init__(self, template: str, /, row: int | None = None, **values: object) -> None:
        super().__init__(template, row=row, **values)
        self.row = row


def read_separated(file: str, data: bytes, known: Iterable[str]) -> Sheet:
    """The table in the text; ``known`` are heading names that tell the right separator. Raises ContentRefused."""
    lines = list(_records(*_separator(_decoded(data), frozenset(known))))
    start = next((n for n, record in enumerate(lines) if any(cell.strip() for cell in record)), None)
    if start is None:
        raise ContentRefused("The file is empty.")
    headings = [cell.strip() for cell in lines[start]]
    problems = _overlong(file, lines, start, len(headings))
    width = len(headings)
    columns = list(zip_longest(*(record[:width] for record in lines[start + 1 :])))
    missing = [(None,) * (len(lines) - start - 1)] * (width - len(columns))
    return Sheet(
        file,
        tuple(headings),
        tuple(Column(stripped(column)) for column in [*columns, *missing]),
        heading_row=start + 1,
        problems=problems,
    )


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error
    replaced = data.decode("utf-8-sig", "replace")
    wrong = replaced.count("\ufffd")
    if data.startswith(b"\xef\xbb\xbf") or wrong * 20 < sum(letter > "\x7f" for letter in replaced):
        row = data.count(b"\n", 0, broken.start) + 1
        raise SeparatedFault(
            "The text is UTF-8 but has bytes in line {row} that are not; save the file again as CSV UTF-8.",
            row=row,
        )
    try:
        return data.decode("cp1251")
    except UnicodeDecodeError:
        raise ContentRefused("The text is neither UTF-8 nor Windows-1251; save it as CSV UTF-8.") from None


def _separator(text: str, known: frozenset[str]) -> tuple[str, str]:
    first = next((line for line in text.splitlines() if line.strip()), "")

    def score(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=separator), [])
        return sum(cell.strip().casefold() in known for cell in cells), len(cells)

    return text, max(_SEPARATORS, key=score)


def _records(text: str, separator: str) -> Iterable[Sequence[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 0
    while True:
        row += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error):
                raise SeparatedFault("Row {row} has a cell of more than {most} letters.", row=row,
                                     most=_LONGEST_CELL) from None  # fmt: skip
            raise SeparatedFault(
                "The quotation marks in row {row} do not match: a text that holds a quotation mark stands in quotation "
                "marks and doubles it, and every opening one is closed.",
                row=row,
            ) from None


def _overlong(file: str, lines: list[Sequence[str]], start: int, width: int) -> list[Problem]:
    return [
        Problem(
            file, n, width + 1, "too_many_cells",
            "The row has {cells} cells and the heading {width}: a text or number that holds the separator stands in "
            "quotation marks.",
            {"cells": len(record), "width": width},
        )
        for n, record in enumerate(lines, 1)
        if n > start + 1 and len(record) > width and any(cell.strip() for cell in record[width:])
    ]  # fmt: skip
