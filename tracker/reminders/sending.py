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
from tracker.reminders.wording import subject, text
from tracker.store import Store
from tracker.text import pick
from tracker.text.vocab import word

DAYS_BETWEEN = 7
PAGE = "digest"


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of one recipient: sent, refused, failed, too_soon, nothing (awaits them), stopped or would_send."""

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
        outcome = _why_not(store, one, now) if not asked else None
        awaiting = digest(store, one.actor, ask) if outcome is None else None
        if awaiting is None:
            told.append(Reminded(one.id, outcome or ""))
        elif not awaiting.matters:
            told.append(Reminded(one.id, "nothing"))
        else:
            due.append((one, awaiting))
    if dry_run or office is None:
        return [*told, *(Reminded(one.id, "would_send", awaiting.matters) for one, awaiting in due)]
    matters = {one.id: awaiting.matters for one, awaiting in due}
    made_up = holds_demonstration(store)
    written = ((one.id, _letter(office, one, awaiting, address, made_up)) for one, awaiting in due)
    for delivery in deliver(office, written):
        _keep(store, delivery.recipient, now, delivery.outcome, delivery.code, matters[delivery.recipient])
        told.append(
            Reminded(delivery.recipient, delivery.outcome, matters[delivery.recipient], delivery.code)
        )
    return told


def link(address: str | None, language: str) -> str | None:
    """Where a person's digest stands; it carries a language and nothing that could sign anybody in."""
    return None if address is None else f"{address.rstrip('/')}/{PAGE}?lang={language}"


def _letter(office: PostOffice, one: Recipient, awaiting: Digest, address: str | None, made_up: bool):
    role = word("role", one.actor.role, one.language)
    name, where = f"{role}: {pick(one.title, one.language)}", link(address, one.language)
    words = text(awaiting, name, one.language, where, made_up=made_up)
    return letter(office.sender, one.address, subject(awaiting, one.language), words, one.language)


def _why_not(store: Store, one: Recipient, now: datetime) -> str | None:
    """Why nothing is sent unasked: they do not want it, or a letter went (or was refused) less than a week ago."""
    if not one.weekly:
        return "stopped"
    with store.cursor() as cursor:
        found = cursor.execute(
            "select max(sent_at) from store.digest_sent where recipient = $1 and outcome in ('sent', 'refused')",
            [one.id],
        ).fetchall()
    last = found[0][0]
    if last is not None and clock.day_of(now) < clock.day_of(last) + timedelta(days=DAYS_BETWEEN):
        return "too_soon"
    return None


def _keep(store: Store, recipient: str, now: datetime, outcome: str, code: int | None, matters: int) -> None:
    with store.writing() as writing:
        writing.cursor.execute(
            "insert into store.digest_sent values ($1, $2, $3, $4, $5)",
            [recipient, now, outcome, code, matters],
        )
