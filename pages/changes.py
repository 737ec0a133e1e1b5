"""Between two dates: what changed on the country, a territory, a section, a seat or an indicator, and through what."""

from tracker.text import N_
from tracker.ui.components import changing, foot
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.components.html import show, tag
from tracker.ui.components.problem import unknown
from tracker.ui.page import Here, here


def changes(h: Here) -> None:
    t, first = h.t, changing.first_day(h)
    if first is None:
        return unknown(h, N_("“{id}” is no earlier day than the one shown."), id=h.chosen("from") or "")
    about = changing.about(h)
    if about is None:
        return unknown(h, N_("Nothing of that id stood in the programs on the day shown."))
    figure = changing.figure(h)
    found = h.of(changing.change_from, first, about.scope)
    heading(h, changing.sentence(h, getattr(found, figure), first), over=about.name)
    show(
        tag(
            "p",
            t(N_("From the end of {first} to the end of {last}"), first=first, last=h.ask.as_of),
            class_="quiet",
        )
    )
    changing.waterfall_of(h, found, figure)
    changing.steps(h, found, figure)
    with side_by_side():
        changing.choose_first_day(h, first)
        choose(h, "figure", t(N_("Figure")), changing.figures(h), chosen=figure)
        changing.choose_about(h)
    changing.since_last_hearing(h, first)
    changing.opened(h, first, about.scope, figure)
    changing.late(h, found)
    foot.foot(h, (changing.HOW, foot.EXECUTION, foot.PLAN, foot.VERIFIED))


changes(here())
