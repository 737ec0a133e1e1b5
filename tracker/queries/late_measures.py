"""Measures that are late, each with the cause that somebody has given for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, source, titles
from tracker.queries.explanations import Explanation, explanations
from tracker.queries.measures import Measure, measures_of
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class LateMeasure:
    """A measure past its due day and not done. ``cause`` is one of the vocabulary's, out of the newest amendment of
    the measure (``cause_from`` is ``amendment``) or the newest explanation of its indicator (``explanation``); None
    where nobody has named one. ``cause_on`` is that word's day.
    """

    measure: Measure
    days: int
    cause: str | None
    cause_from: str | None
    cause_on: date | None
    note: dict[str, str] | None


_CAUSES = """
select s.id as indicator, m.measure, m.cause, m.dated, m.note_kk, m.note_ru, m.note_en
from store.amendment m
join {source} a on a.load = m.load and a.no = m.no
join store.subject s on s.no = m.no
where m.measure is not null and m.cause is not null and m.dated <= $as_of and {where}
order by m.dated, m.place
"""


def late_measures(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[LateMeasure]:
    """Every late measure under the scope's indicators, the longest late first."""
    late = [one for one in measures_of(store, actor, ask, scope) if one.late and one.state != "done"]
    return with_causes(store, actor, ask, scope, late) if late else []


def with_causes(
    store: Store,
    actor: Actor,
    ask: Ask,
    scope: Scope,
    late: list[Measure],
    said_of: Iterable[Explanation] | None = None,
) -> list[LateMeasure]:
    """Late measures of a scope with their causes, the longest late first.

    ``said_of`` are the explanations of their indicators, the newest first, where they are known already.
    """
    where, values = scope.where(ask, store)
    with store.cursor() as cursor:
        sql = _CAUSES.format(source=source(store, actor, ask), where=where)
        amended = {
            (row["indicator"], row["measure"]): row
            for row in rows(cursor, sql, {**values, "as_of": ask.as_of})
        }
    said: dict[str, Explanation] = {}
    for one in explanations(store, actor, ask, scope) if said_of is None else said_of:  # newest first
        said.setdefault(one.indicator, one)
    found = [
        _late(one, amended.get((one.indicator, one.measure)), said.get(one.indicator), ask) for one in late
    ]
    return sorted(found, key=lambda one: (-one.days, one.measure.indicator, one.measure.measure))


def _late(one: Measure, amendment: dict | None, words: Explanation | None, ask: Ask) -> LateMeasure:
    days = (ask.as_of - one.due).days if one.due else 0
    if amendment is not None:
        note = titles(amendment, "note")
        return LateMeasure(one, days, amendment["cause"], "amendment", amendment["dated"], note)
    if words is not None:
        return LateMeasure(one, days, words.cause, "explanation", words.explained_at.date(), None)
    return LateMeasure(one, days, None, None, None, None)
