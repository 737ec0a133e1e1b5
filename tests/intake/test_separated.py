"""CSV as spreadsheets and people write it."""

import pytest

from tracker.intake.content import ContentRefused
from tracker.intake.headings import KNOWN
from tracker.intake.separated import read_separated

HEADING = ["indicator", "period", "value", "note"]
ROW = ["a/b", "2022-Q1", "1 234,5", 'Ауыл «Ақжол», "жаңа"']


def read(data: bytes | str):
    return read_separated("r.csv", data if isinstance(data, bytes) else data.encode(), KNOWN)


def joined(separator: str, rows: list[list[str]]) -> str:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    return "\r\n".join(separator.join(row) for row in quoted)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_separator_with_or_without_a_mark(separator, mark):
    sheet = read(mark + joined(separator, [HEADING, ROW]).encode())
    assert sheet.headings == tuple(HEADING)
    assert [column[0] for column in sheet.columns] == ROW
    assert sheet.heading_row == 1 and sheet.row_number(0) == 2


def test_windows_1251():
    sheet = read("indicator;period;value;note\na/b;2022;5;Построено школ № 5\n".encode("cp1251"))
    assert sheet.columns[3] == ["Построено школ № 5"]


def test_the_headings_decide_the_separator_not_the_commas_in_them():
    sheet = read("indicator;period;value;note, if any, here, or there\na/b;2022;1,5;x\n")
    assert sheet.headings[:3] == ("indicator", "period", "value")
    assert sheet.columns[2] == ["1,5"]


def test_one_broken_letter_in_utf8_is_not_taken_for_windows_1251():
    data = (
        "indicator;period;value;note\na/b;2022;5;Построено школ и ещё много слов по-русски\n".encode()
        + b"\xd0\n"
    )
    with pytest.raises(ContentRefused, match="line 3"):
        read(data)


def test_rows_keep_their_numbers_over_empty_lines_and_line_breaks_in_cells():
    sheet = read('\nindicator,period,value,note\na/b,2022,5,"two\nlines"\n\nc/d,2022,6,\n')
    assert sheet.heading_row == 2
    assert sheet.columns[0] == ["a/b", None, "c/d"]
    assert sheet.row_number(2) == 5


def test_short_rows_are_filled_and_overlong_ones_are_faults():
    sheet = read("indicator,period,value\na/b,2022\nc/d,2022,1,5\n")
    assert sheet.columns[2] == [None, "1"]
    (problem,) = sheet.problems
    assert (problem.line, problem.column) == (3, 4) and "quotation marks" in problem.message


def test_trailing_separators_are_no_fault():
    assert not read("indicator,period,value\na/b,2022,5,,,\n").problems


@pytest.mark.parametrize("row", ['a/b,2022,"5', 'a/b,2022,"5"6,x'])
def test_quotation_marks_that_do_not_match_name_their_row(row):
    with pytest.raises(ContentRefused, match="row 3"):
        read(f"indicator,period,value,note\na/b,2022,1,\n{row}\n")


def test_a_heading_alone_is_a_table_without_rows():
    assert read("indicator,period,value").rows == 0
