"""Which program a page is about: picking it, what it is called and counted over, and those of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.queries.ask import Scope
from tracker.queries.directory import ProgramEntry
from tracker.queries.rollups import RolledUp
from tracker.text import N_, percent, points
from tracker.ui.components.demonstration import badge
from tracker.ui.components.filters import choose
from tracker.ui.components.html import Html, joined
from tracker.ui.page import Here


def pick_program(
    here: Here, known: Sequence[ProgramEntry], first: ProgramEntry | None
) -> ProgramEntry | None:
    """The program of the address, else the first; None where the address names one that does not exist."""
    by_id = {program.program: program for program in known}
    if (given := here.chosen("program")) is not None:
        return by_id.get(given)
    return first


def choose_program(here: Here, known: Sequence[ProgramEntry], chosen: ProgramEntry) -> None:
    """The other programs to turn to."""
    options = {program.program: here.say(program.title) for program in known}
    choose(here, "program", here.t(_PROGRAM), options, chosen=chosen.program)


def title(here: Here, program: ProgramEntry) -> Html:
    """The program's name, badged where it is made up."""
    return joined((here.say(program.title), badge(here.t) if program.demonstration else None), " ")


def of_its_kind(here: Here, program: ProgramEntry) -> Scope:
    """Every program of the same kind that has begun: election programs are not mixed with the party's own."""
    return here.scope(kind=program.kind)


def sentence(here: Here, figures: RolledUp) -> str:
    """The program's state in a sentence made from its figures."""
    if figures.execution is None or figures.plan_today is None:
        return here.t(_NOTHING_MEASURABLE)
    return here.t(
        _SENTENCE,
        done=percent(figures.execution, here.language),
        plan=percent(figures.plan_today, here.language),
    )


def base(here: Here, figures: RolledUp) -> str:
    """What the figures are counted over, how far from the plan of the days reported, and how much is known."""
    t = here.t
    said = [t.plural("Base: {n} indicator, by weight", "Base: {n} indicators, by weight", figures.indicators)]
    if figures.deviation is not None:
        said.append(t(_DEVIATION, points=points(figures.deviation, here.language)))
    if figures.coverage is not None and figures.coverage < 1:
        said.append(t(_COVERAGE, share=percent(figures.coverage, here.language)))
    if figures.execution_max is not None and figures.execution_max > (figures.execution or 0) + 1e-9:
        said.append(t(_MOST, share=percent(figures.execution_max, here.language)))
    return " · ".join(said)


_PROGRAM = N_("Program")
_SENTENCE = N_("The program is {done} done; by plan it should be {plan}")
_NOTHING_MEASURABLE = N_("Nothing in this program can be measured yet")
_DEVIATION = N_("From the plan of the days the reports speak of: {points}")
_COVERAGE = N_("Reported in time: {share}")
_MOST = N_("Execution lies between the reported share and {share}")
