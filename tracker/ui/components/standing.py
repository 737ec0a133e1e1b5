"""How a set of indicators stands, the same on the pages of a territory, section, theme and executor.

Owns the sentence, the bar with its base, and the make-up of the shortfall; every figure comes from the queries.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.charts import Chart
from tracker.charts.bars import Part as Bar
from tracker.charts.bars import shortfall_parts
from tracker.queries.ask import Scope
from tracker.queries.attention import needing
from tracker.queries.listed import listed
from tracker.queries.makeup import makeup
from tracker.queries.rollups import RolledUp
from tracker.text import N_, percent
from tracker.ui.components.attention import needs_attention
from tracker.ui.components.cells import set_bar
from tracker.ui.components.course import chart
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import show, tag
from tracker.ui.components.indicators import indicator_table
from tracker.ui.components.program import base
from tracker.ui.page import Here


def sentence(here: Here, figures: RolledUp | None) -> str:
    """The state of a set in a sentence made from its figures."""
    if figures is None:
        return here.t(_EMPTY)
    if figures.execution is None or figures.plan_today is None:
        return here.t(_NOT_MEASURABLE)
    shares = {
        "done": percent(figures.execution, here.language),
        "plan": percent(figures.plan_today, here.language),
    }
    nothing = percent(0.0, here.language)
    return here.t(_NOT_YET if set(shares.values()) == {nothing} else _SENTENCE, **shares)


def standing(here: Here, figures: RolledUp | None, scope: Scope, *, name: str, over: object = None) -> bool:
    """Sentence, bar, base, and what needs somebody now; False where the set holds nothing on the day."""
    heading(here, sentence(here, figures), over=over, name=name)
    if figures is None:
        show(tag("p", here.t(_WHY_EMPTY), class_="quiet"))
        return False
    programs = here.t.plural("in {n} program", "in {n} programs", figures.programs)
    show(set_bar(here, figures, "page"), tag("p", f"{base(here, figures)} · {programs}", class_="quiet"))
    needs_attention(here, here.of(needing, scope))
    return True


def made_of(here: Here, scope: Scope, by: str, title: str) -> None:
    """What the shortfall is made of, as sorted bars that add up to it."""
    parts = here.of(makeup, scope, by)
    if sum(one.part > 0 for one in parts) < 2:
        return
    part(here.t(_MADE_OF), title)

    def build() -> Chart:
        bars = [
            Bar(one.key or "", here.say(one.title) or one.key or here.t(_NOBODY), one.part) for one in parts
        ]
        return shortfall_parts(bars, language=here.language, theme=here.theme)

    chart(here, here.drawn(build, ("makeup", by), parts), f"makeup-{by}")


def indicator_list(here: Here, scope: Scope, caption: str) -> None:
    """The scope's indicators, those that need attention most first."""
    found = here.of(listed, scope, by_attention=True)
    indicator_table(here, found, caption=caption, empty=here.t(_NO_INDICATOR))


def how_many_behind(here: Here, found: Sequence[RolledUp], template: str) -> str:
    """A list's sentence (fields ``behind`` and ``count``): how many of the sets are behind their plan."""
    measured = [of for of in found if of.deviation is not None]
    return here.t(template, behind=sum(of.deviation < -BEHIND for of in measured), count=len(found))


#: half a point: less is not said of a set, the figures are shown to a tenth
BEHIND = 0.005

_SENTENCE = N_("{done} done; by plan it should be {plan}")
_NOT_YET = N_("By plan nothing is to be done here by this day yet, and nothing is done yet")
_EMPTY = N_("Nothing was promised here on the day shown")
_NOT_MEASURABLE = N_("Nothing here can be measured yet")
_WHY_EMPTY = N_("No program that has begun by this day holds an indicator here. Another day may.")
_MADE_OF = N_("What the shortfall is made of")
_NO_INDICATOR = N_("No indicator.")
_NOBODY = N_("nobody")
