"""Reading XLSX: the sheet that holds the headings, every cell as the text that CSV would hold.

Owns the reader of workbooks and the process of its own that an unusual workbook is opened in.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pyarrow as pa
import pyarrow.compute as pc

from tracker.errors import Problem
from tracker.intake.content import ContentRefused
from tracker.intake.sheet import Column, Sheet, stripped_whole
from tracker.intake.workbook_safety import examine

_MEMORY = 3 * 2**30  # address space of the process that opens an unusual workbook
_SECONDS = 120
_SHOWN_ERRORS = {"Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!",
                 "Ref": "#REF!", "Value": "#VALUE!"}  # fmt: skip
_ERROR = re.compile(r"Error\((\w+)\)")


def read_workbook(file: str, data: bytes) -> Sheet:
    """The first visible sheet that has an ``indicator`` heading, else the first one. Raises ContentRefused."""
    columns, errors = _open(data) if examine(data) else _open_apart(data)
    return _sheet(file, columns, errors)


def _open(data: bytes):
    """The sheet's columns from its first row on, and its error cells as (row, column, detail), both from 0."""
    import fastexcel

    try:
        book = fastexcel.read_excel(data)
    except fastexcel.FastExcelError:
        raise ContentRefused("The workbook is damaged; save it again and try once more.") from None
    chosen = None
    for name in book.sheet_names:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        if sheet.width == 0 or sheet.visible != "visible":
            continue
        table, errors = sheet.to_arrow_with_errors()
        if chosen is None or _has_heading(table):
            cells = [
                (e.offset_position[0], e.offset_position[1], e.detail)
                for e in (errors.errors if errors else ())
            ]
            chosen = (table, cells)
            if _has_heading(table):
                break
    if chosen is None:
        raise ContentRefused("The workbook has no filled sheet.")
    table, cells = chosen
    return [column.cast(pa.string()) for column in table.columns], cells


def _has_heading(table) -> bool:
    return any(
        "indicator" in (str(cell.as_py()).strip().casefold() for cell in column.slice(0, 50))
        for column in table.columns
    )


def _sheet(file: str, columns: list[pa.Array], errors: list[tuple[int, int, str]]) -> Sheet:
    columns = [stripped_whole(column) for column in columns]
    begun = [pc.index(pc.is_valid(column), True).as_py() for column in columns]
    heading = min((n for n in begun if n >= 0), default=None)
    if heading is None:
        raise ContentRefused("The sheet is empty.")
    problems = [
        Problem(file, row + 1, column + 1, "cell_error", "The cell shows {error} instead of a value; mend its formula.",
                {"error": _shown_error(detail)})
        for row, column, detail in errors if row > heading
    ]  # fmt: skip
    return Sheet(
        file,
        tuple(column[heading].as_py() or "" for column in columns),
        tuple(Column(column[heading + 1 :]) for column in columns),
        heading_row=heading + 1,
        problems=problems,
    )


def _shown_error(detail: str) -> str:
    found = _ERROR.search(detail)
    return _SHOWN_ERRORS.get(found[1], "#") if found else "#"


def _open_apart(data: bytes):
    """The same in a process of its own, which may run out of memory without taking this one with it."""
    command = [sys.executable, "-c", "from tracker.intake.workbook import answer_apart; answer_apart()"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if done.returncode == 1 and done.stdout:
        raise ContentRefused(done.stdout.decode())
    if done.returncode != 0:
        raise _too_much()
    import json

    columns, errors = json.loads(done.stdout)
    return [pa.array(column, pa.string()) for column in columns], errors


def answer_apart() -> None:
    """What the process of its own runs: the workbook from standard input, its cells as JSON to standard output."""
    import json

    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass  # a system without limits; the time still bounds it
    try:
        columns, errors = _open(sys.stdin.buffer.read())
        answer = json.dumps(([column.to_pylist() for column in columns], errors))
    except ContentRefused as refused:
        sys.stdout.write(str(refused))
        sys.exit(1)
    io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8").write(answer)


def _too_much() -> ContentRefused:
    return ContentRefused(
        "The workbook's cells reach further than memory does; it was not opened. "
        "Copy the rows into a new workbook, or save them as CSV."
    )
