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


def script_rows(made: Built) -> list[Row]:
    """The overview seen again, and on days that nobody asked for, beside the script's one table."""
    other = made.copy("script")
    _check(other)
    with ours(made) as mine, served(SCRIPT, "--runner.postScriptGC", "true", **other.environment) as theirs:
        again = by_turns(mine, theirs, "", "as_of=2025-06-20&lang=ru")
        first = tuple(statistics.median(_new_days(at.port)) for at in (mine, theirs))
    return [
        Row("overview page, seen again", "plain script", *again),
        Row("overview page on a day not asked before", "plain script", *first),
    ]


def _check(made: Built) -> None:
    day = answers.past_day(0)
    with duckdb.connect(made.database, read_only=True) as connection:
        found = standing(connection, day, clock.end_of(day))
    theirs = {of.above: (of.execution, of.verified) for of in found.itertuples()}
    with open_store(made.database) as store:
        answers.check_equal("plain script", theirs, answers.standing(store, day))


def _new_days(port: int) -> list[float]:
    visitor = Visitor(port)
    days = [answers.past_day(0) + timedelta(90 * n) for n in range(DAYS)]
    taken = [visitor.see("", f"as_of={day}&lang=ru") for day in days]
    visitor.leave()
    return taken
