"""Fill a new database with made-up progress: seeded, the same each time, marked as made up wherever it shows."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path

from tracker import clock
from tracker.commands.call import Call
from tracker.commands.found import print_problems, read_programs
from tracker.demo.fill import fill
from tracker.errors import BrokenDatabase, DatabaseHeld, EnvironmentFault, InputError
from tracker.record.load import load_catalogue
from tracker.store import open_store

EXAMPLE = "tracker demo --database demonstration.duckdb"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--seed", type=int, default=20220415, help="another seed makes up other progress")
    parser.add_argument("--overwrite", action="store_true", help="replace the database that is there")


def run(call: Call) -> int:
    """Make the demonstration beside the database's place, and put it there when it is whole."""
    target = call.database
    if target.exists() and not call.args.overwrite:
        raise InputError(
            "{path} is there already, and made-up progress never enters a database in use. Name a new one with "
            "--database, or say --overwrite.",
            path=str(target),
        )
    _free(target)
    checked = read_programs(call)
    if checked.problems:
        print_problems(call, checked.problems)
        return 1
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with open_store(draft) as store:
            load_catalogue(store, call.actor, checked.catalogue, today=clock.today())
            filled = fill(
                store, call.actor, today=clock.today(), seed=call.args.seed, progress=_telling(call)
            )
        _replace(draft, target)
    finally:
        for left in (draft, draft.with_name(draft.name + ".wal")):
            left.unlink(missing_ok=True)
    call.say(
        "Made up {reports} reports on {indicators} indicators and {measures} on measures, {reviews} of them checked, "
        "in {path}. See it with `tracker serve --database {path}`.",
        reports=filled.reports, indicators=filled.indicators, measures=filled.measures, reviews=filled.reviews,
        path=call.args.database or str(target),
    )  # fmt: skip
    return 0


def _telling(call: Call):
    def tell(what: str) -> None:
        call.err.write(call.tr(what) + " ...\n")
        call.err.flush()

    return tell


def _free(target: Path) -> None:
    """Raise EnvironmentFault while a process holds the database that is to be replaced."""
    if not target.exists():
        return
    try:
        with suppress(BrokenDatabase):
            open_store(target).close()
    except DatabaseHeld:
        raise EnvironmentFault(
            "A running server or command holds {path}; stop it first.", path=str(target)
        ) from None


def _replace(draft: Path, target: Path) -> None:
    _free(target)
    draft.replace(target)
    target.with_name(target.name + ".wal").unlink(missing_ok=True)
