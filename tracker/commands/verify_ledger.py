"""Walk the ledger's hash chain and find any changed, missing or reordered row; the head is printed last.

The log of who did what has a chain of its own, which is walked too."""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.access.log import verify_log
from tracker.commands.call import Call
from tracker.store.ledger import verify

EXAMPLE = "tracker verify-ledger"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "--since", metavar="HEAD", help="a head printed earlier: it must still stand in the chain"
    )


def run(call: Call) -> int:
    """Print the first bad row, or that there is none; the head last."""
    with call.store() as store:
        verdict = verify(store, call.args.since)
        bad_entry = verify_log(store)
    if verdict.first_bad:
        call.say("The ledger does not hold together. First bad row: {row}.", row=verdict.first_bad)
        call.out.write(verdict.head + "\n")
        return 1
    if bad_entry is not None:
        call.say("The log of who did what does not hold together. First bad row: {row}.", row=bad_entry)
        call.out.write(verdict.head + "\n")
        return 1
    call.say("The ledger holds together: {rows} rows.", rows=verdict.rows)
    call.out.write(verdict.head + "\n")
    return 0
