"""Where each indicator stands: the assessment of every indicator of a scope, with its names and its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, in_languages, source
from tracker.queries.contradiction_numbers import contradiction_numbers
from tracker.queries.holders import Holders, holders
from tracker.queries.set_titles import Titles, set_titles
from tracker.store import Store


class Assessed(NamedTuple):
    """One indicator as of a day: contracts.md's keys first, then what pages and packs show beside them.

    Shares (progress, planned progress) are raw, 1.0 = the whole promise; values are in the indicator's unit;
    ``weight`` is section weight x indicator weight. ``attention`` is None unless the list is ranked by it:
    contradictions are looked for only then. A tuple, since thousands are made at once.
    """

    indicator: str
    program: str
    section: str
    territory: str
    owner: str | None
    holder: dict[str, str] | None
    kind: str
    unit: dict[str, str] | None
    baseline: float | None
    target: float
    due: date
    compared_on: date | None
    planned: float | None
    planned_today: float | None
    observed: float | None
    verified: float | None
    period_end: date | None
    reported_at: datetime | None
    progress: float | None
    planned_progress: float | None
    verified_progress: float | None
    status: str
    verified_status: str
    report_overdue: bool
    no: int
    title: dict[str, str]
    section_title: dict[str, str]
    program_title: dict[str, str]
    territory_title: dict[str, str]
    theme: str | None
    section_owner: str | None
    section_holder: dict[str, str] | None
    executor: str | None
    bound: str
    direction: str | None
    profile: str
    frequency: str
    grace_days: int
    start: date
    weight: float
    ratio: float | None
    on_track: float
    at_risk: float
    planned_progress_today: float | None
    verified_planned_progress: float | None
    verified_period_end: date | None
    last_due: date | None
    closed: bool
    late: bool
    covered: bool
    disputed: bool
    author: str | None
    reviewer: str | None
    attention: float | None
    part_of: str | None
    demonstration: bool


# What is asked for is taken out first: the engine would put names to a whole country before it looks which are wanted.
_SQL = """
with chosen as materialized (select {columns} from {source} a where {where})
select {fields}, n.title_kk, n.title_ru, n.title_en, n.unit_kk, n.unit_ru, n.unit_en
from chosen a
join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
{contradictions}
order by {order}
"""
_NUMBERS = """
select a.no, {attention} as ranked from {source} a {contradictions} where {where} order by {order} limit $limit
"""
_ORDER = {True: "ranked desc, a.indicator", False: "a.program, a.place"}
_CONTRADICTIONS = "left join {numbers} k on k.no = a.no"
_RANKED = "attention_with(a.attention, coalesce(k.contradictions, 0))"
# What a field is read from where the snapshot has no column of its name; of texts the key they are found by.
_FROM = {
    "start": "a.start_on", "disputed": "coalesce(a.verdict = 'disputed', false)", "attention": "{attention} as ranked",
    "holder": "a.owner", "section_holder": "a.section_owner", "title": "null", "unit": "null",
    "section_title": "a.program || '/' || a.section", "program_title": "a.program", "territory_title": "a.territory",
}  # fmt: skip
_FIELDS = Assessed._fields
_COLUMNS = ", ".join(
    f"a.{column}"
    for column in (
        *(field for field in _FIELDS if field not in _FROM),
        *("start_on", "verdict", "attention", "place", "load", "version"),
    )
)
_READ = ", ".join(_FROM.get(field, f"a.{field}") for field in _FIELDS)
_AT = {field: _FIELDS.index(field) for field in _FIELDS}


def assessed(
    store: Store, actor: Actor, ask: Ask, scope: Scope, *, by_attention: bool = False,
    only: Sequence[int] | None = None,
) -> list[Assessed]:  # fmt: skip
    """Every indicator of the scope, in the program's order, or worst first by attention (domain.md).

    ``only`` takes those of the given numbers out of it.
    """
    ask = replace(ask, head=ask.at(store))  # figures and names at one head
    if only is not None:
        scope = replace(scope, numbers=tuple(only))
    where, values = scope.where(ask, store)
    table = source(store, actor, ask)
    numbers = contradiction_numbers(store, actor, ask, scope) if by_attention else None
    sql = _SQL.format(
        source=table,
        columns=_COLUMNS,
        where=where,
        fields=_READ.format(attention=_RANKED if by_attention else "null"),
        order=_ORDER[by_attention],
        contradictions=_CONTRADICTIONS.format(numbers=numbers) if by_attention else "",
    )
    head = ask.at(store)
    with store.cursor() as cursor:
        found = cursor.execute(sql, values).fetchall()
    seats = {row[at] for row in found for at in (_AT["owner"], _AT["section_owner"])} - {None}
    names = holders(store, ask.as_of, head, seats)
    of_sets = {f"{by}_title": set_titles(store, by, head) for by in ("section", "program", "territory")}
    return [_assessed(row, of_sets, names) for row in found]


def in_order(
    store: Store, actor: Actor, ask: Ask, scope: Scope, *, by_attention: bool = False,
    condition: str = "true", given: dict | None = None, limit: int | None = None,
) -> list[int]:  # fmt: skip
    """The numbers of the scope's indicators in the order of :func:`assessed`, without reading anything else of them.

    ``condition`` over the snapshot's alias ``a``, with the parameters ``given``, leaves some out.
    """
    where, values = scope.where(ask, store)
    numbers = contradiction_numbers(store, actor, ask, scope) if by_attention else None
    sql = _NUMBERS.format(
        source=source(store, actor, ask),
        where=f"{where} and {condition}",
        order=_ORDER[by_attention],
        attention=_RANKED if by_attention else "null",
        contradictions=_CONTRADICTIONS.format(numbers=numbers) if by_attention else "",
    )
    with store.cursor() as cursor:
        return [row[0] for row in cursor.execute(sql, {**values, **(given or {}), "limit": limit}).fetchall()]


def _assessed(row: tuple, of_sets: dict[str, Titles], names: Holders) -> Assessed:
    """A row with its texts: titles of sets by grouping, names of holders by seat."""
    *fields, title_kk, title_ru, title_en, unit_kk, unit_ru, unit_en = row
    fields[_AT["title"]] = in_languages(title_kk, title_ru, title_en)
    fields[_AT["unit"]] = in_languages(unit_kk, unit_ru, unit_en)
    for name in ("section_title", "program_title"):
        fields[_AT[name]] = of_sets[name][fields[_AT[name]]]
    code = fields[_AT["territory"]]
    fields[_AT["territory_title"]] = of_sets["territory_title"].get(code) or {
        "kk": None,
        "ru": code,
        "en": None,
    }
    for name in ("holder", "section_holder"):
        fields[_AT[name]] = names.get(fields[_AT[name]])
    return Assessed(*fields)
