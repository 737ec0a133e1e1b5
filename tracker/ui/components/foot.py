"""A page's foot: sources, how its figures are computed, and the ledger's revision they were read at."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.text import N_
from tracker.ui.components.html import joined, show, tag
from tracker.ui.page import Here


def foot(here: Here, how: Sequence[str], sources: Sequence[object] = ()) -> None:
    """``how``: templates that say how the page's figures are made; ``sources``: where its promises stand."""
    t = here.t
    explained = tag("details", tag("summary", t(_HOW)), joined(tag("p", t(words)) for words in how))
    from_where = tag("p", t(_SOURCES), " ", joined(sources, "; ")) if sources else None
    revision = tag("p", t(_REVISION, head=here.store.head(), day=here.selection.as_of))
    show(explained, from_where, revision, class_="foot")


_HOW = N_("How these figures are computed")
_SOURCES = N_("Sources:")
_REVISION = N_("Ledger revision {head}; the same revision and day give the same figures for ever ({day}).")

EXECUTION = N_(
    "Execution is the weighted mean of the indicators' progress, each kept between 0 and 100 %; an indicator without "
    "a report counts as 0, and the hatched part shows how far execution could reach if everybody silent had done all."
)
PLAN = N_(
    "The plan is the weighted mean of what each indicator should have reached on the day its newest report speaks of; "
    "the tick on the bar is the plan on the day shown and is not subtracted."
)
VERIFIED = N_("Verified is the same figure from reports that party control has confirmed.")
ATTENTION = N_(
    "What needs attention is ranked by weight and distance behind the plan, doubled where a report is overdue and "
    "multiplied by one more than the number of kinds of contradiction found."
)
STATUS = N_(
    "A status compares progress with the plan on the day the newest report speaks of: on track from 95 % of the plan, "
    "at risk from 80 %, else off track, unless the program sets other thresholds."
)
