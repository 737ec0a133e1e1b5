"""Exceptions and problems: what they say, what a command exits with, that they survive being sent."""

from __future__ import annotations

import pickle

import pytest

from tracker import errors
from tracker.errors import InputError, Problem, Problems, ProblemsError

FAULT = Problem("a.yaml", 3, 7, "rule", "{key} is wrong.", {"key": "x"}, hint="Write {key} better.")
WARNING = Problem("a.yaml", None, None, "rule", "Doubtful.", severity="warning")


def test_a_problem_says_where_what_and_what_to_do() -> None:
    assert str(FAULT) == "a.yaml:3:7: x is wrong. Write x better."
    assert str(WARNING) == "a.yaml: Doubtful."
    assert str(Problem("", None, None, "rule", "Said.")) == "Said."
    assert FAULT.parts == ("{key} is wrong.", "Write {key} better.")


def test_the_collector_is_true_only_with_a_fault() -> None:
    problems = Problems()
    assert not problems
    problems.add(WARNING)
    assert not problems
    problems.extend([FAULT])
    assert problems
    assert (problems.faults, problems.warnings, len(problems)) == ([FAULT], [WARNING], 2)
    problems.sort()
    assert list(problems) == [WARNING, FAULT]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("InputError", 1),
        ("AccessRefused", 1),
        ("UsageError", 2),
        ("EnvironmentFault", 3),
        ("DatabaseHeld", 3),
        ("NewerDatabase", 3),
        ("BrokenDatabase", 3),
    ],
)
def test_each_family_has_its_exit_code(name: str, code: int) -> None:
    error = getattr(errors, name)("It is {what}.", what="so")
    assert (error.exit_code, str(error)) == (code, "It is so.")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.values, str(again)) == (type(error), {"what": "so"}, "It is so.")


def test_refused_input_says_every_problem() -> None:
    error = ProblemsError([FAULT, WARNING])
    assert isinstance(error, InputError)
    assert str(error).splitlines() == [str(FAULT), str(WARNING)]
    assert pickle.loads(pickle.dumps(error)).problems == [FAULT, WARNING]


def test_values_in_braces_are_only_values() -> None:
    assert str(InputError("It says {text}.", text="{oops}")) == "It says {oops}."
