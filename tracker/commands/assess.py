"""Say where indicators, or sets of them, stand on a day.

Shares are parts of 1 and unrounded in CSV and JSON; the table shows them in percent.
"""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.commands import figures
from tracker.commands.call import Call
from tracker.commands.output import FORMATS, print_csv, print_json, print_table
from tracker.commands.scope import asked, day_arguments, scope_arguments, scope_of
from tracker.commands.shown import shown_indicators, shown_sets
from tracker.queries.indicators import assessed
from tracker.queries.rollups import rolled_up
from tracker.text import N_

EXAMPLE = "tracker assess --as-of 2022-04-15 --territory KZ-11 --by section --format csv"
BY = ("indicator", "section", "program", "territory", "theme", "seat", "executor")
_INDICATOR_BASE = N_("Figures as of {day}; base of the percentages: each indicator by itself.")
_SET_BASE = N_(
    "Figures as of {day}; base of the percentages: the set's indicators by weight, averaged program by program."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    day_arguments(parser)
    scope_arguments(parser)
    parser.add_argument("--by", choices=BY, default="indicator", help="one row for each (default: indicator)")
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="for people or for scripts (default: table)"
    )


def run(call: Call) -> int:
    """Print the figures."""
    by, form = call.args.by, call.args.format
    call.day("as_of")  # wrong usage is said before the database is opened
    with call.store() as store:
        ask = asked(call, store)
        scope = scope_of(call, store, ask)
        if by == "indicator":
            found = assessed(store, call.actor, ask, scope)
        else:
            found = rolled_up(store, call.actor, ask, scope, by)
    if form == "table":
        if not found:
            call.say("No indicator is in force there on {day}.", day=ask.as_of)
            return 0
        headings, rows, right = (
            shown_indicators(call, found) if by == "indicator" else shown_sets(call, found, by)
        )
        print_table(call.out, headings, rows, right)
        call.say(_INDICATOR_BASE if by == "indicator" else _SET_BASE, day=ask.as_of)
        if ask.basis == "original":
            call.say("Counted on the terms first approved.")
        return 0
    if by == "indicator":
        names = (*figures.INDICATOR_KEYS, *figures.FURTHER_INDICATOR_KEYS)
        rows = [figures.indicator_row(item, call.language) for item in found]
    else:
        names = figures.rollup_names(by)
        rows = [figures.rollup_row(item, by, call.language) for item in found]
    if form == "json":
        print_json(call.out, rows)
    else:
        print_csv(call.out, names, rows)
    return 0
