"""The workbook out and back: merged cell by cell against what came in since, nothing overwritten, nothing lost."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from tests import small_country
from tests.small_country import ADMINISTRATOR
from tracker.access import Actor
from tracker.documents.branch_workbook import Made, branch_workbook
from tracker.errors import AccessRefused, InputError, ProblemsError
from tracker.intake.content import ContentRefused
from tracker.intake.merging import take_workbook
from tracker.intake.workbook_answers import COLUMNS, FIRST_ANSWER, is_workbook_of_ours, read_answers
from tracker.queries.ask import Ask, Scope
from tracker.queries.owed import owed
from tracker.queries.receipt import receipts
from tracker.queries.workbook_conflicts import workbook_conflicts
from tracker.record.workbook import decide_conflict, record_workbook
from tracker.store.ledger import verify
from tracker.text import LANGUAGES

R = "republic-2021-2025"
BRANCH = Actor("branch-KZ", "branch", territory="KZ")
OFFICIAL = Actor("branch-KZ, desk 2", "branch", territory="KZ")
EVE = Ask(datetime(2022, 4, 15).date())
WHEN = datetime(2022, 4, 15, 6)
SCOPE = Scope(territory="KZ", own=True)


def made(store, language: str = "ru", executor: str | None = None, actor=BRANCH) -> bytes:
    """A workbook as the page hands it out."""
    found = owed(store, ADMINISTRATOR, EVE, Scope(territory="KZ", own=True, executor=executor))
    workbook, head = record_workbook(store, actor, "KZ", executor, language, len(found), now=WHEN)
    return branch_workbook(Made(workbook, "KZ", "Kazakhstan", executor, None, head, WHEN), found, language)


def filled(data: bytes, **answers: dict[str, object]) -> bytes:
    """The workbook with cells filled in as an official would: by indicator's own id, a value for each named column."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    left = dict(answers)
    for page in book.worksheets:
        for row in page.iter_rows(min_row=5):
            name = str(row[0].value or "").rpartition(" ")[0].rpartition("/")[2]
            for column, said in left.pop(name, {}).items():
                row[FIRST_ANSWER + COLUMNS.index(column)].value = said
    assert not left, left
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def newest(store, indicator: str):
    found = receipts(store, ADMINISTRATOR, EVE, Scope(indicator=f"{R}/{indicator}"))
    return (found[0].value, found[0].author) if found else None


def take(store, data: bytes, actor=BRANCH):
    return take_workbook(store, actor, "back.xlsx", data, now=WHEN)


@pytest.fixture
def country(country):
    small_country.record(
        country,
        small_country.report("clinics", "2021-Q4", 12, "2022-01-05T06:00:00"),
        small_country.report("villages", "2022-Q1", 19, "2022-04-05T06:00:00"),
    )
    return country


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_out_has_a_sheet_a_section_and_opens_for_answers_alone(country, language):
    data = made(country, language)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Health", "Water", "_tracker"] and book["_tracker"].sheet_state == "veryHidden"
    page = book["Health"]
    assert page.protection.sheet and page.column_dimensions["A"].hidden
    cells = next(row for row in page.iter_rows(min_row=5) if "clinics" in row[0].value)
    assert [cell.protection.locked for cell in cells] == [True] * FIRST_ANSWER + [False] * len(COLUMNS)
    shown = " ".join(str(cell.value) for cell in cells)
    assert "12" in shown and "27" in shown and "2022" in shown
    lists = {str(rule.sqref): rule.type for rule in page.data_validations.dataValidation}
    assert lists["J5"] == "decimal" and lists["K5"] == "list"
    assert (
        book["Water"]["J7"].value is not None or book["Water"]["J5"].value == 19
    )  # what is held stands there


def test_an_untouched_workbook_says_nothing(country):
    data, head = made(country), None
    head = country.head()
    merged = take(country, data)
    assert (merged.added, merged.equal, merged.conflicts) == (0, 1, ()) and country.head() == head


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_come_back_whatever_the_language(country, language):
    done = {"ru": "выполнено", "kk": "орындалды", "en": "done"}[language]
    words = openpyxl.load_workbook(io.BytesIO(made(country, language)))["_tracker"]
    no_change = next(row[6].value for row in words.iter_rows() if row[5].value == "no_change")
    data = filled(made(country, language), clinics={"tap": no_change}, grants={"value": 7.5, "note": "counted"},
                  law={"value": done})  # fmt: skip
    merged = take(country, data)
    assert merged.added == 3 and merged.equal == 1
    assert [newest(country, name)[0] for name in ("clinics", "grants", "law")] == [12.0, 7.5, 1.0]
    assert verify(country).first_bad is None


def test_the_same_workbook_twice_adds_nothing(country):
    data = filled(made(country), grants={"value": 7.5})
    take(country, data)
    head = country.head()
    again = take(country, data)
    assert (again.added, again.equal) == (0, 2) and country.head() == head


def test_two_officials_fill_the_same_workbook_apart(country):
    data = made(country)
    assert take(country, filled(data, grants={"value": 7})).added == 1
    other = take(country, filled(data, clinics={"value": 14}, grants={"value": 7}), OFFICIAL)
    assert (other.added, other.equal, other.conflicts) == (1, 2, ())


def test_a_conflict_overwrites_nothing_and_both_sides_see_it(country):
    data = made(country)
    take(country, filled(data, grants={"value": 7}))
    merged = take(
        country, filled(data, grants={"value": 9, "note": "by the list"}, clinics={"value": 14}), OFFICIAL
    )
    assert merged.added == 1  # the rest is taken
    (one,) = merged.conflicts
    assert (one.value, one.held.value, one.held.author, one.held.reported_at) == (9.0, 7.0, "branch-KZ", WHEN)
    assert newest(country, "grants") == (7.0, "branch-KZ")
    (shown,) = workbook_conflicts(country, BRANCH, EVE, SCOPE)
    assert (shown.value, shown.author, shown.held, shown.held_author) == (
        9.0,
        OFFICIAL.name,
        7.0,
        "branch-KZ",
    )
    take(country, filled(data, grants={"value": 9, "note": "by the list"}), OFFICIAL)
    assert len(workbook_conflicts(country, BRANCH, EVE, SCOPE)) == 1  # not said twice


def test_a_cell_nobody_touched_is_no_conflict_when_something_else_came_in(country):
    data = made(country)
    take(country, filled(data, villages={"value": 18.5}))
    merged = take(country, filled(data, grants={"value": 7}), OFFICIAL)
    assert (merged.added, merged.conflicts) == (1, ()) and newest(country, "villages")[0] == 18.5


@pytest.mark.parametrize("decision", ["kept", "taken"])
def test_a_conflict_is_decided_once(country, decision):
    data = made(country)
    take(country, filled(data, grants={"value": 7}))
    take(country, filled(data, grants={"value": 9}), OFFICIAL)
    (shown,) = workbook_conflicts(country, BRANCH, EVE, SCOPE)
    with pytest.raises(AccessRefused):
        decide_conflict(country, Actor("b", "branch", territory="KZ-11"), shown.seq, decision, now=WHEN)
    assert decide_conflict(country, BRANCH, shown.seq, decision, now=WHEN).value == 9.0
    assert workbook_conflicts(country, BRANCH, EVE, SCOPE) == []
    with pytest.raises(InputError):
        decide_conflict(country, BRANCH, shown.seq, decision, now=WHEN)


def test_a_correction_of_what_the_workbook_showed_is_no_conflict(country):
    merged = take(country, filled(made(country), villages={"value": 18.5}))
    assert merged.added == 1 and newest(country, "villages") == (18.5, "branch-KZ")


def test_blocked_comes_with_cause_office_and_day(country):
    data = made(country, "en")
    with pytest.raises(ProblemsError) as refused:
        take(country, filled(data, clinics={"tap": "blocked", "cause": "land"}))
    assert "Name the office" in str(refused.value) and "[Health]:6:" in str(refused.value)
    take(country, filled(data, clinics={"tap": "blocked", "cause": "land", "office": "Land office",
                                        "since": datetime(2022, 3, 1)}))  # fmt: skip
    found = receipts(country, ADMINISTRATOR, EVE, Scope(indicator=f"{R}/clinics"))[0]
    assert (found.value, found.word, found.cause, found.office) == (12.0, "blocked", "land", "Land office")


def test_every_fault_is_said_at_its_cell_and_nothing_is_taken(country):
    data = filled(
        made(country, "en"), clinics={"value": "many"}, grants={"value": "-4"}, law={"value": "perhaps"},
        quality={"tap": "as planned"}, villages={"value": 18, "tap": "no change"},
    )  # fmt: skip
    head = country.head()
    with pytest.raises(ProblemsError) as refused:
        take(country, data)
    said = str(refused.value)
    for words in ("[Health]:6:10: 'many' is no number", "below zero", "'perhaps' is no number",
                  "no value that this word could stand for", "a value and a word"):  # fmt: skip
        assert words in said
    assert country.head() == head


def test_a_doubtful_value_needs_its_reason_in_the_note(country):
    data = made(country)
    with pytest.raises(ProblemsError) as refused:
        take(country, filled(data, clinics={"value": 11}))
    assert "falls from 12" in str(refused.value) and "say why in the note" in str(refused.value)
    taken = take(country, filled(data, clinics={"value": 11, "note": "one was closed"}))
    assert taken.added == 1
    assert [warning.place for warning in taken.warnings] == [
        "back.xlsx[Health]:6:10"
    ]  # where the doubt stands


def test_rows_moved_about_are_still_their_own(country):
    book = openpyxl.load_workbook(io.BytesIO(filled(made(country), clinics={"value": 14})))
    book["Health"].insert_rows(5, 3)
    out = io.BytesIO()
    book.save(out)
    assert take(country, out.getvalue()).added == 1 and newest(country, "clinics")[0] == 14.0


def test_an_answer_in_a_row_of_nobody_is_a_fault_and_never_lost(country):
    book = openpyxl.load_workbook(io.BytesIO(made(country)))
    book["Health"].cell(9, FIRST_ANSWER + 1).value = 5
    book["Water"]["A5"].value = "republic-2021-2025/other 2022-Q1"
    book["Water"]["J5"].value = 6
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(ProblemsError) as refused:
        take(country, out.getvalue())
    assert len(refused.value.problems) == 2


def test_an_executor_gets_its_own_indicators_alone(country):
    answers = openpyxl.load_workbook(io.BytesIO(made(country, executor="ministry-health")))
    keys = [row[0].value for page in answers.worksheets[:-1] for row in page.iter_rows(min_row=5)]
    assert [key.rpartition(" ")[0] for key in keys] == [f"{R}/clinics"]


def test_another_branch_may_not_send_it(country):
    head, data = country.head(), filled(made(country), clinics={"value": 14})
    with pytest.raises(AccessRefused):
        take(country, data, Actor("branch-KZ-11", "branch", territory="KZ-11"))
    assert country.head() > head and newest(country, "clinics")[0] == 12.0


def test_a_workbook_of_another_ledger_is_refused(country):
    found = owed(country, ADMINISTRATOR, EVE, SCOPE)
    forged = branch_workbook(Made("never-made", "KZ", "K", None, None, 0, WHEN), found, "ru")
    with pytest.raises(InputError) as refused:
        take(country, forged)
    assert "not made by this tracker" in str(refused.value)


def test_text_of_the_program_never_becomes_a_formula(country):
    program = {**small_country.PROGRAM, "program": "evil-2021-2025", "territory": "KZ-11", "sections": [
        {"section": "s", "title": "=1+1", "indicators": [
            {"indicator": "x", "title": "=HYPERLINK('http://x')", "kind": "cumulative", "target": 5.0}]}]}  # fmt: skip
    small_country.load(country, small_country.PROGRAM, small_country.OBLAST, program)
    found = owed(country, ADMINISTRATOR, EVE, Scope(program="evil-2021-2025"))
    data = branch_workbook(Made("w", "KZ-11", "@place", None, None, 1, WHEN), found, "ru")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "sheet" in name)


def changed_part(data: bytes, name: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry == name else part)
    return out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part.replace(
            b"<sst", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst', 1
        ).replace(b"<t>", b"<t>&e;", 1),
        lambda part: part.replace(
            b"<sst", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst', 1
        ).replace(b"<t>", b"<t>&b;", 1),
        lambda part: part + b" " * 400 * 2**20,
    ],
    ids=["external entity", "entities of entities", "bomb"],
)
def test_a_workbook_that_attacks_is_refused_or_read_as_nothing(country, change):
    data = changed_part(filled(made(country), clinics={"value": 14}), "xl/sharedStrings.xml", change)
    try:
        read = read_answers(data)
    except ContentRefused:
        return
    assert "root:" not in repr(read) and "aaaaaaaaaa" * 2 not in repr(read)


def test_what_is_no_workbook_of_ours_is_told_apart(country):
    assert is_workbook_of_ours(made(country))
    for data in (b"", b"PK\x03\x04", b"indicator,period,value\n", b"%PDF-1.4"):
        assert not is_workbook_of_ours(data)
