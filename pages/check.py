"""Program check: what the program files say, what is wrong in them, and what of them is in force."""

import streamlit as st

from tracker.access import permits
from tracker.errors import Problem
from tracker.queries.directory import ProgramEntry, programs
from tracker.text import N_, short_day
from tracker.text.vocab import word
from tracker.ui.components import foot
from tracker.ui.components.demonstration import badge
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here, here


def check(h: Here) -> None:
    t, reading = h.t, h.installation.reading
    if permits(h.actor, "load"):
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(t(N_("Read the files again")), type="secondary"):
                with st.spinner(t(N_("Reading the program files"))):
                    reading = h.installation.read_programs()
    faults = [one for one in reading.problems if one.severity == "fault"]
    warnings = [one for one in reading.problems if one.severity == "warning"]
    heading(h, sentence(h, len(faults), len(reading.refusals)), h.t(N_("Folder: {folder}"), folder=h.installation.programs.name))
    if faults or reading.refusals:
        show(tag("p", t(N_("The last good program stays in force until the files are mended."))), class_="band fault")
    listed(h, N_("Faults"), faults)
    listed(h, N_("Why the files were not loaded"), reading.refusals)
    in_force(h)
    listed(h, N_("Doubts that keep nothing from being loaded"), warnings)
    foot.foot(h, (N_("A fault keeps every file from being loaded; a doubt does not. Nobody changes a program here: "
                     "its files are edited, checked with “tracker check”, and loaded."),))  # fmt: skip


def sentence(h: Here, faults: int, refusals: int) -> str:
    if faults:
        return h.t.plural("The program files have {n} fault", "The program files have {n} faults", faults)
    if refusals:
        return h.t(N_("The program files are sound, but would change a promise in silence"))
    return h.t(N_("The program files are in force and without fault"))


def listed(h: Here, title: str, found: list[Problem]) -> None:
    if not found:
        return
    part(h.t(title))
    table(h, "problems-" + found[0].severity, [
        Column(h.t(N_("Place")), lambda one: tag("code", place(h, one)), lambda one: place(h, one), "head"),
        Column(h.t(N_("What is wrong, and what to do")), lambda one: said(h, one), lambda one: said(h, one), "wide"),
    ], found, caption=h.t(N_("File, line and column, as an editor shows them.")), empty="")  # fmt: skip


def place(h: Here, one: Problem) -> str:
    return h.installation.shown(one.place)


def said(h: Here, one: Problem) -> str:
    return " ".join(h.t(words, **one.values) for words in one.parts)


def in_force(h: Here) -> None:
    t, language = h.t, h.language

    def named(one: ProgramEntry):
        mark = badge(t) if one.demonstration else None
        return joined((a(h.link("overview", program=one.program), h.say(one.title)), mark), " ")

    part(t(N_("Programs in force")))
    table(h, "loaded", [
        Column(t(N_("Program")), named, lambda one: h.say(one.title), "head"),
        Column(t(N_("id")), None, lambda one: one.program),
        Column(t(N_("Kind")), lambda one: word("program_kind", one.kind, language), lambda one: one.kind),
        Column(t(N_("Years")), lambda one: f"{one.start.year}–{one.end.year}", lambda one: one.start, "num"),
        Column(t(N_("Indicators")), lambda one: one.indicators, lambda one: one.indicators, "num", "whole"),
        Column(t(N_("Loaded")), lambda one: short_day(one.loaded_on, language), lambda one: one.loaded_on, "num", "date"),
        Column(t(N_("File")), lambda one: tag("code", h.installation.shown(one.file)), lambda one: one.file, "wide"),
    ], h.of(programs), caption=t(N_("The newest version of each, as the ledger holds it.")),
       empty=t(N_("No program is loaded.")))  # fmt: skip


check(here())
