"""Whatever is done to a program file, the check answers in words: a few hundred random slips of the hand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tracker.program.check import check

_BITS = [
    *":{}[],#&*!|>'\"%@`\t\n -?~=<\\0129",
    "\n\n",
    "- ",
    ": ",
    "null",
    "2021",
    "[]",
    "*a",
    "\u2028",
    "\r",
    "\x07",
]


def _slip(text: str, hand: random.Random) -> str:
    at = hand.randrange(len(text))
    kind = hand.random()
    if kind < 0.3:
        return text[:at] + text[at + hand.randint(1, 4) :]
    if kind < 0.7:
        return text[:at] + hand.choice(_BITS) + text[at:]
    lines = text.split("\n")
    row = hand.randrange(len(lines))
    if kind < 0.8:
        lines.insert(hand.randrange(len(lines)), lines.pop(row))
    elif kind < 0.9:
        lines[row] = " " * hand.randint(0, 8) + lines[row].strip()
    else:
        del lines[row]
    return "\n".join(lines) or "x"


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ["akmola-2021-2025.yaml", "roster.yaml", "territories.yaml"])
def test_every_slip_is_answered_in_words(name: str, seed: int, country: Path) -> None:
    hand = random.Random(f"{name}{seed}")
    path = country / name
    good = path.read_text(encoding="utf-8")
    for _ in range(20):
        text = good
        for _ in range(hand.choice([1, 1, 2, 5])):
            text = _slip(text, hand)
        path.write_text(text, encoding="utf-8")
        for problem in check(country).problems:
            assert problem.template.format(**problem.values)
            assert (problem.hint or "").format(**problem.values) is not None
            assert "unread-" not in problem.message
            if problem.file == path.as_posix() and problem.line is not None:
                assert 1 <= problem.line <= len(text.splitlines()) + 1
