"""The shipped examples pass; warnings warn and no more; rules can be listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program.conftest import FORMATS, ROOT
from tracker.program.check import check
from tracker.program.rules import list_rules

PROGRAM = """program: new
title: Новая
territory: KZ-11
start: 2021-01-01
end: 2025-12-31
sections:
  - section: s
    title: Раздел
    theme: health
    owner: bureau-3
    indicators:
      - {indicator: i, title: Первый, kind: cumulative, target: 5, owner: council-11-4}
"""


def test_the_examples_pass_without_a_word() -> None:
    checked = check(FORMATS)
    assert list(checked.problems) == []
    assert checked.counts == {
        "files": 6,
        "programs": 2,
        "sections": 3,
        "indicators": 9,
        "measures": 1,
        "amendments": 5,
        "rosters": 1,
        "bodies": 3,
        "seats": 4,
        "territories": 5,
        "themes": 2,
        "executors": 2,
    }


def test_the_shipped_programs_pass() -> None:
    assert check(ROOT / "programs").problems.faults == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        (", owner: council-11-4", "", "without-owner", "indicator i"),
        ("    owner: bureau-3\n", "    socially_sensitive: true\n", "without-owner", "section s"),
        ("    theme: health\n", "", "section-without-theme", "s has no theme"),
        ("title: Новая", "title: {ru: Новая}", "missing-language", "kk, en"),
        (
            "owner: council-11-4",
            "owner: [{seat: council-11-4, to: 2021-12-31}, {seat: council-1, from: 2022-02-01}]",
            "owner-gap",
            "from 2022-01-01 to 2022-01-31",
        ),
        (
            "target: 5",
            "target: 5, amendments: [{date: 2022-01-01, was: {target: 5}}]",
            "amendment-same",
            "target",
        ),
    ],
)
def test_what_is_doubtful_warns(
    program: Callable[[str], Path], old: str, new: str, rule: str, words: str
) -> None:
    assert old in PROGRAM
    problems = check(program(PROGRAM.replace(old, new))).problems
    assert not problems
    assert [warning.rule for warning in problems.warnings] == [rule]
    assert words in problems.warnings[0].message


@pytest.mark.parametrize(
    ("holders", "rules"),
    [
        ("[]", ["vacant-owner"]),
        ("[{holder: А, from: 2021-01-01, to: 2023-12-31}]", ["vacant-owner"]),
        ("[{holder: А, to: 2021-12-31}, {holder: Б, from: 2022-02-01}]", ["holder-gap"]),
        ("[{holder: А, to: 2021-12-31}, {holder: Б, from: 2022-01-01}]", []),
    ],
)
def test_vacant_seats_that_carry_something_warn(
    program: Callable[[str], Path], holders: str, rules: list[str]
) -> None:
    folder = program(PROGRAM.replace("owner: bureau-3", "owner: bureau-9"))
    (folder / "seats.yaml").write_text(
        "roster: more\nbodies:\n  - {body: b, kind: bureau, territory: KZ, title: Бюро, seats: "
        f"[{{seat: bureau-9, title: Член, holders: {holders}}}]}}\n",
        encoding="utf-8",
    )
    problems = check(folder).problems
    assert not problems
    assert [warning.rule for warning in problems.warnings] == rules


def test_a_territory_without_parent_warns(program: Callable[..., Path]) -> None:
    folder = program('territories: [{code: "1112", title: Район, level: district}]\n')
    assert [each.rule for each in check(folder).problems] == ["territory-without-parent"]


def test_every_rule_says_what_it_keeps() -> None:
    rules = list_rules()
    assert len(rules) == len({id for id, _, _ in rules}) > 40
    assert all(summary.endswith(".") for _, _, summary in rules)


def test_problems_come_in_the_order_of_the_files(program: Callable[..., Path]) -> None:
    program(PROGRAM.replace("theme: health", "theme: x").replace("target: 5", "target: -"), "a.yaml")
    folder = program(PROGRAM.replace("program: new", "program: другая"), "b.yaml")
    places = [(fault.file, fault.line) for fault in check(folder).problems.faults]
    assert places == sorted(places)
