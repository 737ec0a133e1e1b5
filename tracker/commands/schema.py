"""Print the JSON Schema of the program files, or write one file for each kind, for editors to complete keys by."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser

from tracker.commands.call import Call
from tracker.commands.output import print_json
from tracker.errors import UsageError
from tracker.program.schema import schema_text, schemas, write_schemas

EXAMPLE = "tracker schema program"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "kind", nargs="?", metavar="KIND", help="program, roster, territories, themes or executors"
    )
    parser.add_argument("--out", metavar="DIR", help="write KIND.json of every kind into this folder")


def run(call: Call) -> int:
    """Print one schema, or all by their kind; or write them."""
    kinds = schemas()
    if call.args.out:
        for path in write_schemas(call.path(call.args.out)):
            call.say("Wrote {path}.", path=str(path))
    elif call.args.kind is None:
        print_json(call.out, kinds)
    elif call.args.kind in kinds:
        call.out.write(schema_text(call.args.kind))
    else:
        near = difflib.get_close_matches(call.args.kind, kinds, n=1) or [", ".join(kinds)]
        raise UsageError(
            "There is no kind of file '{kind}'; did you mean {near}?", kind=call.args.kind, near=near[0]
        )
    return 0
