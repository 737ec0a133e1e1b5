"""Section: one part of one program, who carries it, what its shortfall is made of; or the list of a program's."""

from tracker.queries.directory import headline, programs, themes
from tracker.queries.indicators import assessed
from tracker.queries.measures import measure_counts
from tracker.queries.rollups import whole
from tracker.text import N_
from tracker.ui.components import foot, start
from tracker.ui.components.cells import nobody, seat_link
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.components.indicators import indicator_table
from tracker.ui.components.measure_counts import counted
from tracker.ui.components.problem import unknown
from tracker.ui.components.sets import section_table, worst_first
from tracker.ui.components.standing import how_many_behind, made_of, standing
from tracker.ui.page import Here, here


def section(h: Here) -> None:
    known, first = h.of(programs), h.of(headline)
    wanted = h.chosen("program") or (first.program if first else None)
    program = next((one for one in known if one.program == wanted), None)
    if program is None:
        return unknown(h, N_("There is no program “{id}”."), id=wanted) if wanted else start.no_program(h)
    found, chosen = h.of(worst_first, h.scope(program=program.program), "section"), h.chosen("section")
    if chosen is None:
        return every(h, known, program, found)
    if chosen not in {of.key for of in found}:
        return unknown(h, N_("The program holds no section “{id}” on the day shown."), id=chosen)
    one(h, program, chosen, next(of for of in found if of.key == chosen))


def every(h: Here, known, program, found) -> None:
    heading(h, how_many_behind(h, found, N_("{behind} of {count} sections are behind their plan")),
            over=h.say(program.title))  # fmt: skip
    start.no_reports(h)
    options = {one.program: h.say(one.title) for one in known}
    choose(h, "program", h.t(N_("Program")), options, chosen=program.program, clears="section")
    section_table(h, found, h.say(program.title))
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED), [program.file])


def one(h: Here, program, chosen: str, of) -> None:
    t, scope = h.t, h.scope(program=program.program, section=chosen)
    items = h.of(assessed, scope, by_attention=True)
    item = items[0]
    carrier = (
        nobody(h) if item.section_owner is None else seat_link(h, item.section_owner, item.section_holder)
    )
    over = joined((a(h.link("overview", program=program.program), h.say(program.title)), carrier), " · ")
    standing(h, h.of(whole, scope), scope, name=h.say(of.title), over=over)
    made_of(h, scope, "indicator", t(N_("By indicator")))
    with side_by_side():
        names = {
            one.key: h.say(one.title)
            for one in h.of(worst_first, h.scope(program=program.program), "section")
        }
        choose(h, "section", t(N_("Section")), names, chosen=chosen)
    part(t(N_("Indicators, worst first")))
    indicator_table(h, items, caption=h.say(of.title), empty=t(N_("No indicator.")))
    part(t(N_("Measures")))
    counted(h, h.of(measure_counts, scope), h.link("measures", program=program.program, section=chosen))
    theme = next((one for one in h.of(themes) if one.id == item.theme), None)
    regions = a(h.link("theme", theme=theme.id), t(N_("The same theme in the regions"))) if theme else None
    changed = a(
        h.link("changes", program=program.program, section=chosen), t(N_("What changed between two dates"))
    )
    show(tag("p", joined((regions, changed) if regions else (changed,), " · ")))
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION), [program.file])


section(here())
