"""Tables as files: CSV that every spreadsheet opens, XLSX in constant memory, JSON with raw numbers.

Owns the form of an exported table, that no cell of it can become a formula, and that an instant (naive UTC in the
rows) is shown by Almaty's clock. Must not know what the columns mean: whoever asks brings the headings and the rows.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Literal

from tracker.clock import in_almaty
from tracker.documents.saving import save_whole
from tracker.errors import InputError

Form = Literal["csv", "xlsx", "json"]
Cell = str | float | int | bool | date | datetime | None

AT_ONCE = 1000
MOST_ROWS = 1_048_575  # what a sheet holds below its heading
LONGEST_TEXT = 32_767  # what a cell holds
# What starts a formula in one spreadsheet or another, the full-width forms of Asian keyboards included.
FORMULA_STARTS = frozenset("=+-@＝＋－＠")
_SKIPPED_BEFORE = " \t\r\n\v\f\0\xa0\u200b\ufeff"
_NUMBER_FORMATS = {"share": "0.0%", "date": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm:ss", "whole": "0"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and what its cells are. ``share`` is a part of 1, shown in percent by XLSX."""

    heading: str
    kind: Literal["text", "number", "whole", "share", "date", "instant"] = "text"
    width: int | None = None


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet could take it for a formula or command."""
    if not text:
        return text
    bare = text.lstrip(_SKIPPED_BEFORE)
    if text[0] in "\t\r\n\0" or (bare and bare[0] in FORMULA_STARTS):
        return "'" + text
    return text


def csv_pieces(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A CSV file in pieces of :data:`AT_ONCE` rows, each written when it is asked for.

    UTF-8 with a mark, commas, CRLF; numbers unrounded with a point, days in ISO form, an empty cell for none.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow([harmless(column.heading) for column in columns])
    for number, row in enumerate(rows, 1):
        writer.writerow([_plain(cell) for cell in row])
        if number % AT_ONCE == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def write_csv(file: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """The file of :func:`csv_pieces`."""
    for piece in csv_pieces(columns, rows):
        file.write(piece)


def write_xlsx(
    file: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, sheet: str = "Sheet1"
) -> None:
    """One sheet with a frozen, filtered heading; numbers are numbers, days are days, text is never a formula.

    Raises InputError where the rows are more than a sheet holds.
    """
    import xlsxwriter  # late: the command line starts without it

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "remove_timezone": True, "nan_inf_to_errors": False}  # fmt: skip
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same rows give the same bytes
    page = book.add_worksheet(_sheet_name(sheet))
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _NUMBER_FORMATS.items()}
    page.freeze_panes(1, 0)
    for n, column in enumerate(columns):
        page.set_column(n, n, column.width or _width(column))
        page.write_string(0, n, harmless(column.heading), heading)
    kinds = [formats.get(column.kind) for column in columns]
    last = 0
    for last, row in enumerate(rows, 1):
        if last > MOST_ROWS:
            raise InputError(
                "A sheet holds {most} rows and this table has more; export it as CSV.", most=MOST_ROWS
            )
        for n, cell in enumerate(row):
            _write_cell(page, last, n, cell, kinds[n], formats)
    if columns:
        page.autofilter(0, 0, last, len(columns) - 1)
    book.close()


def write_json(file: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """A list of objects by heading; numbers unrounded, null where there is none, days and instants in ISO form."""
    names = [column.heading for column in columns]
    before = "[\n "
    for row in rows:
        one = dict(zip(names, map(_jsonable, row), strict=True))
        text = json.dumps(one, ensure_ascii=False, indent=1, allow_nan=False)
        file.write((before + text.replace("\n", "\n ")).encode())
        before = ",\n "
    file.write(b"[]\n" if before.startswith("[") else b"\n]\n")


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "json": write_json}


def table_bytes(form: Form, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as the bytes of a file, for a page's download."""
    file = io.BytesIO()
    WRITERS[form](file, columns, rows)
    return file.getvalue()


def save_table(path: Path, form: Form, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Write the table to a file, whole or not at all. Raises EnvironmentFault for what the disk refuses."""
    save_whole(path, lambda file: WRITERS[form](file, columns, rows))


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell.replace("\0", ""))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return repr(cell) if math.isfinite(cell) else ""
    if isinstance(cell, date):
        return _iso(cell)
    return str(cell)


def _iso(cell: date) -> str:
    """A day, or an instant with Almaty's offset: one without would be read as another hour, or another day."""
    return in_almaty(cell).isoformat() if isinstance(cell, datetime) else cell.isoformat()


def _jsonable(cell: Cell) -> object:
    if isinstance(cell, date):
        return _iso(cell)
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return cell


def _write_cell(page, row: int, n: int, cell: Cell, shown, formats) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        text = harmless(cell)
        page.write_string(row, n, text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…")
    elif isinstance(cell, bool):
        page.write_boolean(row, n, cell)
    elif isinstance(cell, datetime):
        page.write_datetime(row, n, in_almaty(cell), formats["instant"])
    elif isinstance(cell, date):
        if cell.year >= 1900:
            page.write_datetime(row, n, cell, formats["date"])
        else:
            page.write_string(row, n, cell.isoformat())  # a spreadsheet knows no day before 1900
    elif math.isfinite(cell):
        page.write_number(row, n, cell, shown)


def _width(column: Column) -> int:
    usual = {"text": 24, "number": 14, "whole": 8, "share": 10, "date": 12, "instant": 20}
    return max(usual[column.kind], min(len(column.heading) + 2, 30))


def _sheet_name(name: str) -> str:
    cleaned = "".join("-" if letter in "[]:*?/\\" else letter for letter in name).strip("'")[:31]
    return cleaned or "Sheet1"
