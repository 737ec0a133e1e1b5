"""What a load refuses: silent changes of terms, rewriting the past, dropping and adding in silence."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.nouns import PROGRAM, program, replaced, roster
from tracker.program.compare import refusals

TODAY = dt.date(2022, 5, 10)
LOADED = dt.date(2022, 5, 1)


def _rules(old, new, **changes) -> list[str]:
    options = {"last_loaded_on": LOADED, "today": TODAY, "correcting_history": False, **changes}
    return [problem.rule for problem in refusals(old, new, **options)]


def _amended(was: str, date: str = "2022-05-10", extra: str = "", text: str = PROGRAM) -> str:
    return text.replace(
        "        measures:", f"        amendments: [{{date: {date}, was: {was}{extra}}}]\n        measures:"
    )


def test_the_same_file_is_no_change() -> None:
    assert _rules(program(), program()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("target: 30", "target: 27"),
        ("target: 30", "target: 30\n        due: 2024-12-31"),
        ("plan: {2021: 10}", "plan: {2021: 9}"),
        ("plan: {2021: 10}", "plan: {}"),
        ("kind: cumulative", "kind: annual"),
        ("kind: cumulative", "kind: cumulative\n        baseline: 1"),
        ("kind: cumulative", "kind: cumulative\n        profile: step"),
        ("kind: cumulative", "kind: cumulative\n        frequency: year"),
        ("kind: cumulative", "kind: cumulative\n        grace_days: 40"),
        ("kind: cumulative", "kind: cumulative\n        direction: decrease"),
        ("kind: cumulative", "kind: cumulative\n        weight: 2"),
        ("title: Построено", "title: Отремонтировано"),
        ("unit: объект", "unit: место"),
        ("end: 2025-12-31", "end: 2026-12-31"),
        ("territory: KZ", "territory: KZ\nthresholds: {on_track: 0.9}"),
        ("territory: KZ", "territory: KZ\ngrace_days: 30"),
        ("territory: KZ", "territory: KZ\nweight: 2"),
        ("    title: Раздел", "    title: Раздел\n    weight: 2"),
        ("    title: Раздел", "    title: Другой"),
        ("due: 2023-09-01", "due: 2024-09-01"),
    ],
)
def test_a_term_does_not_change_in_silence(old: str, new: str) -> None:
    assert _rules(program(), replaced(old, new)) == ["terms-changed"]


def test_the_refusal_names_old_and_new_terms_and_the_lines_to_add() -> None:
    (problem,) = refusals(
        program(),
        replaced("target: 30", "target: 27"),
        last_loaded_on=LOADED,
        today=TODAY,
        correcting_history=False,
    )
    assert "p/i" in problem.message
    assert "target: 30 -> 27" in problem.message
    assert '- {date: 2022-05-10, by: "…", was: {target: 30}}' in problem.message


def test_the_lines_to_add_are_what_makes_the_load_pass() -> None:
    new = (
        _amended("{target: 30, plan: {2021: 10}}")
        .replace("target: 30\n", "target: 27\n")
        .replace("plan: {2021: 10}\n", "plan: {2021: 9}\n")
    )
    assert _rules(program(), program(new)) == []


def test_an_amendment_must_carry_every_change() -> None:
    new = (
        _amended("{plan: {2021: 10}}")
        .replace("target: 30\n", "target: 27\n")
        .replace("plan: {2021: 10}\n", "plan: {2021: 9}\n")
    )
    (problem,) = refusals(
        program(), program(new), last_loaded_on=LOADED, today=TODAY, correcting_history=False
    )
    assert problem.rule == "terms-changed"
    assert "plan" not in problem.values["changes"]


@pytest.mark.parametrize(
    ("date", "rules"), [("2022-04-30", ["amendment-late"]), ("2022-05-01", []), ("2023-01-01", [])]
)
def test_an_amendment_is_not_dated_before_the_last_load(date: str, rules: list[str]) -> None:
    new = _amended("{target: 30}", date).replace("target: 30\n", "target: 27\n")
    assert _rules(program(), program(new)) == rules


def test_amendments_on_record_stay_as_they_are() -> None:
    old = program(_amended("{target: 40}", "2022-01-01"))
    assert _rules(old, program()) == ["amendment-changed"]
    assert _rules(old, program(_amended("{target: 50}", "2022-01-01"))) == ["amendment-changed"]
    # a remark may be completed
    assert _rules(old, program(_amended("{target: 40}", "2022-01-01", ", cause: papers"))) == []


def test_a_new_amendment_stands_on_or_after_the_last() -> None:
    old = program(_amended("{target: 40}", "2023-01-01"))
    text = _amended("{target: 40}", "2023-01-01", "}, {date: 2022-06-01, was: {target: 30}").replace(
        "target: 30\n", "target: 20\n"
    )
    assert _rules(old, program(text)) == ["amendment-late"]


def test_defaults_written_out_are_no_change() -> None:
    same = "target: 30\n        due: 2025-12-31\n        baseline: 0\n        weight: 1\n        frequency: quarter"
    assert _rules(program(), replaced("target: 30", same)) == []
    assert _rules(program(), replaced("plan: {2021: 10}", "plan: {2021-12-31: 10}")) == []


TITLED = {
    "indicator title": "title: Построено",
    "section title": "title: Раздел",
    "unit": "unit: объект",
    "measure title": "title: Школа",
}


@pytest.mark.parametrize("written", TITLED.values(), ids=TITLED)
@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        # one string is what a reader of every language reads
        ("А", "{ru: А}", []),
        ("А", "{kk: А}", []),
        ("А", "{kk: А, ru: А, en: А}", []),
        ("{ru: А}", "А", []),
        ("А", "{kk: Б, ru: В, en: А}", ["terms-changed"]),
        ("А", "{kk: Б, ru: А}", ["terms-changed"]),
        ("А", "{ru: А, en: Б}", ["terms-changed"]),
        # of a map the languages it gives
        ("{ru: А}", "{ru: А, kk: Б}", []),
        ("{en: А}", "{ru: Б, en: А}", []),
        ("{ru: А, kk: Б}", "{ru: А}", ["terms-changed"]),
        ("{ru: А, kk: А}", "{ru: А}", []),
        ("{ru: А, kk: Б}", "А", ["terms-changed"]),
        ("{ru: А, kk: Б}", "{ru: Б, kk: А}", ["terms-changed"]),
    ],
)
def test_a_text_is_not_rewritten_through_its_languages(
    written: str, old: str, new: str, rules: list[str]
) -> None:
    key = written.split(":")[0]
    before, after = (replaced(written, f"{key}: {text}") for text in (old, new))
    assert _rules(before, after) == rules


def test_a_bare_title_is_translated_by_an_amendment() -> None:
    new = program(
        _amended("{title: Построено}").replace("title: Построено\n", "title: {ru: Построено, kk: Салынды}\n")
    )
    (problem,) = refusals(
        program(),
        replaced("title: Построено", "title: {ru: Построено, kk: Салынды}"),
        last_loaded_on=LOADED,
        today=TODAY,
    )
    assert 'was: {title: "Построено"}' in problem.message
    assert _rules(program(), new) == []


def test_dropping_and_adding() -> None:
    second = """      - {indicator: j, title: Второй, kind: cumulative, target: 5}
"""
    more = program(PROGRAM + second)
    assert _rules(more, program()) == ["indicator-dropped"]
    assert _rules(program(), more) == ["indicator-added"]
    since = program(PROGRAM + second.replace("target: 5", "target: 5, since: 2022-05-10"))
    assert _rules(program(), since) == []
    assert _rules(since, more) == ["since-changed"]
    without = PROGRAM.split("        measures:")[0]
    assert _rules(program(), program(without)) == ["measure-dropped"]
    assert _rules(program(without), program()) == []


@pytest.mark.parametrize(
    ("since", "rules"),
    [("2021-06-01", ["since-past"]), ("2022-04-30", ["since-past"]), ("2022-05-01", []), ("2022-05-10", [])],
)
def test_an_indicator_added_later_does_not_appear_on_days_already_past(since: str, rules: list[str]) -> None:
    added = f"      - {{indicator: j, title: Второй, kind: cumulative, target: 5, since: {since}}}\n"
    more = program(PROGRAM + added)
    assert _rules(program(), more) == rules
    assert _rules(program(), more, correcting_history=True) == []


def test_the_start_stays() -> None:
    assert "start-changed" in _rules(program(), replaced("start: 2021-01-01", "start: 2021-02-01"))


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("", "owner: council-2", []),
        ("owner: council-1", "owner: council-2", ["owner-rewritten"]),
        ("owner: council-1", "", ["owner-rewritten"]),
        (
            "owner: council-1",
            "owner: [{seat: council-1, to: 2022-05-09}, {seat: council-2, from: 2022-05-10}]",
            [],
        ),
        (
            "owner: council-1",
            "owner: [{seat: council-1, from: 2021-01-01, to: 2022-05-09}, {seat: council-2, from: 2022-05-10}]",
            [],
        ),
        (
            "owner: council-1",
            "owner: [{seat: council-1, to: 2022-05-08}, {seat: council-2, from: 2022-05-09}]",
            ["owner-rewritten"],
        ),
        (
            "owner: [{seat: council-1, from: 2022-01-01}]",
            "owner: [{seat: council-2, to: 2021-12-31}, {seat: council-1, from: 2022-01-01}]",
            [],
        ),
        (
            "owner: [{seat: council-1, from: 2022-01-01}]",
            "owner: [{seat: council-1, from: 2022-02-01}]",
            ["owner-rewritten"],
        ),
        ("owner: [{seat: council-1, to: 2022-08-01}]", "owner: [{seat: council-1, to: 2022-06-01}]", []),
    ],
)
def test_who_carried_what_on_past_days_stays(old: str, new: str, rules: list[str]) -> None:
    before, after = replaced("owner: council-1", old), replaced("owner: council-1", new)
    assert _rules(before, after) == rules
    assert _rules(before, after, correcting_history=True) == []


def test_the_owner_of_a_section_stays_too() -> None:
    assert _rules(program(), replaced("owner: bureau-1", "owner: bureau-2")) == ["owner-rewritten"]


A = "{holder: А, from: 2021-01-01}"
A_ENDED = "{holder: А, from: 2021-01-01, to: 2022-05-09}"


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ([], [A], []),
        ([A], [A_ENDED, "{holder: Б, from: 2022-05-10}"], []),
        ([A], ["{holder: Б, from: 2021-01-01}"], ["holder-rewritten"]),
        ([A], [], ["holder-rewritten"]),
        ([A], ["{holder: А, from: 2021-01-01, to: 2022-04-01}"], ["holder-rewritten"]),
        # a vacancy on record is history
        (
            ["{holder: А, from: 2021-01-01, to: 2022-04-01}"],
            ["{holder: А, from: 2021-01-01, to: 2022-04-01}", "{holder: Б, from: 2022-04-02}"],
            ["holder-rewritten"],
        ),
        (
            ["{holder: А, from: 2021-01-01, to: 2022-04-01}"],
            ["{holder: А, from: 2021-01-01, to: 2022-04-01}", "{holder: Б, from: 2022-05-10}"],
            [],
        ),
    ],
)
def test_who_held_a_seat_on_past_days_stays(old: list[str], new: list[str], rules: list[str]) -> None:
    assert _rules(roster(*old), roster(*new)) == rules
    assert _rules(roster(*old), roster(*new), correcting_history=True) == []


def test_a_seat_with_a_past_is_not_dropped() -> None:
    assert _rules(roster(A), roster(A, seat="bureau-2")) == ["seat-dropped"]
    assert _rules(roster(), roster(seat="bureau-2")) == []


TWO_SECTIONS = (
    PROGRAM
    + """  - section: t
    title: Второй
    owner: bureau-2
    indicators:
      - {indicator: j, title: Иное, kind: cumulative, target: 5}
"""
)
J = "      - {indicator: j, title: Иное, kind: cumulative, target: 5}\n"
MOVED = TWO_SECTIONS.replace("    indicators:\n" + J, "").replace(
    "    indicators:\n", "    indicators:\n" + J
)


def test_an_indicator_does_not_move_to_another_section_in_silence() -> None:
    old, new = program(TWO_SECTIONS), program(MOVED)
    (problem,) = refusals(old, new, last_loaded_on=LOADED, today=TODAY)
    assert problem.rule == "section-changed"
    assert "p/j" in problem.message and "from t to s" in problem.message
    assert _rules(old, new, correcting_history=True) == []


@pytest.mark.parametrize(
    "weighed",
    [
        "title: Второй\n    weight: 2",
        "title: Второй\n    amendments: [{date: 2022-01-01, was: {weight: 3}}]",
    ],
)
def test_nor_does_it_change_its_weight_by_moving(weighed: str) -> None:
    old, new = (program(text.replace("title: Второй", weighed)) for text in (TWO_SECTIONS, MOVED))
    assert _rules(old, new) == ["section-changed"]
    assert _rules(old, new, correcting_history=True) == ["section-weight"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("territory: KZ", "territory: KZ-11"),
        ("territory: KZ", "territory: KZ\nkind: party"),
        ("territory: KZ", "territory: KZ\ndemonstration: true"),
    ],
)
def test_what_a_program_is_stays(old: str, new: str) -> None:
    for options in ({}, {"correcting_history": True}):
        assert _rules(program(), replaced(old, new), **options) == ["program-changed"]


@pytest.mark.parametrize(
    ("place", "key", "old", "new"),
    [
        ("    title: Раздел", "    theme", "health", "water"),
        ("        kind: cumulative", "        part_of", "q/j", "q/k"),
    ],
)
def test_what_past_sums_went_by_stays(place: str, key: str, old: str, new: str) -> None:
    before, after = (replaced(place, f"{place}\n{key}: {value}") for value in (old, new))
    for changed in (after, program()):
        (problem,) = refusals(before, changed, last_loaded_on=LOADED, today=TODAY)
        assert problem.rule == "place-changed"
        assert f"from {old} to" in problem.message
        assert _rules(before, changed, correcting_history=True) == []
    # naming one where there was none is what the check asks for
    assert _rules(program(), before) == []
