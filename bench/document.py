"""Write the last two runs of every part into docs/performance.md: ``make bench-tables``.

What stands between a part's two marks is replaced, the words around it stay.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.parts import PARTS, Part
from bench.runs import Run, last
from bench.table import amount, ratio
from bench.timing import Row

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_BUDGETS, _OTHERS = "budgets", "others"


def main() -> int:
    """Write what was measured; exits with 1 where a part was not measured twice."""
    runs = {part.name: last(part.name) for part in PARTS}
    text = DOCUMENT.read_text("utf-8")
    text = _between_marks(text, _BUDGETS, _budget_table(runs))
    others = []
    for part in PARTS:
        if any(row.budget is None for run in runs[part.name] for row in run.rows):
            table = _comparison(part, runs[part.name])
            if f"<!-- {part.name} -->" in text:
                text = _between_marks(text, part.name, table)
            else:
                others.append(table)
    text = _between_marks(text, _OTHERS, "\n\n".join(others))
    DOCUMENT.write_text(text, "utf-8")
    missing = [name for name, kept in runs.items() if len(kept) < 2]
    if missing:
        print(f"Measured fewer than two times: {', '.join(missing)}")
    return 1 if missing else 0


def _between_marks(text: str, name: str, table: str) -> str:
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{DOCUMENT.name} has no place for {name}: put {begin} and {end} there.")
    return pattern.sub(lambda _: f"{begin}\n{table}\n{end}", text)


def _budget_table(runs: dict[str, list[Run]]) -> str:
    lines = [
        "| figure | against | figure | floor | ratio, first run | second run | budget | |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    measured = [run for kept in runs.values() for run in kept]
    for kept in runs.values():
        for row, earlier in _pairs(kept):
            if row.budget is not None:
                met = row.met and (earlier is None or earlier.met)
                verdict = "met" if met else "**missed**"
                cells = [
                    *_cells(row, earlier),
                    f"{row.budget:.2f}".rstrip("0").rstrip("."),
                    verdict + _note(row),
                ]
                lines.append(f"| {' | '.join(cells)} |")
    lines += ["", *(f"Measured on {one}." for one in sorted({run.machine for run in measured}))]
    if measured:
        lines.append(f"Runs from {min(run.at for run in measured)} to {max(run.at for run in measured)}.")
    return "\n".join(lines)


def _comparison(part: Part, kept: list[Run]) -> str:
    lines = [
        f"| {part.title.lower()} | against | figure | floor | ratio, first run | second run |",
        "|---|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {' | '.join(_cells(row, earlier))}{_note(row)} |"
        for row, earlier in _pairs(kept)
        if row.budget is None
    ]
    return "\n".join(lines)


def _pairs(kept: Sequence[Run]) -> list[tuple[Row, Row | None]]:
    """Each row of the newest run with the same of the run before, where there was one."""
    if not kept:
        return []
    earlier = {(row.figure, row.against): row for row in kept[0].rows} if len(kept) > 1 else {}
    return [(row, earlier.get((row.figure, row.against))) for row in kept[-1].rows]


def _cells(row: Row, earlier: Row | None) -> list[str]:
    first = "" if earlier is None else ratio(earlier)
    return [
        row.figure,
        row.against,
        amount(row.value, row.unit),
        amount(row.floor, row.unit),
        first,
        ratio(row),
    ]


def _note(row: Row) -> str:
    return f" {row.note}" if row.note else ""


if __name__ == "__main__":
    sys.exit(main())
