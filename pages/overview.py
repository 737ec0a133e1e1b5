"""Overview: how the program is being executed, where it lags, and who is needed now."""

from tracker.queries.attention import needing
from tracker.queries.directory import headline, programs, themes
from tracker.queries.gaps import accountability_gaps
from tracker.queries.moved import moved_most
from tracker.queries.rollups import cells, rolled_up, whole
from tracker.text import N_
from tracker.ui.components import country, course, foot, program, start
from tracker.ui.components.attention import needs_attention
from tracker.ui.components.cells import set_bar
from tracker.ui.components.first_promises import first_promises_line
from tracker.ui.components.gaps import gap_lines
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import show, tag
from tracker.ui.components.moved import moved_lines
from tracker.ui.components.problem import unknown
from tracker.ui.components.sets import section_table, set_table, worst_first
from tracker.ui.page import Here, here
from tracker.ui.together import put_waiting


def overview(h: Here) -> None:
    known = h.of(programs)
    chosen = program.pick_program(h, known, h.of(headline, h.chosen("territory") or "KZ"))
    if not known:
        return start.no_program(h)
    if chosen is None:
        return unknown(
            h, N_("There is no program “{id}”."), id=h.chosen("program") or h.chosen("territory") or ""
        )
    own, same = h.scope(program=chosen.program), program.of_its_kind(h, chosen)
    figures = h.of(whole, own)
    if figures is None:
        return start.not_begun(h, chosen)
    heading(h, program.sentence(h, figures), over=program.title(h, chosen))
    show(set_bar(h, figures, "page"), tag("p", program.base(h, figures), class_="quiet"))
    start.no_reports(h)
    put_waiting()  # the first figures stand there while the rest is looked for
    needs_attention(h, h.of(needing, own))
    course.year(h, own, chosen)
    look_around(h, chosen, own, same)
    tables(h, chosen, own, same)
    program.choose_program(h, known, chosen)
    foot.foot(
        h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION), [h.installation.shown(chosen.file)]
    )


def look_around(h: Here, chosen, own, same) -> None:
    regions = h.of(country.regions)
    found = h.of(rolled_up, same, "territory")
    if any(of.key == region.code for of in found for region in regions):
        around(h, chosen, same, regions, found)
    moved_lines(h, h.of(moved_most, own))
    first_promises_line(h, chosen)
    gap_lines(h, h.of(accountability_gaps, own))


def around(h: Here, chosen, same, regions, found) -> None:
    part(h.t(N_("Regions")), h.t(N_("Each region's program and those of its districts together.")))
    country.tiles(h, regions, found, chosen.territory)
    part(h.t(N_("Themes by region")))
    country.heat(h, regions, h.of(themes), h.of(cells, same))


def tables(h: Here, chosen, own, same) -> None:
    t = h.t
    part(t(N_("Sections")))
    section_table(h, h.of(worst_first, own, "section"), h.say(chosen.title))
    part(t(N_("Programs beside and below")))
    set_table(
        h, "programs", h.of(worst_first, same, "program"), of_what=t(N_("Program")),
        caption=t(N_("Each program by itself; they are not averaged.")), empty=t(N_("There is no other program.")),
        address=lambda of: h.link("overview", program=of.key),
    )  # fmt: skip


overview(here())
