"""A file of reports against contracts.md: every row checked before any is written."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import openpyxl
import pytest

from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import Actor
from tracker.errors import AccessRefused, ProblemsError
from tracker.intake import check_file, take_in

R = "republic-2021-2025"
BRANCH = Actor("branch-kz", "branch", territory="KZ")


def take(store, text: str, *, actor=ADMINISTRATOR, now=NOW):
    return take_in(store, actor, "r.csv", text.encode(), now=now)


def faults(store, text: str, *, actor=ADMINISTRATOR) -> list[tuple[int | None, int | None, str]]:
    before = store.head()
    with pytest.raises(ProblemsError) as refused:
        take(store, text, actor=actor)
    assert store.head() == before
    return [(p.line, p.column, p.rule) for p in refused.value.problems]


def values(store) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(
            "select s.id, r.period_end, r.value, r.evidence, r.note, r.author, r.reported_at, r.origin "
            "from store.report r join store.subject s using (no) order by r.seq"
        ).fetchall()


def test_rows_become_reports(country):
    taken = take(
        country,
        "Value; Note ;PERIOD;indicator;evidence;colour\n"
        f"1 234,5;ескерту;2022-Q1;{R}/clinics;https://example.org/a;red\n"
        f"53.4;;2022-03;{R}/villages;;\n",
    )
    assert (taken.added, taken.unchanged, taken.skipped) == (2, 0, 0)
    assert [w.rule for w in taken.warnings] == ["column_ignored", "jump"]
    first, second = values(country)
    assert first[0] == f"{R}/clinics" and first[2:5] == (1234.5, "https://example.org/a", "ескерту")
    assert first[5] == "administrator" and first[6] == NOW and first[7] == "import"
    assert second[2] == 53.4


def test_the_same_file_twice_adds_nothing(country):
    text = f"indicator,period,value\n{R}/clinics,2022-Q1,5\n{R}/villages,2022,20\n"
    assert take(country, text).added == 2
    again = take(country, text, now=NOW + timedelta(hours=1))
    assert (again.added, again.unchanged) == (0, 2)
    assert len(values(country)) == 2


def test_rows_without_value_state_note_and_evidence_are_skipped(country):
    taken = take(
        country,
        f"indicator,period,value,note,evidence\n{R}/clinics,2022-Q1,,,\n{R}/clinics,2022-Q2,5,,\n,,,,\n",
    )
    assert (taken.added, taken.skipped) == (1, 2)


def test_every_fault_is_said_at_once_and_nothing_is_written(country):
    found = faults(
        country,
        "indicator,period,value,note\n"
        f"{R}/clinic,2022-Q1,5,\n"
        f"{R}/clinics,2022-03-01,5,\n"
        f'{R}/clinics,2022-Q1,"1,234",\n'
        f"{R}/clinics,2022-Q2,-1,\n"
        f"{R}/law,2022-03,0.5,\n"
        f"{R}/clinics,2020,5,\n"
        f"{R}/clinics,2022-Q3,,why\n"
        f",2022-Q3,1,\n"
        f"{R}/grants,,1,\n"
        f"{R}/villages,2022-Q1,20,\n",
    )
    assert found == [
        (2, 1, "indicator_unknown"),
        (3, 2, "period_unreadable"),
        (4, 3, "value_unreadable"),
        (5, 3, "value_negative"),
        (6, 3, "value_of_milestone"),
        (7, 2, "period_before_start"),
        (8, 3, "value_missing"),
        (9, 1, "indicator_missing"),
        (10, 2, "period_missing"),
    ]


def test_a_fault_names_file_row_and_column_and_offers_the_nearest(country):
    checked = check_file(
        country, ADMINISTRATOR, "q1.csv", f"indicator,period,value\n{R}/clinisc,2022,5\n".encode(), now=NOW
    )
    (problem,) = checked.problems.faults
    assert str(problem).startswith("q1.csv:2:1: ") and f"{R}/clinics" in problem.message


def test_a_level_may_be_negative(country):
    assert take(country, f"indicator,period,value\n{R}/villages,2022,-3.5\n").added == 1


@pytest.mark.parametrize(
    ("heading", "rule"),
    [
        ("indicator,period", "column_missing"),
        ("indicator,period,valeu", "column_unknown"),
        ("indicator,value", "column_missing"),
        ("indicator,period,value,value", "column_twice"),
        ("indicator,period,measure", "column_missing"),
    ],
)
def test_headings_at_fault(country, heading, rule):
    assert rule in [found[2] for found in faults(country, f"{heading}\n{R}/clinics,2022,5,6\n")]


def test_two_rows_that_contradict_each_other_are_at_fault_and_two_alike_are_one(country):
    assert faults(country, f"indicator,period,value\n{R}/clinics,2022-Q1,5\n{R}/clinics,31.03.2022,6\n") == [
        (3, 3, "said_twice")
    ]
    taken = take(country, f"indicator,period,value\n{R}/clinics,2022-Q1,5\n{R}/clinics,31.03.2022,5\n")
    assert (taken.added, taken.unchanged) == (1, 1)


HISTORY = "indicator,period,value,evidence,reported_at,author,verdict,reviewed_at,reviewer\n"


def test_history_keeps_its_own_dates_authors_and_verdicts(country):
    take(
        country,
        HISTORY + f"{R}/clinics,2021-Q4,12,act,2022-01-10 09:00,branch-kz,verified,05.02.2022,control-1\n"
        f"{R}/clinics,2021-Q4,13,act,2022-03-01,branch-kz,,,\n",
    )
    first, second = values(country)
    assert first[5] == "branch-kz" and first[6] == datetime.fromisoformat("2022-01-10T03:00")
    assert second[6] == datetime.fromisoformat("2022-02-28T18:00")
    with country.cursor() as cursor:
        reviews = cursor.execute("select verdict, reviewer, reviewed_at from store.review").fetchall()
    assert reviews == [("verified", "control-1", datetime.fromisoformat("2022-02-04T18:00"))]


def reviews(store) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(
            "select report_seq, verdict, reviewer from store.review order by seq"
        ).fetchall()


def test_a_verdict_that_comes_later_than_its_report_is_recorded_once(country):
    row = f"{R}/clinics,2021-Q4,12,act,2022-01-10,branch-kz"
    take(country, HISTORY + f"{row},,,\n")
    (report,) = values(country)
    later = take(country, HISTORY + f"{row},verified,2022-02-01,control-1\n")
    assert (later.added, later.unchanged, later.verdicts) == (0, 1, 1)
    assert [review[1:] for review in reviews(country)] == [("verified", "control-1")]
    again = take(country, HISTORY + f"{row},verified,2022-02-01,control-1\n")
    assert (again.added, again.verdicts) == (0, 0)
    assert values(country) == [report]


def test_two_verdicts_on_one_report_are_both_kept(country):
    row = f"{R}/clinics,2021-Q4,12,act,2022-01-10,branch-kz"
    text = HISTORY + f"{row},disputed,2022-02-01,control-1\n{row},verified,2022-03-01,control-1\n"
    taken = take(country, text)
    assert (taken.added, taken.unchanged, taken.verdicts) == (1, 1, 1)
    assert [review[1] for review in reviews(country)] == ["disputed", "verified"]
    assert take(country, text).verdicts == 0


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("2099-01-01,branch-kz,,,", "in_the_future"),
        ("someday,branch-kz,,,", "reported_at_unreadable"),
        ("2022-01-10,branch-kz,verified,2022-02-01,branch-kz", "reviewer_is_author"),
        ("2022-01-10,,verified,2022-02-01,administrator", "reviewer_is_author"),
        ("2022-01-10,branch-kz,verifed,2022-02-01,control-1", "verdict_unknown"),
        ("2022-01-10,branch-kz,verified,2022-02-01,", "reviewer_missing"),
        ("2022-01-10,branch-kz,,2022-02-01,control-1", "verdict_missing"),
        ("2022-01-10,branch-kz,verified,2022-01-09,control-1", "reviewed_too_early"),
    ],
)
def test_history_at_fault(country, cells, rule):
    assert rule in [found[2] for found in faults(country, HISTORY + f"{R}/clinics,2021-Q4,12,act,{cells}\n")]


def test_history_is_an_administrators(country):
    text = HISTORY + f"{R}/clinics,2021-Q4,12,act,2022-01-10,branch-kz,,,\n"
    assert faults(country, text, actor=BRANCH) == [(1, 5, "history_refused"), (1, 6, "history_refused")]


def test_measures(country):
    take(
        country,
        "indicator,measure,period,state,stage,accepted_on,in_use_on,note\n"
        f"{R}/clinics,clinic-a,2022-Q1,done,in_use,2021-12-20,15.01.2022,\n"
        f"{R}/clinics,clinic-b,2022-Q1,under_way,frame,,,\n"
        f"{R}/clinics,clinic-b,2022-Q2,,,,,\n",
    )
    with country.cursor() as cursor:
        found = cursor.execute(
            "select measure, state, stage, accepted_on::varchar, in_use_on::varchar "
            "from store.measure_report order by seq"
        ).fetchall()
    assert found == [
        ("clinic-a", "done", "in_use", "2021-12-20", "2022-01-15"),
        ("clinic-b", "under_way", "frame", None, None),
    ]


def test_values_and_measures_may_share_a_file(country):
    taken = take(
        country,
        f"indicator,measure,period,state,value\n{R}/clinics,clinic-a,2022-Q1,done,\n{R}/clinics,,2022-Q1,,5\n",
    )
    assert taken.added == 2


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("clinic-z,2022-Q1,done,,,", "measure_unknown"),
        ("clinic-a,2022-Q1,finished,,,", "state_unknown"),
        ("clinic-a,2022-Q1,under_way,framing,,", "stage_unknown"),
        ("clinic-a,2022-Q1,under_way,,2022-01-01,", "accepted_too_early"),
        ("clinic-a,2022-Q1,accepted,,2022-01-01,2022-01-02", "in_use_too_early"),
        ("clinic-a,2022-Q1,done,,2022-01-03,2022-01-02", "in_use_early"),
        (",2022-Q1,done,,,", "measure_missing"),
    ],
)
def test_measures_at_fault(country, cells, rule):
    text = f"indicator,measure,period,state,stage,accepted_on,in_use_on\n{R}/clinics,{cells}\n"
    assert rule in [found[2] for found in faults(country, text)]


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([("clinics", "2022-Q1", "10"), ("clinics", "2022-Q2", "9")], "total_falls"),
        ([("villages", "2022-Q1", "2"), ("villages", "2022-Q2", "20")], "jump"),
        ([("villages", "2022-Q1", "101")], "above_100"),
        ([("law", "2022-Q1", "1"), ("law", "2022-Q2", "0")], "milestone_undone"),
        ([("clinics", "2026-Q4", "10")], "period_not_over"),
    ],
)
def test_what_is_merely_doubtful_warns_an_administrator_and_needs_a_reason_from_anybody_else(
    country, rows, rule
):
    text = "indicator,period,value,note\n" + "".join(f"{R}/{i},{p},{v},\n" for i, p, v in rows)
    assert rule in [found[2] for found in faults(country, text, actor=BRANCH)]
    with_reason = text.replace(",\n", ",recounted\n")
    assert take(country, with_reason, actor=BRANCH).added == len(rows)
    assert rule in [
        w.rule for w in check_file(country, ADMINISTRATOR, "r.csv", text.encode(), now=NOW).problems.warnings
    ]


def test_a_doubt_compares_with_what_the_ledger_holds(country):
    take(country, f"indicator,period,value\n{R}/clinics,2022-Q1,10\n")
    taken = take(country, f"indicator,period,value\n{R}/clinics,2022-Q2,9\n")
    assert [w.rule for w in taken.warnings] == ["total_falls"]
    annual = take(country, f"indicator,period,value\n{R}/grants,2021,20\n{R}/grants,2022-Q1,4\n")
    assert not annual.warnings


def test_another_branch_may_not_report(country):
    other = Actor("branch-11", "branch", territory="KZ-11")
    with pytest.raises(AccessRefused):
        take(country, f"indicator,period,value\n{R}/clinics,2022-Q1,5\n", actor=other)
    assert (
        take(country, "indicator,period,value\nakmola-2021-2025/clinics,2022-Q1,5\n", actor=other).added == 1
    )


def test_a_workbook_with_day_cells_and_numbers(country):
    book = openpyxl.Workbook()
    book.active.append(["indicator", "period", "value", "note"])
    book.active.append([f"{R}/clinics", datetime.fromisoformat("2022-03-31"), 5, None])
    book.active.append([f"{R}/villages", 2022, 20.5, "'=not a formula"])
    file = io.BytesIO()
    book.save(file)
    taken = take_in(country, ADMINISTRATOR, "r.xlsx", file.getvalue(), now=NOW)
    assert taken.added == 2
    first, second = values(country)
    assert str(first[1]) == "2022-03-31" and first[2] == 5
    assert str(second[1]) == "2022-12-31" and second[4] == "=not a formula"


def test_what_is_no_table_is_one_fault_of_the_file(country):
    with pytest.raises(ProblemsError) as refused:
        take_in(country, ADMINISTRATOR, "report.xlsx", b"%PDF-1.7", now=NOW)
    (problem,) = refused.value.problems
    assert str(problem).startswith("report.xlsx: ") and "PDF" in problem.message


def test_a_text_as_a_formula_comes_back_as_it_was(country):
    take(country, f"indicator,period,value,note\n{R}/clinics,2022,5,'-5 and more\n")
    assert values(country)[0][4] == "-5 and more"


def test_no_fault_depends_on_the_machines_clock(country):
    text = f"indicator,period,value,reported_at\n{R}/clinics,2022,5,2022-12-31\n"
    with pytest.raises(ProblemsError):
        take(country, text, now=datetime.fromisoformat("2022-12-01T00:00"))
    assert take(country, text, now=datetime.fromisoformat("2022-12-31T00:00")).added == 1
