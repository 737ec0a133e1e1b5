"""Terms through time: each day sees what held on it."""

from __future__ import annotations

import datetime as dt

from tests.program.nouns import PROGRAM, program
from tracker.program.model import Program
from tracker.program.terms import measure_history, terms_history

AMENDED = PROGRAM.replace(
    "        measures:",
    """        amendments:
          - {date: 2022-04-20, was: {target: 40, plan: {}, direction: null}}
          - {date: 2023-01-01, action: moved, was: {due: 2024-12-31}}
          - {date: 2024-01-01, action: removed}
        measures:""",
)


def _history(noun: Program):
    section = noun.sections[0]
    return terms_history(noun, section, section.indicators[0])


def test_without_amendments_there_is_one_version() -> None:
    (only,) = _history(program())
    assert (only.valid_from, only.target, only.baseline) == (None, 30.0, 0.0)
    assert only.plan == ((dt.date(2021, 12, 31), 10.0),)
    assert (only.start, only.due) == (dt.date(2021, 1, 1), dt.date(2025, 12, 31))
    assert (only.grace_days, only.on_track, only.at_risk) == (15, 0.95, 0.8)


def test_each_amendment_gives_back_what_it_replaced() -> None:
    first, second, third, last = _history(program(AMENDED))
    assert (first.valid_from, first.target, first.plan, first.due.year) == (None, 40.0, (), 2024)
    assert (second.valid_from, second.target, len(second.plan), second.due.year) == (
        dt.date(2022, 4, 20),
        30.0,
        1,
        2024,
    )
    assert (third.valid_from, third.due.year, third.present) == (dt.date(2023, 1, 1), 2025, True)
    assert (last.valid_from, last.present) == (dt.date(2024, 1, 1), False)


def test_terms_of_program_and_section_are_terms_of_the_indicator() -> None:
    text = AMENDED.replace(
        "sections:",
        "grace_days: 20\nweight: 2\namendments: [{date: 2021-07-01, was: {grace_days: 15, weight: 1}}]\nsections:",
    ).replace("    owner: bureau-1", "    weight: 3\n    amendments: [{date: 2022-04-20, was: {weight: 1}}]")
    found = [
        (str(terms.valid_from), terms.grace_days, terms.program_weight, terms.section_weight)
        for terms in _history(program(text))
    ]
    assert found == [
        ("None", 15, 1.0, 1.0),
        ("2021-07-01", 20, 2.0, 1.0),
        ("2022-04-20", 20, 2.0, 3.0),
        ("2023-01-01", 20, 2.0, 3.0),
        ("2024-01-01", 20, 2.0, 3.0),
    ]


def test_two_decisions_of_one_day_are_one_change() -> None:
    text = PROGRAM.replace(
        "        measures:",
        "        amendments:\n"
        "          - {date: 2022-01-01, was: {target: 40}}\n"
        "          - {date: 2022-01-01, was: {target: 35}}\n"
        "        measures:",
    )
    first, second = _history(program(text))
    assert (first.target, second.target) == (40.0, 30.0)


def test_unknown_baseline_and_milestone_defaults() -> None:
    level = PROGRAM.replace(
        "kind: cumulative", "kind: level\n        baseline: unknown\n        direction: increase"
    )
    assert _history(program(level))[0].baseline is None
    milestone = PROGRAM.replace("kind: cumulative", "kind: milestone").replace("        target: 30\n", "")
    assert _history(program(milestone.replace("        plan: {2021: 10}\n", "")))[0].target == 1.0


def test_measures_have_a_history_too() -> None:
    text = PROGRAM.replace(
        "budget_mln_kzt: 100}",
        "budget_mln_kzt: 100, amendments: [{date: 2022-10-01, action: moved, was: {due: 2022-12-01}}]}",
    )
    noun = program(text)
    section = noun.sections[0]
    indicator = section.indicators[0]
    first, second = measure_history(noun, section, indicator, indicator.measures[0])
    assert (first.due, first.action) == (dt.date(2022, 12, 1), None)
    assert (second.due, second.action, second.present) == (dt.date(2023, 9, 1), "moved", True)


def test_canonical_json_reads_back_unchanged() -> None:
    noun = program(AMENDED)
    text = noun.model_dump_json(by_alias=True, exclude_defaults=True)
    again = Program.model_validate_json(text)
    assert again == noun
    assert again.model_dump_json(by_alias=True, exclude_defaults=True) == text
    # a null written on purpose stays: formerly there was no direction
    assert again.sections[0].indicators[0].amendments[0].was.given()["direction"] is None
    assert _history(again) == _history(noun)
