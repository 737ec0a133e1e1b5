"""Program check: what the program files say, what is wrong in them, and what of them is in force."""

import streamlit as st

from tracker.access import permits
from tracker.queries.directory import programs
from tracker.text import N_
from tracker.ui.components import files, foot
from tracker.ui.components.heading import heading
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here, here


def check(h: Here) -> None:
    t = h.t
    reading = h.installation.reading
    if reading.read_at is None:
        reading = h.installation.read_programs(h.actor)
    files.read_again_when_saved(h, reading)
    faults = [one for one in reading.problems if one.severity == "fault"]
    doubts = [one for one in reading.problems if one.severity == "warning"]
    folder = t(N_("Folder: {folder}, read {at}"), folder=h.installation.programs.name, at=reading.read_at)
    heading(h, files.sentence(h, len(faults), len(reading.refusals)), folder)
    if permits(h.actor, "load"):
        st.button(t(N_("Read the files again")), on_click=h.installation.read_programs, args=(h.actor,))
    if faults or reading.refusals:
        show(
            tag("p", t(N_("The last good program stays in force until the files are mended."))),
            class_="band fault",
        )
    files.problems(h, "faults", N_("Faults"), faults)
    files.problems(h, "refusals", N_("Why the files were not loaded"), reading.refusals)
    files.in_force(h, h.of(programs))
    files.problems(h, "doubts", N_("Doubts that keep nothing from being loaded"), doubts)
    foot.foot(h, (N_("A fault keeps every file from being loaded; a doubt does not. Nobody changes a program here: "
                     "its files are edited, checked with “tracker check”, and loaded."),))  # fmt: skip


check(here())
