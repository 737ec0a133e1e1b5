"""What needs somebody now: at most five lines, each with what, how far behind, who and since when, each a link."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.draw.badge import status_span
from tracker.queries.attention import GOOD, Attention
from tracker.text import N_, day
from tracker.ui.components import cells
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, joined, show, tag
from tracker.ui.page import Here

LINES = 5


def needs_attention(here: Here, found: Sequence[Attention]) -> None:
    """The lines, or a sentence that nothing does."""
    part(here.t(_TITLE))
    show(here.drawn(lambda: _lines(here, found), ("attention",), found))


def _lines(here: Here, found: Sequence[Attention]) -> Html:
    bad = [one for one in found if one.item.report_overdue or one.item.status not in GOOD]
    if not bad:
        return tag("p", here.t(_NOTHING), class_="quiet")
    return tag("ol", *(_line(here, one) for one in bad[:LINES]), class_="needs")


def _line(here: Here, one: Attention) -> Html:
    of = one.item
    behind = cells.behind(here, of)
    since = here.t(_SINCE, day=day(one.behind_since, here.language)) if one.behind_since else None
    overdue = here.t(_OVERDUE) if of.report_overdue else None
    return tag(
        "li",
        tag("span", cells.indicator_link(here, of)),
        tag("span", behind, class_="num"),
        tag("span", Html(status_span(of.status, language=here.language, theme=here.theme)), " ",
            joined([part for part in (cells.carrier(here, of), overdue, since) if part], " · "),
            class_="quiet who"),
    )  # fmt: skip


_TITLE = N_("Needs attention now")
_NOTHING = N_("Nothing is behind its plan, and no report is overdue.")
_SINCE = N_("behind since {day}")
_OVERDUE = N_("report overdue")
