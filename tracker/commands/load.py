"""Check the program files and load what is new or changed: all of it, or nothing with every refusal named."""

from __future__ import annotations

from argparse import ArgumentParser

from tracker import clock
from tracker.commands.call import Call
from tracker.commands.found import as_typed_problems, read_programs
from tracker.errors import ProblemsError, UsageError
from tracker.program.check import Checked
from tracker.record.load import load_catalogue

EXAMPLE = "tracker load --programs programs/"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "folder", nargs="?", metavar="DIR", help="folder of program files (default: --programs)"
    )
    parser.add_argument(
        "--correct-history",
        metavar="WHY",
        help="rewrite who carried what on days past; the reason is kept for ever",
    )


def run(call: Call) -> int:
    """Load, and say what changed."""
    why = call.args.correct_history
    if why is not None and not why.strip():
        raise UsageError("--correct-history needs the reason in words; it stands in the ledger for ever.")
    checked = None if call.has_database else _checked(call)  # files at fault make no database
    with call.store(create=True) as store:
        checked = checked or _checked(call)
        try:
            loaded = load_catalogue(
                store, call.actor, checked.catalogue, today=clock.today(), correct_history=why
            )
        except ProblemsError as refused:
            raise ProblemsError(as_typed_problems(call, refused.problems)) from None
    warnings = len(checked.problems.warnings)
    if warnings:
        call.warn("The files have {count} warnings; `tracker check` shows them.", count=warnings)
    if not loaded.changed:
        call.say(
            "Nothing is new: the database holds these files already. Ledger head {head}.", head=loaded.head
        )
        return 0
    for kind, name in loaded.changed:
        call.say("Loaded {kind} {name}.", kind=kind, name=name)
    call.say("{changed} loaded, {unchanged} unchanged. Ledger head {head}.",
             changed=len(loaded.changed), unchanged=loaded.unchanged, head=loaded.head)  # fmt: skip
    return 0


def _checked(call: Call) -> Checked:
    """The files, all of them sound. Raises ProblemsError with their faults."""
    checked = read_programs(call, call.args.folder)
    if checked.problems:
        raise ProblemsError(checked.problems.faults)
    return checked
