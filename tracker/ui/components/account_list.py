"""The administrator's list of accounts, each with its roles and state, and the log of who did what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tracker.access import Actor, moment
from tracker.access.session import IDLE
from tracker.queries.accounts import AccountEntry, GivenRole, LoggedEntry, access_log, accounts
from tracker.queries.ask import Ask
from tracker.store import Store
from tracker.text import N_, instant, short_day
from tracker.text.vocab import capital, word
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, joined, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here


def known(here: Here) -> list[AccountEntry]:
    """Every account; what ends by itself, as an invitation does, is seen to end at the next full minute."""
    return here.of(_accounts, here.store.writes(), moment.now().replace(second=0, microsecond=0))


def newest(here: Here) -> list[LoggedEntry]:
    """The newest entries of the log."""
    return here.of(_log, here.store.writes())


def _accounts(store: Store, actor: Actor, ask: Ask, writes: int, now: datetime) -> list[AccountEntry]:
    """Kept until something is written, to the ledger or beside it."""
    return accounts(store, actor, now, now - IDLE)


def _log(store: Store, actor: Actor, ask: Ask, writes: int) -> list[LoggedEntry]:
    return access_log(store, actor)


def listed(here: Here, known: Sequence[AccountEntry]) -> None:
    """Every account on a row."""
    t = here.t
    columns = (
        Column(t(_ACCOUNT), lambda one: one.name, lambda one: one.name, "head"),
        Column(
            t(_ROLES),
            lambda one: _roles(here, one),
            lambda one: "; ".join(_role(here, r) for r in one.roles),
            "wide",
        ),
        Column(t(_STATE), lambda one: _state(here, one), lambda one: _state(here, one), "wide"),
        Column(
            t(_LAST), lambda one: _when(here, one.signed_in_at), lambda one: one.signed_in_at, kind="instant"
        ),
        Column(t(_SESSIONS), lambda one: one.sessions, lambda one: one.sessions, "num", "whole"),
    )
    table(here, "accounts", columns, known, caption=t(_CAPTION), empty=t(_NOBODY))


def log(here: Here, entries: Sequence[LoggedEntry]) -> None:
    """The newest entries of the log."""
    t = here.t
    part(t(_LOG), t(_LOG_WHY))
    columns = (
        Column(
            t(_AT), lambda one: _when(here, one.happened_at), lambda one: one.happened_at, "head", "instant"
        ),
        Column(t(_KIND), lambda one: capital(word("access", one.kind, t.language)), lambda one: one.kind),
        Column(t(_WHO), lambda one: _who(here, one), lambda one: one.name),
        Column(t(_WHAT), lambda one: one.what or t(_NOTHING_MORE), lambda one: one.what, "wide"),
        Column(t(_FROM), lambda one: one.source or t(_NOT_KNOWN), lambda one: one.source),
    )
    table(here, "access-log", columns, entries, caption=t(_LOG_CAPTION), empty=t(_EMPTY))


def role_words(here: Here, role: GivenRole) -> str:
    """A role with its place and days in words."""
    return _role(here, role)


def _roles(here: Here, one: AccountEntry) -> Html | str:
    if not one.roles:
        return here.t(_NO_ROLE)
    return joined((_role(here, role) for role in one.roles), tag("br"))


def _role(here: Here, role: GivenRole) -> str:
    t = here.t
    name = capital(word("role", role.role, t.language))
    place = here.say(role.title) or role.of
    until = None if role.to is None else t(_UNTIL, day=short_day(role.to, t.language))
    return " · ".join(filter(None, (name, place, until)))


def _state(here: Here, one: AccountEntry) -> str:
    t = here.t
    if one.closed_at is not None:
        return t(_CLOSED)
    said = [t(_CAN_SIGN_IN) if one.has_password or one.provider else t(_NO_PASSWORD)]
    if one.provider:
        said.append(t(_PROVIDER))
    if one.has_second_factor:
        said.append(t(_SECOND))
    if one.invited_until is not None:
        said.append(t(_INVITED, at=instant(one.invited_until, t.language)))
    if one.held_back_until is not None:
        said.append(t(_HELD_BACK, at=instant(one.held_back_until, t.language)))
    return ", ".join(said)


def _who(here: Here, one: LoggedEntry) -> str:
    t = here.t
    said = [one.name or t(_STRANGER), word("role", one.role, t.language) if one.role else ""]
    if one.on_behalf_of:
        said.append(t(_FOR, seat=one.on_behalf_of))
    return " · ".join(filter(None, said))


def _when(here: Here, at: datetime | None) -> str:
    return here.t(_NEVER) if at is None else instant(at, here.language)


_ACCOUNT, _ROLES, _STATE = N_("Account"), N_("Roles"), N_("State")
_LAST, _SESSIONS = N_("Last sign-in"), N_("Open sessions")
_CAPTION, _NOBODY = N_("Accounts by name"), N_("Nobody has an account yet.")
_NO_ROLE = N_("no role: sees what everybody sees")
_UNTIL = N_("the role ends after {day}")
_CLOSED, _CAN_SIGN_IN, _NO_PASSWORD = N_("closed account"), N_("can sign in"), N_("no password yet")
_PROVIDER, _SECOND = N_("signs in with the provider"), N_("with a second step")
_INVITED, _HELD_BACK = N_("invited until {at}"), N_("held back until {at}")
_NEVER = N_("never")
_LOG, _LOG_CAPTION = N_("Who did what"), N_("The newest entries of the log")
_LOG_WHY = N_(
    "Signing in, refusals, roles, exports and everything recorded by an account; passwords stand nowhere."
)
_AT, _KIND, _WHO, _WHAT, _FROM = N_("When"), N_("What happened"), N_("Who"), N_("Of what"), N_("From where")
_NOTHING_MORE, _NOT_KNOWN, _EMPTY = N_("nothing more to say"), N_("not told"), N_("Nothing has happened yet.")
_STRANGER = N_("a stranger")
_FOR = N_("for {seat}")
