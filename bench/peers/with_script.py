"""A plain script of the platform over the same database under its stock settings, against our overview and list."""

from __future__ import annotations

import statistics
from datetime import timedelta
from pathlib import Path

import duckdb

from bench.build import Built
from bench.peers import answers
from bench.plain.answers import listed, standing
from bench.serving import served
from bench.timing import Row
from bench.visitor import Visitor
from bench.wastes import ours, seen_again
from tracker import clock
from tracker.store import open_store

SCRIPT = Path(__file__).resolve().parents[1] / "plain" / "app.py"
DAYS = 5
PRESENT = f"as_of={answers.PRESENT}&lang=ru"
# With its bar our overview shows the script's two figures; with its chart and table of regions all that the script
# does, and half of what it holds itself.
FIGURES, TABLE = b"<h1", b'class="heat"'
#: nobody has looked at their lists; the first of each server's turns does not count
PROGRAMS = [f"program-kz-{code}" for code in (10, 15, 19, 23, 27, 31)]


def script_rows(made: Built) -> list[Row]:
    """The overview and a program's list: seen again, and where nobody asked for them before."""
    other = made.copy("script")
    _check(other)
    with ours(made) as mine, served(SCRIPT, "--runner.postScriptGC", "true", **other.environment) as theirs:
        again = seen_again((mine, "", PRESENT), (theirs, "", PRESENT))
        first, shown, whole = _new_days(mine.port, FIGURES, TABLE)
        (plain,) = _new_days(theirs.port)
        of_list = f"{PRESENT}&program={answers.PROGRAM}"
        list_again = seen_again((mine, "indicator", of_list), (theirs, "", of_list))
        new_list = _new_lists(mine.port, "indicator"), _new_lists(theirs.port, "")
    on = "overview page on a day not asked before"
    return [
        Row("overview page, seen again", "plain script", *again),
        Row(f"{on}, to its figures", "plain script", first, plain),
        Row(f"{on}, to its table of regions", "plain script", shown, plain),
        Row(on, "plain script", whole, plain),
        Row("page of a program's list, seen again", "plain script", *list_again),
        Row("page of a program's list not asked for before", "plain script", *new_list),
    ]


def _check(made: Built) -> None:
    day = answers.past_day(0)
    with duckdb.connect(made.database, read_only=True) as connection:
        found = standing(connection, day, clock.end_of(day))
        rows = listed(connection, answers.PROGRAM, answers.PRESENT, clock.end_of(answers.PRESENT))
    theirs = {of.above: (of.execution, of.verified) for of in found.itertuples()}
    dates = {name: rows[name].dt.date for name in ("due", "period_end")}
    lines = rows.assign(**dates).astype(object)
    lines = lines.where(lines.notna(), None)
    with open_store(made.database) as store:
        answers.check_equal("plain script", theirs, answers.standing(store, day))
        their_lines = {line[0]: line[1:] for line in lines.itertuples(index=False, name=None)}
        answers.check_equal("plain script", their_lines, answers.lines(store, answers.PRESENT))


def _new_days(port: int, *parts: bytes) -> list[float]:
    """Median seconds until each part of the page stands there, and all of it, on days nobody asked for."""
    visitor, taken = Visitor(port), []
    for n in range(DAYS):
        query = f"as_of={answers.past_day(0) + timedelta(90 * n)}&lang=ru"
        taken.append(visitor.see_parts("", query, *parts))
    visitor.leave()
    return [statistics.median(each) for each in zip(*taken, strict=True)]


def _new_lists(port: int, page: str) -> float:
    """Median seconds of lists of programs that nobody looked at on the present day."""
    visitor = Visitor(port)
    taken = [visitor.see(page, f"{PRESENT}&program={program}") for program in PROGRAMS]
    visitor.leave()
    return statistics.median(taken[1:])
