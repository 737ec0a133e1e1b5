"""The bare figures of a scope's indicators: columns of the assessment, without the names that a list puts to them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.access import Actor
from tracker.queries.ask import BOUNDED_BY, Ask, Scope, source
from tracker.store import Store

_SQL = "select {columns} from {source} a where {where} order by a.program, a.place"


def figures(store: Store, actor: Actor, ask: Ask, scope: Scope, columns: Sequence[str]) -> list[tuple]:
    """The named columns of macro ``assess_whole`` for every indicator of the scope, in the program's order.

    For an answer of which nothing is shown by name; a list for a reader is :func:`tracker.queries.indicators.assessed`.
    """
    where, values = scope.where(ask, store)
    read = ", ".join(dict.fromkeys((*columns, *BOUNDED_BY, "place")))
    sql = _SQL.format(columns=", ".join(columns), source=source(store, actor, ask, columns=read), where=where)
    with store.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()
