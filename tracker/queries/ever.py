"""What may fall into a scope on any day: all that a load ever put there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.assess.unmoved import State, state_of_loads, state_of_programs, unmoved
from tracker.queries.ask import Ask, Scope
from tracker.store import Store

_SQL = """
with held as (
    select i.no, i.id as indicator, i.program, i.section, i.executor, s.theme, p.territory, p.kind as program_kind,
        p.start_on as program_start_on, p.end_on as program_end_on, own.seat as owner, sec.seat as section_owner
    from store.indicator i
    join store.program p on p.load = i.load
    join store.section s on s.load = i.load and s.section = i.section
    left join store.ownership own on own.load = i.load and own.no = i.no
    left join store.ownership sec on sec.load = i.load and sec.no is null and sec.program = i.program
        and sec.section = i.section
)
select distinct a.no, a.program from held a where {where}
"""


@dataclass(frozen=True, slots=True)
class Ever:
    """Programs, by id, and indicators, by number, that may fall into a scope on any day."""

    programs: tuple[str, ...]
    numbers: tuple[int, ...]


def ever(store: Store, ask: Ask, scope: Scope) -> Ever | None:
    """What a scope may hold on any day; None where nothing bounds it."""
    if scope == Scope(begun=scope.begun):
        return None
    scope, head = replace(scope, begun=False), ask.at(store)

    def find() -> Ever:
        where, values = scope.where(ask, store)
        with store.cursor() as cursor:
            found = cursor.execute(_SQL.format(where=where), values).fetchall()
        return Ever(tuple(sorted({program for _, program in found})), tuple(no for no, _ in found))

    return unmoved(store, state_of_loads(store, head), ("ever", scope), find)


def state_of_scope(store: Store, ask: Ask, scope: Scope) -> State | None:
    """What an answer on a scope depends on that reads no words but those on its own indicators.

    None where nothing bounds the scope, or where it cannot be told (:func:`state_of_programs`).
    """
    bound = ever(store, ask, scope)
    return None if bound is None else state_of_programs(store, ask.at(store), bound.programs)
