"""Search: one box over indicators, measures, sections, seats, programs, territories, themes and executors."""

from tracker.queries.search import search as search_for
from tracker.text import N_
from tracker.ui.components import foot
from tracker.ui.components.filters import find
from tracker.ui.components.found import found_lines, sentence
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here

MOST = 60


def search(h: Here) -> None:
    wanted = h.chosen("find") or ""
    found = h.of(search_for, wanted, limit=MOST, language=h.language) if wanted else []
    heading(h, sentence(h, wanted, found, MOST))
    find(h, h.t(N_("What to look for")))
    found_lines(h, wanted, found)
    foot.foot(h, (HOW,))


HOW = N_(
    "Every word must stand in the name or in the name of its territory: whole, or its beginning, in any of the three "
    "languages, in Latin letters, or with one typing error."
)

search(here())
