"""Territory: how its own program stands, what the shortfall is made of, and the programs below it; or the list."""

from tracker.queries.directory import TerritoryEntry, headline, territories
from tracker.queries.rollups import rolled_up, whole
from tracker.text import N_
from tracker.text.vocab import word
from tracker.ui.components import country, decision_list, foot, start
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.components.problem import unknown
from tracker.ui.components.sets import section_table, set_table, territory_table, worst_first
from tracker.ui.components.standing import how_many_behind, indicator_list, made_of, standing
from tracker.ui.page import Here, here


def territory(h: Here) -> None:
    known = h.of(territories)
    wanted = h.chosen("territory")
    if wanted is None:
        return everywhere(h, known)
    found = next((one for one in known if one.code == wanted), None)
    if found is None:
        return unknown(h, N_("There is no territory “{id}”."), id=wanted)
    one(h, found, known)


def everywhere(h: Here, known: list[TerritoryEntry]) -> None:
    found, codes = (
        h.of(worst_first, h.scope(kind="election"), "territory"),
        {p.code for p in h.of(country.regions)},
    )
    regions = [of for of in found if of.key in codes]
    heading(h, how_many_behind(h, regions, N_("{behind} of {count} regions are behind their plan")))
    start.no_reports(h)
    country.tiles(h, h.of(country.regions), h.of(rolled_up, h.scope(kind="election"), "territory"), None)
    choose(h, "territory", h.t(N_("Territory")), {place.code: h.say(place.title) for place in known})
    territory_table(h, found, h.t(N_("Each territory with everything below it, program by program.")))


def one(h: Here, place: TerritoryEntry, known: list[TerritoryEntry]) -> None:
    own, below = h.of(headline, place.code), h.scope(territory=place.code, kind="election")
    scope = h.scope(program=own.program) if own else below
    above = next((up for up in known if up.code == place.parent), None)
    up = a(h.link("territory", territory=above.code), h.say(above.title)) if above else None
    level = word("territory_level", place.level, h.language)
    over = joined((up, level, h.say(own.title) if own else None), " · ")
    if not standing(h, h.of(whole, scope), scope, name=h.say(place.title), over=over):
        return foot.foot(h, ())
    made_of(h, scope, "section", h.t(N_("By section of its program")))
    part(h.t(N_("Sections")))
    section_table(h, h.of(worst_first, scope, "section"), h.say(place.title))
    if len(beside := h.of(worst_first, h.scope(territory=place.code, own=True), "program")) > 1:
        part(h.t(N_("Programs of this territory")), h.t(N_("Each program by itself; they are not averaged.")))
        set_table(h, "programs", beside, of_what=h.t(N_("Program")), caption=h.say(place.title),
                  empty=h.t(N_("None.")), address=lambda of: h.link("overview", program=of.key))  # fmt: skip
    children = {child.code for child in known if child.parent == place.code}
    under = h.of(worst_first, below, "territory")
    if lower := h.drawn(lambda: [of for of in under if of.key in children], ("lower",), under, known):
        part(h.t(N_("Territories below")))
        territory_table(h, lower, h.t(N_("Each with everything below it; the program above is its own.")))
    decision_list.decisions_on(h, territory=place.code)
    part(h.t(N_("Indicators")))
    indicator_list(h, scope, h.say(place.title))
    show(tag("p", a(h.link("measures", territory=place.code), h.t(N_("Measures here"))), " · ",
             a(h.link("changes", territory=place.code), h.t(N_("What changed between two dates")))))  # fmt: skip
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION), [own.file] if own else ())


territory(here())
