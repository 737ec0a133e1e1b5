"""Read every program file and print every fault: `file:line:column: message`, one a line, then a count."""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.commands.call import Call
from tracker.commands.found import print_problems, read_programs

EXAMPLE = "tracker check programs/"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "folder", nargs="?", metavar="DIR", help="folder of program files (default: --programs)"
    )
    parser.add_argument(
        "--list-rules", action="store_true", help="print the rules that are kept, and what they say"
    )


def run(call: Call) -> int:
    """Print what is wrong, or what was read."""
    if call.args.list_rules:
        from tracker.program.rules import list_rules

        for name, severity, summary in list_rules():
            call.out.write(f"{name} ({severity}): {summary}\n")
        return 0
    checked = read_programs(call, call.args.folder)
    print_problems(call, checked.problems, read=checked.counts)
    return 1 if checked.problems else 0
