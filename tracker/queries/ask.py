"""What is asked: a day, a basis and a ledger head, over a scope; and the one SQL text that a scope becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access import Actor
from tracker.access.reach import ALL, PUBLIC, reach_of
from tracker.assess import territories
from tracker.assess.rolled import rolled
from tracker.assess.snapshot import ALL_COLUMNS, snapshot
from tracker.store import Store

LANGUAGES = ("kk", "ru", "en")
#: what a scope's condition may speak of
BOUNDED_BY = (
    "no", "indicator", "program", "section", "theme", "executor", "territory", "owner", "section_owner",
    "program_kind", "program_start_on", "program_end_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ask:
    """As of a day, on a basis (``current`` or ``original``), at a ledger head (None: the newest)."""

    as_of: date
    basis: str = "current"
    head: int | None = None

    def at(self, store: Store) -> int:
        """The ledger sequence the question is answered at."""
        return store.head() if self.head is None else min(self.head, store.head())


@dataclass(frozen=True, slots=True)
class Scope:
    """Which indicators: all given bounds hold together; ``territory`` means at or below it unless ``own``.

    ``begun`` leaves out programs that start after the day asked for, ``kind`` keeps one kind of program
    (``election`` or ``party``), ``seat`` takes what the seat carries on the day, ``programs`` several programs,
    ``numbers`` the indicators of these numbers.
    """

    program: str | None = None
    territory: str | None = None
    own: bool = False
    seat: str | None = None
    section: str | None = None
    theme: str | None = None
    executor: str | None = None
    indicator: str | None = None
    begun: bool = False
    kind: str | None = None
    period: tuple[int, int] | None = None
    programs: tuple[str, ...] = ()
    numbers: tuple[int, ...] | None = None

    @property
    def of_whole_programs(self) -> bool:
        """Whether an indicator falls into the scope with all of its program or with none of it."""
        bounds = (self.section, self.theme, self.executor, self.indicator, self.seat, self.numbers)
        return bounds == (None,) * 6

    def where(self, ask: Ask, store: Store) -> tuple[str, dict]:
        """A condition over the snapshot's alias ``a`` and its parameters."""
        parts, values = ["true"], {}
        for column in ("program", "section", "theme", "executor", "indicator"):
            wanted = getattr(self, column)
            if wanted is not None:
                parts.append(f"a.{column} = $scope_{column}")
                values[f"scope_{column}"] = wanted
        if self.programs:
            parts.append("list_contains($scope_programs::varchar[], a.program)")
            values["scope_programs"] = list(self.programs)
        if self.numbers is not None:
            parts.append("a.no in (select unnest($scope_numbers::integer[]))")
            values["scope_numbers"] = list(self.numbers)
        if self.kind is not None:
            parts.append("a.program_kind = $scope_kind")
            values["scope_kind"] = self.kind
        if self.period is not None:
            parts.append(
                "year(a.program_start_on) = $scope_from_year and year(a.program_end_on) = $scope_to_year"
            )
            values["scope_from_year"], values["scope_to_year"] = self.period
        if self.seat is not None:
            parts.append("(a.owner = $scope_seat or a.section_owner = $scope_seat)")
            values["scope_seat"] = self.seat
        if self.territory is not None:
            values["scope_territory"] = self.territory
            if self.own:
                parts.append("a.territory = $scope_territory")
            else:
                tree = territories.above(store, ask.at(store))
                parts.append(f"a.territory in (select code from {tree} where above = $scope_territory)")
        if self.begun:
            parts.append("a.program_start_on <= $scope_as_of")
            values["scope_as_of"] = ask.as_of
        return " and ".join(parts), values


def eyes_of(store: Store, actor: Actor, ask: Ask) -> str:
    """The relation of indicators this reader sees fully: ``all``, ``public`` (none) or one made for their roles."""
    return reach_of(store, actor, ask.as_of, ask.at(store))


def seen_fully(store: Store, actor: Actor, ask: Ask) -> str:
    """The same as something to join, with one column ``no``."""
    return f'memory.main."{eyes_of(store, actor, ask)}"'


def sees_nothing_inside(store: Store, actor: Actor, ask: Ask) -> bool:
    """Whether the reader sees verified figures alone, everywhere."""
    return eyes_of(store, actor, ask) == PUBLIC


def seen_of(store: Store, actor: Actor, ask: Ask, scope: Scope) -> int:
    """How many indicators of a scope the reader sees fully."""
    where, values = scope.where(ask, store)
    table, seen = source(store, actor, ask, ", ".join(BOUNDED_BY)), seen_fully(store, actor, ask)
    sql = f"select count(*) from {table} a semi join {seen} f on f.no = a.no where {where}"
    with store.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()[0][0]


def source(store: Store, actor: Actor, ask: Ask, columns: str = ALL_COLUMNS) -> str:
    """The relation of assessments that answers an ask to this reader.

    It may be a subquery: give it an alias and no parameters.
    """
    eyes = eyes_of(store, actor, ask)
    if eyes in (ALL, PUBLIC):
        return snapshot(store, ask.as_of, ask.basis, ask.head, eyes, columns)
    inside, outside = (snapshot(store, ask.as_of, ask.basis, ask.head, one, columns) for one in (ALL, PUBLIC))
    return (
        f"(select i.* from {inside} i semi join memory.main.{eyes} e on e.no = i.no union all "
        f"select o.* from {outside} o anti join memory.main.{eyes} e on e.no = o.no)"
    )


def rolled_source(store: Store, actor: Actor, ask: Ask, scope: Scope, way: str) -> str | None:
    """The relation of roll-ups by program in a way that answers an ask to this reader, None where none does.

    It may be a subquery: give it an alias and no parameters.
    """
    eyes = eyes_of(store, actor, ask)
    if eyes not in (ALL, PUBLIC) or not scope.of_whole_programs:
        return None
    return rolled(store, ask.as_of, ask.basis, ask.head, eyes, way)


def titles(row: dict, prefix: str = "title") -> dict[str, str] | None:
    """The three languages of a text as a dict, or None where there is no text."""
    return in_languages(*(row[f"{prefix}_{language}"] for language in LANGUAGES))


def in_languages(kk: str | None, ru: str | None, en: str | None) -> dict[str, str] | None:
    """The same of three texts."""
    return None if kk is None and ru is None and en is None else {"kk": kk, "ru": ru, "en": en}


def rows(cursor, sql: str, values: dict | None = None) -> list[dict]:
    """Run a query and give its rows as dicts by column name."""
    cursor.execute(sql, values or {})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
