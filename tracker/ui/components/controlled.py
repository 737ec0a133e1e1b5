"""What party control has to do with an indicator, a seat or an executor, on their own pages."""

from __future__ import annotations

from tracker.queries.explain import Explained
from tracker.queries.recommendations import recommendations
from tracker.queries.visits import posts, visits
from tracker.ui.components import recommending, saying, visiting
from tracker.ui.page import Here


def indicator(here: Here, of: Explained) -> None:
    """Both sides' words with the answer to a dispute, the post that stands here, recommendations."""
    name = of.assessed.indicator
    saying.of_indicator(here, of)
    visiting.of_indicator(here, of.assessed, here.of(posts, here.scope(indicator=name)))
    recommending.of_those_who_answer(here, here.of(recommendations, indicator=name))


def seat(here: Here, of: str) -> None:
    """What visits did not confirm of what the seat carries, each of them, and what was recommended to it."""
    visiting.not_confirmed(here, here.of(visits, here.scope(seat=of)), here.t(visiting.EACH))
    recommending.of_those_who_answer(here, here.of(recommendations, seat=of))


def executor(here: Here, of: str) -> None:
    """What visits did not confirm of what the body executes, and what was recommended to it."""
    visiting.not_confirmed(here, here.of(visits, here.scope(executor=of)), here.t(visiting.UNCONFIRMED))
    recommending.of_those_who_answer(here, here.of(recommendations, executor=of))
