"""Write figures to a file: indicators, roll-ups, the reports known on a day, or measures.

CSV opens in every spreadsheet, XLSX keeps numbers and days as such; no text cell can become a formula. Every export
has a `demonstration` column: true where the row, or the program it belongs to, is made up.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from itertools import count

from tracker.commands import figures
from tracker.commands.call import Call
from tracker.commands.known_reports import known_reports
from tracker.commands.output import plain
from tracker.commands.scope import asked, day_arguments, scope_arguments, scope_of
from tracker.documents.tables import Column, save_table
from tracker.queries.indicators import assessed
from tracker.queries.listed import listed
from tracker.queries.measures import measures_of
from tracker.queries.rollups import rolled_up
from tracker.store import Store

Row = dict[str, object]
EXAMPLE = "tracker export --what indicators --as-of 2022-04-15 --format xlsx --out figures.xlsx"
WHAT = ("indicators", "reports", "measures", "rollup")
BY = ("section", "program", "territory", "theme", "seat", "executor")
_DAYS = frozenset(
    {"due", "compared_on", "period_end", "period_start", "accepted_on", "in_use_on", "first_due"}
)
_INSTANTS = frozenset({"reported_at"})
_NUMBERS = frozenset({"baseline", "target", "planned", "planned_today", "observed", "verified", "value",
                      "budget_mln_kzt"})  # fmt: skip
_REPORT = ("indicator", "program", "section", "territory", "title", "unit", "period_start", "period_end", "value",
           "reported_at", "author", "evidence", "note", "verdict", "newest_word", "demonstration")  # fmt: skip
_MEASURE = ("indicator", "measure", "title", "due", "first_due", "budget_mln_kzt", "executor", "state", "stage",
            "accepted_on", "in_use_on", "period_end", "reported_at", "author", "evidence", "late", "moved",
            "demonstration")  # fmt: skip


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "--what", choices=WHAT, default="indicators", help="what to write (default: indicators)"
    )
    day_arguments(parser)
    scope_arguments(parser)
    parser.add_argument("--by", choices=BY, default="program", help="with --what rollup: one row for each")
    parser.add_argument(
        "--format", choices=("csv", "xlsx", "json"), help="default: by the file's name, else csv"
    )
    parser.add_argument(
        "--out", metavar="FILE", required=True, help="the file to write; one that is there is replaced"
    )


def run(call: Call) -> int:
    """Write the file and say how many rows it has."""
    path = call.path(call.args.out)
    form = call.args.format or {".xlsx": "xlsx", ".json": "json"}.get(path.suffix.lower(), "csv")
    call.day("as_of")
    with call.store() as store:
        names, rows = _rows(call, store)
        columns, written = [Column(name, _kind(name, call.args.what)) for name in names], count()
        cells = (_cells(form, names, row) for row, _ in zip(rows, written, strict=False))
        save_table(path, form, columns, cells)
    call.say("Wrote {path}: {rows} rows.", path=call.args.out, rows=next(written))
    return 0


def _cells(form: str, names: Sequence[str], row: Row) -> list:
    return [plain(row[name]) if form == "json" else row[name] for name in names]


def _rows(call: Call, store: Store) -> tuple[tuple[str, ...], Iterator[Row]]:
    """The columns' names, and the rows one after the other: a country's reports fit no memory as rows."""
    what, language, actor = call.args.what, call.language, call.actor
    ask = asked(call, store)
    scope = scope_of(call, store, ask)
    if what == "rollup":
        by = call.args.by
        found = rolled_up(store, actor, ask, scope, by)
        return figures.rollup_names(by), (figures.rollup_row(one, by, language) for one in found)
    if what == "indicators":
        names = (*figures.INDICATOR_KEYS, *figures.FURTHER_INDICATOR_KEYS)
        return names, (figures.indicator_row(one, language) for one in listed(store, actor, ask, scope))
    of = assessed(store, actor, ask, scope)
    if what == "reports":
        reports = known_reports(store, ask, {one.no: one for one in of})
        return _REPORT, (_said(_REPORT, report, language) for report in reports)
    made_up = {one.indicator: one.demonstration for one in of}
    return _MEASURE, (
        _said(
            _MEASURE,
            {name: getattr(measure, name, None) for name in _MEASURE}
            | {"demonstration": made_up[measure.indicator]},
            language,
        )
        for measure in measures_of(store, actor, ask, scope)
    )


def _said(names: tuple[str, ...], row: dict[str, object], language: str) -> dict[str, object]:
    return {name: figures.said(row[name], language) for name in names}


def _kind(name: str, what: str) -> str:
    if name in _DAYS:
        return "date"
    if name in _INSTANTS:
        return "instant"
    if name in figures.SHARES or (what == "rollup" and name == "verified"):
        return "share"
    return "number" if name in _NUMBERS else "text"
