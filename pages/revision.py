"""Revision: which indicators of a program can be judged at all, what stands in the way, and whose it is to repair."""

from tracker.queries.directory import headline, programs, territories
from tracker.queries.evaluability import revision as revised
from tracker.text import N_
from tracker.ui.components import foot, revising
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.components.problem import unknown
from tracker.ui.page import Here, here


def revision(h: Here) -> None:
    t = h.t
    known, places = h.of(programs), h.names(territories, "code")
    named = {one.program: one for one in known}
    territory, program = h.chosen("territory"), h.chosen("program")
    if program is not None and program not in named:
        return unknown(h, N_("There is no program “{id}”."), id=program)
    if territory is not None and territory not in places:
        return unknown(h, N_("There is no territory “{id}”."), id=territory)
    if program is None and territory is None:
        first = h.of(headline)
        program = first.program if first else None
    scope = h.scope(program=program) if program else h.scope(territory=territory)
    found = h.of(revised, scope)
    over = h.say(named[program].title) if program else places[territory] if territory else None
    heading(h, revising.sentence(h, found), revising.base(h, found), name=over)
    with side_by_side():
        choose(h, "territory", t(N_("Territory")), places, clears="program")
        offered = [one for one in known if territory in (None, one.territory)]
        choose(
            h, "program", t(N_("Program")), {one.program: h.say(one.title) for one in offered}, chosen=program
        )
    revising.checks(h, found)
    revising.repairs(h, found)
    revising.rows(h, found)
    foot.foot(h, (revising.HOW, foot.STATUS))


revision(here())
