"""Accounts: who may sign in. `invite` makes an account if need be, gives it a role, and prints a one-time link.

The first administrator comes in this way; the rest can be done on the page of accounts.
"""

from __future__ import annotations

from argparse import ArgumentParser

from tracker import clock
from tracker.access import moment
from tracker.access.account import find_account, read_name
from tracker.access.session import IDLE
from tracker.commands.call import Call, read_day
from tracker.errors import UsageError
from tracker.queries.accounts import AccountEntry, accounts
from tracker.record import account as record
from tracker.store import Store

EXAMPLE = "tracker account invite head-office --role administrator"
ACTIONS = ("invite", "list", "take", "end-sessions", "close", "open", "free", "drop-second-factor", "bind")
SERVER = "http://127.0.0.1:8501"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("action", choices=ACTIONS, help="what to do")
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="the account: an office or seat, never a person"
    )
    parser.add_argument(
        "--role", metavar="ROLE", help="give it a role: administrator, branch, council_seat, ..."
    )
    parser.add_argument("--territory", metavar="T", help="where: of a branch, party control, a faction")
    parser.add_argument("--seat", metavar="S", help="the seat held, or acted for by an aide")
    parser.add_argument("--executor", metavar="E", help="the executor")
    parser.add_argument("--to", metavar="DAY", help="the role's last day (default: none)")
    parser.add_argument("--issuer", metavar="URL", help="bind: the identity provider's address")
    parser.add_argument("--subject", metavar="ID", help="bind: the person's id at the provider")
    parser.add_argument(
        "--server", metavar="URL", default=SERVER, help=f"where the link leads (default: {SERVER})"
    )


def run(call: Call) -> int:
    """Do one thing to one account, or list all."""
    args = call.args
    if args.action != "list" and not args.name:
        raise UsageError("Name the account. See `tracker account --help`.")
    with call.store() as store:
        if args.action == "list":
            for entry in accounts(store, call.actor, moment.now(), moment.now() - IDLE):
                call.out.write(_line(entry) + "\n")
        elif args.action == "invite":
            _invite(call, store)
        else:
            _other(call, store)
    return 0


def _invite(call: Call, store: Store) -> None:
    args, now, actor = call.args, moment.now(), call.actor
    name = read_name(args.name)
    if find_account(store, name) is None:
        record.make_account(store, actor, name, now=now)
        call.say("Made the account {name}.", name=name)
    if args.role:
        to = None if args.to is None else read_day("--to", args.to)
        role = record.NewRole(args.role, args.territory, args.seat, args.executor, to=to)
        record.give_role(store, actor, name, role, now=now)
    token = record.invite_account(store, actor, name, now=now)
    call.say("Give this link to whoever is to sign in as {name}. It holds once, for three days:", name=name)
    call.out.write(f"{args.server.rstrip('/')}/invitation/{token}\n")


def _other(call: Call, store: Store) -> None:
    args, now = call.args, moment.now()
    if args.action == "take":
        if not args.role:
            raise UsageError("take needs --role: the role to take away.")
        _take(call, store)
    elif args.action == "bind":
        if not (args.issuer and args.subject):
            raise UsageError("bind needs --issuer and --subject.")
        record.bind_provider(store, call.actor, args.name, args.issuer, args.subject, now=now)
    else:
        act = {
            "end-sessions": record.end_account_sessions,
            "close": record.close_account,
            "open": record.open_account,
            "free": record.free_account,
            "drop-second-factor": record.forget_second_factor,
        }[args.action]
        act(store, call.actor, args.name, now=now)
    call.say("Done: {action} {name}.", action=args.action, name=args.name)


def _take(call: Call, store: Store) -> None:
    """Take every role of that name away from the account."""
    now = moment.now()
    name = read_name(call.args.name)
    for entry in accounts(store, call.actor, now, now - IDLE):
        for role in entry.roles if entry.name == name else ():
            if role.role == call.args.role:
                record.take_role(store, call.actor, role.id, now=now)


def _line(entry: AccountEntry) -> str:
    """One account on a line: name, roles, when it last signed in, what holds it."""
    roles = ", ".join(f"{role.role} {role.of or ''}".strip() for role in entry.roles)
    seen = "-" if entry.signed_in_at is None else clock.day_of(entry.signed_in_at).isoformat()
    return f"{entry.name}\t{roles}\t{seen}\t{'closed' if entry.closed_at else ''}".rstrip()
