"""One call of an operation: who asks, what, in which language; and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from starlette.requests import Request

from tracker.access import Actor
from tracker.access.api_token import Bearer, bearer_of
from tracker.api.v1.paging import Part
from tracker.api.v1.problems import Trouble
from tracker.commands.scope import check_known
from tracker.errors import InputError
from tracker.intake.known import known_indicators, nearest_indicator
from tracker.queries.ask import Ask, Scope
from tracker.store import Store
from tracker.text import N_


@dataclass(frozen=True, slots=True)
class Call:
    """A call that may be answered. ``reader`` is the actor without a name: what is read depends on the role alone."""

    store: Store
    actor: Actor
    bearer: Bearer | None
    language: str
    given: Mapping[str, object]
    path: Mapping[str, str]
    part: Part
    asked: str
    now: datetime
    source: str
    body: bytes = b""
    media: str = ""

    @property
    def reader(self) -> Actor:
        return self.actor.reader()

    def ask(self, day: str = "as_of") -> Ask:
        """The day, basis and head asked for."""
        on = self.given[day]
        assert isinstance(on, date)
        return Ask(on, str(self.given["basis"]), self.part.head)

    def scope(self, ask: Ask) -> Scope:
        """The scope asked for, its ids known. Raises Trouble: 404 for an id there is not, 400 for ``own`` alone."""
        given = self.given
        if given.get("own") and not given.get("territory"):
            raise Trouble(
                400, N_("own says which programs of a territory are meant; name it with territory.")
            )
        names = ("program", "territory", "own", "seat", "begun")
        scope = Scope(**{name: given[name] for name in names if given.get(name) is not None})
        try:
            check_known(self.store, self.reader, ask, scope)
        except InputError as fault:
            raise Trouble(404, fault.template, **fault.values) from None
        return scope


@dataclass(frozen=True, slots=True)
class Reply:
    """What an operation answers: rows or one object; ``next_after`` where rows remain after this part."""

    body: object
    status: int = 200
    next_after: int | None = None
    columns: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def known_indicator(store: Store, wanted: str) -> None:
    """Raise Trouble (404) for an indicator the store never held, naming the nearest."""
    if known_indicators(store, [wanted]):
        return
    near = nearest_indicator(store, wanted)
    if near is None:
        raise Trouble(404, N_("There is no indicator '{indicator}'."), indicator=wanted)
    raise Trouble(
        404, N_("There is no indicator '{indicator}'; did you mean '{near}'?"), indicator=wanted, near=near
    )


def bearer_in(request: Request, store: Store, now: datetime) -> Bearer | None:
    """Who holds the token of a request, None without one. Raises Trouble (401) for one that opens nothing."""
    told = request.headers.get("authorization")
    if told is None:
        return None
    scheme, _, text = told.partition(" ")
    found = bearer_of(store, text.strip(), now) if scheme.lower() == "bearer" else None
    if found is None:
        raise no_token(N_("This token is unknown, over or revoked; ask the administrator for another."))
    return found


def no_token(template: str) -> Trouble:
    """A token is missing or opens nothing."""
    return Trouble(401, template, headers={"WWW-Authenticate": 'Bearer realm="tracker"'})


def may(bearer: Bearer | None, scope: str) -> None:
    """Raise Trouble unless the token is for this: 401 without one, 403 for one of a narrower scope."""
    if bearer is None:
        raise no_token(N_("This needs a token: send it as Authorization: Bearer …"))
    if scope not in bearer.token.scopes:
        raise Trouble(403, N_("This token is not for this: it lacks the scope {scope}."), scope=scope)
