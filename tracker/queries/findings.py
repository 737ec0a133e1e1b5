"""What does not fit together, as a long list: the findings' order is kept, and one is put into words where it is shown.

A country has tens of thousands of findings; a page shows twenty-five and says how many there are of each kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from tracker.access import Actor
from tracker.queries.ask import BOUNDED_BY, Ask, Scope, seen_fully, sees_nothing_inside, source
from tracker.queries.contradiction_kinds import KINDS
from tracker.queries.contradiction_numbers import contradictions_by_kind
from tracker.queries.contradictions import Contradiction, contradictions
from tracker.queries.listed import InParts
from tracker.store import Store

_KINDS = tuple(KINDS)
# One number names a finding: its indicator, its kind, which of that kind on that indicator.
_OF_INDICATOR, _OF_KIND = 2**24, 2**20
_BESIDE = ", ".join((*BOUNDED_BY, "attention"))
_ORDER = """
with chosen as materialized (
    select a.no, a.indicator, a.attention from {source} a semi join {seen} f on f.no = a.no where {where}
),
told as (
    select k.no, list_position($kinds::varchar[], k.kind) - 1 as kind, k.findings, c.attention, c.indicator
    from {by_kind} k join chosen c on c.no = k.no
    where $narrowed::varchar[] is null or list_contains($narrowed::varchar[], k.kind)
),
counted as (select no, count(*) as contradictions from told group by no)
select t.no * $of_indicator::bigint + t.kind * $of_kind::bigint + unnest(range(t.findings)) as number
from told t join counted n on n.no = t.no
order by attention_with(t.attention, n.contradictions) desc, t.indicator, number
"""


class Findings(InParts[Contradiction]):
    """Findings as of one day, head and reader, those that need somebody most first.

    ``by_kind`` counts them, ``indicators`` is on how many indicators they are.
    """

    def __init__(self, store: Store, actor: Actor, ask: Ask, numbers: Sequence[int]) -> None:
        super().__init__(numbers)
        self._store, self._actor, self._ask = store, actor, ask
        self.by_kind = Counter(_kind(number) for number in self._numbers)
        self.indicators = len({number // _OF_INDICATOR for number in self._numbers})

    def of_kind(self, kind: str | None) -> Findings:
        """Those of one kind, all of them for None."""
        wanted = [number for number in self._numbers if kind in (None, _kind(number))]
        return Findings(self._store, self._actor, self._ask, wanted)

    def first_of_each(self, indicators: int) -> list[Contradiction]:
        """The first finding on each of the first indicators."""
        first: dict[int, int] = {}
        for number in self._numbers:
            first.setdefault(number // _OF_INDICATOR, number)
            if len(first) == indicators:
                break
        return self._read(list(first.values())) if first else []

    def _read(self, numbers: list[int]) -> list[Contradiction]:
        indicators = tuple(sorted({number // _OF_INDICATOR for number in numbers}))
        kinds = {_kind(number) for number in numbers}
        found: dict[tuple[int, str], list[Contradiction]] = {}
        for one in contradictions(self._store, self._actor, self._ask, Scope(numbers=indicators), kinds):
            found.setdefault((one.no, one.kind), []).append(one)
        return [found[number // _OF_INDICATOR, _kind(number)][number % _OF_KIND] for number in numbers]


def findings(
    store: Store, actor: Actor, ask: Ask, scope: Scope, kinds: Collection[str] | None = None
) -> Findings:
    """The same findings in the same order as :func:`tracker.queries.contradictions.contradictions`."""
    ask = replace(ask, head=ask.at(store))  # what is read later is read at this head
    if sees_nothing_inside(store, actor, ask):
        return Findings(store, actor, ask, ())
    where, values = scope.where(ask, store)
    sql = _ORDER.format(
        source=source(store, actor, ask, columns=_BESIDE),
        seen=seen_fully(store, actor, ask),
        where=where,
        by_kind=contradictions_by_kind(store, actor, ask, scope),
    )
    values |= {
        "kinds": list(_KINDS),
        "narrowed": None if kinds is None else sorted(kinds),
        "of_indicator": _OF_INDICATOR,
        "of_kind": _OF_KIND,
    }
    with store.cursor() as cursor:
        numbers = cursor.execute(sql, values).fetchall()
    return Findings(store, actor, ask, [number for (number,) in numbers])


def _kind(number: int) -> str:
    return _KINDS[number % _OF_INDICATOR // _OF_KIND]
