"""Make, list and end the bearer tokens of the HTTP interface; a token's text is shown once and kept nowhere.

Scopes: read (everybody's), report (send reports), review (record verdicts). A token never may more than its account.
"""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.access.api_token import SCOPES, KeptToken, make_token, revoke_token, tokens_of
from tracker.access.moment import now
from tracker.commands.call import Call
from tracker.errors import UsageError
from tracker.text import N_

EXAMPLE = "tracker token new branch-akmola --scope report --days 90"
DAYS = 90


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("act", choices=("new", "list", "revoke"), help="what to do")
    parser.add_argument("name", metavar="ACCOUNT|ID", help="the account's name; to revoke, the token's id")
    parser.add_argument("--scope", choices=SCOPES, action="append", help="what it is for (default: read)")
    parser.add_argument("--days", metavar="N", help=f"how long it is good (default: {DAYS})")


def run(call: Call) -> int:
    """Do it, and say what was done."""
    args = call.args
    days = args.days or str(DAYS)
    if not (days.isascii() and days.isdigit()):
        raise UsageError("--days {text}: name a number of days.", text=days)
    with call.store() as store:
        if args.act == "list":
            found = tokens_of(store, call.actor, args.name)
            for token in found:
                call.out.write(_line(call, token))
            if not found:
                call.say("No token was ever made for {name}.", name=args.name)
            return 0
        if args.act == "revoke":
            revoke_token(store, call.actor, args.name, now=now())
            call.say("The token {token} opens nothing any more.", token=args.name)
            return 0
        text, kept = make_token(
            store, call.actor, args.name, {"read", *(args.scope or ())}, int(days), now=now()
        )
    call.out.write(text + "\n")
    call.warn("Token {token}. Its text is shown this once; keep it like a password.", token=kept.id)
    return 0


def _line(call: Call, token: KeptToken) -> str:
    state = N_("revoked") if token.revoked_at else N_("over") if token.expires_at <= now() else N_("good")
    until = token.expires_at.date().isoformat()
    return f"{token.id}  {','.join(token.scopes)}  {until}  {call.tr(state)}\n"
