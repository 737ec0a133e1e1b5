"""Theme: one direction of work across the programs of the whole country; or the list of them."""

from tracker.queries.directory import themes
from tracker.queries.rollups import rolled_up, whole
from tracker.text import N_
from tracker.ui.components import country, foot, start
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, show, tag
from tracker.ui.components.problem import unknown
from tracker.ui.components.sets import set_table, worst_first
from tracker.ui.components.standing import how_many_behind, indicator_list, made_of, standing
from tracker.ui.page import Here, here


def theme(h: Here) -> None:
    known = {one.id: one for one in h.of(themes)}
    wanted = h.chosen("theme")
    if wanted is None:
        return every(h)
    if wanted not in known:
        return unknown(h, N_("There is no theme “{id}”."), id=wanted)
    one(h, known[wanted], known)


def every(h: Here) -> None:
    found = h.of(worst_first, h.scope(kind="election"), "theme")
    heading(h, how_many_behind(h, found, N_("{behind} of {count} themes are behind their plan")))
    start.no_reports(h)
    set_table(h, "themes", found, of_what=h.t(N_("Theme")), empty=h.t(N_("None.")),
              caption=h.t(N_("Every election program's sections of a theme, averaged with the programs' weights.")),
              address=lambda of: h.link("theme", theme=of.key))  # fmt: skip
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED))


def one(h: Here, chosen, known) -> None:
    t, scope = h.t, h.scope(theme=chosen.id, kind="election")
    over = a(h.link("theme"), t(N_("Themes")))
    if not standing(h, h.of(whole, scope), scope, name=h.say(chosen.title), over=over):
        return foot.foot(h, ())
    places = h.of(country.regions)
    part(t(N_("Regions")), t(N_("This theme in each region's program and those of its districts together.")))
    country.tiles(h, places, h.of(rolled_up, scope, "territory"), None)
    made_of(h, scope, "territory", t(N_("By the territory whose program it is")))
    choose(h, "theme", t(N_("Theme")), {one.id: h.say(one.title) for one in known.values()})
    part(t(N_("Programs")))
    set_table(
        h, "programs", h.of(worst_first, scope, "program"), of_what=t(N_("Program")), empty=t(N_("None.")),
        caption=t(N_("This theme's part of each program.")),
        address=lambda of: h.link("indicator", program=of.key, theme=chosen.id),
    )  # fmt: skip
    part(t(N_("Indicators, worst first")))
    indicator_list(h, scope, h.say(chosen.title))
    show(tag("p", a(h.link("measures", theme=chosen.id), t(N_("Measures here")))))
    foot.foot(h, (foot.EXECUTION, foot.PLAN, foot.VERIFIED, foot.ATTENTION))


theme(here())
