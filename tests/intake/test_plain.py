"""Telling plain rows apart for whole columns changes nothing: every sheet reads as if each row were read alone."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.small_country import ADMINISTRATOR, NOW, load
from tracker import clock
from tracker.access import Actor
from tracker.intake import check_file, check_sheet
from tracker.intake.cells import Cells
from tracker.intake.headings import recognised
from tracker.intake.history import history_columns
from tracker.intake.known import known_indicators, nearest_indicator
from tracker.intake.plain import plain_rows
from tracker.intake.rows import Reading, RowReader, Rows, read_rows
from tracker.intake.sheet import Column, Sheet, stripped, stripped_whole
from tracker.store import open_store

R = "republic-2021-2025"
BRANCH = Actor("branch-kz", "branch", territory="KZ")
INDICATORS = [f"{R}/{name}" for name in ("clinics", "grants", "villages", "quality", "law")]
HEADINGS = ("indicator", "period", "value", "evidence", "note", "measure", "state", "reported_at", "verdict",
            "reviewer")  # fmt: skip
texts = st.text(st.sampled_from("ab '=-«әғқ№№\u00a0\u200b\t\n\r\x00\x1f\u0378\U0001f600é"), max_size=6)
CELLS = {
    "indicator": st.sampled_from([*INDICATORS, *INDICATORS, None, f"{R}/clinix", "x", f" {R}/law "]),
    "period": st.sampled_from(
        ["2022-Q1", "2022-03", "2022-03-31", "31.03.2022", "2022-03-31 00:00:00", "2022", "2022-12-31", "2021-q4",
         " 2022-H1 ", "2020", "2027-Q1", "2026-Q4", "2022-03-01", "2022-13", "март", None]
    ),
    "value": st.sampled_from(
        ["5", "5", "0", "1", "-0", "-3.5", "1 234,5", "1,234", "5.0", "05", "+5", "1e3", "12%", "-", "0,1", ".5", "5.",
         "9" * 400, "123456789012345678", "0." + "3" * 30, "٣", "NaN", "inf", None, " 7 ", "7\n"]
    ),
    "evidence": st.none() | texts | st.just("https://example.org/a.pdf"),
    "note": st.none() | texts | st.sampled_from(["по данным акимата", "'=1+1", "'"]),
    "measure": st.sampled_from([None, None, None, "clinic-a", "clinic-z"]),
    "state": st.sampled_from([None, None, None, "done", "unfinished"]),
    "reported_at": st.sampled_from([None, "2022-04-10", "10.04.2022 09:30", "2099-01-01", "once"]),
    "verdict": st.sampled_from([None, None, "verified", "disputed", "so-so"]),
    "reviewer": st.sampled_from([None, "control-1"]),
}  # fmt: skip


@st.composite
def sheets(draw) -> Sheet:
    further = draw(st.lists(st.sampled_from(HEADINGS[3:]), unique=True))
    names = draw(st.permutations([*HEADINGS[:3], *further]))
    count = draw(st.integers(0, 25))
    columns = (draw(st.lists(CELLS[name], min_size=count, max_size=count)) for name in names)
    return Sheet("r.xlsx", tuple(names), tuple(Column(stripped(cells)) for cells in columns), 1)


@pytest.fixture(scope="module")
def store():
    with open_store() as opened:
        load(opened)
        yield opened


def reading_of(store, columns, actor: Actor) -> Reading:
    known = known_indicators(store, columns.whole("indicator").array.unique().drop_null(), measures=True)
    return Reading(
        known, lambda text: nearest_indicator(store, text), NOW, actor.name, actor.role == "administrator"
    )


def one_by_one(sheet: Sheet, columns, reading: Reading) -> Rows:
    cells = Cells(sheet, columns, reading.now, [])
    reader = RowReader(cells, reading, history_columns(cells, administrator=reading.administrator))
    reader.read(range(sheet.rows))
    return reader.rows()


def told(rows: Rows) -> dict[str, object]:
    """All of it, floats to the bit."""
    return {
        "reports": [repr(one) for one in rows.reports], "at": rows.at.to_pylist(),
        "measures": rows.measure_reports, "measures_at": rows.measures_at, "problems": [repr(p) for p in rows.problems],
        "verdicts": rows.further_verdicts, "skipped": rows.skipped, "repeated": rows.repeated,
    }  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(sheets(), st.sampled_from([ADMINISTRATOR, BRANCH]))
@example(Sheet("r", HEADINGS[:3], tuple(Column(c) for c in ([INDICATORS[0]] * 3, ["2022", "2022", "2023"],
                                                            ["-0", "-0", "8"]))), BRANCH)  # fmt: skip
def test_plain_rows_told_apart_change_nothing(store, sheet, actor):
    columns, _ = recognised(sheet)
    reading = reading_of(store, columns, actor)
    assert told(read_rows(sheet, columns, reading)) == told(one_by_one(sheet, columns, reading))


def test_the_rows_of_an_ordinary_file_are_plain(store):
    rows = [
        (name, period, str(n), "https://example.org/a.pdf", "по данным акимата" if n % 3 else None)
        for n, name in enumerate(INDICATORS[:4])
        for period in ("2022-Q1", "2022-06", "2022-12-31 00:00:00")
    ]
    sheet = Sheet("r", HEADINGS[:5], tuple(Column(list(cells)) for cells in zip(*rows, strict=True)))  # fmt: skip
    columns, _ = recognised(sheet)
    plain = plain_rows(columns, reading_of(store, columns, ADMINISTRATOR).known, clock.day_of(NOW))
    assert plain.others == [] and plain.skipped == 0
    assert [(one.indicator, str(one.period), one.value) for one in plain.reports][:2] == [
        (INDICATORS[0], "2022-Q1", 0.0), (INDICATORS[0], "2022-06", 0.0)
    ]  # fmt: skip
    assert plain.reports[-1].period.end == date(2022, 12, 31)


@settings(deadline=None)
@given(st.lists(st.none() | texts | st.text(max_size=3)))
def test_a_column_is_stripped_whole_as_its_cells_are(cells):
    assert stripped_whole(pa.array(cells, pa.string())).to_pylist() == stripped(cells)


def test_a_hundred_faults_are_the_same_in_a_workbook_a_table_of_text_and_typed(store):
    values = ["1,234", "x", "", "5", "-1", "12%", "1e3"]
    rows = [(f"{R}/{'clinics' if n % 4 else 'clinic'}", f"2022-{n % 14:02d}", values[n % 7], "", "так" if n % 2 else "")
            for n in range(140)]  # fmt: skip
    book = openpyxl.Workbook()
    for row in (HEADINGS[:5], *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    text = "\n".join("\t".join(row) for row in (HEADINGS[:5], *rows))
    typed = Sheet("r", HEADINGS[:5], tuple(Column(stripped(cells)) for cells in zip(*rows, strict=True)))
    found = [
        [(p.line, p.column, p.rule, p.message) for p in one.problems]
        for one in (
            check_file(store, BRANCH, "r", file.getvalue(), now=NOW),
            check_file(store, BRANCH, "r", text.encode(), now=NOW),
            check_sheet(store, BRANCH, typed, now=NOW),
        )
    ]
    assert len(found[0]) > 100 and found[0] == found[1] == found[2]
