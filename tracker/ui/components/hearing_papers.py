"""A hearing's papers as files: made only when asked for, with a bar that shows how far the making is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from tracker.access import Actor
from tracker.documents.model import Document
from tracker.documents.pack import (
    brief_document,
    pack_document,
    paper_docx,
    paper_pdf,
    protocol_document,
    revision_document,
)
from tracker.hearing.gathering import matter_of
from tracker.hearing.matter import HearingMatter
from tracker.queries.directory import seats
from tracker.queries.hearings import Hearing
from tracker.store import Store
from tracker.text import LANGUAGES, N_
from tracker.text.vocab import OWN_NAMES
from tracker.ui.components.heading import part
from tracker.ui.components.hearing_matter import matter
from tracker.ui.components.html import show, tag
from tracker.ui.components.rounds import round_of
from tracker.ui.own_files import own_file
from tracker.ui.page import Here

#: how far each paper under way is made (0..1), by paper and session
_made: dict[str, float] = {}


def pack_step(here: Here, of: Hearing) -> None:
    """Pack, brief and revision, in the language chosen."""
    t = here.t
    part(t(_TITLE), t(_FROZEN if of.frozen else _NOT_FROZEN))
    if of.frozen is not None:
        show(tag("p", t(_CODE), " ", tag("strong", of.frozen.code)))
    language = _language(here, "pack")
    _under_way(here.t(_UNDER_WAY))
    paper(here, of, language, "pack", t(_PACK), t(_PACK_HOW), pack_document)
    show(tag("h3", t(_BRIEF)), tag("p", t(_BRIEF_HOW), class_="quiet"))
    whom = _for_whom(here, of)
    paper(here, of, language, "brief", None, None, partial(_brief, whom), suffix=whom.partition(":")[2])
    paper(here, of, language, "revision", t(_REVISION), t(_REVISION_HOW), revision_document)


def protocol(here: Here, of: Hearing) -> None:
    """The protocol after the meeting."""
    part(here.t(_PROTOCOL), here.t(_PROTOCOL_HOW))
    language = _language(here, "protocol")
    _under_way(here.t(_UNDER_WAY))
    paper(here, of, language, "protocol", None, None, protocol_document)


def paper(
    here: Here, of: Hearing, language: str, kind: str, title: str | None, how: str | None,
    document: Callable[[HearingMatter], Document], *, suffix: str = "",
) -> None:  # fmt: skip
    """One paper as PDF and DOCX."""
    if title:
        show(tag("h3", title), tag("p", how, class_="quiet"))
    with st.container(horizontal=True, gap="small", key=f"paper_{kind}"):
        for form in ("pdf", "docx"):
            job = f"{kind}:{form}:{language}:{_session()}"
            name = "-".join(filter(None, (of.hearing, kind, suffix, language)))
            st.download_button(
                form.upper(),
                own_file(
                    here, partial(_make, here.store, here.actor, of.hearing, language, document, form, job)
                ),
                file_name=f"{name}.{form}", key=f"{kind}-{form}", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip


def _session() -> str:
    """A name of this session, which tells its papers from everybody else's."""
    return round_of("_paper_session")


@st.fragment(run_every=1.0)
def _under_way(words: str) -> None:
    """How far the papers of this session are. It looks by itself: a run of the whole page would take back the file
    that a click has just asked for.
    """
    session = _session()
    for done in [share for job, share in list(_made.items()) if job.endswith(session)]:
        st.progress(done, text=words)


def _make(
    store: Store, actor: Actor, hearing: str, language: str, document: Callable[[HearingMatter], Document], form: str,
    job: str,
) -> bytes:  # fmt: skip
    """The file itself; runs apart from the page, which looks at ``_made``."""
    _made[job] = 0.02

    def told(done: int, of_all: int) -> None:
        _made[job] = min(0.99, 0.3 + 0.7 * done / max(1, of_all))

    try:
        made = document(matter_of(store, actor, hearing, language))
        _made[job] = 0.3
        return (paper_pdf if form == "pdf" else paper_docx)(made, told)
    finally:
        _made.pop(job, None)


def _brief(whom: str, matter: HearingMatter) -> Document:
    kind, _, name = whom.partition(":")
    if kind == "seat":
        return brief_document(matter, seat=name)
    if kind == "territory":
        return brief_document(matter, territory=name)
    return brief_document(matter)


def _for_whom(here: Here, of: Hearing) -> str:
    """Everybody, a region below, or a seat."""
    options = {"": here.t(_EVERYBODY)}
    options |= {f"territory:{one.key}": here.say(one.title) for one in matter(here, of).territories}
    options |= {
        f"seat:{one.seat}": f"{here.say(one.title)} · {here.say(one.body_title)}"
        for one in here.of(seats) if one.territory == of.territory
    }  # fmt: skip
    return st.selectbox(here.t(_FOR_WHOM), list(options), format_func=lambda one: options[one], key="brief_for",
                        width=384)  # fmt: skip


def _language(here: Here, name: str) -> str:
    """The language of the papers; the page's own unless another one is chosen."""
    chosen = st.segmented_control(
        here.t(_LANGUAGE), list(LANGUAGES), default=here.language, format_func=lambda one: OWN_NAMES[one],
        key=f"language:{name}:{here.language}",
    )  # fmt: skip
    return chosen or here.language


_TITLE = N_("Papers of the hearing")
_FROZEN = N_("Made from the frozen figures: the same content whenever it is made again.")
_NOT_FROZEN = N_("Not frozen yet: what is made now shows the figures as they stand and bears no code.")
_CODE = N_("Code on every page:")
_PACK = N_("Pack")
_PACK_HOW = N_(
    "Everything that is heard, an item a page, with contents, sources and the fate of earlier decisions."
)
_BRIEF = N_("Brief")
_BRIEF_HOW = N_("Two pages for a deputy or a region.")
_REVISION = N_("Revision")
_REVISION_HOW = N_("Which indicators can be judged at all, and what is to be repaired and whose it is.")
_PROTOCOL = N_("Protocol")
_PROTOCOL_HOW = N_("What was answered and what was decided, item by item; made from what stands above.")
_UNDER_WAY = N_("The file is being made")
_EVERYBODY = N_("everybody")
_FOR_WHOM = N_("Brief for")
_LANGUAGE = N_("Language of the papers")
