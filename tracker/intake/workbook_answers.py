"""Reading a workbook that the tracker made: the answers in it, each with the indicator and period it belongs to.

Owns the reader; :mod:`tracker.documents.branch_workbook` writes. A row is known by its own hidden key, not by its
place, so that rows moved about are read right. Must not judge a value.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.intake.content import ContentRefused, kind_of
from tracker.intake.sheet import stripped
from tracker.intake.workbook_safety import examine

HIDDEN, MARK, VERSION = "_tracker", "program-tracker workbook", "1"
HEADING_ROW = 3  # from 0
COLUMNS = ("value", "tap", "evidence", "note", "cause", "office", "since")
FIRST_ANSWER = 9  # the answers stand in these columns from here on, from 0
_KEY = "indicator"


@dataclass(frozen=True, slots=True)
class Answer:
    """The filled cells of one row. ``sheet`` and ``row`` (from 1) are where it stands; ``last`` and ``planned`` what
    the workbook showed, ``filled`` the value that stood in the cell when it went out.
    """

    sheet: str
    row: int
    indicator: str
    period: str
    last: float | None
    planned: float | None
    filled: float | None
    value: str | None
    tap: str | None
    evidence: str | None
    note: str | None
    cause: str | None
    office: str | None
    since: str | None

    @property
    def column(self) -> int:
        """The column of the value cell, from 1."""
        return FIRST_ANSWER + 1


@dataclass(frozen=True, slots=True)
class Answers:
    """A workbook's answers; ``foreign`` are rows whose key the workbook was not made with, as (sheet, row, key)."""

    workbook: str
    head: int
    territory: str
    executor: str | None
    language: str
    answers: tuple[Answer, ...]
    foreign: tuple[tuple[str, int, str], ...]


def is_workbook_of_ours(data: bytes) -> bool:
    """Whether the bytes are a workbook that the tracker made. Never raises: what is unreadable is not ours."""
    try:
        return kind_of(data) == "xlsx" and examine(data) and HIDDEN in _book(data).sheet_names
    except ContentRefused:
        return False


def read_answers(data: bytes) -> Answers:
    """Read the answers. Raises ContentRefused in words for what is no such workbook."""
    if kind_of(data) != "xlsx" or not examine(data):
        raise ContentRefused("This is no workbook that the tracker made; take the newest one from the page.")
    book = _book(data)
    if HIDDEN not in book.sheet_names:
        raise ContentRefused("This is no workbook that the tracker made; take the newest one from the page.")
    hidden = _cells(book, HIDDEN)
    facts = [cell or "" for cell in (hidden[0] if hidden else [])] + [""] * 7
    if facts[0] != MARK or not facts[3].isdecimal() or len(facts[3]) > 15:
        raise ContentRefused(
            "The workbook's hidden sheet was changed; take a new workbook and copy the answers over."
        )
    if facts[1] != VERSION:
        raise ContentRefused("The workbook was made by another version of the tracker; take a new one.")
    known = {
        f"{row[0]} {row[1]}": (row[0], row[1], *map(_number, row[2:5]))
        for row in hidden[1:]
        if len(row) > 4 and row[0] and row[1]
    }
    codes = [_codes(hidden, place) for place in (5, 7, 9)]
    answers, foreign = [], []
    for name in book.sheet_names:
        if name == HIDDEN:
            continue
        for n, row in enumerate(_cells(book, name)):
            key = row[0] if row else None
            if n <= HEADING_ROW or key is None or key == _KEY:
                if n > HEADING_ROW and any(row[FIRST_ANSWER : FIRST_ANSWER + len(COLUMNS)]):
                    foreign.append((name, n + 1, ""))
                continue
            if key not in known:
                foreign.append((name, n + 1, key))
                continue
            cells = (*row[FIRST_ANSWER : FIRST_ANSWER + len(COLUMNS)], *[None] * len(COLUMNS))[: len(COLUMNS)]
            given = dict(zip(COLUMNS, cells, strict=True))
            if any(given.values()):
                answers.append(Answer(name, n + 1, *known[key], **_coded(given, *codes)))
    return Answers(
        facts[2], int(facts[3]), facts[4], facts[5] or None, facts[6], tuple(answers), tuple(foreign)
    )


def _coded(given: dict[str, str | None], taps: dict, causes: dict, done: dict) -> dict[str, str | None]:
    """Words from the lists as their codes; what is no word of a list stays, to be judged."""
    told = dict(given)
    for name, codes in (("tap", taps), ("cause", causes), ("value", done)):
        text = given[name]
        if text is not None:
            told[name] = codes.get(" ".join(text.casefold().split()), text)
    return told


def _codes(hidden: list[list[str | None]], place: int) -> dict[str, str]:
    return {
        " ".join(row[place + 1].casefold().split()): row[place]
        for row in hidden[1:]
        if len(row) > place + 1 and row[place] and row[place + 1]
    }


def _book(data: bytes):
    import fastexcel
    import pyarrow  # noqa: F401 - fastexcel hands its columns over through it

    try:
        return fastexcel.read_excel(data)
    except fastexcel.FastExcelError:
        raise ContentRefused("The workbook is damaged; save it again and try once more.") from None


def _cells(book, name: str) -> list[list[str | None]]:
    import fastexcel

    try:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        if sheet.width == 0:
            return []
        table, errors = sheet.to_arrow_with_errors()
    except fastexcel.FastExcelError:
        raise ContentRefused("The workbook is damaged; save it again and try once more.") from None
    columns = [stripped(column.to_pylist()) for column in table.columns]
    for error in errors.errors if errors else ():
        row, column = error.offset_position
        columns[column][row] = "#"  # the cell shows an error: judged as what it is, no number
    return [list(row) for row in zip(*columns, strict=True)]


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
