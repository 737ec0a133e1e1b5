"""Exported tables read back: what was written, and nothing a spreadsheet would run."""

import csv
import io
import json
import os
import stat
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.tables import Column, harmless, save_table, table_bytes, write_xlsx
from tracker.errors import EnvironmentFault

COLUMNS = [
    Column("indicator"),
    Column("value", "number"),
    Column("progress", "share"),
    Column("due", "date"),
    Column("reported_at", "instant"),
]
ROWS = [
    ("akmola/schools", 1234.5, 0.1 + 0.2, date(2025, 12, 31), datetime.fromisoformat("2022-04-01T12:30")),
    ('Көрсеткіш; «тест», "ә"\nекінші жол', None, None, None, None),
]
FORMULAS = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A1", " =1", "\n=1", "\ufeff=1",
    "=cmd|' /C calc'!A0", "\xa0=HYPERLINK(\"x\")",
]  # fmt: skip


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_reads_back_with_numbers_unrounded():
    data = table_bytes("csv", COLUMNS, ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    heading, first, second = read_csv(data)
    assert heading == [column.heading for column in COLUMNS]
    assert float(first[2]) == 0.1 + 0.2
    assert first[3:] == ["2025-12-31", "2022-04-01T18:30:00+06:00"]  # the rows hold UTC
    assert second == [ROWS[1][0], "", "", "", ""]


def test_xlsx_keeps_numbers_days_and_text_apart():
    book = openpyxl.load_workbook(io.BytesIO(table_bytes("xlsx", COLUMNS, ROWS)))
    page = book.active
    assert [cell.value for cell in page[1]] == [column.heading for column in COLUMNS]
    assert page["B2"].value == 1234.5
    assert page["C2"].value == pytest.approx(0.3) and page["C2"].number_format == "0.0%"
    assert page["D2"].value == datetime.fromisoformat("2025-12-31") and page["D2"].is_date
    assert page["E2"].value == datetime.fromisoformat("2022-04-01T18:30")  # by Almaty's clock
    assert page["A3"].value == ROWS[1][0]
    assert page["B3"].value is None
    assert page.freeze_panes == "A2"


def test_json_keeps_none_and_every_digit():
    first, second = json.loads(table_bytes("json", COLUMNS, ROWS))
    assert first["progress"] == 0.1 + 0.2 and first["due"] == "2025-12-31"
    assert first["reported_at"] == "2022-04-01T18:30:00+06:00"
    assert second["value"] is None


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_cell_becomes_a_formula(text):
    columns = [Column(text), Column("note")]
    for row in read_csv(table_bytes("csv", columns, [(text, "plain")])):
        assert row[0].startswith("'")
    page = openpyxl.load_workbook(io.BytesIO(table_bytes("xlsx", columns, [(text, "plain")]))).active
    for cell in (page["A1"], page["A2"]):
        assert cell.data_type == "s" and cell.value.startswith("'")


def test_a_negative_number_stays_a_number():
    assert read_csv(table_bytes("csv", [Column("v", "number")], [(-5.0,)]))[1] == ["-5.0"]
    page = openpyxl.load_workbook(io.BytesIO(table_bytes("xlsx", [Column("v", "number")], [(-5.0,)]))).active
    assert page["A2"].value == -5


@given(st.text())
def test_harmless_changes_only_by_an_apostrophe_before(text):
    assert harmless(text) in (text, "'" + text)


def test_the_same_rows_give_the_same_bytes():
    assert table_bytes("xlsx", COLUMNS, ROWS) == table_bytes("xlsx", COLUMNS, ROWS)


def test_a_long_text_is_cut_to_what_a_cell_holds_and_an_old_day_is_said_as_text():
    file = io.BytesIO()
    write_xlsx(file, [Column("a"), Column("b", "date")], [("я" * 40_000, date(1812, 9, 7))])
    page = openpyxl.load_workbook(file).active
    assert len(page["A2"].value) == 32_767 and page["A2"].value.endswith("…")
    assert page["B2"].value == "1812-09-07"


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "figures.csv"
    target.write_text("before")

    def broken():
        yield ("x", 1.0, 0.5, None, None)
        raise OSError(28, "No space left on device")

    with pytest.raises(EnvironmentFault, match="No space left on device"):
        save_table(target, "csv", COLUMNS, broken())
    assert target.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["figures.csv"]
    save_table(target, "csv", COLUMNS, ROWS)
    assert target.read_bytes() == table_bytes("csv", COLUMNS, ROWS)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_umask()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(EnvironmentFault, match="could not be written"):
        save_table(tmp_path / "none" / "x.csv", "csv", COLUMNS, ROWS)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
