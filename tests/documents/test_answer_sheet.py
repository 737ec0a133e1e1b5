"""The executor's list: the same items on paper, on a light page and as a workbook, and the workbook taken back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.documents.hearing_world import heard, prepared
from tracker.documents.light_page import Ways, light_page
from tracker.documents.pack import (
    executor_document,
    executor_workbook,
    paper_docx,
    paper_pdf,
    read_executor_workbook,
)
from tracker.errors import InputError
from tracker.store import open_store
from tracker.text import LANGUAGES

FIRST = 8  # the row of the first item
ANSWER, EVIDENCE, ID = 7, 8, 9


@pytest.fixture(scope="module")
def matters():
    with open_store() as store:
        hearing = prepared(store, 6, "=HYPERLINK(1) Ғимарат")
        yield {language: heard(store, hearing, language) for language in LANGUAGES}


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def written(data: bytes, change) -> bytes:
    """The workbook with something written into it, as a spreadsheet saves it."""
    book, file = opened(data), io.BytesIO()
    change(book)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_holds_an_executors_items_and_no_other(matters, language):
    matter = matters[language]
    own = [item for item in matter.items if item.assessed.executor == "akimat-11-health"]
    assert 0 < len(own) < len(matter.items)
    page = opened(executor_workbook(matter, "akimat-11-health")).worksheets[0]
    assert [page.cell(FIRST + n, ID).value for n in range(len(own))] == [i.assessed.indicator for i in own]
    assert page.cell(FIRST + len(own), ID).value is None
    of = executor_document(matter, "akimat-11-health")
    html = light_page(of, Ways(lambda place: f"/{place.kind}"))
    for n, item in enumerate(own):
        title = item.assessed.title[language]
        assert page.cell(FIRST + n, 2).value == "'" + title, "no title becomes a formula"
        assert page.cell(FIRST + n, 2).data_type == "s" and title in html
        assert (
            not page.cell(FIRST + n, ANSWER).protection.locked and page.cell(FIRST + n, 2).protection.locked
        )
    assert page.protection.sheet and paper_pdf(of) and paper_docx(of)
    assert executor_workbook(matter, "akimat-11-health") == executor_workbook(matter, "akimat-11-health")


def test_an_executor_without_an_item_is_told_so(matters):
    of = executor_document(matters["en"], "ministry-health")
    assert of.sections[0].said == "No item of this hearing is this executor's."


def test_answers_come_back_as_they_were_written(matters):
    def fill(book):
        page = book.worksheets[0]
        page.cell(FIRST, ANSWER).value = "  Жұмыс мамырда басталады\nекінші жол  "
        page.cell(FIRST, EVIDENCE).value = "https://example.kz/act"
        page.cell(FIRST + 2, ANSWER).value = "=1+1 works are done"

    sheet = read_executor_workbook(written(executor_workbook(matters["kk"], "akimat-11-health"), fill))
    own = [i.assessed.indicator for i in matters["kk"].items if i.assessed.executor == "akimat-11-health"]
    assert (sheet.hearing, sheet.executor) == (matters["kk"].hearing.hearing, "akimat-11-health")
    [first] = [one for one in sheet.answers if one.row == FIRST]
    assert first.indicator == own[0] and first.evidence == "https://example.kz/act"
    assert first.words == "Жұмыс мамырда басталады\nекінші жол"
    [third] = [one for one in sheet.answers if one.row == FIRST + 2]
    assert third.words == "=1+1 works are done" and third.evidence is None


def test_an_answer_given_before_stands_in_its_cell_and_comes_back(matters):
    sheet = read_executor_workbook(executor_workbook(matters["en"], "akimat-11"))
    assert [one.words for one in sheet.answers] == ["Келісімшарт жасалды."]


def test_a_workbook_left_empty_says_nothing(matters):
    assert read_executor_workbook(executor_workbook(matters["en"], "akimat-11-health")).answers == ()


def no_identifier(book):
    book.worksheets[0].cell(FIRST, ANSWER).value = "done"
    book.worksheets[0].cell(FIRST, ID).value = None


def evidence_alone(book):
    book.worksheets[0].cell(FIRST, EVIDENCE).value = "https://example.kz/act"


def twice(book):
    page = book.worksheets[0]
    for row in (FIRST, FIRST + 1):
        page.cell(row, ANSWER).value = "done"
        page.cell(row, ID).value = "district-2021-2025/works-2"


def without_key(book):
    del book["hearing"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (no_identifier, f"Row {FIRST}: the identifier"),
        (evidence_alone, f"Row {FIRST}: evidence stands there, but no answer"),
        (twice, f"Row {FIRST + 1}: district-2021-2025/works-2 is answered twice"),
        (without_key, "This is not a list of answers"),
    ],
)
def test_a_mistake_is_named_with_its_row(matters, change, said):
    with pytest.raises(InputError) as raised:
        read_executor_workbook(written(executor_workbook(matters["en"], "akimat-11-health"), change))
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04 broken", b"x" * 6_000_000])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(InputError):
        read_executor_workbook(data)
