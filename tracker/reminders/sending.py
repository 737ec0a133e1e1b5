"""Sending digests: whom, at most once a week unless asked, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker import clock
from tracker.access import Actor
from tracker.errors import InputError
from tracker.queries.ask import Ask
from tracker.queries.digest import Digest, digest
from tracker.queries.directory import holds_demonstration
from tracker.reminders.post_office import PostOffice, deliver, letter
from tracker.reminders.recipients import Recipient, recipients
from tracker.reminders.wishes import OF_ACCOUNT, link_of_letter
from tracker.reminders.wording import letter_text, question, subject
from tracker.store import Store
from tracker.store.connection import first_row
from tracker.text import pick
from tracker.text.vocab import word

DAYS_BETWEEN = 7
PAGE, LETTERS = "digest", "letters"


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of one recipient: sent, refused, failed, too_soon, nothing (awaits them), stopped (they want none
    unasked, or none at all), would_send, or question (their address is asked to be confirmed).
    """

    recipient: str
    outcome: str
    matters: int = 0
    code: int | None = None


def remind(
    store: Store,
    actor: Actor,
    office: PostOffice | None,
    *,
    now: datetime,
    as_of: date | None = None,
    address: str | None = None,
    asked: Collection[str] = (),
    dry_run: bool = False,
) -> list[Reminded]:
    """Send every recipient with an address what awaits them; ``asked`` (ids) narrows to those, whenever they got the
    last one. ``address`` is where the tracker stands (``https://...``), ``office`` None or ``dry_run`` sends nothing.

    Each outcome is kept as soon as it is known. Raises InputError for an unknown id, AccessRefused for anybody but
    the administrator, EnvironmentFault where the mail server cannot be used.
    """
    ask = Ask(as_of or clock.day_of(now))
    people = {one.id: one for one in recipients(store, actor, ask)}
    for unknown in sorted(set(asked) - people.keys()):
        raise InputError("No address is kept for {who}.", who=unknown)
    told, due = [], []
    for one in people.values():
        if asked and one.id not in asked:
            continue
        outcome = _why_not(store, one, address, now, asked=bool(asked))
        if outcome is not None:
            told.append(Reminded(one.id, outcome))
            continue
        awaiting = _awaiting(store, one, ask)
        if one.wish.confirmed_at is not None and not awaiting:
            told.append(Reminded(one.id, "nothing"))
        else:
            due.append((one, awaiting))
    matters = {one.id: sum(of.matters for _, of in awaiting) for one, awaiting in due}
    if dry_run or office is None:
        return [*told, *(Reminded(one.id, "would_send", matters[one.id]) for one, _ in due)]
    made_up = holds_demonstration(store)
    written = (
        (one.id, _letter(store, office, one, awaiting, address, made_up, now)) for one, awaiting in due
    )
    unconfirmed = {one.id for one, _ in due if one.wish.confirmed_at is None}
    for delivery in deliver(office, written):
        _keep(store, delivery.recipient, now, delivery.outcome, delivery.code, matters[delivery.recipient])
        is_question = delivery.outcome == "sent" and delivery.recipient in unconfirmed
        outcome = "question" if is_question else delivery.outcome
        told.append(Reminded(delivery.recipient, outcome, matters[delivery.recipient], delivery.code))
    return told


def link(address: str | None, language: str) -> str | None:
    """Where a person's digest stands; it carries a language and nothing that could sign anybody in."""
    return None if address is None else f"{address.rstrip('/')}/{PAGE}?lang={language}"


def _awaiting(store: Store, one: Recipient, ask: Ask) -> list[tuple[str, Digest]]:
    """What awaits them in each of their roles, with the role's name; roles in which nothing does are left out."""
    language = one.wish.language
    found = []
    for actor, title in one.capacities:
        of = digest(store, actor, ask)
        if of.matters:
            name = pick(title, language) if title else actor.name
            found.append((f"{word('role', actor.role, language)}: {name}", of))
    return found


def _letter(
    store: Store,
    office: PostOffice,
    one: Recipient,
    awaiting: list[tuple[str, Digest]],
    address: str | None,
    made_up: bool,
    now: datetime,
):
    wish = one.wish
    stop = None
    if address is not None:
        token = link_of_letter(store, wish, now=now)
        stop = f"{address.rstrip('/')}/{LETTERS}/{token}?lang={wish.language}"
    if wish.confirmed_at is None:
        title, words = question(one.id.removeprefix(OF_ACCOUNT), wish.language, stop or "")
    else:
        title = subject(sum(of.matters for _, of in awaiting), wish.language)
        words = letter_text(awaiting, wish.language, link(address, wish.language), stop, made_up=made_up)
    return letter(office.sender, wish.address, title, words, wish.language, stop)


def _why_not(store: Store, one: Recipient, address: str | None, now: datetime, *, asked: bool) -> str | None:
    """Why nothing is sent: they do not want it, an address cannot be asked about without a page to answer on, or a
    letter went (or was refused) less than a week ago and they did not ask for another since.
    """
    wish = one.wish
    if wish.often == "never":
        return "stopped"
    if wish.confirmed_at is None and address is None:
        return "no_page"
    with store.cursor() as cursor:
        last = first_row(
            cursor,
            "select max(sent_at) from store.digest_sent where recipient = $1 and outcome in ('sent', 'refused')",
            [one.id],
        )[0]
    if asked or (wish.asked_at is not None and (last is None or last < wish.asked_at)):
        return None
    if wish.often == "asked" and wish.confirmed_at is not None:
        return "stopped"
    if last is not None and clock.day_of(now) < clock.day_of(last) + timedelta(days=DAYS_BETWEEN):
        return "too_soon"
    return None


def _keep(store: Store, recipient: str, now: datetime, outcome: str, code: int | None, matters: int) -> None:
    with store.writing() as writing:
        writing.cursor.execute(
            "insert into store.digest_sent values ($1, $2, $3, $4, $5)",
            [recipient, now, outcome, code, matters],
        )
