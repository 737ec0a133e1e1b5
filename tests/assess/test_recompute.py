"""docs/recompute.md is right: its sums come out, and they are the figures the program shows."""

from __future__ import annotations

import ast
import operator
import re
from datetime import date
from pathlib import Path

import pytest

from tests.assess.world import ADMINISTRATOR
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.queries.rollups import rolled_up
from tracker.store import Store

PAGE = Path(__file__).parents[2] / "docs" / "recompute.md"
EVE = date(2022, 4, 15)
FIELDS = {"p": "progress", "plan": "planned", "q": "planned_progress", "ratio": "ratio"}
SIGNS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}


def calculated(expression: str) -> float:
    """What a pocket calculator shows: numbers, brackets and the four signs."""

    def value(node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            return SIGNS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp):
            return SIGNS[type(node.op)](value(node.operand))
        assert isinstance(node, ast.Constant)
        return node.value

    return value(ast.parse(expression, mode="eval").body)


def sections() -> dict[str, list[tuple[str, str, str]]]:
    """The sums of each heading that names an indicator or a program: name, expression, result."""
    found = {}
    for heading in PAGE.read_text("utf-8").split("\n## ")[1:]:
        if name := re.search(r"^[^\n]*`([^`\n]+)`", heading):
            lines = [
                tuple(part.strip() for part in line.split("="))
                for block in re.findall(r"```calc\n(.*?)```", heading, re.S)
                for line in block.strip().splitlines()
            ]
            found[name[1]] = lines
    return found


def statuses() -> dict[str, str]:
    """The status that each heading arrives at: its first bold word with an underscore, or achieved."""
    text = PAGE.read_text("utf-8").split("\n## ")[1:]
    return {
        re.search(r"`([^`\n]+)`", heading)[1]: found[1]
        for heading in text
        if (found := re.search(r"\*\*(achieved|[a-z]+_[a-z]+)\*\*", heading))
    }


def digits(result: str) -> float:
    """Half a unit of the last digit written."""
    return 0.5 * 10 ** -len(result.partition(".")[2]) + 1e-12


@pytest.mark.parametrize("name", sections())
def test_every_sum_comes_out(name: str) -> None:
    for what, expression, result in sections()[name]:
        # inputs are themselves rounded to six digits, so one more unit of the last digit is allowed
        difference = abs(calculated(expression) - float(result))
        assert difference <= 3 * digits(result), f"{name}: {what} = {expression} is not {result}"


@pytest.mark.slow
def test_the_figures_are_those_of_the_demonstration(shipped: Store) -> None:
    """Where the demonstration was changed, run `tracker explain` on the indicator and mend the page."""
    items = {item.indicator: item for item in assessed(shipped, ADMINISTRATOR, Ask(EVE), Scope())}
    named = [name for name in sections() if "/" in name]
    assert {items[name].kind for name in named} == {"cumulative", "level", "annual", "milestone"}
    for name in named:
        for what, _, result in sections()[name]:
            value = getattr(items[name], FIELDS[what])
            assert abs(value - float(result)) <= digits(result), f"{name}: {FIELDS[what]} is {value}"
    assert {name: items[name].status for name in statuses()} == statuses()
    assert len(statuses()) == len(named)


@pytest.mark.slow
def test_the_program_is_the_mean_of_its_indicators(shipped: Store) -> None:
    (name,) = [name for name in sections() if "/" not in name]
    (row,) = rolled_up(shipped, ADMINISTRATOR, Ask(EVE), Scope(program=name), "program")
    for what, _, result in sections()[name]:
        value = getattr(row, what)
        assert abs(value - float(result)) <= 3 * digits(result), f"{name}: {what} is {value}"
