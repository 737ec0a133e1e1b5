"""What moved most in the last thirty days: which indicator, from where to where."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.queries.moved import Moved
from tracker.text import N_, percent, points
from tracker.ui.components.cells import indicator_link
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, show, tag
from tracker.ui.page import Here


def moved_lines(here: Here, found: Sequence[Moved]) -> None:
    """One line a movement, the largest first."""
    part(here.t(_TITLE))
    if not found:
        show(tag("p", here.t(_NOTHING), class_="quiet"))
        return
    show(
        here.drawn(lambda: tag("ol", *(_line(here, one) for one in found), class_="needs"), ("moved",), found)
    )


def _line(here: Here, one: Moved) -> Html:
    from_to = here.t(
        _FROM_TO, before=percent(one.before, here.language), after=percent(one.after, here.language)
    )
    return tag(
        "li", tag("span", indicator_link(here, one.item)), tag("span", points(one.change, here.language), class_="num"),
        tag("span", from_to, class_="quiet who"),
    )  # fmt: skip


_TITLE = N_("Moved most in 30 days")
_NOTHING = N_("No report of the last 30 days moved an indicator.")
_FROM_TO = N_("{before} → {after}")
