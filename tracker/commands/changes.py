"""Split what changed between two days into its causes; `from` plus the steps is `to`, without remainder."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date

from tracker.commands.call import Call
from tracker.commands.output import print_json, print_table
from tracker.commands.scope import BASES, begun_argument, head_of, known_indicator, scope_of
from tracker.errors import UsageError
from tracker.queries import Ask, Scope
from tracker.queries.changes import FIGURES, STEPS, Changed, changed
from tracker.text import N_, percent, points
from tracker.text.vocab import word

EXAMPLE = "tracker changes --from 2021-12-31 --to 2022-04-15 --territory KZ-11"
SHOWN_LATE = 20
_FIGURES = {"execution": N_("Execution"), "plan": N_("By plan"), "verified": N_("Verified")}


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--from", dest="from_", metavar="DAY", required=True, help="the first day")
    parser.add_argument("--to", metavar="DAY", help="the second day (default: today in Almaty)")
    parser.add_argument("--head", metavar="H", help="the ledger head to answer at (default: the newest)")
    parser.add_argument(
        "--basis", choices=BASES, default="current", help="terms in force, or as first approved"
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--program", metavar="P", help="one program")
    only.add_argument("--territory", metavar="T", help="everything at or below a territory")
    only.add_argument("--seat", metavar="S", help="what a seat carries")
    only.add_argument("--indicator", metavar="I", help="one indicator")
    parser.add_argument("--own", action="store_true", help="with --territory: its own programs alone")
    begun_argument(parser)
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="for people or for scripts"
    )


def run(call: Call) -> int:
    """Print the split."""
    first_day, second_day = call.day("from_"), call.day("to")
    if second_day < first_day:
        raise UsageError("--to {to} lies before --from {from_}.", to=second_day, from_=first_day)
    with call.store() as store:
        head = head_of(store, call.args.head)
        first, second = Ask(first_day, call.args.basis, head), Ask(second_day, call.args.basis, head)
        if call.args.indicator is not None:
            known_indicator(store, call.args.indicator)
            scope = Scope(indicator=call.args.indicator)
        else:
            scope = scope_of(call, store, second)
        found = changed(store, call.actor, first, second, scope)
    if call.args.format == "json":
        print_json(call.out, split(found))
    else:
        _print(call, found, first_day, second_day)
    return 0


def split(of: Changed) -> dict[str, object]:
    """contracts.md's keys."""
    figures = {}
    for name in FIGURES:
        change = getattr(of, name)
        figures[name] = {
            "from": change.from_,
            "to": change.to,
            **{step: change.steps[step] for step in STEPS},
        }
    return {**figures, "entered_late": [asdict(entry) for entry in of.entered_late]}


def _print(call: Call, of: Changed, first_day: date, second_day: date) -> None:
    language = call.language
    changes = [getattr(of, name) for name in FIGURES]
    rows = [[call.tr("On {day}", day=first_day), *(percent(change.from_, language) for change in changes)]]
    rows += [
        ["  " + word("step", step, language), *(points(change.steps[step], language) for change in changes)]
        for step in STEPS
    ]
    rows.append([call.tr("On {day}", day=second_day), *(percent(change.to, language) for change in changes)])
    headings = ["", *(call.tr(_FIGURES[name]) for name in FIGURES)]
    print_table(call.out, headings, rows, [False, True, True, True])
    for entry in of.entered_late[:SHOWN_LATE]:
        call.say(
            "Entered late: {indicator}, {value} for {day}, made on {made}, recorded on {recorded}.",
            indicator=entry.indicator, value=entry.value, day=entry.period_end,
            made=entry.made_at, recorded=entry.recorded_at,
        )  # fmt: skip
    more = len(of.entered_late) - SHOWN_LATE
    if more > 0:
        call.say("And {count} more entered late; --format json lists them all.", count=more)
