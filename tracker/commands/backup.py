"""Write a copy of the database, consistent while the server writes, and checked row by row before it is kept."""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.commands.call import Call
from tracker.store.backup import backup

EXAMPLE = "tracker backup backups/2022-04-15.duckdb"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", metavar="FILE", help="the backup to write")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")


def run(call: Call) -> int:
    """Back up, and say what was copied."""
    with call.store() as store:
        copied = backup(store, call.path(call.args.file), overwrite=call.args.overwrite)
    call.say("Backed up to {path}: {rows} ledger rows, {size} bytes, checked.", path=call.args.file,
             rows=copied.verdict.rows, size=copied.size)  # fmt: skip
    call.out.write(copied.verdict.head + "\n")
    return 0
