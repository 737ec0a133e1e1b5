"""Executor: the same state body across all programs, what it is late with, and whom to ring; or the list."""

from tracker.queries.directory import ExecutorEntry, executors
from tracker.queries.measures import measure_counts
from tracker.queries.rollups import whole
from tracker.text import N_
from tracker.ui.components import controlled, decision_list, foot, start
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.components.measure_counts import counted
from tracker.ui.components.problem import unknown
from tracker.ui.components.sets import set_table, worst_first
from tracker.ui.components.standing import how_many_behind, indicator_list, made_of, standing
from tracker.ui.page import Here, here


def executor(h: Here) -> None:
    listed = h.of(executors)
    known = h.drawn(lambda: {one.executor: one for one in listed}, ("known",), listed)
    wanted = h.chosen("executor")
    if wanted is None:
        return every(h, known)
    if wanted not in known:
        return unknown(h, N_("There is no executor “{id}”."), id=wanted)
    one(h, known[wanted], known)


def every(h: Here, known: dict[str, ExecutorEntry]) -> None:
    every_one = h.of(worst_first, h.scope(), "executor")
    found = h.drawn(lambda: [of for of in every_one if of.key is not None], ("executors",), every_one)
    heading(h, how_many_behind(h, found, N_("{behind} of {count} executors are behind the plan")))
    start.no_reports(h)
    choose(h, "executor", h.t(N_("Executor")), h.names(executors, "executor"), wide=True)
    set_table(h, "executors", found, of_what=h.t(N_("Executor")), empty=h.t(N_("No indicator names its executor.")),
              caption=h.t(N_("Each state body across all programs, averaged with the programs' weights.")),
              address=lambda of: h.link("executor", executor=of.key))  # fmt: skip
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED))


def one(h: Here, body: ExecutorEntry, known: dict[str, ExecutorEntry]) -> None:
    t, scope, above = h.t, h.scope(executor=body.executor), known.get(body.part_of or "")
    up = a(h.link("executor", executor=above.executor), h.say(above.title)) if above else None
    over = joined((a(h.link("executor"), t(N_("Executors"))), up), " › ")
    stands = standing(h, h.of(whole, scope), scope, name=h.say(body.title), over=over)
    contact = h.say(body.contact) or t(N_("no contact is named in the file of executors"))
    show(tag("p", t(N_("Whom to ring: {contact}"), contact=contact)))
    decision_list.decisions_on(h, executor=body.executor)
    controlled.executor(h, body.executor)
    if not stands:
        return foot.foot(h, ())
    made_of(h, scope, "program", t(N_("By program")))
    part(t(N_("Programs")))
    set_table(h, "programs", h.of(worst_first, scope, "program"), of_what=t(N_("Program")), empty=t(N_("None.")),
              caption=t(N_("What this state body executes in each program.")),
              address=lambda of: h.link("overview", program=of.key))  # fmt: skip
    part(t(N_("Indicators, worst first")))
    indicator_list(h, scope, h.say(body.title))
    part(t(N_("Measures")))
    counted(h, h.of(measure_counts, scope), h.link("measures", executor=body.executor))
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION))


executor(here())
