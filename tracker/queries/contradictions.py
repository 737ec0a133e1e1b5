"""What does not fit together: findings for party control and the Bureau, each with its evidence and no accusation.

A finding says what stands beside what; why it does is for people to say. Where it is drawn (thresholds, how many
times running) stands with each kind's SQL in :mod:`tracker.queries.contradiction_kinds`. Nothing is found where
the reader sees verified figures only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.assess.measures import measures
from tracker.assess.snapshot import RECENT
from tracker.queries.ask import Ask, Scope, rows, seen_fully, sees_nothing_inside, source, titles
from tracker.queries.contradiction_kinds import BEHIND, KINDS, PROMISED_DAY
from tracker.queries.explanations import Explanation, explanations
from tracker.store import Store
from tracker.store.connection import first_row


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One finding. ``kind`` is one of KINDS, ``how`` says which way where a kind has several.

    ``template`` is the finding in words, an English msgid; its places are keys of ``evidence``, whose values are
    numbers in the indicator's ``unit``, days, counts and texts in three languages. ``related`` are ids of
    indicators or measures (``program/indicator/measure``) that the finding speaks of beside its own.
    """

    kind: str
    how: str | None
    indicator: str
    no: int
    program: str
    section: str
    title: dict[str, str]
    unit: dict[str, str] | None
    territory: str
    territory_title: dict[str, str]
    owner: str | None
    status: str
    template: str
    evidence: dict[str, float | int | str | date | dict[str, str] | None]
    related: tuple[str, ...]


_PLAIN = ("indicator", "no", "program", "section", "territory", "owner", "status")

_CHOSEN = """
create or replace temp table chosen as
select a.*, n.unit_ru from {source} a semi join {seen} f on f.no = a.no
join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
where {where}
"""
# what feeds what was chosen, wherever it is; where the reader does not see all of it fully, none of it is compared
_PARTS = """
create or replace temp table parts as
select a.*, n.unit_ru from {source} a semi join chosen on chosen.indicator = a.part_of
join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
where a.part_of not in (
    select b.part_of from {source} b anti join {seen} f on f.no = b.no where b.part_of is not null
)
"""
_NUMBERS = """
create or replace temp table spoken_of as select no from chosen union select no from parts
"""
_WORDS = """
create or replace temp table words as
select no, period_end, value from newest_words('spoken_of', $as_of::date, $until::timestamp, $head::bigint)
"""
_MEASURES = """
create or replace temp table measures_now as
with theirs as materialized (select m.* from {measures} m semi join chosen c on c.no = m.no)
select m.no, m.measure, m.state, m.due_on, m.first_due_on, v.title_kk, v.title_ru, v.title_en
from theirs m
join store.measure_terms v on v.load = m.load and v.no = m.no and v.measure = m.measure and v.version = m.version
"""
_AMENDED = (
    "select coalesce(list(no), []) from chosen where status in ('achieved', 'on_track') and version > 0"
)
_NAMES = """
select c.no, c.indicator, c.program, c.section, n.title_kk, n.title_ru, n.title_en, n.unit_kk, n.unit_ru, n.unit_en,
    c.territory, c.owner, c.status, c.attention,
    t.title_kk as territory_kk, coalesce(t.title_ru, c.territory) as territory_ru, t.title_en as territory_en
from chosen c
join store.terms n on n.load = c.load and n.no = c.no and n.version = c.version
left join (from loads_at($head::bigint)) l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = c.territory
where list_contains($nos::integer[], c.no)
"""


_FOUND = "create or replace temp table kinds_found (no integer, kind varchar)"
_OF_KIND = "insert into kinds_found select no, '{kind}' from ({sql})"
_COUNTED = """
select any_value(c.indicator), count(distinct k.kind) from kinds_found k join chosen c on c.no = k.no group by k.no
"""
_NOW = """
select indicator, no, status, observed, planned, compared_on from chosen
where list_contains($names::varchar[], indicator)
"""


def contradictions(
    store: Store, actor: Actor, ask: Ask, scope: Scope, kinds: Collection[str] | None = None
) -> list[Contradiction]:
    """Every finding about the scope's indicators, those that need somebody most first; ``kinds`` narrows."""
    if sees_nothing_inside(store, actor, ask):
        return []
    found: list[tuple[str, dict]] = []
    head = ask.at(store)
    with store.cursor() as cursor:
        for kind, sql, moment in _asked(cursor, store, actor, ask, scope, kinds):
            found += [(kind, row) for row in rows(cursor, sql, moment)]
        found += _promised_days(cursor, store, actor, ask, scope, kinds)
        nos = sorted({row["no"] for _, row in found})
        named = {row["no"]: row for row in rows(cursor, _NAMES, {"nos": nos, "head": head})}
    return _in_order(found, named)


def contradiction_counts(
    store: Store, actor: Actor, ask: Ask, scope: Scope, kinds: Collection[str] | None = None
) -> dict[str, int]:
    """How many kinds of finding each indicator of the scope has; those with none are left out."""
    if sees_nothing_inside(store, actor, ask):
        return {}
    with store.cursor() as cursor:
        find_kinds(cursor, store, actor, ask, scope, kinds)
        return dict(cursor.execute(_COUNTED).fetchall())


def find_kinds(
    cursor, store: Store, actor: Actor, ask: Ask, scope: Scope,
    kinds: Collection[str] | None = None,
) -> None:  # fmt: skip
    """Make the cursor's table ``kinds_found`` (``no``, ``kind``), a row a finding, and no finding in words."""
    cursor.execute(_FOUND).fetchall()
    for kind, sql, moment in _asked(cursor, store, actor, ask, scope, kinds):
        cursor.execute(_OF_KIND.format(kind=kind, sql=sql), moment).fetchall()
    nos = [row["no"] for _, row in _promised_days(cursor, store, actor, ask, scope, kinds)]
    if nos:
        promised = "insert into kinds_found select unnest($nos::integer[]), $kind"
        cursor.execute(promised, {"nos": nos, "kind": PROMISED_DAY[0]}).fetchall()


def _asked(
    cursor, store: Store, actor: Actor, ask: Ask, scope: Scope,
    kinds: Collection[str] | None,
) -> Iterator[tuple[str, str, dict]]:  # fmt: skip
    """Each kind's statement with its parameters, over the tables made for it on the cursor."""
    where, values = scope.where(ask, store)
    places = {"source": source(store, actor, ask), "where": where, "seen": seen_fully(store, actor, ask)}
    moment = {"as_of": ask.as_of, "until": clock.end_of(ask.as_of), "head": ask.at(store), "basis": ask.basis}
    cursor.execute(_CHOSEN.format(**places), values).fetchall()
    cursor.execute(_PARTS.format(**places)).fetchall()
    cursor.execute(_NUMBERS).fetchall()
    cursor.execute(_WORDS, _named(_WORDS, moment)).fetchall()
    wanted = {kind: asked.sql for kind, asked in KINDS.items() if kinds is None or kind in kinds}
    if any("measures_now" in sql for sql in wanted.values()):
        now = measures(store, ask.as_of, ask.basis, ask.at(store))
        cursor.execute(_MEASURES.format(measures=now)).fetchall()
    (moment["amended"],) = first_row(cursor, _AMENDED)
    moment["recent"] = ask.as_of - RECENT
    for kind, sql in wanted.items():
        yield kind, sql, _named(sql, moment)


def _promised_days(
    cursor, store: Store, actor: Actor, ask: Ask, scope: Scope,
    kinds: Collection[str] | None,
) -> list[tuple[str, dict]]:  # fmt: skip
    """Indicators whose newest explanation promised a day that did not hold, and that are behind still."""
    kind, how = PROMISED_DAY
    if kinds is not None and kind not in kinds:
        return []
    newest: dict[str, Explanation] = {}
    for one in explanations(store, actor, ask, scope):  # newest first
        newest.setdefault(one.indicator, one)
    broken = {name: one for name, one in newest.items() if one.held is False}
    if not broken:
        return []
    now = {row["indicator"]: row for row in rows(cursor, _NOW, {"names": list(broken)})}
    return [
        (
            kind,
            {
                "no": now[name]["no"],
                "how": how,
                "expected_on": one.expected_on,
                "explained_on": one.explained_at,
                "seat": one.seat,
                "reported": now[name]["observed"],
                "planned": now[name]["planned"],
                "compared_on": now[name]["compared_on"],
            },
        )
        for name, one in broken.items()
        if now[name]["status"] in BEHIND
    ]


def _named(sql: str, moment: dict) -> dict:
    return {name: value for name, value in moment.items() if f"${name}" in sql}


def _in_order(found: list[tuple[str, dict]], named: dict[int, dict]) -> list[Contradiction]:
    order = list(KINDS)
    kinds: dict[int, set[str]] = {}
    for kind, row in found:
        kinds.setdefault(row["no"], set()).add(kind)
    found.sort(
        key=lambda one: (
            -named[one[1]["no"]]["attention"] * (1 + len(kinds[one[1]["no"]])),
            named[one[1]["no"]]["indicator"],
            order.index(one[0]),
            one[1].get("how") or "",
            one[1].get("related") or [],
        )
    )
    return [_contradiction(kind, row, named[row["no"]]) for kind, row in found]


def _contradiction(kind: str, row: dict, name: dict) -> Contradiction:
    how = row.pop("how", None)
    related = tuple(row.pop("related", None) or ())
    row.pop("no")
    return Contradiction(
        kind=kind,
        how=how,
        title=titles(name),
        unit=titles(name, "unit"),
        territory_title=titles(name, "territory"),
        template=KINDS[kind].templates[how],
        evidence=_evidence(row),
        related=related,
        **{column: name[column] for column in _PLAIN},
    )


def _evidence(row: dict) -> dict:
    """The other columns; three columns ``x_kk``, ``x_ru``, ``x_en`` become one text ``x``; instants become days."""
    texts = {column[:-3] for column in row if column.endswith("_ru")}
    found = {text: titles(row, text) for text in sorted(texts)}
    for column, value in row.items():
        if column[:-3] not in texts:
            found[column] = clock.day_of(value) if isinstance(value, datetime) else value
    return found
