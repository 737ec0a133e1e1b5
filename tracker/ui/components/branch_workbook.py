"""The workbook on the branch's page: handed out, brought back, and what differs decided; and its personal links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import quote

import streamlit as st

from tracker import clock
from tracker.documents.handing_out import hand_out
from tracker.errors import ProblemsError, TrackerError
from tracker.inbox.receipt import merged_words
from tracker.intake.deciding import decide
from tracker.intake.merging import take_workbook
from tracker.queries.directory import executors
from tracker.queries.owed import Owed
from tracker.queries.personal_links import LinkEntry, personal_links
from tracker.queries.workbook_conflicts import OpenConflict
from tracker.record.personal_link import make_link, revoke_link
from tracker.record.workbook import record_workbook
from tracker.text import N_, instant, short_day
from tracker.text.values import value
from tracker.ui.components.heading import part
from tracker.ui.components.html import literal, show, tag
from tracker.ui.own_files import own_file
from tracker.ui.page import Here

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAID = "_workbook_said"


def workbook(here: Here, territory: str, found: Sequence[Owed]) -> None:
    """One file out, one file back."""
    t = here.t
    part(t(_TITLE), t(_WHAT))
    bodies = here.of(executors)

    def build() -> dict[str, str]:
        used = {one.item.executor for one in found if one.item.executor}
        return {one.executor: here.say(one.title) for one in bodies if one.executor in used}

    named = here.drawn(build, ("executors",), found, bodies)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            t(_FOR), ["", *named], format_func=lambda one: named.get(one, t(_WHOLE)), key=f"for:{territory}",
        )  # fmt: skip
        st.download_button(
            t(_DOWNLOAD), own_file(here, lambda: _made(here, territory, chosen or None)), mime=_XLSX,
            on_click="ignore",
            file_name=f"{territory}-{here.selection.as_of}-{here.language}.xlsx", key=f"take:{territory}",
        )  # fmt: skip
    with st.form(f"return:{territory}", border=True):
        given = st.file_uploader(t(_BACK), type=["xlsx"], key=f"back:{territory}")
        sent = st.form_submit_button(t(_SEND), type="primary")
    if sent and given is not None:
        try:
            merged = take_workbook(here.store, here.actor, given.name, given.getvalue(), now=here.moment)
            st.session_state[_SAID] = merged_words(t, merged)
            st.rerun()
        except TrackerError as refused:
            faults(here, refused)
    for line in st.session_state.pop(_SAID, ()):
        show(tag("p", line), class_="band fine")


def faults(here: Here, refused: TrackerError) -> None:
    """What is at fault, each with its place."""
    t = here.t
    if isinstance(refused, ProblemsError):
        lines = [
            f"{one.place}: " + " ".join(t(part_, **one.values) for part_ in one.parts)
            for one in refused.problems
        ]
    else:
        lines = [t(refused.template, **refused.values)]
    show(*(tag("p", line) for line in lines[:60]), class_="band fault")


def _made(here: Here, territory: str, executor: str | None) -> bytes:
    return hand_out(
        here.store, here.actor, territory, record=record_workbook, executor=executor, language=here.language,
        now=here.moment,
    )[0]  # fmt: skip


def differences(here: Here, found: Sequence[OpenConflict]) -> None:
    """What a returned workbook says otherwise than what came in since; one tap decides."""
    if not found:
        return
    t, language = here.t, here.language
    part(t(_DIFFERENCES), t(_BOTH_STAY))
    for one in found:

        def amount(number: float, one: OpenConflict = one) -> str:
            return value(number, one.kind, one.unit, language)

        lines = (
            t(_WORKBOOK_SAYS, value=amount(one.value), who=one.author, at=instant(one.said_at, language)),
            t(_HELD_SAYS, value=amount(one.held), who=one.held_author, at=instant(one.held_at, language)),
        )
        with st.container(border=True):
            show(tag("p", tag("strong", here.say(one.title)), " ", tag("span", short_day(one.period_end, language),
                 class_="quiet")), *(tag("p", line) for line in lines))  # fmt: skip
            with st.container(horizontal=True, gap="small"):
                for decision, label, number in (("kept", _KEEP, one.held), ("taken", _TAKE_IT, one.value)):
                    if st.button(t(label, value=literal(amount(number))), key=f"{decision}:{one.seq}"):
                        _decide(here, one.seq, decision)


def _decide(here: Here, seq: int, decision: str) -> None:
    try:
        decide(here.store, here.actor, seq, decision, now=here.moment)
        st.rerun()
    except TrackerError as refused:
        faults(here, refused)


def links(here: Here, territory: str) -> None:
    """Personal links of this branch, for the administrator: made, revoked, and every use of them counted."""
    if "administrator" not in here.actor.roles:
        return
    t = here.t
    part(t(_LINKS), t(_LINKS_MEAN))
    with st.form(f"link:{territory}", border=True):
        purpose = st.text_input(t(_PURPOSE), key=f"purpose:{territory}", max_chars=200)
        days = st.number_input(t(_DAYS), 1, 400, 90, key=f"days:{territory}")
        wanted = st.form_submit_button(t(_MAKE))
    if wanted:
        try:
            _, token = make_link(
                here.store, here.actor, territory, days=int(days), purpose=purpose, now=clock.now()
            )
            show(tag("p", t(_SHOWN_ONCE)), class_="band fine")
            st.code(f"/light/link/{quote(token)}", language=None, wrap_lines=True)
        except TrackerError as refused:
            faults(here, refused)
    for one in personal_links(here.store, here.actor, here.ask, territory):
        _link(here, one)


def _link(here: Here, one: LinkEntry) -> None:
    t, language = here.t, here.language
    state = (
        t(_REVOKED, at=instant(one.revoked_at, language)) if one.revoked_at
        else t(_EXPIRED) if one.expires_at <= clock.now()
        else t(_BOUND, at=instant(one.bound_at, language)) if one.bound_at
        else t(_UNOPENED)
    )  # fmt: skip
    until = t(_UNTIL, day=short_day(clock.day_of(one.expires_at - timedelta(seconds=1)), language))
    uses = t(_USES, used=one.used, refused=one.refused)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show(tag("p", tag("code", one.link), " ", one.purpose or "", " ", tag("span", f"{state} {until} {uses}",
             class_="quiet")))  # fmt: skip
        if one.revoked_at is None and st.button(t(_REVOKE), key=f"revoke:{one.link}"):
            revoke_link(here.store, here.actor, one.link, now=clock.now())
            st.rerun()


_TITLE = N_("Workbook: one file out, one file back")
_WHAT = N_(
    "An XLSX file with a sheet for each section and what is known filled in. It is filled in without a connection, "
    "by mail or stick, by several officials apart."
)
_FOR = N_("For whom")
_WHOLE = N_("the whole branch")
_DOWNLOAD = N_("Download")
_BACK = N_("The filled workbook (XLSX)")
_SEND = N_("Send")
_DIFFERENCES = N_("Workbook and ledger differ")
_BOTH_STAY = N_("Nothing was overwritten. Whatever is decided, both values stay in the ledger.")
_WORKBOOK_SAYS = N_("The workbook says {value} ({who}, {at}).")
_HELD_SAYS = N_("Reported meanwhile: {value} ({who}, {at}).")
_KEEP = N_("Keep {value}")
_TAKE_IT = N_("Report {value} instead")
_LINKS = N_("Personal links")
_LINKS_MEAN = N_(
    "A link opens the light page of this branch without an account. It is tied to the browser that opens it first, "
    "ends by itself, and can be revoked."
)
_PURPOSE = N_("For which office (no names of persons)")
_DAYS = N_("Days it lasts")
_MAKE = N_("Make a link")
_SHOWN_ONCE = N_("The link is shown this once. Send it to the office; nobody can read it here again.")
_REVOKED = N_("Revoked {at}.")
_EXPIRED = N_("Expired.")
_BOUND = N_("Opened {at} and tied to that browser.")
_UNOPENED = N_("Not opened yet.")
_UNTIL = N_("Until {day}.")
_USES = N_("Used {used} times, refused {refused} times.")
_REVOKE = N_("Revoke")
