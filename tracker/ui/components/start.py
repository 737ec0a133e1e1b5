"""Pages with nothing to show yet: what will stand there, and how to make it so."""

from __future__ import annotations

from tracker.access import Actor
from tracker.queries.ask import Ask
from tracker.queries.directory import ProgramEntry, holds_reports
from tracker.store import Store
from tracker.text import N_
from tracker.ui.components.heading import quiet_line
from tracker.ui.components.html import a, show, tag
from tracker.ui.page import Here


def no_program(here: Here) -> None:
    """No program is loaded: the files were at fault, or there are none."""
    t = here.t
    show(tag("h1", t(_NO_PROGRAM)))
    quiet_line(here)
    refused = here.installation.reading.refused
    show(tag("p", t(_FILES_AT_FAULT if refused else _NO_FILES), " ", a(here.link("check"), t(_SEE_CHECK))),
         class_="band fault")  # fmt: skip


def not_begun(here: Here, program: ProgramEntry) -> None:
    """The program holds nothing on the day shown."""
    t = here.t
    show(tag("p", here.say(program.title), class_="quiet"), tag("h1", t(_NOT_BEGUN, start=program.start)))
    quiet_line(here)
    show(tag("p", a(here.stay(as_of=program.start), t(_SHOW_START))))


def _reported(store: Store, actor: Actor, ask: Ask) -> bool:
    return holds_reports(store)


def no_reports(here: Here) -> None:
    """Nothing was reported at all: how to report, and how to see the demonstration."""
    if here.of(_reported):
        return
    t = here.t
    show(
        tag("p", tag("strong", t(_NO_REPORTS))),
        tag("p", t(_HOW_TO_REPORT), " ", a(here.link("report"), t(_REPORT))),
        tag("p", t(_HOW_TO_SEE), " ", tag("code", "make run")),
        class_="band fine",
    )


_NO_PROGRAM = N_("No program is loaded")
_FILES_AT_FAULT = N_("The program files are at fault and were not loaded.")
_NO_FILES = N_("The folder of program files holds no program.")
_SEE_CHECK = N_("See what to mend")
_NOT_BEGUN = N_("This program begins on {start}; on the day shown it promises nothing yet")
_SHOW_START = N_("Show its first day")
_NO_REPORTS = N_("Nothing has been reported yet, so every promise stands at its beginning.")
_HOW_TO_REPORT = N_(
    "A branch enters its figures here; an administrator brings whole tables with “tracker import”."
)
_REPORT = N_("Report progress")
_HOW_TO_SEE = N_("To see the tracker with made-up progress, stop the server and run the demonstration:")
