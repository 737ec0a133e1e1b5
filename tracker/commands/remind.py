"""Send each person what awaits them: reports owed, what came back, recommendations due; once a week at most.

Letters go through the SMTP server that TRACKER_SMTP_HOST, _PORT, _USER, _PASSWORD_FILE and _FROM name; TRACKER_ADDRESS
is where the tracker stands, for the link in them. An account says on its own page where its letters go and how
often; addresses of offices come from a file: recipient, address, language, weekly.
"""

from __future__ import annotations

from argparse import ArgumentParser

from tracker import clock
from tracker.commands.call import Call, read_bytes
from tracker.errors import UsageError
from tracker.reminders.post_office import post_office
from tracker.reminders.recipients import take_addresses
from tracker.reminders.sending import remind
from tracker.text import N_

EXAMPLE = "tracker remind --dry-run"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--dry-run", action="store_true", help="say who would get a letter and send nothing")
    parser.add_argument(
        "--addresses", metavar="FILE", help="keep the addresses of this CSV file and send nothing"
    )
    parser.add_argument(
        "--asked", metavar="RECIPIENT", action="append", default=[],
        help="write to this one now, whenever the last letter went (branch:KZ-11, council_seat:council-1...)",
    )  # fmt: skip
    parser.add_argument("--as-of", metavar="DAY", help="what awaits them on this day (default: today)")


def run(call: Call) -> int:
    """Send, and say what became of each; 1 where a recipient was refused or a letter failed."""
    with call.store() as store:
        if call.args.addresses:
            data = read_bytes(call.path(call.args.addresses))
            kept = take_addresses(store, call.actor, call.args.addresses, data, now=clock.now())
            call.say("Addresses kept: {count}.", count=kept)
            return 0
        office = post_office(call.env)
        if office is None and not call.args.dry_run:
            raise UsageError("No mail server is named: set TRACKER_SMTP_HOST, or say --dry-run.")
        told = remind(
            store, call.actor, office, now=clock.now(), as_of=call.day("as_of"),
            address=call.env.get("TRACKER_ADDRESS") or None, asked=call.args.asked, dry_run=call.args.dry_run,
        )  # fmt: skip
    for one in told:
        call.say(_OUTCOMES[one.outcome], who=one.recipient, n=one.matters, code=one.code or 0)
    if not told:
        call.say("No address is kept: give a file of them with --addresses.")
    return 1 if any(one.outcome in ("refused", "failed") for one in told) else 0


_OUTCOMES = {
    "sent": N_("{who}: sent, {n} matters."),
    "would_send": N_("{who}: would get a letter, {n} matters."),
    "refused": N_("{who}: the mail server refuses this address (code {code})."),
    "failed": N_("{who}: the letter did not go (code {code}); the next run tries again."),
    "too_soon": N_("{who}: had a letter less than a week ago."),
    "nothing": N_("{who}: nothing awaits them."),
    "question": N_("{who}: was asked to confirm the address."),
    "no_page": N_("{who}: the address is not confirmed, and TRACKER_ADDRESS names no page to confirm it on."),
    "stopped": N_("{who}: wants no letters."),
}
