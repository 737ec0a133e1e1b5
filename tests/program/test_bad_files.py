"""One bad file per slip and rule: exactly the faults its first lines name, each at its place.

A file in `bad/` begins with lines ``# fault LINE:COLUMN RULE | words | words``; dropping a file there
makes it a test.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.program.check import check

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
_EXPECTED = re.compile(r"# fault (\d+):(\d+) ([a-z-]+) \| (.+)")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_names_each_fault_at_its_place(path: Path, country: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # behind the others, so that of an id used twice this file has the second
    file = country / f"zz-{path.name}"
    file.write_text(text, encoding="utf-8")

    faults = check(country).problems.faults

    expected = [match.groups() for line in text.splitlines() if (match := _EXPECTED.match(line))]
    assert expected, "the file names no fault"
    assert {fault.file for fault in faults} == {file.as_posix()}
    found = [(fault.line, fault.column, fault.rule) for fault in faults]
    assert found == [(int(line), int(column), rule) for line, column, rule, _ in sorted(expected, key=_place)]
    for fault, (_, _, _, words) in zip(faults, sorted(expected, key=_place), strict=True):
        for word in words.split(" | "):
            assert word.strip() in fault.message
        assert "{" not in fault.template.format(**dict.fromkeys(fault.values, ""))


def _place(fault: tuple[str, ...]) -> tuple[int, int]:
    return int(fault[0]), int(fault[1])


def test_every_rule_has_a_bad_file() -> None:
    from tracker.program.rules import list_rules

    tried = {match[3] for path in BAD for match in _EXPECTED.finditer(path.read_text(encoding="utf-8"))}
    faults = {id for id, severity, _ in list_rules() if severity == "fault"}
    assert faults - tried == set()
