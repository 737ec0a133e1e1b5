"""What a branch owes, section by section: the reports awaited, with what is offered instead of typing it.

Owns what is filled in for a branch. What is due, and the plan at the period's end, are
:mod:`tracker.queries.reporting`'s; what came in from below is domain.md's ("part_of").
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, source
from tracker.queries.indicators import Assessed
from tracker.queries.reporting import DueReport, due_reports
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class FromBelow:
    """What the lower indicators that feed one have reported for its period: the sum of their newest words, how many
    of them there are, and how many spoke for this very period.
    """

    value: float
    parts: int
    spoke: int


@dataclass(frozen=True, slots=True)
class Blocked:
    """What holds an indicator up by its branch's own words: cause, office, since when."""

    cause: str
    office: str | None
    since: date | None
    period_end: date


@dataclass(frozen=True, slots=True)
class Owed:
    """One indicator that a branch reports on, with the period to report next.

    ``planned`` is the value the plan names for the period's end (None: it names none), ``from_below`` what may be
    taken over, ``blocked`` the newest such word if nothing was reported since, ``refused`` the reason party control
    gave where the newest word is disputed.
    """

    item: Assessed
    due: DueReport
    from_below: FromBelow | None
    blocked: Blocked | None
    refused: str | None

    @property
    def waiting(self) -> bool:
        """Whether a report is awaited."""
        return not self.due.reported


@dataclass(frozen=True, slots=True)
class SectionOwed:
    """A section of a branch's program: how many of its indicators await a report, how many of these are overdue."""

    program: str
    section: str
    title: dict[str, str]
    indicators: int
    waiting: int
    overdue: int


# The same parts as the contradiction between parts and whole looks at: of the same kind and unit.
_BELOW = """
with words as (from newest_words('below', $as_of::date, $until::timestamp, $head::bigint)),
told as (
    select w.no, p.no as part, arg_max(r.value, r.period_end) as value, max(r.period_end) as newest, w.day
    from asked w join below p on p.whole = w.no
    left join words r on r.no = p.no and r.period_end <= w.day
        and (p.kind = 'cumulative' or year(r.period_end) = year(w.day))
    group by w.no, p.no, w.day
)
select no, exact_sum(value) as value, count(*) as parts, count(*) filter (where newest = day) as spoke
from told group by no having count(value) > 0
"""
_PARTS = """
create or replace temp table below as
select p.no, p.kind, w.no as whole from {source} w join {source} p on p.part_of = w.indicator and p.kind = w.kind
join store.terms wt on wt.load = w.load and wt.no = w.no and wt.version = w.version
join store.terms pt on pt.load = p.load and pt.no = p.no and pt.version = p.version
    and pt.unit_ru is not distinct from wt.unit_ru
where w.kind in ('cumulative', 'annual') and list_contains($nos::integer[], w.no)
"""
_BLOCKED = """
select w.no, arg_max(w.cause, w.seq) as cause, arg_max(w.office, w.seq) as office, arg_max(w.since_on, w.seq) as since,
    arg_max(w.period_end, w.seq) as period_end, arg_max(w.word, w.seq) as word, max(coalesce(w.report_seq, w.seq)) as at
from store.progress_word w where w.seq <= $head and w.recorded_at < $until and list_contains($nos::integer[], w.no)
group by w.no
"""
_NEWEST = """
select a.no, a.report_seq, v.reason from {source} a left join (
    select report_seq, arg_max(reason, (reviewed_at, seq)) as reason, arg_max(verdict, (reviewed_at, seq)) as verdict
    from store.review where seq <= $head and reviewed_at < $until and no in (select unnest($nos::integer[]))
    group by report_seq
) v on v.report_seq = a.report_seq and v.verdict = 'disputed'
where a.no in (select unnest($nos::integer[]))
"""


def owed(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Owed]:
    """Every open indicator of the scope: those awaited first, of them the overdue, then by attention (domain.md)."""
    due = due_reports(store, actor, ask, scope)
    below = _from_below(store, actor, ask, due)
    nos = [one.item.no for one in due]
    values = {"nos": nos, "head": ask.at(store), "until": clock.end_of(ask.as_of)}
    with store.cursor() as cursor:
        blocked = {row["no"]: row for row in rows(cursor, _BLOCKED, values)}
        newest = {
            row["no"]: row for row in rows(cursor, _NEWEST.format(source=source(store, actor, ask)), values)
        }
    found = []
    for one in due:
        no = one.item.no
        word, last = blocked.get(no), newest.get(no, {})
        holds = word is not None and word["word"] == "blocked" and word["at"] >= (last.get("report_seq") or 0)
        found.append(
            Owed(
                one.item,
                one,
                below.get(no),
                Blocked(word["cause"], word["office"], word["since"], word["period_end"]) if holds else None,
                (last.get("reason") or "") if one.item.disputed else None,
            )
        )
    return found


def sections_owed(found: list[Owed]) -> list[SectionOwed]:
    """The sections of what is owed, those with most overdue first."""
    total = Counter((one.item.program, one.item.section) for one in found)
    waiting = Counter((one.item.program, one.item.section) for one in found if one.waiting)
    overdue = Counter(
        (one.item.program, one.item.section) for one in found if one.waiting and one.due.overdue
    )
    names = {(one.item.program, one.item.section): one.item.section_title for one in found}
    listed = [SectionOwed(*key, names[key], total[key], waiting[key], overdue[key]) for key in names]
    return sorted(listed, key=lambda one: (-one.overdue, -one.waiting))


def _from_below(store: Store, actor: Actor, ask: Ask, due: list[DueReport]) -> dict[int, FromBelow]:
    days = [(one.item.no, one.period.end) for one in due if one.item.kind in ("cumulative", "annual")]
    if not days:
        return {}
    with store.cursor() as cursor:
        cursor.execute(
            _PARTS.format(source=source(store, actor, ask)), {"nos": [no for no, _ in days]}
        ).fetchall()
        cursor.execute(
            "create or replace temp table asked as select unnest($nos::integer[]) as no, unnest($days::date[]) as day",
            {"nos": [no for no, _ in days], "days": [day for _, day in days]},
        ).fetchall()
        # periods that end after the day asked for are known by what was said of them until then
        last = max(day for _, day in days)
        values = {"as_of": max(last, ask.as_of), "until": clock.end_of(ask.as_of), "head": ask.at(store)}
        found = rows(cursor, _BELOW, values)
    return {row["no"]: FromBelow(row["value"], row["parts"], row["spoke"]) for row in found}
