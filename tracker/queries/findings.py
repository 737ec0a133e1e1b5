"""What does not fit together, as a long list: the findings' order is kept, and one is put into words where it is shown.

A country has tens of thousands of findings; a page shows twenty-five and says how many there are of each kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, sees_nothing_inside
from tracker.queries.contradiction_kinds import KINDS
from tracker.queries.contradictions import Contradiction, contradictions, find_kinds
from tracker.queries.listed import InParts
from tracker.store import Store

_KINDS = tuple(KINDS)
# One number names a finding: its indicator, its kind, which of that kind on that indicator.
_OF_INDICATOR, _OF_KIND = 2**24, 2**20
_ORDER = """
with counted as (select no, count(distinct kind) as contradictions from kinds_found group by no),
told as (select no, list_position($kinds::varchar[], kind) - 1 as kind from kinds_found)
select t.no * $of_indicator::bigint + t.kind * $of_kind::bigint
    + row_number() over (partition by t.no, t.kind) - 1 as number
from told t join chosen c on c.no = t.no join counted n on n.no = t.no
order by attention_with(c.attention, n.contradictions) desc, c.indicator, number
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
    with store.cursor() as cursor:
        find_kinds(cursor, store, actor, ask, scope, kinds)
        numbers = cursor.execute(
            _ORDER, {"kinds": list(_KINDS), "of_indicator": _OF_INDICATOR, "of_kind": _OF_KIND}
        ).fetchall()
    return Findings(store, actor, ask, [number for (number,) in numbers])


def _kind(number: int) -> str:
    return _KINDS[number % _OF_INDICATOR // _OF_KIND]
