"""The program files as people see them: their faults and doubts with places, and the programs in force."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.errors import Problem
from tracker.queries.directory import ProgramEntry
from tracker.text import N_, short_day
from tracker.text.vocab import word
from tracker.ui.components.demonstration import badge
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, tag
from tracker.ui.components.table import Column, table
from tracker.ui.installation import Reading
from tracker.ui.page import Here


def sentence(here: Here, faults: int, refusals: int) -> str:
    """The files' state in a sentence."""
    if faults:
        return here.t.plural("The program files have {n} fault", "The program files have {n} faults", faults)
    return here.t(_WOULD_CHANGE if refusals else _SOUND)


@st.fragment(run_every=1)
def read_again_when_saved(here: Here, shown: Reading) -> None:
    """Show the page anew once the files have been read since ``shown``: somebody has saved one."""
    if here.installation.reading is not shown:
        st.rerun()


def problems(here: Here, name: str, title: str, found: Sequence[Problem]) -> None:
    """Problems with their places, if there are any; ``title`` is a template."""
    if not found:
        return

    def place(one: Problem) -> str:
        return here.installation.shown(one.place)

    def said(one: Problem) -> str:
        return " ".join(here.t(words, **one.values) for words in one.parts)

    part(here.t(title))
    table(here, name, [
        Column(here.t(N_("Place")), lambda one: tag("code", place(one)), place, "head"),
        Column(here.t(N_("What is wrong, and what to do")), said, said, "wide"),
        Column(here.t(N_("Rule")), None, lambda one: one.rule),
    ], found, caption=here.t(_PLACES), empty="")  # fmt: skip


def in_force(here: Here, found: Sequence[ProgramEntry]) -> None:
    """Every program loaded."""
    t, language = here.t, here.language

    def named(one: ProgramEntry) -> Html:
        mark = badge(t) if one.demonstration else None
        return joined((a(here.link("overview", program=one.program), here.say(one.title)), mark), " ")

    def file(one: ProgramEntry) -> Html:
        return tag("code", here.installation.shown(one.file))

    part(t(_IN_FORCE))
    table(here, "programs", [
        Column(t(N_("Program")), named, lambda one: here.say(one.title), "head"),
        Column(t(N_("id")), None, lambda one: one.program),
        Column(t(N_("Kind")), lambda one: word("program_kind", one.kind, language), lambda one: one.kind),
        Column(t(N_("Years")), lambda one: f"{one.start.year}–{one.end.year}", None, "num"),
        Column(t(N_("Indicators")), lambda one: one.indicators, lambda one: one.indicators, "num", "whole"),
        Column(t(N_("Loaded")), lambda one: short_day(one.loaded_on, language), lambda one: one.loaded_on, "num",
               "date"),
        Column(t(N_("File")), file, lambda one: here.installation.shown(one.file), "wide"),
    ], found, caption=t(_NEWEST), empty=t(_NO_PROGRAM))  # fmt: skip


_WOULD_CHANGE = N_("The program files are sound, but would change a promise in silence")
_SOUND = N_("The program files are in force and without fault")
_PLACES = N_("File, line and column, as an editor shows them.")
_IN_FORCE = N_("Programs in force")
_NEWEST = N_("The newest version of each, as the ledger holds it.")
_NO_PROGRAM = N_("No program is loaded.")
