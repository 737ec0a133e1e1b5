"""One hearing as steps: its head, the steps in the address, and what stands in each."""

from __future__ import annotations

from tracker.queries.hearings import Hearing, hearing_changes, may_prepare
from tracker.text import N_, day, instant
from tracker.ui.components import (
    hearing_after,
    hearing_agenda,
    hearing_answers,
    hearing_form,
    hearing_freeze,
    hearing_meeting,
    hearing_papers,
)
from tracker.ui.components.acting import say_done
from tracker.ui.components.demonstration import badge
from tracker.ui.components.heading import heading, part
from tracker.ui.components.hearing_words import name, state
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.page import Here

STEPS = {
    "prepare": N_("Agenda"),
    "send": N_("Sending"),
    "answers": N_("Replies"),
    "freeze": N_("Freeze"),
    "pack": N_("Pack"),
    "meeting": N_("Meeting"),
    "afterwards": N_("Afterwards"),
}
#: where a hearing's page opens, by its state
OPENS = {"draft": "prepare", "sent": "answers", "frozen": "pack", "held": "meeting", "closed": "afterwards"}


def page(here: Here, of: Hearing) -> None:
    """The hearing's head, its steps, and the one that is open."""
    t = here.t
    heading(
        here, t(_SENTENCES[of.state], day=day(of.held_on, here.language)), _base(here, of),
        over=a(here.link("hearings"), t(_ALL)), name=_named(here, of),
    )  # fmt: skip
    chosen = here.chosen("step") or OPENS[of.state]
    step = chosen if chosen in STEPS else OPENS[of.state]
    _bar(here, of, step)
    say_done()
    leads = here.of(may_prepare, of.territory)
    match step:
        case "prepare":
            hearing_agenda.agenda_step(here, of, leads and of.state in ("draft", "sent"))
            if leads and of.state in ("draft", "sent"):
                part(t(_FACTS), t(_FACTS_HOW))
                hearing_form.edit(here, of)
            changes(here, of)
        case "send":
            hearing_answers.sending(here, of, leads)
        case "answers":
            hearing_answers.answers_step(here, of, leads)
        case "freeze":
            hearing_freeze.freeze_step(here, of, leads)
        case "pack":
            hearing_papers.pack_step(here, of)
        case "meeting":
            hearing_meeting.meeting_step(here, of, leads)
        case "afterwards":
            hearing_after.after_step(here, of, leads)


def _named(here: Here, of: Hearing) -> Html:
    mark = badge(here.t) if of.demonstration and not here.installation.demonstration else None
    return joined((name(here, of), mark), " ")


def _base(here: Here, of: Hearing) -> str:
    programs = "; ".join(here.say(title) for title in of.program_titles)
    return here.t(
        _BASE, speaker=here.say(of.office_title), programs=programs, as_of=day(of.as_of, here.language),
        state=state(here, of),
    )  # fmt: skip


def _bar(here: Here, of: Hearing, step: str) -> None:
    """The steps as links; those a hearing has not come to yet stand there too and say so when opened."""
    reached = _reached(of)
    items = [
        tag("li", tag("strong", here.t(words), aria_current="step") if code == step
            else a(here.link("hearings", hearing=of.hearing, step=code), here.t(words)),
            class_="past" if code in reached else None)
        for code, words in STEPS.items()
    ]  # fmt: skip
    show(tag("nav", tag("ol", *items, class_="steps"), aria_label=here.t(_STEPS)))


def _reached(of: Hearing) -> set[str]:
    done = {"draft": 0, "sent": 2, "frozen": 4, "held": 6, "closed": 7}[of.state]
    return set(list(STEPS)[:done])


def changes(here: Here, of: Hearing) -> None:
    """Who changed what, the last first."""
    t, found = here.t, here.of(hearing_changes, of.hearing)
    part(t(_CHANGES), t(_CHANGES_HOW))
    titles = here.of(hearing_agenda.titles_on, of.hearing)
    lines = []
    for one in reversed(found):
        who = f"{instant(one.at, here.language)} · {one.by}"
        if one.on_behalf_of:
            who = t(_FOR, who=who, seat=one.on_behalf_of)
        about = here.say(titles.get(one.indicator)) or one.indicator if one.indicator else None
        place = t(_TO_PLACE, place=one.place) if one.place else None
        lines.append(
            tag("li", tag("div", who, class_="quiet"),
                tag("div", joined((tag("strong", t(_WHAT.get(one.what, _CHANGED))), about, place), " · ")),
                tag("div", one.words) if one.words else None)
        )  # fmt: skip
    show(tag("details", tag("summary", t(_SHOW_CHANGES, n=len(lines))), tag("ol", *lines, class_="words")))


_ALL = N_("Hearings")
_STEPS = N_("Steps of the hearing")
_SENTENCES = {
    "draft": N_("The hearing of {day} is a draft: its agenda is made from the figures and can be changed"),
    "sent": N_("The hearing of {day} is with the executors, who may answer before it is frozen"),
    "frozen": N_("The figures of the hearing of {day} are frozen; the pack can be handed out"),
    "held": N_("The hearing of {day} was held: answers and decisions are being recorded"),
    "closed": N_("The hearing of {day} is closed; its decisions are followed until they are done"),
}
_BASE = N_("{speaker} speaks. Programs: {programs}. Figures as of {as_of}. State: {state}.")
_FACTS = N_("What is heard, who speaks, when")
_FACTS_HOW = N_("The agenda follows: it is made anew from the programs and the day.")
_CHANGES = N_("Who changed what")
_CHANGES_HOW = N_("Everything the staff, the executors and the meeting did; nothing is taken away.")
_SHOW_CHANGES = N_("Show all entries ({n})")
_FOR = N_("{who}, for {seat}")
_TO_PLACE = N_("to place {place}")
_CHANGED = N_("changed")
_WHAT = {
    "prepared": N_("hearing prepared"),
    "facts": N_("facts changed"),
    "sent": N_("sent to the executors"),
    "frozen": N_("frozen"),
    "held": N_("held"),
    "closed": N_("concluded"),
    "add": N_("put on the agenda"),
    "drop": N_("taken off the agenda"),
    "move": N_("moved to another place"),
    "annotate": N_("annotated"),
    "ask": N_("question added"),
    "reword": N_("question reworded"),
    "leave_out": N_("question left out"),
    "answer": N_("executor's answer"),
    "note": N_("answered at the meeting"),
    "decision": N_("decision recorded"),
}
