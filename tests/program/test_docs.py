"""docs/formats.md says what the models say, and its examples pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.program.conftest import ROOT
from tracker.program import model
from tracker.program.check import check
from tracker.program.keys import keys

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
NOUNS = [
    "program",
    "section",
    "indicator",
    "measure",
    "amendment",
    "source",
    "roster",
    "body",
    "seat",
    "territory",
    "theme",
    "executor",
]


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_examples_pass(number: int, country: Path) -> None:
    (country / "example.yaml").write_text(EXAMPLES[number], encoding="utf-8")
    assert list(check(country).problems) == []


@pytest.mark.parametrize("noun", NOUNS)
def test_every_key_is_in_its_table(noun: str) -> None:
    table = PAGE.split(f"### {noun}\n")[1].split("\n#")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")][2:]
    written = {key.strip("* ") for cell in cells for key in cell.split(",")}
    kind = getattr(model, noun.capitalize())
    assert written == set(keys(kind))
    required = {key.strip("* ") for cell in cells for key in cell.split(",") if "**" in key}
    assert required == {
        field.alias or name for name, field in kind.model_fields.items() if field.is_required()
    }


def test_every_file_named_is_there() -> None:
    for link in re.findall(r"\]\((formats/[^)]+)\)", PAGE):
        assert (ROOT / "docs" / link).is_file(), link


def test_the_slips_of_the_page_are_told_apart(country: Path) -> None:
    table = PAGE.split("## Slips\n\n")[1].split("\n\n")[0]
    slips = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert len(slips) == 10
    base = (
        (country / "republic-2021-2025.yml")
        .read_text(encoding="utf-8")
        .replace("program: republic-2021-2025", "program: slip")
    )
    for slip in slips:
        key, _, value = slip.partition(": ")
        if slip.startswith("{"):
            text = base.replace(
                "title: {kk: Денсаулық сақтау, ru: Здравоохранение, en: Health}", f"title: {slip}"
            )
        elif key == "code":
            text = f"territories:\n  - {{code: {value}, title: x, level: city, parent: KZ}}\n"
        elif key == "title":
            text = re.sub(r"\n        title: .*", f"\n        {slip}", base)
        elif key == "target":
            text = base.replace("target: 210", slip)
        else:
            text = base.replace("kind: cumulative", f"kind: cumulative\n        {slip}").replace(
                "        unit: {kk: нысан, ru: объект, en: facility}\n", ""
            )
        (country / "slip.yaml").write_text(text, encoding="utf-8")
        faults = check(country).problems.faults
        assert faults, slip
        assert all(fault.hint for fault in faults), slip
