"""A plain script of the platform over the same database under its stock settings, against our overview."""

from __future__ import annotations

import statistics
from datetime import timedelta
from pathlib import Path

import duckdb

from bench.build import Built
from bench.peers import answers
from bench.plain.answers import standing
from bench.serving import served
from bench.timing import Row
from bench.visitor import Visitor
from bench.wastes import by_turns, ours
from tracker import clock
from tracker.store import open_store

SCRIPT = Path(__file__).resolve().parents[1] / "plain" / "app.py"
DAYS = 5
# With its figures, chart and table of regions our overview shows what the script does, and half of all it holds.
TABLE = b'class="heat"'


def script_rows(made: Built) -> list[Row]:
    """The overview seen again, and on days that nobody asked for, beside the script's one table."""
    other = made.copy("script")
    _check(other)
    with ours(made) as mine, served(SCRIPT, "--runner.postScriptGC", "true", **other.environment) as theirs:
        again = by_turns(mine, theirs, "", "as_of=2025-06-20&lang=ru")
        shown, whole = (statistics.median(taken) for taken in zip(*_new_days(mine.port, TABLE), strict=True))
        plain = statistics.median(taken for _, taken in _new_days(theirs.port, b""))
    return [
        Row("overview page, seen again", "plain script", *again),
        Row("overview page on a day not asked before, to its table of regions", "plain script", shown, plain),
        Row("overview page on a day not asked before", "plain script", whole, plain),
    ]


def _check(made: Built) -> None:
    day = answers.past_day(0)
    with duckdb.connect(made.database, read_only=True) as connection:
        found = standing(connection, day, clock.end_of(day))
    theirs = {of.above: (of.execution, of.verified) for of in found.itertuples()}
    with open_store(made.database) as store:
        answers.check_equal("plain script", theirs, answers.standing(store, day))


def _new_days(port: int, part: bytes) -> list[tuple[float, float]]:
    """Seconds until a part of the page stands there, and until all of it does."""
    visitor = Visitor(port)
    days = [answers.past_day(0) + timedelta(90 * n) for n in range(DAYS)]
    taken = [visitor.see_part("", f"as_of={day}&lang=ru", part) for day in days]
    visitor.leave()
    return taken
