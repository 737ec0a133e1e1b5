"""Write figures to a file: indicators, roll-ups, the reports known on a day, or measures.

CSV opens in every spreadsheet, XLSX keeps numbers and days as such; no text cell can become a formula. Every export
has a `demonstration` column: true where the row, or the program it belongs to, is made up.
"""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.commands import figures
from tracker.commands.call import Call
from tracker.commands.known_reports import known_reports
from tracker.commands.scope import asked, day_arguments, scope_arguments, scope_of
from tracker.documents.tables import Column, save_table
from tracker.queries.indicators import assessed
from tracker.queries.measures import measures_of
from tracker.queries.rollups import rolled_up

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
    names, rows = _rows(call)
    if form == "json":
        from tracker.commands.output import plain

        rows = [{name: plain(row[name]) for name in names} for row in rows]
    columns = [Column(name, _kind(name, call.args.what)) for name in names]
    save_table(path, form, columns, ([row[name] for name in names] for row in rows))
    call.say("Wrote {path}: {rows} rows.", path=call.args.out, rows=len(rows))
    return 0


def _rows(call: Call) -> tuple[tuple[str, ...], list[dict[str, object]]]:
    what, language, actor = call.args.what, call.language, call.actor
    with call.store() as store:
        ask = asked(call, store)
        scope = scope_of(call, store, ask)
        if what == "rollup":
            by = call.args.by
            found = rolled_up(store, actor, ask, scope, by)
            return figures.rollup_names(by), [figures.rollup_row(one, by, language) for one in found]
        of = {one.indicator: one for one in assessed(store, actor, ask, scope)}
        if what == "indicators":
            names = (*figures.INDICATOR_KEYS, *figures.FURTHER_INDICATOR_KEYS)
            return names, [figures.indicator_row(one, language) for one in of.values()]
        if what == "reports":
            reports = known_reports(store, ask, {one.no: one for one in of.values()})
            return _REPORT, [_said(_REPORT, report, language) for report in reports]
        found = [
            {name: getattr(measure, name, None) for name in _MEASURE}
            | {"demonstration": of[measure.indicator].demonstration}
            for measure in measures_of(store, actor, ask, scope)
        ]
        return _MEASURE, [_said(_MEASURE, measure, language) for measure in found]


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
