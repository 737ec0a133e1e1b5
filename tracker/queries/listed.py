"""Long lists: their order is kept, what stands in them is read only as far as it is shown.

A country has tens of thousands of indicators; a page shows twenty-five, and a file is written part by part.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, overload

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import Assessed, assessed, in_order
from tracker.store import Store

Item = TypeVar("Item")
PART = 1000
# a missing or empty title falls back as tracker.text.pick does
_TITLE = (
    "coalesce(nullif(n.title_{language}, ''), nullif(n.title_ru, ''), nullif(n.title_kk, ''), n.title_en)"
)
_CALLED = """exists (
    from store.terms n
    where n.load = a.load and n.no = a.no and n.version = a.version and contains(lower({title}), $words)
)"""


class InParts(Sequence[Item]):
    """What numbers in their order name; a slice is read when it is asked for, by :meth:`_read`."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = array("q", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        wanted = self._numbers[at]
        if isinstance(wanted, int):
            return self._read([wanted])[0]
        return self._read(wanted.tolist()) if wanted else []

    def __iter__(self) -> Iterator[Item]:
        for first in range(0, len(self), PART):
            yield from self[first : first + PART]

    def _read(self, numbers: list[int]) -> list[Item]:
        """What the numbers name, in their order."""
        raise NotImplementedError


class Listed(InParts[Assessed]):
    """Indicators in their order, as of one day, head and reader."""

    def __init__(
        self, store: Store, actor: Actor, ask: Ask, numbers: Sequence[int], by_attention: bool
    ) -> None:
        super().__init__(numbers)
        self._store, self._actor, self._ask, self._by_attention = store, actor, ask, by_attention

    def _read(self, numbers: list[int]) -> list[Assessed]:
        found = assessed(
            self._store, self._actor, self._ask, Scope(), by_attention=self._by_attention, only=numbers
        )
        place = {one.no: one for one in found}
        return [place[no] for no in numbers]


def named(store: Store, actor: Actor, ask: Ask, indicators: Sequence[str]) -> list[Assessed]:
    """The indicators of the given ids, in the program's order; an id that is none is left out."""
    ask = replace(ask, head=ask.at(store))
    numbers = in_order(
        store, actor, ask, Scope(), condition="a.indicator in (select unnest($ids::varchar[]))",
        given={"ids": list(indicators)},
    )  # fmt: skip
    return assessed(store, actor, ask, Scope(), only=numbers) if numbers else []


def listed(
    store: Store, actor: Actor, ask: Ask, scope: Scope, *, by_attention: bool = False,
    status: str | None = None, words: str = "", language: str = "ru",
) -> Listed:  # fmt: skip
    """The scope's indicators in the order of :func:`assessed`; of one status, with ``words`` in the title."""
    ask = replace(ask, head=ask.at(store))
    conditions, given = ["true"], {}
    if status is not None:
        conditions.append("a.status = $status")
        given["status"] = status
    if words:
        conditions.append(_CALLED.format(title=_TITLE.format(language=language)))
        given["words"] = words.lower()
    found = in_order(
        store, actor, ask, scope, by_attention=by_attention, condition=" and ".join(conditions), given=given
    )
    return Listed(store, actor, ask, found, by_attention)
