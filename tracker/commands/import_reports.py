"""Take in reports from a CSV or XLSX file, or a branch's workbook: every row is checked before any is written.

Columns: indicator, period, value, evidence, note; for measures measure, state, stage, accepted_on, in_use_on; for
history reported_at, author, verdict, reviewed_at, reviewer. The same file twice adds nothing. A workbook is merged
cell by cell; where something else came in since it was made, nothing is overwritten and the difference is shown.
With --server the file goes to a running server, with a token of an account there (TRACKER_TOKEN, or --token-file).
"""

from __future__ import annotations

from argparse import ArgumentParser

from tracker import clock
from tracker.commands.call import Call, read_bytes
from tracker.commands.found import print_problems
from tracker.commands.import_server import send
from tracker.errors import UsageError
from tracker.intake import check_file, take_in
from tracker.intake.merging import take_workbook
from tracker.intake.workbook_answers import is_workbook_of_ours
from tracker.store import Store

EXAMPLE = "tracker import reports/2022-Q1.xlsx"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "file", metavar="FILE", help="CSV (UTF-8 or Windows-1251; comma, semicolon, tab) or XLSX"
    )
    parser.add_argument("--server", metavar="URL", help="send the file to this server instead")
    parser.add_argument("--token-file", metavar="FILE", help="with --server: the file the token stands in")
    parser.add_argument("--dry-run", action="store_true", help="check the rows and write nothing")


def run(call: Call) -> int:
    """Import, and say what was added; or print every fault."""
    args = call.args
    if args.token_file and not args.server:
        raise UsageError("--token-file goes with --server.")
    data = read_bytes(call.path(args.file))
    if args.server:
        return send(call, args.file, data, args.server, dry_run=args.dry_run)
    with call.store() as store:
        if is_workbook_of_ours(data):
            return _merge(call, store, data)
        if call.args.dry_run:
            checked = check_file(store, call.actor, call.args.file, data, now=clock.now())
            print_problems(call, checked.problems)
            return 1 if checked.problems else 0
        taken = take_in(store, call.actor, call.args.file, data, now=clock.now())
    for problem in taken.warnings:
        call.err.write(call.tr("warning: {message}", message=call.problem(problem)) + "\n")
    if taken.verdicts:
        call.say("Verdicts recorded on reports held already: {count}.", count=taken.verdicts)
    if not taken.added and not taken.verdicts:
        call.say("Nothing is new: {unchanged} rows were held already, {skipped} were empty. Ledger head {head}.",
                 unchanged=taken.unchanged, skipped=taken.skipped, head=taken.head)  # fmt: skip
        return 0
    call.say("{added} rows added, {unchanged} held already, {skipped} empty. Ledger head {head}.",
             added=taken.added, unchanged=taken.unchanged, skipped=taken.skipped, head=taken.head)  # fmt: skip
    return 0


def _merge(call: Call, store: Store, data: bytes) -> int:
    merged = take_workbook(
        store, call.actor, call.args.file, data, now=clock.now(), write=not call.args.dry_run
    )
    for problem in merged.warnings:
        call.err.write(call.tr("warning: {message}", message=call.problem(problem)) + "\n")
    for one in merged.conflicts:
        call.warn(
            "{indicator} {period}: the workbook says {value}, but {who} reported {held} on {when}. Nothing was "
            "overwritten; the branch decides on its page.",
            indicator=one.answer.indicator, period=one.answer.period, value=one.value, who=one.held.author,
            held=one.held.value, when=clock.day_of(one.held.reported_at),
        )  # fmt: skip
    call.say(
        "{added} cells taken, {equal} equal to what is held, {conflicts} in conflict, {words} blocked without a value. "
        "Ledger head {head}.",
        added=merged.added, equal=merged.equal, conflicts=len(merged.conflicts), words=merged.words, head=merged.head,
    )  # fmt: skip
    return 0
