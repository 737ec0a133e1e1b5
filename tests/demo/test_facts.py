"""The demonstration's ledger: late reports, corrections, disputes, conflicts of interest, measures, people."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests import small_country
from tests.demo.conftest import EVE
from tests.demonstration import ADMINISTRATOR, TODAY
from tracker import clock
from tracker.access import Actor
from tracker.demo import Filled, fill
from tracker.demo.manners import CHAIR_REGION
from tracker.errors import AccessRefused, InputError
from tracker.queries.ask import Ask, Scope
from tracker.queries.directory import holdings, seats
from tracker.queries.explain import explained
from tracker.queries.gaps import accountability_gaps
from tracker.queries.indicators import Assessed
from tracker.queries.measures import STATES, measure_counts, measures_of
from tracker.record.measure_report import STAGES
from tracker.store import Store
from tracker.store.ledger import verify

ROOT = Path(__file__).resolve().parents[2]
END_OF_EVE = clock.end_of(EVE)


def asked(store: Store, sql: str, **values) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def known_reports(store: Store) -> list[tuple]:
    """(sequence, indicator number, period end, value, said at, grace) of what is known on the eve, oldest first."""
    sql = """select r.seq, r.no, r.period_end, r.value, r.reported_at, t.grace_days
        from store.report r join store.terms t on t.no = r.no and t.version = 0
        where r.reported_at < $until order by r.no, r.period_end, r.reported_at, r.seq"""
    return asked(store, sql, until=END_OF_EVE)


def test_everything_says_that_it_is_a_demonstration(filled: tuple[Store, Filled]) -> None:
    store, done = filled
    for table, count in (
        ("report", done.reports),
        ("review", done.reviews),
        ("measure_report", done.measures),
    ):
        assert asked(store, f"select origin, count(*) from store.{table} group by 1") == [
            ("demonstration", count)
        ]


def test_facts_run_to_the_end_of_2023_and_no_further(demonstration: Store) -> None:
    [(first, last, period)] = asked(
        demonstration, "select min(reported_at), max(reported_at), max(period_end) from store.report"
    )
    assert first >= datetime(2021, 1, 31)
    assert datetime(2024, 1, 10) < last < clock.end_of(date(2024, 1, 31))
    assert period == date(2023, 12, 31)
    [(reviewed, measured)] = asked(
        demonstration,
        "select (select max(reviewed_at) from store.review), (select max(reported_at) from store.measure_report)",
    )
    assert max(reviewed, measured) < clock.end_of(date(2024, 1, 31))


def test_every_begun_program_has_reports(demonstration: Store) -> None:
    silent = asked(
        demonstration,
        """select distinct i.program from store.indicator i join store.terms t on t.load = i.load and t.no = i.no
        where t.start_on < date '2023-07-01' and i.program not in (
            select i.program from store.report r join store.indicator i on i.no = r.no)""",
    )
    assert [program for (program,) in silent] == ["demo-1152-2021-2025"]


def test_no_report_is_verified_without_evidence(demonstration: Store) -> None:
    assert (
        asked(
            demonstration,
            """select v.report_seq from store.review v join store.report r on r.seq = v.report_seq
            where v.verdict = 'verified' and coalesce(r.evidence, '') = ''""",
        )
        == []
    )


def test_evidence_says_that_it_is_made_up(demonstration: Store) -> None:
    for table in ("report", "measure_report"):
        [(plain,)] = asked(
            demonstration,
            f"""select count(*) from store.{table} where evidence is not null
            and not starts_with(evidence, 'https://example.org/demonstration/')
            and not starts_with(evidence, 'Демонстрация: ')""",
        )
        assert plain == 0


def test_a_verdict_comes_after_its_report_from_somebody_else(demonstration: Store) -> None:
    assert (
        asked(
            demonstration,
            """select 1 from store.review v join store.report r on r.seq = v.report_seq
            where v.reviewed_at <= r.reported_at or v.reviewer = r.author""",
        )
        == []
    )


def test_whoever_reports_or_checks_is_a_seat_that_somebody_held_then(demonstration: Store) -> None:
    vacant = asked(
        demonstration,
        """with said as (select author as seat, reported_at as at from store.report
            union all select reviewer, reviewed_at from store.review
            union all select author, reported_at from store.measure_report)
        select distinct seat from said anti join store.holder h
            on h.seat = said.seat and h.from_on <= said.at and said.at < h.until_on + interval 1 day""",
    )
    assert vacant == []


def test_reports_come_late_and_on_time(demonstration: Store) -> None:
    told = known_reports(demonstration)
    late = [1 for *_, period, _, at, grace in told if clock.day_of(at) > period + timedelta(days=grace)]
    assert 0.03 < len(late) / len(told) < 0.25


def test_corrections_go_up_and_down(demonstration: Store) -> None:
    told = known_reports(demonstration)
    changes = [after[3] - before[3] for before, after in pairwise(told) if before[1:3] == after[1:3]]
    assert sum(change > 0 for change in changes) > 10
    assert sum(change < 0 for change in changes) > 10
    assert 0 not in changes


def verdicts(store: Store) -> dict[int, list[tuple[str, bool]]]:
    """Verdicts known on the eve by report, oldest first: (verdict, conflict of interest)."""
    found: dict[int, list[tuple[str, bool]]] = {}
    sql = """select report_seq, verdict, conflict from store.review where reviewed_at < $until
        order by reviewed_at, seq"""
    for report, verdict, conflict in asked(store, sql, until=END_OF_EVE):
        found.setdefault(report, []).append((verdict, conflict))
    return found


def test_disputes_are_answered_left_open_and_withdrawn(demonstration: Store) -> None:
    told = known_reports(demonstration)
    newest = {(no, period): seq for seq, no, period, *_ in told}
    places = {seq: (no, period) for seq, no, period, *_ in told}
    said = {report: [verdict for verdict, _ in given] for report, given in verdicts(demonstration).items()}
    answered = [seq for seq, given in said.items() if given == ["disputed"] and newest[places[seq]] != seq]
    left_open = [seq for seq, given in said.items() if given == ["disputed"] and newest[places[seq]] == seq]
    withdrawn = [seq for seq, given in said.items() if given == ["disputed", "verified"]]
    corrected_and_verified = [seq for seq in answered if said.get(newest[places[seq]]) == ["verified"]]
    assert left_open and withdrawn and corrected_and_verified
    [(without_reason,)] = asked(
        demonstration, "select count(*) from store.review where verdict = 'disputed' and reason is null"
    )
    assert without_reason == 0


def test_a_dispute_shows_at_its_indicator(eve: dict[str, Assessed]) -> None:
    assert any(item.disputed for item in eve.values())


def test_an_akim_who_chairs_his_branch_confirms_and_it_does_not_count(
    demonstration: Store, eve: dict[str, Assessed]
) -> None:
    only_his = {seq for seq, given in verdicts(demonstration).items() if set(given) == {("verified", True)}}
    assert len(only_his) > 20
    sql = """select distinct s.id from store.report r join store.subject s on s.no = r.no
        where list_contains($seqs::bigint[], r.seq)"""
    touched = [eve[name] for (name,) in asked(demonstration, sql, seqs=sorted(only_his)) if name in eve]
    his = next(
        item
        for item in touched
        if item.territory == CHAIR_REGION and item.verified is None and item.observed is not None
    )
    reports = explained(demonstration, ADMINISTRATOR, Ask(EVE), his.indicator).reports
    assert any(report.chosen for report in reports)
    assert not any(report.chosen_verified for report in reports)


def test_a_correction_takes_the_verification_with_it(demonstration: Store) -> None:
    told = known_reports(demonstration)
    newest = {(no, period): seq for seq, no, period, *_ in told}
    said = verdicts(demonstration)
    assert any(
        said.get(seq) == [("verified", False)] and newest[no, period] != seq for seq, no, period, *_ in told
    )


def test_a_seat_changed_hands_on_the_day_of_the_congress(demonstration: Store) -> None:
    changed = [
        seat.seat
        for seat in seats(demonstration, ADMINISTRATOR, Ask(EVE))
        if seat.carries and seat.holder_since == date(2022, 3, 1)
    ]
    assert changed
    before, after = holdings(demonstration, ADMINISTRATOR, Ask(EVE), changed[0])
    assert before.to == date(2022, 2, 28)
    assert after.from_ == date(2022, 3, 1)
    assert after.holder != before.holder


def test_vacant_seats_carry_something(demonstration: Store) -> None:
    gaps = accountability_gaps(demonstration, ADMINISTRATOR, Ask(EVE), Scope(begun=True))
    vacant = {gap.id: gap.indicators for gap in gaps if gap.kind == "vacant_seat"}
    assert {"bureau-9", "council-11-6"} <= set(vacant)
    assert all(count > 0 for count in vacant.values())


def test_measures_stand_in_every_state_and_at_every_stage(demonstration: Store) -> None:
    measures = measures_of(demonstration, ADMINISTRATOR, Ask(EVE), Scope(begun=True))
    counts = measure_counts(demonstration, ADMINISTRATOR, Ask(EVE), Scope(begun=True))
    assert all(counts.states[state] > 0 for state in STATES), counts.states
    assert sum(counts.states.values()) == counts.total
    assert {measure.stage for measure in measures} >= set(STAGES)
    assert counts.late > 5 and counts.moved > 5
    assert 0 < counts.done_in_year < counts.due_in_year
    shut = [
        measure
        for measure in measures
        if measure.state == "accepted"
        and measure.accepted_on < EVE - timedelta(days=60)
        and not measure.in_use_on
    ]
    assert len(shut) >= 3
    assert all(measure.evidence for measure in measures if measure.state in ("accepted", "done"))


def test_a_measure_does_not_go_back(demonstration: Store) -> None:
    order = {state: place for place, state in enumerate(("not_started", "under_way", "accepted", "done"))}
    told = asked(
        demonstration,
        "select no, measure, state from store.measure_report order by no, measure, period_end",
    )
    for before, after in pairwise(told):
        if before[:2] == after[:2]:
            assert order[before[2]] <= order[after[2]], before


def test_running_totals_fall_only_where_somebody_was_corrected(demonstration: Store) -> None:
    told = asked(
        demonstration,
        """select r.no, unnest(arg_max({'value': r.value, 'again': r.again}, (r.reported_at, r.seq))), r.period_end
        from store.report r semi join (from store.terms where kind = 'cumulative') t on t.no = r.no
        group by r.no, r.period_end order by r.no, r.period_end""",
    )
    falls = [1 for before, after in pairwise(told) if before[0] == after[0] and after[1] < before[1]]
    assert len(falls) < 0.01 * len(told)


def test_the_ledger_holds(demonstration: Store) -> None:
    verdict = verify(demonstration)
    assert verdict.first_bad is None
    assert verdict.head == f"{demonstration.head()}:{demonstration.head_hash()}"


def test_a_second_filling_adds_nothing(demonstration: Store) -> None:
    head = demonstration.head()
    assert fill(demonstration, ADMINISTRATOR, today=TODAY) == Filled(0, 0, 0, 0, head)
    assert demonstration.head() == head


def test_only_the_administrator_fills(country: Store) -> None:
    with pytest.raises(AccessRefused):
        fill(country, Actor("branch-11", "branch", territory="KZ-11"), today=TODAY)


def test_a_database_with_real_reports_is_left_alone(country: Store) -> None:
    small_country.record(country, small_country.report("villages", "2021-Q1", 3, "2021-04-10T05:00:00"))
    head = country.head()
    with pytest.raises(InputError, match="a database of its own"):
        fill(country, ADMINISTRATOR, today=TODAY)
    assert country.head() == head


def test_nothing_is_made_up_after_today(country: Store) -> None:
    fill(country, ADMINISTRATOR, today=EVE)
    [(last,)] = asked(
        country,
        """select max(said_on) from (select reported_at as said_on from store.report
        union all select reviewed_at from store.review union all select reported_at from store.measure_report)""",
    )
    assert datetime(2022, 4, 1) < last < END_OF_EVE


_DIGEST = """
from tests import small_country
from tracker.demo.fill import make_up
from tracker.demo.ground import read_ground
from tracker.store import open_store
from datetime import date
with open_store() as store:
    small_country.load(store)
    print(repr(make_up(read_ground(store), seed={seed}, until=date(2024, 1, 31))))
"""


def made_up(seed: int, hashing: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _DIGEST.format(seed=seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hashing},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_same_seed_makes_up_the_same_and_another_something_else() -> None:
    first = made_up(1, "1")
    assert first.count("NewReport(") > 10
    assert made_up(1, "2") == first
    assert made_up(2, "1") != first
