"""Sense checks: what is doubtful passes with a reason and what is wrong never, whichever way it comes in."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests import small_country
from tests.small_country import ADMINISTRATOR
from tracker.access import Actor
from tracker.errors import ProblemsError
from tracker.intake import Entry, check_file, check_sheet, sheet_of
from tracker.intake.sending import Sending, send, send_many
from tracker.periods import parse
from tracker.record.report import record_reports

R = "republic-2021-2025"
BRANCH = Actor("branch-KZ", "branch", territory="KZ")
NOW = datetime(2024, 4, 20, 6)


def told(store, indicator: str, *values: tuple[str, float]) -> None:
    reports = [small_country.report(indicator, period, value, "2021-01-02T06:00:00", reported_at=None, author=None)
               for period, value in values]  # fmt: skip
    record_reports(store, ADMINISTRATOR, reports, now=NOW)


def rules(store, indicator: str, period: str, value: str, note: str = "", actor=BRANCH) -> list[str]:
    """The rules that object, by every way in: all of them say the same."""
    entry = Entry(f"{R}/{indicator}", period, value, "", note)
    typed = check_sheet(store, actor, sheet_of([entry]), now=NOW)
    text = f"indicator;period;value;note\n{entry.indicator};{period};{value};{note}\n"
    file = check_file(store, actor, "r.csv", text.encode(), now=NOW)
    found = [problem.rule for problem in typed.problems.faults]
    assert found == [problem.rule for problem in file.problems.faults]
    if found:
        for way in (
            lambda: send(
                store, actor, Sending(entry.indicator, parse(period), value, note), now=NOW, form="f"
            ),
            lambda: send_many(store, actor, [entry], now=NOW, form="g"),
        ):
            head = store.head()
            with pytest.raises(ProblemsError) as refused:
                way()
            assert [problem.rule for problem in refused.value.problems] == found and store.head() == head
    return found


@pytest.mark.parametrize(
    ("indicator", "held", "period", "value", "rule"),
    [
        ("clinics", [("2023-Q1", 12)], "2023-Q2", "11", "total_falls"),
        ("clinics", [("2023-Q1", 2)], "2023-Q2", "20", "jump"),
        ("clinics", [("2023-Q1", 2)], "2023-Q2", "2000", "thousandfold"),
        ("villages", [("2023-Q1", 20000)], "2023-Q2", "20", "thousandfold"),
        ("clinics", [], "2023-Q2", "270", "jump"),
        ("clinics", [], "2023-Q2", "27000", "thousandfold"),
        ("grants", [("2022-Q4", 18)], "2023-Q1", "20000", "thousandfold"),
        ("villages", [("2023-Q1", 90)], "2023-Q2", "101", "above_100"),
        ("villages", [("2022-Q1", 31), ("2022-Q4", 33)], "2023-Q1", "31", "last_years_number"),
        ("law", [("2023-Q1", 1)], "2023-Q2", "0", "milestone_undone"),
        ("villages", [("2021-Q4", 17.995), ("2022-Q1", 19.968), ("2022-Q2", 21.963)], "2022-Q3", "23.979",
         "like_the_plan"),
        ("clinics", [], "2024-Q2", "13", "period_not_over"),
    ],
)  # fmt: skip
def test_a_doubtful_value_passes_with_a_reason(country, indicator, held, period, value, rule):
    if rule == "like_the_plan":
        from tracker.queries.ask import Ask
        from tracker.queries.reporting import plan_at

        with country.cursor() as cursor:
            no = cursor.execute("select no from store.subject where id = $1", [f"{R}/villages"]).fetchall()[
                0
            ][0]
        plan = [
            plan_at(country, ADMINISTRATOR, Ask(NOW.date()), {no: parse(each).end})[no][0]
            for each in ("2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3")
        ]
        held = list(zip(("2021-Q4", "2022-Q1", "2022-Q2"), plan, strict=False))
        value = repr(plan[3])
    told(country, indicator, *held)
    assert rule in rules(country, indicator, period, value)
    assert rules(country, indicator, period, value, "counted anew, act 5") == []
    assert rules(country, indicator, period, value, actor=ADMINISTRATOR) == []


@pytest.mark.parametrize(
    ("indicator", "period", "value", "rule"),
    [
        ("clinics", "2023-Q2", "-1", "value_negative"),
        ("law", "2023-Q2", "2", "value_of_milestone"),
        ("clinics", "2023-Q2", "1,234", "value_unreadable"),
        ("clinics", "2025-Q1", "13", "period_in_future"),
        ("clinics", "2020-Q1", "13", "period_before_start"),
    ],
)
def test_a_wrong_value_passes_with_no_reason(country, indicator, period, value, rule):
    assert rules(country, indicator, period, value, "it is so") == [rule]


@pytest.mark.parametrize(
    ("indicator", "held", "period", "value"),
    [
        ("clinics", [("2023-Q1", 12)], "2023-Q2", "12"),  # a total that stands still
        ("clinics", [("2022-Q2", 12), ("2023-Q1", 12)], "2023-Q2", "12"),  # for a year
        ("grants", [("2022-Q1", 5)], "2023-Q1", "5"),  # two small years alike
        ("grants", [("2022-Q4", 20)], "2023-Q1", "1"),  # a year begins anew
        ("clinics", [("2023-Q1", 0)], "2023-Q2", "9"),  # from nothing to something
        ("villages", [("2023-Q1", 30)], "2023-Q2", "29"),  # a level may fall
    ],
)
def test_what_is_plain_is_not_doubted(country, indicator, held, period, value):
    told(country, indicator, *held)
    assert rules(country, indicator, period, value) == []


def test_the_same_sum_of_a_year_before_is_doubted_of_an_annual_promise(country):
    told(country, "grants", ("2022-Q2", 123.0))
    assert "last_years_number" in rules(country, "grants", "2023-Q2", "123")


def test_of_the_year_before_the_newest_word_counts_and_that_of_the_file_before_all(country):
    told(country, "villages", ("2022-Q1", 31.0), ("2022-Q4", 33.0))
    told(country, "villages", ("2022-Q1", 32.0))
    assert rules(country, "villages", "2023-Q1", "31") == []
    assert rules(country, "villages", "2023-Q1", "32") == ["last_years_number"]

    def together(year_before: str, value: str) -> set[str]:
        entries = [Entry(f"{R}/villages", "2022-Q1", year_before), Entry(f"{R}/villages", "2023-Q1", value)]
        checked = check_sheet(country, BRANCH, sheet_of(entries), now=NOW)
        return {problem.rule for problem in checked.problems.faults}

    assert together("30.5", "30.5") == {"last_years_number"}
    assert together("30.5", "32") == set()


def test_three_values_like_the_plan_are_no_pattern_yet(country):
    told(country, "clinics", ("2021", 14), ("2022", 18))
    assert rules(country, "clinics", "2022-Q4", "18") == []
