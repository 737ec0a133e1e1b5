"""In the frame: who is signed in, the way in and out, and a page that is not for whoever asked."""

from __future__ import annotations

from urllib.parse import urlencode

from tracker.access import Actor, moment
from tracker.access.log import entry_of, note
from tracker.text import N_, Translator
from tracker.text.vocab import capital, word
from tracker.ui.components import problem
from tracker.ui.components.html import a, show, tag
from tracker.ui.installation import Installation
from tracker.ui.menu import path_of
from tracker.ui.selection import Selection, link_here
from tracker.ui.viewer import Viewer


def who_is_here(key: str, selection: Selection, t: Translator, viewer: Viewer) -> None:
    """Under the menu: the account with its roles and the way out, or the way in."""
    actor = viewer.actor
    if actor.account is None:
        show(tag("p", a(_way_in(key, selection), t(_SIGN_IN))), class_="quiet")
        return
    said = t(_SIGNED_IN, name=actor.name)
    roles = ", ".join(dict.fromkeys(word("role", one.role, t.language) for one in actor.capacities))
    out = a(f"sign-out?{urlencode({'lang': t.language})}", t(_SIGN_OUT))
    show(tag("p", said, tag("br"), capital(roles), " · ", out), class_="quiet")


def refuse_page(present: Installation, key: str, selection: Selection, t: Translator, viewer: Viewer) -> None:
    """A page that is not for this reader: strangers are led to sign in and back, others are told."""
    if viewer.actor.account is None and not present.demonstration:
        show(tag("h1", t(_FIRST_SIGN_IN)), class_="alone")
        show(tag("p", t(_FOR_STAFF)), class_="band fault")
        show(tag("p", a(_way_in(key, selection), t(_SIGN_IN))))
        return
    note_refusal(present, viewer.actor, key)
    problem.not_for(viewer.name(t), selection, t)


def note_refusal(present: Installation, actor: Actor, key: str) -> None:
    """Write down that somebody signed in asked for what is not theirs."""
    if actor.account is not None and present.store is not None:
        note(present.store, entry_of(actor, "refused", moment.now(), f"page {key}"))


def _way_in(key: str, selection: Selection) -> str:
    """The sign-in page, which leads back to this address."""
    back = "/" + link_here(path_of(key), selection).removeprefix("./")
    return f"sign-in?{urlencode({'next': back, 'lang': selection.language})}"


_SIGN_IN, _SIGN_OUT = N_("Sign in"), N_("Sign out")
_SIGNED_IN = N_("Signed in as {name}")
_FIRST_SIGN_IN = N_("Sign in to see this page")
_FOR_STAFF = N_("This page is for those who report, review and keep the programs.")
