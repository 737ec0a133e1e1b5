"""Write a copy of the database and of its evidence, consistent while the server writes, and checked before it is kept.

The evidence lies beside the copy, in a folder of its name that ends in `.evidence`: keep both together."""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.commands.call import Call
from tracker.evidence import Carried, backup_with_evidence

EXAMPLE = "tracker backup backups/2022-04-15.duckdb"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", metavar="FILE", help="the backup to write")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")


def run(call: Call) -> int:
    """Back up, and say what was copied."""
    with call.store() as store:
        carried = backup_with_evidence(store, call.path(call.args.file), overwrite=call.args.overwrite)
    copied = carried.copied
    call.say("Backed up to {path}: {rows} ledger rows, {size} bytes, checked.", path=call.args.file,
             rows=copied.verdict.rows, size=copied.size)  # fmt: skip
    said = say_evidence(call, carried)
    call.out.write(copied.verdict.head + "\n")
    return said


def say_evidence(call: Call, carried: Carried) -> int:
    """Say which evidence came along and which did not; returns the exit code that follows."""
    if carried.files:
        call.say("Evidence beside it in {folder}: {files} files, {size} bytes, each proved by its content.",
                 folder=carried.folder.name, files=carried.files, size=carried.size)  # fmt: skip
    for one in carried.lost:
        template = (
            "Evidence {name} was altered, its content is no longer that of {digest}."
            if one.altered
            else "Evidence {name} is missing: there is no file {digest}."
        )
        call.warn(template, name=one.name, digest=one.digest)
    if carried.lost:
        call.warn(
            "Evidence that did not come along: {n} files. The rest is whole. Put the files under their names, each in "
            "the folder of its first two letters, into {folder}.", n=len(carried.lost), folder=str(carried.folder),
        )  # fmt: skip
    return 1 if carried.lost else 0
