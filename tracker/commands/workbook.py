"""Write a branch's workbook: a sheet a section, with what is known filled in, to be brought back with `tracker import`.

With --executor it holds that executor's indicators alone. In a demonstration say the day with --as-of.
"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime, time

from tracker import clock
from tracker.commands.call import Call
from tracker.documents.handing_out import hand_out
from tracker.documents.saving import save_whole
from tracker.record.workbook import record_workbook

EXAMPLE = "tracker workbook --territory KZ-11 --language kk --out akmola.xlsx"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--territory", metavar="T", required=True, help="the branch's territory")
    parser.add_argument("--executor", metavar="E", help="one executor's indicators alone")
    parser.add_argument(
        "--as-of", metavar="DAY", help="the day on which it is filled in (default: today in Almaty)"
    )
    parser.add_argument(
        "--out", metavar="FILE", required=True, help="the .xlsx file to write; one there is replaced"
    )


def run(call: Call) -> int:
    """Write the workbook and say how many rows wait in it."""
    day = call.day("as_of")
    now = clock.now() if day >= clock.today() else clock.to_utc(datetime.combine(day, time(12)))
    path = call.path(call.args.out)
    with call.store() as store:
        data, rows = hand_out(
            store, call.actor, call.args.territory, record=record_workbook, executor=call.args.executor,
            language=call.language, now=now,
        )  # fmt: skip
    save_whole(path, lambda file: file.write(data))
    call.say("{path}: {rows} rows to fill in.", path=call.args.out, rows=rows)
    return 0
