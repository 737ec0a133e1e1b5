"""The revision before a hearing: which indicators of a program can be judged at all, and what stands in the way.

Some gaps bar a judgement (``BARS``): without a baseline, a unit, a first value, or a reporting period that fits into
the promise's time, nothing can be said of it. The others (``WEAKENS``) leave a judgement that cannot be defended: no
dated point between start and end of a promise of more than two years (a straight line that nobody promised), no source
of the promise, no owner, a newest value without evidence or never looked at by party control.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import fsum

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, source, titles
from tracker.queries.contradictions import Contradiction, contradictions
from tracker.store import Store

BARS = ("baseline", "unit", "first_value", "period")
WEAKENS = ("dated_target", "source", "owner", "evidence", "verification")
CHECKS = BARS + WEAKENS
#: whose it is to repair: who keeps the program, who appoints, the indicator's owner, party control
REPAIRED_BY = {
    "baseline": "program",
    "unit": "program",
    "period": "program",
    "dated_target": "program",
    "source": "program",
    "owner": "bureau",
    "first_value": "owner",
    "evidence": "owner",
    "verification": "party_control",
}
# a promise longer than this without a dated point in between is judged against a line that nobody promised
_LONG_DAYS = 731


@dataclass(frozen=True, slots=True)
class Judged:
    """One indicator: ``lacks`` are CHECKS that it fails, those that bar a judgement first; ``judgeable`` where none of
    them bars it. ``reports`` known (newest words on a period), ``checked`` of them by party control, ``held`` of those
    as reported; ``contradictions`` kinds found. ``weight`` is its share of its program's weight.
    """

    indicator: str
    no: int
    title: dict[str, str]
    program: str
    section: str
    territory: str
    owner: str | None
    executor: str | None
    status: str
    lacks: tuple[str, ...]
    judgeable: bool
    reports: int
    checked: int
    held: int
    contradictions: int
    weight: float


@dataclass(frozen=True, slots=True)
class Repair:
    """What is to be mended: ``lack`` is one of CHECKS, ``whose`` is ``program``, ``bureau``, ``owner`` (``seat``, None
    where nobody carries it) or ``party_control``.
    """

    indicator: str
    title: dict[str, str]
    lack: str
    whose: str
    seat: str | None
    executor: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A set judged. ``judgeable`` of ``indicators`` can be judged, ``share`` of the weight (0..1, program by program,
    averaged with the programs' weights like every roll-up; None for an empty set). ``lacking`` counts indicators by
    CHECKS. ``with_evidence`` of ``reported`` newest values have evidence; ``checked`` of ``reports`` were looked at by
    party control and ``held`` of those confirmed; ``contradicted`` indicators have findings. ``repairs``: what bars a
    judgement first.
    """

    indicators: int
    judgeable: int
    share: float | None
    lacking: dict[str, int]
    reported: int
    with_evidence: int
    reports: int
    checked: int
    held: int
    contradicted: int
    judged: tuple[Judged, ...]
    repairs: tuple[Repair, ...]


_SQL = """
with chosen as (select a.* from {source} a where {where}),
words as (
    select r.no, r.period_end, arg_max(r.seq, in_order(r.reported_at, r.seq)) as seq,
        arg_max(coalesce(r.evidence, ''), in_order(r.reported_at, r.seq)) as evidence
    from store.report r semi join chosen c on c.no = r.no
    where known_by(r.seq, r.reported_at, r.period_end, $head::bigint, $until::timestamp, $as_of::date)
    group by r.no, r.period_end
),
verdicts as (
    select v.report_seq, arg_max(v.verdict, in_order(v.reviewed_at, v.seq)) as verdict
    from store.review v semi join chosen c on c.no = v.no
    where v.seq <= $head and v.reviewed_at < $until and counts(v.conflict, v.verdict)
    group by v.report_seq
),
told as (
    select w.no, count(*) as reports, count(v.verdict) as checked,
        count(*) filter (where v.verdict = 'verified') as held, arg_max(w.evidence, w.period_end) <> '' as evidence,
        arg_max(v.verdict is not null, w.period_end) as looked_at
    from words w left join verdicts v on v.report_seq = w.seq group by w.no
)
select c.no, c.indicator, t.title_kk, t.title_ru, t.title_en, c.program, c.section, c.territory, c.owner, c.executor,
    c.status, c.weight, c.program_weight, c.kind, c.baseline, t.unit_ru, c.start_on, c.due, c.frequency,
    t.has_plan, i.source_url, i.source_on, i.source_note_ru, coalesce(o.reports, 0) as reports,
    coalesce(o.checked, 0) as checked, coalesce(o.held, 0) as held, coalesce(o.evidence, false) as evidence,
    coalesce(o.looked_at, false) as looked_at
from chosen c
join store.indicator i on i.load = c.load and i.no = c.no
join store.terms t on t.load = c.load and t.no = c.no and t.version = c.version
left join told o on o.no = c.no
order by c.program, c.place
"""
_PERIOD_DAYS = {"month": 31, "quarter": 92, "half_year": 184, "year": 366}


def revision(
    store: Store,
    actor: Actor,
    ask: Ask,
    scope: Scope,
    findings: Collection[Contradiction] | None = None,
) -> Revision:
    """Every indicator of the scope judged for evaluability, evidence, verification and contradictions.

    ``findings`` are the scope's contradictions where they are known already.
    """
    where, values = scope.where(ask, store)
    values |= {"as_of": ask.as_of, "until": clock.end_of(ask.as_of), "head": ask.at(store)}
    with store.cursor() as cursor:
        found = rows(cursor, _SQL.format(source=source(store, actor, ask), where=where), values)
    if findings is None:
        findings = contradictions(store, actor, ask, scope) if found else ()
    kinds: dict[str, set[str]] = {}
    for one in findings:
        kinds.setdefault(one.indicator, set()).add(one.kind)
    counts = {indicator: len(its) for indicator, its in kinds.items()}
    weights: dict[str, float] = {}
    for row in found:
        weights[row["program"]] = weights.get(row["program"], 0.0) + row["weight"]
    judged = tuple(_judged(row, counts, weights[row["program"]]) for row in found)
    return Revision(
        indicators=len(judged),
        judgeable=sum(one.judgeable for one in judged),
        share=_share(judged, {row["program"]: row["program_weight"] for row in found}),
        lacking={check: sum(check in one.lacks for one in judged) for check in CHECKS},
        reported=sum(one.reports > 0 for one in judged),
        with_evidence=sum(one.reports > 0 and "evidence" not in one.lacks for one in judged),
        reports=sum(one.reports for one in judged),
        checked=sum(one.checked for one in judged),
        held=sum(one.held for one in judged),
        contradicted=sum(one.contradictions > 0 for one in judged),
        judged=judged,
        repairs=_repairs(judged),
    )


def _judged(row: dict, counts: dict[str, int], weights: float) -> Judged:
    lacks = tuple(check for check in CHECKS if _LACKS[check](row))
    return Judged(
        title=titles(row),
        lacks=lacks,
        judgeable=not set(lacks) & set(BARS),
        contradictions=counts.get(row["indicator"], 0),
        weight=row["weight"] / weights if weights else 0.0,
        **{
            name: row[name]
            for name in (
                "indicator", "no", "program", "section", "territory", "owner", "executor", "status", "reports",
                "checked", "held",
            )
        },
    )  # fmt: skip


_LACKS = {
    "baseline": lambda row: row["kind"] == "level" and row["baseline"] is None,
    "unit": lambda row: row["kind"] != "milestone" and not row["unit_ru"],
    # before anything is due there is nothing to miss
    "first_value": lambda row: row["reports"] == 0 and row["status"] != "not_due",
    "period": lambda row: (row["due"] - row["start_on"]).days + 1 < _PERIOD_DAYS[row["frequency"]] - 3,
    "dated_target": lambda row: (
        row["kind"] in ("cumulative", "level")
        and not row["has_plan"]
        and (row["due"] - row["start_on"]).days > _LONG_DAYS
    ),
    "source": lambda row: not (row["source_url"] or row["source_on"] or row["source_note_ru"]),
    "owner": lambda row: row["owner"] is None,
    "evidence": lambda row: row["reports"] > 0 and not row["evidence"],
    "verification": lambda row: row["reports"] > 0 and not row["looked_at"],
}


def _share(judged: tuple[Judged, ...], program_weights: dict[str, float]) -> float | None:
    whole = sum(program_weights.values())
    if not whole:
        return None
    barred = fsum(one.weight * program_weights[one.program] for one in judged if not one.judgeable)
    return max(0.0, 1.0 - barred / whole)


def _repairs(judged: tuple[Judged, ...]) -> tuple[Repair, ...]:
    found = [
        Repair(
            one.indicator,
            one.title,
            lack,
            REPAIRED_BY[lack],
            one.owner if REPAIRED_BY[lack] == "owner" else None,
            one.executor,
        )
        for one in judged
        for lack in one.lacks
    ]
    return tuple(sorted(found, key=lambda one: (CHECKS.index(one.lack), one.indicator)))
