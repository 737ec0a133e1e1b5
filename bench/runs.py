"""Runs kept beside the built country, one file a part and run, so that a document can show the last two of each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from bench.build import FOLDER
from bench.machine import described
from bench.timing import Row

_RUNS = FOLDER / "runs"


@dataclass(frozen=True, slots=True)
class Run:
    """What one part measured over the whole country, when and where."""

    part: str
    at: str
    machine: str
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, part: str, rows: list[Row]) -> Run:
        return cls(part, datetime.now(UTC).isoformat(timespec="seconds"), described(), tuple(rows))


def keep(run: Run) -> None:
    """Keep a run."""
    _RUNS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(run), ensure_ascii=False, indent=1)
    (_RUNS / f"{run.at.replace(':', '')}-{run.part}.json").write_text(text, "utf-8")


def last(part: str, count: int = 2) -> list[Run]:
    """The newest runs of a part, the older first."""
    files = sorted(_RUNS.glob(f"*-{part}.json"))[-count:]
    found = [json.loads(file.read_text("utf-8")) for file in files]
    return [Run(**{**one, "rows": tuple(Row(**row) for row in one["rows"])}) for one in found]
