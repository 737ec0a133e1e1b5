"""Put a backup in the place of a database; the backup is checked first, and nothing is overwritten unasked.

Its evidence comes along from the folder beside the backup; what a backup of an earlier version did not bring is looked
for beside the database."""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.access import moment
from tracker.access.change import changing
from tracker.access.session import end_every_session
from tracker.commands.backup import say_evidence
from tracker.commands.call import Call
from tracker.errors import DatabaseHeld, EnvironmentFault
from tracker.evidence import restore_with_evidence
from tracker.store import open_store

EXAMPLE = "tracker restore backups/2022-04-15.duckdb --database tracker.duckdb"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", metavar="FILE", help="the backup")
    parser.add_argument("--overwrite", action="store_true", help="replace the database that is there")


def run(call: Call) -> int:
    """Restore, and say what now stands there."""
    try:
        carried = restore_with_evidence(
            call.path(call.args.file), call.database, overwrite=call.args.overwrite
        )
    except DatabaseHeld:
        raise EnvironmentFault(
            "A running server or command holds {path}; stop it, then restore.", path=str(call.database)
        ) from None
    with open_store(call.database) as store, changing(store) as writing:
        end_every_session(writing, moment.now())  # who signed out since the backup must not be in again
    copied = carried.copied
    call.say("Restored {path}: {rows} ledger rows, checked.", path=str(copied.path), rows=copied.verdict.rows)
    said = say_evidence(call, carried)
    call.out.write(copied.verdict.head + "\n")
    return said
