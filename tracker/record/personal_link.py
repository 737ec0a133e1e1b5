"""Personal links: a way to the light report page without an account, for one branch or one seat.

    made by the administrator --opened by a POST--> bound to that browser --> used until it expires or is revoked

The token is shown once and kept nowhere; the ledger holds its hash, and the hash of the secret that the first browser
was given. Every use is noted, refused ones too. Must not know HTTP.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.record.acting import acting_as
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append

MOST_DAYS = 400
_ORIGIN = "entered"


class LinkRefused(AccessRefused):
    """A link that opens nothing; ``outcome`` is why, as it is noted."""

    def __init__(self, template: str, /, outcome: str = "unknown", **values: object) -> None:
        super().__init__(template, **values)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """A link that is in force: whose it is, until when (naive UTC), and the browser it is bound to, as a hash."""

    link: str
    territory: str
    seat: str | None
    expires_at: datetime
    browser_sha256: str | None

    @property
    def actor(self) -> Actor:
        """Who acts through it: the branch or the seat, and the link beside it in the ledger."""
        on_behalf = f"link:{self.link}"
        if self.seat:
            return Actor(
                self.seat, "council_seat", territory=self.territory, seat=self.seat, on_behalf_of=on_behalf
            )
        return Actor(f"branch-{self.territory}", "branch", territory=self.territory, on_behalf_of=on_behalf)


def make_link(
    store: Store, actor: Actor, territory: str, *, seat: str | None = None, days: int = 90, purpose: str = "",
    now: datetime,
) -> tuple[str, str]:  # fmt: skip
    """Make a link for a branch, or for a seat of the territory; returns its id and the token, which is kept nowhere.

    Raises AccessRefused for anybody but the administrator, InputError for an unknown territory or seat or odd days.
    """
    if not 1 <= days <= MOST_DAYS:
        raise InputError("A personal link lasts 1 to {most} days.", most=MOST_DAYS)
    link, token = secrets.token_hex(4), secrets.token_urlsafe(32)
    with store.writing() as writing:
        actor = acting_as(
            store, writing, actor, "manage_accounts", now=now, what=f"link {link} of {territory}"
        )
        _check_known(writing, "territory", territory)
        if seat:
            _check_known(writing, "seat", seat)
        _append(
            writing, "personal_link", actor, now,
            link=link, token_sha256=_hash(token), territory=territory, seat=seat, purpose=purpose.strip()[:200] or None,
            expires_at=now + timedelta(days=days),
        )  # fmt: skip
    return link, token


def revoke_link(store: Store, actor: Actor, link: str, *, now: datetime) -> None:
    """End a link at once. Raises AccessRefused, InputError for one that there is not."""
    with store.writing() as writing:
        actor = acting_as(store, writing, actor, "manage_accounts", now=now, what=f"link {link} ended")
        if first_row(writing.cursor, "select 1 from store.personal_link where link = $1", [link]) is None:
            raise InputError("There is no personal link {link}.", link=link)
        _event(writing, actor, link, "revoked", None, now)


def enter_link(
    store: Store, token: str, browser: str | None, *, path: str, now: datetime
) -> tuple[PersonalLink, str]:
    """Open a link by its token, in the browser that holds the secret ``browser`` (None: one that holds none).

    The first browser is given a secret, and the link is bound to it. Returns the link and the browser's secret.
    Raises LinkRefused: no such link, revoked, expired, opened in another browser before.
    """
    with store.writing() as writing:
        found = _found(writing, "token_sha256", _hash(token))
        if found is not None and found.browser_sha256 is None and _why_not(writing, found, now) is None:
            browser = secrets.token_urlsafe(32)
            _event(writing, found.actor, found.link, "bound", _hash(browser), now)
            _note(writing, found.link, "bound", path, now)
            return found, browser
    return _checked(store, found, browser, path, now), browser or ""


def link_of(
    store: Store, link: str, browser: str, *, territory: str, path: str, now: datetime
) -> PersonalLink:
    """The link that a browser's cookie speaks of, for a page of a territory; every call is noted as a use.

    Raises LinkRefused as :func:`enter_link` does, and for the page of another branch.
    """
    with store.writing() as writing:
        found = _found(writing, "link", link)
    known = _checked(store, found, browser, path, now, note=False)
    if known.territory != territory:
        _note_apart(store, link, "another_branch", path, now)
        raise LinkRefused(
            "This personal link is for another branch: it opens the page of {territory} alone.",
            outcome="another_branch", territory=known.territory,
        )  # fmt: skip
    _note_apart(store, link, "used", path, now)
    return known


def _checked(
    store: Store, found: PersonalLink | None, browser: str | None, path: str, now: datetime, note: bool = True
) -> PersonalLink:
    if found is None:
        raise LinkRefused("There is no such personal link; ask the administrator for a new one.")
    with store.writing() as writing:
        refused = _why_not(writing, found, now)
        if refused is None and (not browser or _hash(browser) != found.browser_sha256):
            refused = LinkRefused(
                "This personal link was opened in another browser before, and opens nowhere else. If that was not "
                "you, tell the administrator: it can be revoked.",
                outcome="other_browser",
            )
        if refused is not None:
            _note(writing, found.link, refused.outcome, path, now)
        elif note:
            _note(writing, found.link, "opened", path, now)
    if refused is not None:
        raise refused
    return found


def _why_not(writing: Writing, found: PersonalLink, now: datetime) -> LinkRefused | None:
    revoked = first_row(
        writing.cursor,
        "select 1 from store.personal_link_event where link = $1 and event = 'revoked' limit 1",
        [found.link],
    )
    if revoked:
        return LinkRefused(
            "This personal link was revoked; ask the administrator for a new one.", outcome="revoked"
        )
    if found.expires_at <= now:
        return LinkRefused(
            "This personal link has expired; ask the administrator for a new one.", outcome="expired"
        )
    return None


_FOUND = """
select l.link, l.territory, l.seat, l.expires_at,
    (select arg_min(e.browser_sha256, e.seq) from store.personal_link_event e
     where e.link = l.link and e.event = 'bound')
from store.personal_link l where l.{column} = $1
"""


def _found(writing: Writing, column: str, value: str) -> PersonalLink | None:
    row = first_row(writing.cursor, _FOUND.format(column=column), [value])
    return PersonalLink(*row) if row else None


def _event(writing: Writing, actor: Actor, link: str, event: str, browser: str | None, now: datetime) -> None:
    _append(writing, "personal_link_event", actor, now, link=link, event=event, browser_sha256=browser)


def _note(writing: Writing, link: str, outcome: str, path: str, now: datetime) -> None:
    writing.cursor.execute(
        "insert into store.personal_link_use values ($1, $2, $3, $4)", [now, link, outcome, path[:200]]
    )


def _note_apart(store: Store, link: str, outcome: str, path: str, now: datetime) -> None:
    with store.writing() as writing:
        _note(writing, link, outcome, path, now)


def _append(writing: Writing, table: str, actor: Actor, now: datetime, **values: object) -> None:
    row = {
        "recorded_at": now, "actor": actor.name, "on_behalf_of": actor.on_behalf_of, "key": None, **values,
        "origin": _ORIGIN,
    }  # fmt: skip
    append(writing, table, {name: [value] for name, value in row.items()})


def _check_known(writing: Writing, kind: str, name: str) -> None:
    table, column, of = {
        "territory": ("territory", "code", "territories"), "seat": ("seat", "seat", "roster"),
    }[kind]  # fmt: skip
    held = first_row(
        writing.cursor,
        f"select 1 from store.{table} t semi join (from loads_at($head::bigint)) l "
        f"on l.kind = '{of}' and l.load = t.load where t.{column} = $name limit 1",
        {"head": writing.head, "name": name},
    )
    if held is None and kind == "territory":
        raise InputError("There is no territory “{territory}”.", territory=name)
    if held is None:
        raise InputError("No roster names a seat “{seat}”.", seat=name)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
