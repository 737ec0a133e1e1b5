"""What became of a program's first promises, in one line that adds up."""

from __future__ import annotations

from tracker.queries.directory import ProgramEntry
from tracker.queries.first_promises import first_promises
from tracker.text import N_
from tracker.ui.components.heading import part
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here


def first_promises_line(here: Here, program: ProgramEntry) -> None:
    """How many were approved, how many stand as approved, and what was done to the others."""
    found = here.of(first_promises, program.program)
    if not found.approved:
        return
    t = here.t
    part(t(N_("What became of the first promises")))
    said = [t.plural("{n} promise was first approved", "{n} promises were first approved", found.approved)]
    said += [t(words, n=n) for fate, words in _FATES.items() if (n := getattr(found, fate)) or fate == "kept"]
    show(tag("p", " · ".join(said)))


_FATES = {
    "kept": N_("kept as approved: {n}"),
    "amended": N_("terms amended: {n}"),
    "moved": N_("due date moved: {n}"),
    "replaced": N_("replaced by others: {n}"),
    "removed": N_("removed: {n}"),
    "added": N_("added later, beside them: {n}"),
}
