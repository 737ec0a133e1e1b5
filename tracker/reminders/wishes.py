"""What somebody wishes of letters: their address, the language, how often; and the link that stops them.

An account says it for itself; the administrator says it for offices and accounts by a file of addresses. Nobody else
reads an address. One that an account gave itself is confirmed by a letter to it, before any figure goes there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from tracker.access import Actor
from tracker.access.log import Entry, append_entries, entry_of
from tracker.access.token import hash_of, new_token
from tracker.errors import AccessRefused, InputError
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.text import LANGUAGES

OFTEN = ("weekly", "asked", "never")
OF_ACCOUNT = "account:"
# no quotes, no comments, no line breaks: nothing that could reach into a header
_ADDRESS = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63})+"
)
_COLUMNS = "recipient, address, language, often, confirmed_at, asked_at"


@dataclass(frozen=True, slots=True)
class Wish:
    """Where letters go and how often; ``confirmed_at`` and ``asked_at`` (for one letter now) naive UTC or None."""

    recipient: str
    address: str
    language: str
    often: str
    confirmed_at: datetime | None = None
    asked_at: datetime | None = None


def is_address(text: str) -> bool:
    """Whether letters can be sent to what was typed."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def wishes(store: Store) -> list[Wish]:
    """Every wish, for whoever sends the letters; asks nobody who they are, so that no page may call it."""
    with store.cursor() as cursor:
        found = cursor.execute(f"select {_COLUMNS} from store.letter_wish order by recipient").fetchall()
    return [Wish(*row) for row in found]


def own_wish(store: Store, actor: Actor) -> Wish | None:
    """What the actor's own account wishes, None where it never said. Raises AccessRefused without an account."""
    with store.cursor() as cursor:
        return _of(cursor, _recipient(actor))


def choose_letters(
    store: Store, actor: Actor, address: str, language: str, often: str, *, now: datetime
) -> Wish | None:
    """Keep what the actor's own account wishes; an empty address takes it out, a new one is to be confirmed.

    Raises InputError for what is no address, language or choice, AccessRefused without an account.
    """
    recipient, address = _recipient(actor), address.strip()
    if address and not is_address(address):
        raise InputError("This is no e-mail address. Write one such as branch@example.kz.")
    if language not in LANGUAGES or often not in OFTEN:
        raise InputError("Choose a language and how often letters come.")
    with store.writing() as writing:
        known = _of(writing.cursor, recipient)
        same = known is not None and known.address.lower() == address.lower()
        chosen = Wish(recipient, address, language, often, known.confirmed_at if same else None)
        if not address:
            writing.cursor.execute("delete from store.letter_wish where recipient = $1", [recipient])
        else:
            keep(writing, chosen, actor.name, now)
        append_entries(writing, entry_of(actor, "letters_chosen", now, often if address else "none"))
    return chosen if address else None


def ask_for_letter(store: Store, actor: Actor, *, now: datetime) -> None:
    """Let the next run write to the actor's own account, whenever the last letter went.

    Raises InputError where letters are not wished at all, AccessRefused without an account.
    """
    with store.writing() as writing:
        known = _of(writing.cursor, _recipient(actor))
        if known is None or known.often == "never":
            raise InputError("Give an address and choose letters first.")
        writing.cursor.execute(
            "update store.letter_wish set asked_at = $1 where recipient = $2", [now, known.recipient]
        )


def keep(writing: Writing, wish: Wish, by: str, now: datetime) -> None:
    """Put a wish in the place of the recipient's earlier one."""
    writing.cursor.execute("delete from store.letter_wish where recipient = $1", [wish.recipient])
    writing.cursor.execute(
        "insert into store.letter_wish values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [wish.recipient, wish.address, wish.language, wish.often, wish.confirmed_at, wish.asked_at, now, by],
    )


def link_of_letter(store: Store, wish: Wish, *, now: datetime) -> str:
    """A fresh token for one letter: whoever holds it may confirm or stop this recipient at this address."""
    token = new_token()
    with store.writing() as writing:
        writing.cursor.execute(
            "insert into store.letter_link values ($1, $2, $3, $4)",
            [hash_of(token), wish.recipient, hash_of(wish.address.lower()), now],
        )
    return token


def wish_behind(store: Store, token: str) -> Wish | None:
    """The wish a letter's link speaks for, None where nothing goes to that address any more."""
    with store.cursor() as cursor:
        return _behind(cursor, token)


def stop_letters(store: Store, token: str, *, now: datetime) -> bool:
    """Send no more letters to whom the link was sent; whether there was somebody. A second time does nothing more."""
    return _change(store, token, "never", now)


def confirm_address(store: Store, token: str, *, now: datetime) -> bool:
    """Take the address as the recipient's own; whether there was somebody."""
    return _change(store, token, None, now)


def _change(store: Store, token: str, often: str | None, now: datetime) -> bool:
    with store.writing() as writing:
        found = _behind(writing.cursor, token)
        if found is None:
            return False
        if often is not None and found.often != often:
            writing.cursor.execute(
                "update store.letter_wish set often = $1, asked_at = null, changed_at = $2, changed_by = $3 "
                "where recipient = $3",
                [often, now, found.recipient],
            )
            append_entries(
                writing, Entry("letters_chosen", now, name=found.recipient, what=f"{often}, by the link")
            )
        if often is None and found.confirmed_at is None:
            writing.cursor.execute(
                "update store.letter_wish set confirmed_at = $1, "
                "asked_at = case when often = 'weekly' then $1 else asked_at end where recipient = $2",
                [
                    now,
                    found.recipient,
                ],  # the question was a letter, too: the first real one need not wait a week
            )
            append_entries(
                writing, Entry("letters_chosen", now, name=found.recipient, what="address confirmed")
            )
    return True


def _behind(cursor, token: str) -> Wish | None:
    row = first_row(
        cursor,
        "select recipient, address_hash from store.letter_link where token_hash = $1",
        [hash_of(token)],
    )
    found = None if row is None else _of(cursor, row[0])
    return found if found is not None and hash_of(found.address.lower()) == row[1] else None


def _of(cursor, recipient: str) -> Wish | None:
    row = first_row(cursor, f"select {_COLUMNS} from store.letter_wish where recipient = $1", [recipient])
    return None if row is None else Wish(*row)


def _recipient(actor: Actor) -> str:
    if actor.account is None:
        raise AccessRefused("Letters are chosen by somebody who is signed in, for their own account.")
    return OF_ACCOUNT + actor.name
