"""The list to find an indicator in: words, program, territory, theme, status; those that need attention first."""

from __future__ import annotations

from tracker.queries.directory import programs, territories, themes
from tracker.queries.listed import listed
from tracker.queries.rollups import rolled_up, whole
from tracker.text import N_
from tracker.text.vocab import words
from tracker.ui.components import foot, start
from tracker.ui.components.filters import choose, find, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.components.indicators import indicator_table
from tracker.ui.page import Here


def finder(here: Here) -> None:
    """Every indicator that the address' choices leave."""
    t, section = here.t, here.chosen("section")
    bounds = {name: here.chosen(name) for name in ("program", "section", "territory", "theme")}
    scope = here.scope(**bounds)
    figures = here.of(whole, scope)
    behind = sum(getattr(figures, status) for status in _BEHIND) if figures else 0
    heading(
        here,
        t(
            N_("{behind} of {count} indicators are behind their plan or silent"),
            behind=behind,
            count=figures.indicators if figures else 0,
        ),
    )
    start.no_reports(here)
    with side_by_side():
        looked_for = find(here, t(N_("Words in the title")))
        choose(here, "program", t(N_("Program")), here.names(programs, "program"))
        choose(here, "territory", t(N_("Territory")), here.names(territories, "code"))
        choose(here, "theme", t(N_("Theme")), here.names(themes, "id"))
        status = choose(here, "status", t(N_("Status")), words("status", here.language))
        if section:
            sections = {one.key: here.say(one.title) for one in here.of(rolled_up, scope, "section")}
            choose(here, "section", t(N_("Section")), sections)
    shown = here.of(listed, scope, by_attention=True, status=status, words=looked_for, language=here.language)
    indicator_table(here, shown, caption=t(N_("Those that need attention most stand first.")),
                    empty=t(N_("No indicator fits; take a filter away.")))  # fmt: skip
    foot.foot(here, (foot.STATUS, foot.ATTENTION))


_BEHIND = ("at_risk", "off_track", "missed", "no_data")
