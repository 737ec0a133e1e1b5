"""The administrator's forms: a new account with its role and invitation, and changes to one that is there.

Recording asks the actor itself, anew at each click; what was done, or why not, is said once above the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from tracker.access import moment
from tracker.access.actor import ROLES
from tracker.errors import TrackerError
from tracker.queries.accounts import AccountEntry
from tracker.queries.directory import executors, seats, territories
from tracker.record import account as record
from tracker.text import N_
from tracker.text.vocab import capital, word
from tracker.ui.components.account_list import role_words
from tracker.ui.components.heading import part
from tracker.ui.components.html import show, tag
from tracker.ui.components.unfolding import unfolded
from tracker.ui.page import Here

_SAID = "_accounts_said"
_SEAT_BODIES = ("bureau", "political_council")
_GIVEN = tuple(role for role in ROLES if role != "public")


def said(here: Here) -> None:
    """What the last click did, once; an invitation's link is shown this once and nowhere else."""
    told = st.session_state.pop(_SAID, None)
    if told is None:
        return
    fine, words, link = told
    show(tag("p", words), class_="band fine" if fine else "band fault")
    if link is not None:
        st.code(link, language=None)


def new_account(here: Here) -> None:
    """A name, a role, a link to send."""
    t = here.t
    part(t(_NEW), t(_NEW_WHY))
    st.text_input(t(_NAME), key="account_new_name", placeholder="branch-akmola")
    _role_fields(here, "new")
    st.button(t(_INVITE), key="account_new", on_click=_do, args=(here, _make))


def change(here: Here, known: Sequence[AccountEntry]) -> None:
    """One account chosen, and what can be done with it; made once it is opened."""
    place = unfolded(here.t(_CHANGE), "change_account") if known else None
    if place is not None:
        with place:
            _changes(here, known)


def _changes(here: Here, known: Sequence[AccountEntry]) -> None:
    t = here.t
    by_name = {one.name: one for one in known}
    if st.session_state.get("account_chosen") not in by_name:
        st.session_state.pop("account_chosen", None)
    name = st.selectbox(t(_ACCOUNT), list(by_name), key="account_chosen")
    one = by_name[name]
    if one.roles:
        held = {role.id: role_words(here, role) for role in one.roles}
        st.selectbox(t(_HELD), list(held), format_func=held.get, key="account_role_held")
        st.button(t(_TAKE), key="account_take", on_click=_do, args=(here, _take))
    _role_fields(here, "more")
    st.button(t(_GIVE), key="account_give", on_click=_do, args=(here, _give))
    acts: list[tuple[str, str, Callable]] = [("invite", _NEW_LINK, _invite), ("end", _END, _end)]
    if one.held_back_until is not None:
        acts.append(("free", _FREE, _free))
    if one.has_second_factor:
        acts.append(("second", _DROP_SECOND, _drop_second))
    acts.append(("open", _OPEN, _open) if one.closed_at else ("close", _CLOSE, _close))
    with st.container(horizontal=True, gap="small"):
        for key, words, act in acts:
            st.button(t(words), key=f"account_{key}", on_click=_do, args=(here, act))


def _role_fields(here: Here, where: str) -> None:
    t = here.t
    role = st.selectbox(
        t(_ROLE), _GIVEN, key=f"account_{where}_role", index=_GIVEN.index("branch"),
        format_func=lambda one: capital(word("role", one, t.language)),
    )  # fmt: skip
    if role == "administrator":
        return
    offered = _places(here, role)
    st.selectbox(
        t(_PLACE),
        list(offered),
        key=f"account_{where}_place_{role}",
        format_func=lambda one: offered.get(one, one),
    )
    st.date_input(
        t(_LAST_DAY), value=None, key=f"account_{where}_to",
        format="YYYY-MM-DD" if t.language == "en" else "DD.MM.YYYY",
    )  # fmt: skip


def _places(here: Here, role: str) -> dict[str, str]:
    if role == "executor":
        return here.names(executors, "executor")
    if role in ("bureau_seat", "council_seat", "aide"):
        return {
            one.seat: f"{here.say(one.body_title)}: {here.say(one.title)}"
            for one in here.of(seats)
            if one.body_kind in _SEAT_BODIES and role in ("aide", record.SEAT_ROLES[one.body_kind])
        }
    return here.names(territories, "code")


def _chosen_role(where: str) -> record.NewRole:
    role = st.session_state[f"account_{where}_role"]
    place = st.session_state.get(f"account_{where}_place_{role}")
    to = st.session_state.get(f"account_{where}_to") if role != "administrator" else None
    if role == "administrator":
        return record.NewRole(role)
    if role == "executor":
        return record.NewRole(role, office=place, to=to)
    if role in ("bureau_seat", "council_seat", "aide"):
        return record.NewRole(role, seat=place, to=to)
    return record.NewRole(role, territory=place, to=to)


def _do(here: Here, act: Callable[[Here, str], tuple[str, str | None]]) -> None:
    """Run one act and keep what is to be said of it."""
    try:
        words, link = act(here, st.session_state.get("account_chosen") or "")
    except TrackerError as fault:
        st.session_state[_SAID] = (False, here.t(fault.template, **fault.values), None)
    else:
        st.session_state[_SAID] = (True, words, link)


def _make(here: Here, _: str) -> tuple[str, str | None]:
    name = st.session_state["account_new_name"]
    role = _chosen_role("new")
    record.make_account_with_role(here.store, here.actor, name, role, now=moment.now())
    st.session_state["account_new_name"] = ""
    return _invite(here, name)


def _invite(here: Here, name: str) -> tuple[str, str | None]:
    token = record.invite_account(here.store, here.actor, name, now=moment.now())
    return here.t(_LINK, name=name.strip().lower()), _link(token)


def _give(here: Here, name: str) -> tuple[str, str | None]:
    record.give_role(here.store, here.actor, name, _chosen_role("more"), now=moment.now())
    return here.t(_DONE, name=name), None


def _take(here: Here, name: str) -> tuple[str, str | None]:
    record.take_role(here.store, here.actor, st.session_state["account_role_held"], now=moment.now())
    return here.t(_DONE, name=name), None


def _simple(act: Callable) -> Callable[[Here, str], tuple[str, str | None]]:
    def run(here: Here, name: str) -> tuple[str, str | None]:
        act(here.store, here.actor, name, now=moment.now())
        return here.t(_DONE, name=name), None

    return run


_end = _simple(record.end_account_sessions)
_free = _simple(record.free_account)
_drop_second = _simple(record.forget_second_factor)
_open = _simple(record.open_account)
_close = _simple(record.close_account)


def _link(token: str) -> str:
    """The invitation's address as this browser reaches the tracker."""
    from urllib.parse import urlsplit

    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme or 'http'}://{parts.netloc}/invitation/{token}"


_NEW, _INVITE = N_("A new account"), N_("Make it and show its link")
_NEW_WHY = N_("The link is shown once. Whoever opens it within three days sets the password.")
_NAME, _ROLE, _PLACE = N_("Name of the account: an office or a seat, never a person"), N_("Role"), N_("Where")
_LAST_DAY = N_("Last day (empty: no end)")
_CHANGE, _ACCOUNT = N_("Change an account"), N_("Account")
_HELD, _TAKE, _GIVE = N_("Roles it has"), N_("Take this role away"), N_("Give this role")
_NEW_LINK, _END = N_("New link for a password"), N_("End all its sessions")
_FREE, _DROP_SECOND = N_("Let it sign in again now"), N_("Drop its second step")
_OPEN, _CLOSE = N_("Open it again"), N_("Close the account")
_LINK = N_(
    "Send this link to whoever signs in as {name}; it is shown only now and holds once, for three days:"
)
_DONE = N_("Done for {name}.")
