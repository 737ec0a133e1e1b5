"""Nouns for tests, made from what a file would say."""

from __future__ import annotations

from typing import Any

from tracker.program.builder import build
from tracker.program.model import Program, Roster

PROGRAM = """
program: p
title: Программа
territory: KZ
start: 2021-01-01
end: 2025-12-31
sections:
  - section: s
    title: Раздел
    owner: bureau-1
    indicators:
      - indicator: i
        title: Построено
        unit: объект
        kind: cumulative
        target: 30
        plan: {2021: 10}
        owner: council-1
        measures:
          - {measure: m, title: Школа, due: 2023-09-01, budget_mln_kzt: 100}
"""


def program(text: str = PROGRAM, **changes: Any) -> Program:
    """The program ``text`` says, with top keys changed."""
    value, _ = build(text.encode())
    return Program.model_validate({**value, **changes})


def roster(*holders: str, seat: str = "bureau-1") -> Roster:
    """A roster with one seat and its holders, each as a YAML map."""
    listed = ", ".join(holders)
    text = (
        "roster: r\nbodies:\n- body: b\n  kind: bureau\n  territory: KZ\n  title: Бюро\n"
        f"  seats: [{{seat: {seat}, title: Член, holders: [{listed}]}}]\n"
    )
    value, _ = build(text.encode())
    return Roster.model_validate(value)


def replaced(old: str, new: str, text: str = PROGRAM) -> Program:
    """The program with ``old`` written as ``new``."""
    assert old in text
    return program(text.replace(old, new))
