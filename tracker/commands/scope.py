"""The options that say which indicators are meant, and on which day; ids are checked and the nearest is offered."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser
from collections.abc import Iterable

from tracker.access import Actor
from tracker.commands.call import Call
from tracker.errors import InputError, UsageError
from tracker.intake.known import known_indicators, nearest_indicator
from tracker.queries import Ask, Scope
from tracker.queries.directory import programs, seats, territories
from tracker.store import Store

BASES = ("current", "original")


def day_arguments(parser: ArgumentParser) -> None:
    """``--as-of``, ``--head`` and ``--basis``."""
    parser.add_argument("--as-of", metavar="DAY", help="the day asked for (default: today in Almaty)")
    parser.add_argument("--head", metavar="H", help="the ledger head to answer at (default: the newest)")
    parser.add_argument(
        "--basis", choices=BASES, default="current", help="terms in force on the day, or as first approved"
    )


def scope_arguments(parser: ArgumentParser) -> None:
    """``--program``, ``--territory`` with ``--own``, ``--seat``, ``--begun``."""
    parser.add_argument("--program", metavar="P", help="one program")
    parser.add_argument("--territory", metavar="T", help="everything at or below a territory")
    parser.add_argument("--own", action="store_true", help="with --territory: its own programs alone")
    parser.add_argument("--seat", metavar="S", help="what a seat carries on the day")
    begun_argument(parser)


def begun_argument(parser: ArgumentParser) -> None:
    """``--begun``: the pages' scope."""
    parser.add_argument(
        "--begun", action="store_true", help="leave out programs that start after the day, as the pages do"
    )


def asked(call: Call, store: Store, day_option: str = "as_of") -> Ask:
    """The day, basis and head asked for. Raises UsageError, InputError."""
    return Ask(call.day(day_option), call.args.basis, head_of(store, call.args.head))


def head_of(store: Store, text: str | None) -> int | None:
    """A ledger head as ``verify-ledger`` prints it, or its number alone. Raises UsageError, InputError."""
    if text is None:
        return None
    number, _, digest = text.partition(":")
    if not number.isascii() or not number.isdigit():
        raise UsageError(
            "--head {text}: a head is a number, or what `tracker verify-ledger` prints last.", text=text
        )
    head = int(number)
    if head > store.head():
        raise InputError(
            "The ledger ends at {newest}; there is no head {head} yet.", newest=store.head(), head=head
        )
    if digest:
        from tracker.store.ledger import verify

        bad = verify(store, text).first_bad
        if bad:
            raise InputError("The ledger does not hold the head {head}: {reason}.", head=text, reason=bad)
    return head


def scope_of(call: Call, store: Store, ask: Ask) -> Scope:
    """The scope asked for. Raises UsageError for ``--own`` alone, InputError for an id there is not."""
    args = call.args
    if args.own and not args.territory:
        raise UsageError("--own says which programs of a territory are meant; name it with --territory.")
    scope = Scope(
        program=args.program, territory=args.territory, own=args.own, seat=args.seat, begun=args.begun
    )
    check_known(store, call.actor, ask, scope)
    return scope


def check_known(store: Store, actor: Actor, ask: Ask, scope: Scope) -> None:
    """Raise InputError for a program, territory or seat there is not."""
    if scope.program is not None:
        known(scope.program, (p.program for p in programs(store, actor, ask)), _NO_PROGRAM)
    if scope.territory is not None:
        known(scope.territory, (t.code for t in territories(store, actor, ask)), _NO_TERRITORY)
    if scope.seat is not None:
        known(scope.seat, (s.seat for s in seats(store, actor, ask)), _NO_SEAT)


def known(wanted: str, ids: Iterable[str], templates: tuple[InputError, InputError]) -> None:
    """Raise the first error where the id is not among the ids, the second where another is near it."""
    ids = list(ids)
    if wanted in ids:
        return
    plainly, nearly = templates
    near = difflib.get_close_matches(wanted, ids, n=1)
    error = nearly if near else plainly
    raise InputError(error.template, id=wanted, near=near[0] if near else "")


_NO_PROGRAM = (
    InputError("There is no program {id}."),
    InputError("There is no program {id}; did you mean {near}?"),
)
_NO_TERRITORY = (
    InputError("There is no territory {id}."),
    InputError("There is no territory {id}; did you mean {near}?"),
)
_NO_SEAT = (
    InputError("There is no seat {id}."),
    InputError("There is no seat {id}; did you mean {near}?"),
)


def known_indicator(store: Store, wanted: str) -> None:
    """Raise InputError where the store never held an indicator of this full id, naming the nearest."""
    if known_indicators(store, [wanted]):
        return
    near = nearest_indicator(store, wanted)
    if near is None:
        raise InputError("There is no indicator '{indicator}'.", indicator=wanted)
    raise InputError(
        "There is no indicator '{indicator}'; did you mean '{near}'?", indicator=wanted, near=near
    )
