"""XLSX as spreadsheets write it, and what only looks like it."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

from tracker.intake.content import ContentRefused, kind_of
from tracker.intake.workbook import read_workbook
from tracker.intake.workbook_safety import examine


def workbook(rows, *, sheet="Sheet1", more=()) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for title, cells in more:
        page = book.create_sheet(title)
        for row in cells:
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(data: bytes, change) -> bytes:
    """The workbook with every part of it changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return file.getvalue()


def read(data: bytes):
    assert kind_of(data) == "xlsx"
    return read_workbook("r.xlsx", data)


def test_cells_become_the_text_that_csv_would_hold():
    sheet = read(
        workbook(
            [
                ["indicator", "period", "value", "note"],
                ["a/b", date(2022, 3, 31), 12.5, "ә"],
                ["a/b", "2022-Q1", "1 234,5", None],
                [None, None, None, None],
                ["a/b", 2022, 1e21, True],
                ["a/b", datetime.combine(date(2022, 3, 1), time()), 0.1, 7],
            ]
        )
    )
    assert sheet.headings == ("indicator", "period", "value", "note")
    assert sheet.columns[1] == ["2022-03-31 00:00:00", "2022-Q1", None, "2022", "2022-03-01 00:00:00"]
    assert [value and float(value.replace(" ", "").replace(",", ".")) for value in sheet.columns[2]] == [
        12.5, 1234.5, None, 1e21, 0.1,
    ]  # fmt: skip
    assert sheet.row_number(4) == 6


def test_a_formula_that_was_never_worked_out_is_no_empty_cell():
    rows = [["indicator", "period", "value"], ["a/b", "2022-Q1", 4], ["a/b", "2022-Q2", "=C2+1"]]
    with pytest.raises(ContentRefused, match="The formula in cell C3 has no result yet") as refused:
        read(workbook(rows))
    assert refused.value.values["row"] == 3


def test_a_formula_with_a_result_is_its_result_also_where_that_is_an_empty_text():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["indicator", "period", "value", "note"])
        page.write_row(1, 0, ["a/b", "2022-Q1"])
        page.write_formula(1, 2, "=2+3", value=5)
        page.write_formula(1, 3, '=IF(1=1,"","x")', value="")
    # as Excel and LibreOffice mark a formula that comes to a text
    sheet = read(with_parts(file.getvalue(), lambda part: part.replace(b'<c r="D2"', b'<c r="D2" t="str"')))
    assert float(sheet.columns[2][0]) == 5 and sheet.columns[3] == [None]


def test_the_heading_may_stand_lower_and_the_rows_keep_the_sheets_numbers():
    sheet = read(workbook([[], ["Отчёт филиала"], ["indicator", "period", "value"], ["a/b", "2022", 1]]))
    assert sheet.heading_row == 2  # the first filled row; a title above the table is told as a wrong heading
    sheet = read(workbook([[], [], ["indicator", "period", "value"], ["a/b", "2022", 1]]))
    assert sheet.heading_row == 3 and sheet.row_number(0) == 4


def test_the_sheet_with_the_headings_is_read_wherever_it_stands():
    data = workbook([["Памятка"]], more=[("Отчёт", [["Indicator", "period", "value"], ["a/b", "2022", 1]])])
    assert read(data).columns[0] == ["a/b"]


def test_a_cell_that_shows_an_error_is_a_fault():
    sheet = read(
        workbook([["indicator", "period", "value"], ["a/b", "2022", "#N/A"], ["a/b", "2023", "#REF!"]])
    )
    assert [(p.line, p.column) for p in sheet.problems] == [(2, 3), (3, 3)]
    assert "#N/A" in sheet.problems[0].message and "#REF!" in sheet.problems[1].message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"\.xls"),
        (b"\x89PNG\r\n", "picture"),
        (b"<html><table>", "web page"),
        (b"\xff\xfei\0n\0", "UTF-16"),
        (b"indicator\0period", "NUL"),
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n  ", "empty"),
    ],
)
def test_other_content_is_named_whatever_the_file_is_called(data, said):
    with pytest.raises(ContentRefused, match=said):
        kind_of(data)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def test_other_archives_are_named():
    with pytest.raises(ContentRefused, match="text document"):
        read(zipped({"word/document.xml": b"<x/>"}))
    with pytest.raises(ContentRefused, match="archive"):
        read(zipped({"a.txt": b"x"}))
    with pytest.raises(ContentRefused, match="damaged"):
        read(b"PK\x03\x04 and nothing more")


def test_a_zip_bomb_is_refused_before_it_is_opened():
    with pytest.raises(ContentRefused, match="unpacks"):
        read(zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 320_000_000}))
    with pytest.raises(ContentRefused, match="unpacks"):
        read(zipped({"xl/workbook.xml": b"<x/>", "xl/media/a.png": b"\0" * 50_000_000}))
    with pytest.raises(ContentRefused, match="unpacks"):
        read(zipped({"xl/workbook.xml": b"<x/>"} | {f"xl/{n}": b"" for n in range(3000)}))


def test_a_directory_that_lies_about_its_sizes_is_refused():
    data = zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"A" * 3_000_000})
    lying = data.replace((3_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(ContentRefused, match=r"unpacks|damaged"):
        read(lying)


def far_apart(row: int, column: int) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet()
    page.write_row(0, 0, ["indicator", "period", "value"])
    page.write(row, column, "x")
    book.close()
    return file.getvalue()


def test_two_cells_far_apart_do_not_end_the_process():
    data = far_apart(1_000_000, 700)
    assert examine(data) is False
    with pytest.raises(ContentRefused, match="reach further"):
        read(data)


def test_a_sheet_kept_under_another_name_is_looked_at_all_the_same():
    with zipfile.ZipFile(io.BytesIO(far_apart(1_000_000, 700))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moved = {
        name.replace("worksheets/sheet1.xml", "elsewhere.part"): part.replace(
            b"worksheets/sheet1.xml", b"elsewhere.part"
        )
        for name, part in parts.items()
    }
    assert examine(zipped(moved)) is False


def test_a_long_text_shared_by_every_cell_is_unusual():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet()
    page.write_row(0, 0, ["indicator", "period", "value", "note"])
    for row in range(1, 20_000):
        page.write_string(row, 3, "х" * 30_000)
    book.close()
    assert examine(file.getvalue()) is False


def test_an_unusual_workbook_is_read_all_the_same():
    data = far_apart(2, 900)
    assert examine(data) is False
    assert read(data).headings[:3] == ("indicator", "period", "value")


def test_an_empty_workbook_is_said():
    with pytest.raises(ContentRefused, match="no filled sheet"):
        read(workbook([]))
