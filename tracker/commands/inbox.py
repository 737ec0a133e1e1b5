"""Take the workbooks that wait in a folder: each is judged, answered by a text file, and put into done or refused.

The same file is taken once, whatever it is called; one that is still being written is left. A server started with
--inbox does the same by itself every few seconds. Only workbooks that this tracker handed out are taken.
"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime, time

from tracker import clock
from tracker.commands.call import Call
from tracker.errors import UsageError
from tracker.inbox import take_all
from tracker.text import N_

EXAMPLE = "tracker inbox /srv/tracker/inbox"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("folder", metavar="DIR", nargs="?", help="the folder (default: $TRACKER_INBOX)")
    parser.add_argument("--as-of", metavar="DAY", help="in a demonstration: the day on which they come in")


def run(call: Call) -> int:
    """One pass, and what became of each file; 1 where one was refused."""
    folder = call.args.folder or call.env.get("TRACKER_INBOX")
    if not folder:
        raise UsageError("Name the folder, or set TRACKER_INBOX.")
    path, day = call.path(folder), call.day("as_of")
    if not path.is_dir():
        raise UsageError("{folder} is no folder.", folder=folder)
    now = clock.now() if day >= clock.today() else clock.to_utc(datetime.combine(day, time(12)))
    with call.store() as store:
        found = take_all(store, path, now=now)
    for one in found:
        receipt = "" if one.receipt is None else str(one.receipt.relative_to(path))
        call.say(_OUTCOMES[one.outcome], name=one.name, added=one.added, receipt=receipt)
    if not found:
        call.say("No file waits in {folder}.", folder=folder)
    return 1 if any(one.outcome == "refused" for one in found) else 0


_OUTCOMES = {
    "taken": N_("{name}: taken, {added} values added; see {receipt}."),
    "again": N_("{name}: was taken before, nothing added; see {receipt}."),
    "refused": N_("{name}: refused; see {receipt}."),
    "arriving": N_("{name}: still being written, left for the next pass."),
}
