"""Whatever the file holds: no importer fails otherwise than in words, and no row is lost without a word."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import small_country
from tests.small_country import ADMINISTRATOR
from tracker.access import Actor
from tracker.documents.branch_workbook import Made, branch_workbook
from tracker.errors import InputError, ProblemsError, TrackerError
from tracker.evidence import keep
from tracker.intake import check_file
from tracker.intake.merging import take_workbook
from tracker.intake.own_table import propose, read_entries, read_table
from tracker.intake.workbook_answers import COLUMNS, FIRST_ANSWER, is_workbook_of_ours, read_answers
from tracker.queries.ask import Ask, Scope
from tracker.queries.owed import owed
from tracker.record.workbook import record_workbook
from tracker.store import open_store

R = "republic-2021-2025"
NOW = datetime(2022, 4, 15, 6)
BRANCH = Actor("branch-KZ", "branch", territory="KZ")
FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "12", "1 234,5", "1,234", "-1", "1e400", "nan", "=1+1", "2022-Q1", "2022-03-01", "٣", "0x1",
                     f"{R}/clinics", f"{R}/law", "10" * 200, "\u202e5", "NULL", "#REF!", "1\u00a0000"]),
)  # fmt: skip


@pytest.fixture(scope="module")
def held():
    """The small country, and a workbook made of it."""
    with open_store() as store:
        small_country.load(store)
        found = owed(store, ADMINISTRATOR, Ask(NOW.date()), Scope(territory="KZ", own=True))
        workbook, head = record_workbook(store, BRANCH, "KZ", None, "en", len(found), now=NOW)
        made = Made(workbook, "KZ", "Kazakhstan", None, None, head, NOW)
        yield store, branch_workbook(made, found, "en")


@FAST
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=80).map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_bytes_are_read_or_refused_in_words(held, data):
    store, _ = held
    assert check_file(store, BRANCH, "x", data, now=NOW).problems is not None
    assert not is_workbook_of_ours(data)
    for read in (lambda: read_table("x", data), lambda: read_answers(data), lambda: keep(store, data)):
        try:
            read()
        except InputError as refused:
            assert str(refused)


@FAST
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=6))
def test_every_row_of_a_file_is_a_report_a_fault_or_said_to_be_empty(held, rows):
    store, _ = held
    lines = ["indicator\tperiod\tvalue\tnote"]
    lines += ["\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    checked = check_file(store, ADMINISTRATOR, "x.tsv", "\n".join(lines).encode("utf-8", "replace"), now=NOW)
    whole = {"unreadable", "column_missing", "column_unknown", "column_twice"}
    if whole & {problem.rule for problem in checked.problems.faults}:
        return  # no row was read, and the fault says so
    at_fault = {problem.line for problem in checked.problems.faults}
    assert len(checked.reports) + checked.skipped + checked.repeated + len(at_fault) >= len(rows)


@FAST
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_every_row_of_an_own_table_is_an_entry_named_or_empty(held, rows):
    store, _ = held
    lines = ["title\tvalue\tnote"]
    lines += ["\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    try:
        sheet = read_table("x", "\n".join(lines).encode("utf-8", "replace"))
    except InputError:
        return
    found = propose(store, sheet, {f"{R}/clinics": ("Clinics", "Поликлиники")}, None)
    titles = {n: one for n, _, one, _ in found.titles if one}
    reading = read_entries(sheet, found.columns, titles, {f"{R}/clinics": "2022-Q1"})
    places = [
        found.columns[role] for role in ("value", "note", "evidence") if found.columns[role] is not None
    ]
    filled = sum(any(sheet.columns[place][n] for place in places) for n in range(sheet.rows))
    assert len(reading.entries) + len(reading.unmatched) == filled


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.tuples(st.integers(5, 9), st.sampled_from(COLUMNS)), CELL, min_size=1, max_size=6))
def test_every_answer_of_a_workbook_is_taken_or_named(held, answers):
    store, data = held
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book["Water"]
    for (row, column), said in answers.items():
        cell = page.cell(row, FIRST_ANSWER + 1 + COLUMNS.index(column))
        try:
            cell.value = said
        except openpyxl.utils.exceptions.IllegalCharacterError:
            continue
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    head = store.head()
    try:
        merged = take_workbook(store, BRANCH, "x.xlsx", out.getvalue(), now=NOW, write=False)
    except ProblemsError as refused:
        assert refused.problems and all(problem.line for problem in refused.problems)
    except TrackerError as refused:
        assert str(refused)
    else:
        read = read_answers(out.getvalue())
        assert merged.added + merged.equal + len(merged.conflicts) + merged.words == len(read.answers)
    assert store.head() == head
