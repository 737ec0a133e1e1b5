"""A workbook that LibreOffice saved comes back like any other: with its answers, its protection, and its conflict.

``saved.xlsx`` was written by LibreOffice 7.4 from the workbook of the small country with two cells filled in; the
neighbouring module does the same anew where the program is installed. To renew it: OFFICE_SAVE=1 pytest that module.
"""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.intake.test_branch_workbook import BRANCH, WHEN, made, newest
from tests.small_country import record, report
from tracker.intake.merging import take_workbook
from tracker.intake.workbook_answers import FIRST_ANSWER, is_workbook_of_ours

SAVED = Path(__file__).parent / "saved.xlsx"
SIGN = "5af0ffee0ff1"


@pytest.fixture
def country(country):
    record(
        country,
        report("clinics", "2021-Q4", 12, "2022-01-05T06:00:00"),
        report("villages", "2022-Q1", 19, "2022-04-05T06:00:00"),
    )
    return country


@pytest.fixture
def handed_out(country, monkeypatch) -> bytes:
    """The workbook with a sign that is known beforehand."""
    monkeypatch.setattr("tracker.record.workbook.secrets.token_hex", lambda _: SIGN)
    return made(country, "ru")


def check_taken(country, data: bytes) -> None:
    """What the office saved, merged after somebody reported one of the two cells otherwise."""
    assert is_workbook_of_ours(data)
    record(country, report("grants", "2022-Q1", 9.0, "2022-04-15T05:00:00", author="branch-KZ, desk 2"))
    merged = take_workbook(country, BRANCH, "back.xlsx", data, now=WHEN)
    assert (merged.added, merged.equal) == (1, 1)
    (one,) = merged.conflicts
    assert (one.value, one.held.value, one.held.author) == (7.5, 9.0, "branch-KZ, desk 2")
    assert newest(country, "clinics") == (13.0, "branch-KZ") and newest(country, "grants")[0] == 9.0


def check_shape(data: bytes) -> None:
    """Still a workbook an official cannot spoil: locked but for the answers, with its lists and its hidden sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Health", "Water", "_tracker"] and book["_tracker"].sheet_state != "visible"
    page = book["Health"]
    row = next(row for row in page.iter_rows(min_row=5) if "clinics" in str(row[0].value))
    assert page.protection.sheet and page.column_dimensions["A"].hidden
    assert row[FIRST_ANSWER - 1].protection.locked and not row[FIRST_ANSWER].protection.locked
    assert {"list", "decimal"} <= {rule.type for rule in page.data_validations.dataValidation}


def test_what_the_office_saved_is_taken_with_its_conflict(country, handed_out):
    check_shape(SAVED.read_bytes())
    check_taken(country, SAVED.read_bytes())
