"""Every command written down in the README and the guides is one that the command line understands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.commands.typing_commands import ROOT
from tracker.commands.parsing import overview, parse
from tracker.commands.table import COMMANDS

GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINE = re.compile(r"^(?:\.venv/bin/)?(tracker .+?)(?:\s{2,}.*|\s#.*)?$")
_SPAN = re.compile(r"`(tracker [^`]+)`")


def examples(path: Path) -> list[str]:
    """The commands in a guide's code blocks and code spans; a line that names several is no example."""
    found, in_block = [], False
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("```"):
            in_block = not in_block
        elif in_block and (match := _LINE.match(line.strip())):
            found.append(match[1])
        elif not in_block:
            found += _SPAN.findall(line)
    return [one for one in found if " · " not in one and "COMMAND" not in one and one != "tracker --help"]


@pytest.mark.parametrize("guide", [path for path in GUIDES if path.exists()], ids=lambda path: path.name)
def test_the_commands_of_a_guide_are_understood(guide):
    for example in examples(guide):
        argv = shlex.split(example)[1:]
        assert argv[0] in COMMANDS, example
        if len(argv) > 1 and "--help" not in argv:
            parse(argv)


def test_help_names_every_command():
    assert all(f"\n  {name} " in overview() for name in COMMANDS)
