"""A hearing by executor: the same state body across all programs, its share of the shortfall, its repeated causes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tracker.access import Actor
from tracker.hearing.matter import ExecutorMatter
from tracker.queries.agenda import Agenda
from tracker.queries.ask import Ask, Scope
from tracker.queries.attention import GOOD
from tracker.queries.explanations import Explanation
from tracker.queries.hearings import Hearing
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.makeup import makeup
from tracker.queries.rollups import rolled_up
from tracker.store import Store

#: best and worst indicators named of each
NAMED = 3
_GOOD = ("achieved", "on_track")


def by_executor(
    store: Store, actor: Actor, ask: Ask, hearing: Hearing, listed: Agenda, words: Iterable[Explanation]
) -> tuple[ExecutorMatter, ...]:
    """Every executor of the hearing's programs, the greatest share of their shortfall first.

    ``words`` are the explanations of everything at or below the hearing's territory.
    """
    own = makeup(store, actor, ask, Scope(programs=hearing.programs), "executor")
    wanted = {part.key for part in own}
    everything = Scope(territory=hearing.territory, begun=True)
    figures = {row.key: row for row in rolled_up(store, actor, ask, everything, "executor")}
    items: dict[str | None, list[Assessed]] = {}
    for one in assessed(store, actor, ask, everything, by_attention=True):
        if one.executor in wanted:
            items.setdefault(one.executor, []).append(one)
    executor_of = {one.indicator: one.executor for its in items.values() for one in its}
    causes: dict[str | None, Counter[str]] = {}
    for word in words:
        if word.indicator in executor_of:
            causes.setdefault(executor_of[word.indicator], Counter())[word.cause] += 1
    places: dict[str | None, list[int]] = {}
    for item in listed.items:
        places.setdefault(item.item.executor, []).append(item.place)
    return tuple(
        ExecutorMatter(
            executor=part.key,
            title=part.title,
            figures=figures[part.key],
            share=part.share,
            part=part.part,
            lagging=part.lagging,
            best=_best(items[part.key]),
            worst=tuple(one for one in items[part.key] if one.attention > 0 and one.status not in GOOD)[
                :NAMED
            ],
            causes=tuple(
                (cause, n)
                for cause, n in sorted(causes.get(part.key, Counter()).items(), key=_often)
                if n > 1
            ),
            items=tuple(places.get(part.key, ())),
        )
        for part in own
        if part.key in figures and part.key in items
    )


def _best(items: list[Assessed]) -> tuple[Assessed, ...]:
    """Those furthest done of what is on plan."""
    good = [one for one in items if one.status in _GOOD]
    return tuple(sorted(good, key=lambda one: (-(one.progress or 0.0), one.indicator))[:NAMED])


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
