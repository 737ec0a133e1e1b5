"""The executor's list as XLSX: figures that are locked, cells where the answer is written, and the way back.

Owns the workbook's form. A cell is never a formula; what is read back is text, and whose hearing it answers stands in
a sheet of its own. Nothing is recorded here.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.documents.pack.executor_list import by_plan, executor_title, items_of, until
from tracker.documents.pack.figures import terms_words
from tracker.documents.pack.opening import name
from tracker.documents.pack.words import Words
from tracker.documents.tables import harmless
from tracker.errors import InputError
from tracker.text import N_
from tracker.text.vocab import word

#: the sheet that says which hearing the workbook answers; its words are for programs, not for readers
_KEY, _MARK = "hearing", "executor's answers, form 1"
_HEAD = 6  # the row of the headings, from 0
_WIDTHS = (5, 44, 38, 22, 20, 18, 60, 40, 30)
_ANSWER, _EVIDENCE, _ID = 6, 7, 8
MOST_BYTES, MOST_UNPACKED, MOST_ROWS = 5 * 2**20, 60 * 2**20, 5_000


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: the sheet's row (from 1), the indicator, the words, the evidence or None."""

    row: int
    indicator: str
    words: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What an executor's workbook says; items left empty are not there."""

    hearing: str
    executor: str
    answers: tuple[Given, ...]


def answer_sheet(of: Words, executor: str) -> bytes:
    """The workbook of an executor's items: the same matter gives the same bytes."""
    import xlsxwriter  # late: the command line starts without it

    t, file = of.t, io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    book.set_properties({"created": datetime(2000, 1, 1), "title": t("Executor's list")})  # noqa: DTZ001
    page = book.add_worksheet(t("Answers")[:31])
    forms = _forms(book)
    head = (
        executor_title(of, executor),
        f"{name(of)} · {of.day(of.matter.hearing.held_on)}",
        t("Figures as of {day}; base of the percentages: each indicator by itself.", day=of.matter.ask.as_of),
        until(of),
        t("Write into the two coloured columns only, and send the file back as it is."),
    )
    for row, words in enumerate(head):
        page.write_string(row, 0, harmless(words), forms["title"] if row == 0 else forms["plain"])
    heads = (
        t("No."), t("Item"), t("Promise"), t("Reported"), t("By plan on that day"), t("Status"), t("Your answer"),
        t("Evidence (a link or a document)"), t("Identifier, not to be changed"),
    )  # fmt: skip
    for n, (heading, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
        page.set_column(n, n, width)
        page.write_string(_HEAD, n, heading, forms["head"])
    for row, item in enumerate(items_of(of, executor), _HEAD + 1):
        one = item.assessed
        reported = of.value(one.observed, one) + (f" ({of.short(one.period_end)})" if one.period_end else "")
        status = word("status", one.status, of.language)
        page.write_number(row, 0, item.place, forms["cell"])
        for n, words in enumerate(
            (of.say(one.title), terms_words(of, item.explained.terms), reported, by_plan(of, item), status), 1
        ):
            page.write_string(row, n, harmless(words), forms["cell"])
        before = item.answer
        page.write_string(row, _ANSWER, harmless(before.words) if before else "", forms["open"])
        page.write_string(row, _EVIDENCE, harmless(before.evidence or "") if before else "", forms["open"])
        page.write_string(row, _ID, one.indicator, forms["id"])
    page.freeze_panes(_HEAD + 1, 2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD)
    page.protect("", {"format_columns": True, "format_rows": True})
    key = book.add_worksheet(_KEY)
    for row, pair in enumerate(((_MARK, ""), ("hearing", of.matter.hearing.hearing), ("executor", executor))):
        key.write_row(row, 0, pair)
    key.hide()
    book.close()
    return file.getvalue()


def _forms(book: Any) -> dict[str, Any]:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#cfd6dc"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "plain": book.add_format({"font_color": "#56616b"}),
        "head": book.add_format({**cell, "bold": True, "bg_color": "#f4f6f8", "valign": "bottom"}),
        "cell": book.add_format(cell),
        "open": book.add_format({**cell, "bg_color": "#fff8e1", "locked": False, "num_format": "@"}),
        "id": book.add_format({**cell, "font_color": "#68727c", "font_size": 8}),
    }


def read_answer_sheet(data: bytes) -> AnswerSheet:
    """The answers of a workbook that :func:`answer_sheet` made.

    Raises InputError for what is no workbook, for another workbook, for a repeated or missing identifier, and for
    evidence without an answer; every sentence names the row.
    """
    import openpyxl

    _examine(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        key = [
            [_text(cell) for cell in row[:2]]
            for row in sheets[_KEY].iter_rows(max_row=3, max_col=2, values_only=True)
        ]
        page = next(sheet for title, sheet in sheets.items() if title != _KEY)
        found = list(
            page.iter_rows(min_row=_HEAD + 2, max_row=MOST_ROWS, max_col=len(_WIDTHS), values_only=True)
        )
    except InputError:
        raise
    except Exception:  # openpyxl raises whatever its parts do
        raise InputError(_FOREIGN) from None
    if len(key) < 3 or key[0][0] != _MARK or not key[1][1] or not key[2][1]:
        raise InputError(_FOREIGN)
    answers: dict[str, Given] = {}
    for number, cells in enumerate(found, _HEAD + 2):
        row = [_text(cell) for cell in (*cells, *(None,) * (len(_WIDTHS) - len(cells)))]
        words, evidence, indicator = row[_ANSWER], row[_EVIDENCE], row[_ID]
        if not words and not evidence:
            continue
        if not indicator:
            raise InputError(
                "Row {row}: the identifier in the last column is missing; take the workbook anew.", row=number
            )
        if not words:
            raise InputError(
                "Row {row}: evidence stands there, but no answer; write the answer beside it.", row=number
            )
        if indicator in answers:
            raise InputError(
                "Row {row}: {indicator} is answered twice; keep one of the rows.",
                row=number,
                indicator=indicator,
            )
        answers[indicator] = Given(number, indicator, words, evidence or None)
    return AnswerSheet(key[1][1], key[2][1], tuple(answers.values()))


_FOREIGN = N_(
    "This is not a list of answers to a hearing: take the workbook from the hearing's page and fill in that one."
)


def _examine(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise InputError(
            "The workbook is larger than a list of answers can be; take it anew from the hearing's page."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError):
        raise InputError(_FOREIGN) from None
    if unpacked > MOST_UNPACKED:
        raise InputError(
            "The workbook is larger than a list of answers can be; take it anew from the hearing's page."
        )


def _text(cell: object) -> str:
    said = "" if cell is None else str(cell).strip()
    # the apostrophe that kept what was written before from being a formula
    return said[1:] if said[:1] == "'" and harmless(said[1:]) == said else said
