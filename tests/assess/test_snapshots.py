"""What is kept in memory is what the macros say, at every head, after anything was recorded in any order.

A table is brought forward by what was recorded since; nobody may see one older than the last acknowledged write, and
nobody who asks at an earlier head may see anything of what came after it.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assess.test_later_load import PARTING, first_edition, load
from tests.assess.test_oracle import worlds
from tests.assess.world import ADMINISTRATOR, RECORDED, record, record_reviews
from tests.oracle.worlds import World, indicators_of, seeded_world
from tests.small_country import NOW
from tests.small_country import load as load_country
from tracker import clock
from tracker.assess.rolled import KEYS, rolled
from tracker.assess.snapshot import snapshot
from tracker.periods import parse
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.record.explanation import NewExplanation, record_explanation
from tracker.record.measure_report import NewMeasureReport, record_measure_reports
from tracker.record.report import NewReport, record_reports
from tracker.store import Store, open_store

_MACROS = """
with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint))
from assess_whole('clocks', $basis, null, null, $eyes)
"""
Answer = list[tuple]
#: indicators, roll-ups by program
Told = tuple[Answer, Answer]
Asked = tuple[date, str, str, int]


def by_macros(store: Store, asked: Asked) -> Told:
    """What is kept in tables, straight from the ledger at a head."""
    day, basis, eyes, head = asked
    values = {"day": day, "until": clock.end_of(day), "basis": basis, "eyes": eyes, "head": head}
    with store.cursor() as cursor:
        cursor.execute(f"create or replace temp table fresh as {_MACROS}", values)
        whole = cursor.execute("from fresh").fetchall()
        sums = []
        for way, text in KEYS.items():
            keyed = text.format(source="fresh", where="true")
            sums += cursor.execute(
                f"with keyed as ({keyed}) select '{way}', * from rolled_by_program('keyed')",
                {"head": head} if "$head" in keyed else {},
            ).fetchall()
    return in_order(whole), in_order(sums)


def by_tables(store: Store, asked: Asked) -> Told:
    day, basis, eyes, head = asked
    with store.cursor() as cursor:
        sums = []
        for way in KEYS:
            sums += cursor.execute(
                "select * exclude (territory, program_kind, program_start_on, program_end_on) "
                f"from {rolled(store, day, basis, head, eyes, way)} a where a.way = '{way}'"
            ).fetchall()
        whole = cursor.execute(f"from {snapshot(store, day, basis, head, eyes)} a").fetchall()
    return in_order(whole), in_order(sums)


def in_order(rows: list[tuple]) -> Answer:
    return sorted(rows, key=repr)


def with_measures(program: dict) -> dict:
    """The program with a measure under its first indicator, so that measures can be reported on."""
    sections = [dict(section) for section in program["sections"]]
    first = sections[0]
    own = first["indicators"][0] | {"measures": [{"measure": "road", "title": {"ru": "Дорога"}}]}
    first["indicators"] = [own, *first["indicators"][1:]]
    return program | {"sections": sections}


def handed_over(world: World, on: date) -> World:
    """The world in which everything carried without dates goes over to another seat, and seats find holders."""
    programs = []
    for program in world.programs:
        sections = []
        for section in program["sections"]:
            own = [
                i
                | {
                    "owner": [
                        {"seat": i["owner"], "to": on},
                        {"seat": "council-2", "from": on + timedelta(days=1)},
                    ]
                }
                if isinstance(i.get("owner"), str)
                else i
                for i in section["indicators"]
            ]
            sections.append(section | {"indicators": own})
        programs.append(program | {"sections": sections})
    rosters = [
        roster
        | {
            "bodies": [
                body
                | {
                    "seats": [
                        seat if "holders" in seat else seat | {"holders": [{"holder": "new", "from": on}]}
                        for seat in body["seats"]
                    ]
                }
                for body in roster["bodies"]
            ]
        }
        for roster in world.rosters
    ]
    return replace(world, programs=programs, rosters=rosters)


class History:
    """A world that is recorded piece by piece, in an order of chance."""

    def __init__(self, store: Store, world: World, chance: random.Random) -> None:
        self.store, self.chance = store, chance
        self.whole = replace(world, programs=[with_measures(p) for p in world.programs])
        first = replace(self.whole, programs=[first_edition(p, PARTING) for p in self.whole.programs])
        load(store, first, PARTING)
        early = {f"{p['program']}/{i['indicator']}" for p in first.programs for _, i in indicators_of(p)}
        self.waiting = [r for r in self.whole.reports if r.indicator in early]
        self.later = [r for r in self.whole.reports if r.indicator not in early]
        chance.shuffle(self.waiting)
        self.known: dict[int, tuple] = {}
        self.unreviewed = {review.seq: review for review in self.whole.reviews}
        self.loads: list[Callable[[], None]] = [
            lambda: self.loaded(self.whole),
            lambda: self.loaded(handed_over(self.whole, PARTING + timedelta(days=40))),
        ]

    def loaded(self, world: World) -> None:
        """Amendments, new indicators and changed carriers come into force."""
        load(self.store, world, PARTING)
        self.waiting += self.later
        self.later = []
        self.chance.shuffle(self.waiting)

    def reports(self) -> None:
        """Values, corrections among them, some with the verdicts on them at once."""
        count = self.chance.choice((1, 1, 2, 20, 150))
        part, self.waiting = self.waiting[:count], self.waiting[count:]
        seqs = {r.seq for r in part}
        now = [v for v in self.unreviewed.values() if v.report in seqs and self.chance.random() < 0.4]
        for review in now:
            del self.unreviewed[review.seq]
        found = record(self.store, replace(self.whole, reports=part, reviews=now), batches=1)
        with self.store.cursor() as cursor:
            numbers = dict(cursor.execute("select seq, no from store.report").fetchall())
        for before, after in zip(part, found.reports, strict=True):
            self.known[before.seq] = (after, numbers[after.seq])

    def reviews(self) -> None:
        """Verdicts that come late: verified, disputed, in a conflict of interest, one after another."""
        ready = [v for v in self.unreviewed.values() if v.report in self.known]
        given = self.chance.sample(ready, min(len(ready), self.chance.choice((1, 3, 60))))
        for review in given:
            del self.unreviewed[review.seq]
        if given:
            record_reviews(self.store, replace(self.whole, reviews=given), self.known)

    def measures(self) -> None:
        name, program = self.chance.choice([(p["program"], p) for p in self.whole.programs])
        _, indicator = next(iter(indicators_of(program)))
        if "since" not in indicator:
            new = NewMeasureReport(f"{name}/{indicator['indicator']}", "road", parse("2022-03"), "under_way")
            record_measure_reports(self.store, ADMINISTRATOR, [new], now=RECORDED)

    def explanations(self) -> None:
        report, _ = self.chance.choice(list(self.known.values()))
        new = NewExplanation(report.indicator, "court", "a judgement is awaited", date(2031, 6, 1))
        record_explanation(self.store, ADMINISTRATOR, new, now=RECORDED)

    def loads_next(self) -> None:
        if self.loads:
            self.loads.pop(0)()

    def go_on(self) -> None:
        step = self.chance.choices(
            (self.reports, self.reviews, self.measures, self.explanations, self.loads_next), (6, 5, 1, 1, 2)
        )[0]
        (step if self.known else self.reports)()


def asked_about(world: World, head: int, chance: random.Random) -> Iterator[Asked]:
    """Few days, so that the same table is asked again and again; all of them late enough to hold reports."""
    for _ in range(2):
        yield (
            chance.choice(world.days),
            chance.choice(("current", "current", "original")),
            chance.choice(("all", "public")),
            head,
        )


@pytest.mark.slow
@worlds(2)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_snapshot_is_what_the_macros_say(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    with open_store(tmp_path_factory.mktemp("kept") / "tracker.duckdb") as store:
        world = seeded_world(seed, count=4, asked=2)
        history = History(store, world, chance)
        earlier: dict[Asked, Told] = {}
        first = store.head()
        for _ in range(8):
            history.go_on()
            for asked in asked_about(world, store.head(), chance):
                told = by_tables(store, asked)
                assert told == by_macros(store, asked), asked
                earlier[asked] = told
            day, basis, eyes, _ = chance.choice(list(earlier))
            passed_over = (day, basis, eyes, chance.randint(first, store.head()))
            assert by_tables(store, passed_over) == by_macros(store, passed_over), passed_over
            again = chance.choice(list(earlier))
            assert by_tables(store, again) == earlier[again], "what held at a head holds for ever"


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.duckdb") as store:
        load_country(store)
        yield store


DAY = date(2022, 6, 1)
CLINICS = "republic-2021-2025/clinics"


def clinics(store: Store) -> float | None:
    return assessed(store, ADMINISTRATOR, Ask(DAY), Scope(indicator=CLINICS))[0].observed


def reported(store: Store, value: float) -> None:
    new = NewReport(CLINICS, parse("2022-03"), value, reported_at=datetime(2022, 4, 10), author="branch")
    record_reports(store, ADMINISTRATOR, [new], now=NOW + timedelta(seconds=value))


def test_one_report_is_brought_into_the_table_that_is_there(country: Store) -> None:
    reported(country, 1)
    assert clinics(country) == 1
    tables = set(country.snapshots)
    for value in range(2, 6):
        reported(country, value)
        assert clinics(country) == value
    assert set(country.snapshots) == tables, "a table was made anew for one report"


def test_both_pairs_of_eyes_come_forward_together(country: Store) -> None:
    """Whoever asks first after a report: each sees what the macros say, a promise achieved among it."""
    reported(country, 1)
    for first, second in (("all", "public"), ("public", "all")):
        for eyes in (first, second):
            by_tables(country, (DAY, "current", eyes, country.head()))
        tables = set(country.snapshots)
        reported(country, 30 if first == "all" else 2)  # of the 27 promised
        head = country.head()
        asked = (DAY, "current", first, head)
        assert by_tables(country, asked) == by_macros(country, asked)
        came_along = country.snapshots[next(key for key in tables if key[0] == "snapshot" and second in key)]
        assert came_along.around(head)[0] == head
        asked = (DAY, "current", second, head)
        assert by_tables(country, asked) == by_macros(country, asked)
        assert set(country.snapshots) == tables, "a table was made anew for one report"
    seen = [by_tables(country, (DAY, "current", eyes, country.head()))[0] for eyes in ("all", "public")]
    assert seen[0] != seen[1], "what nobody has verified must not show to the public"


def test_no_reader_sees_less_than_was_acknowledged(country: Store) -> None:
    """Eight readers beside a writer: whoever asks after an acknowledgement sees what it acknowledged."""
    reported(country, 0)
    clinics(country)
    acknowledged, last, stale = 0.0, 25, []

    def read() -> None:
        while acknowledged < last:
            known = acknowledged
            seen = clinics(country)
            if seen is None or seen < known:
                stale.append((known, seen))

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for value in range(1, last + 1):
        reported(country, value)
        acknowledged = float(value)
    for reader in readers:
        reader.join()
    assert stale == []


def test_a_head_asked_for_while_others_write_is_answered_as_it_was(country: Store) -> None:
    reported(country, 3)
    head = country.head()
    before = by_tables(country, (DAY, "current", "all", head))
    reported(country, 4)
    assert clinics(country) == 4
    assert by_tables(country, (DAY, "current", "all", head)) == before
    country.snapshots.clear()  # and by a process that never saw that head
    assert by_tables(country, (DAY, "current", "all", head)) == before


def test_a_head_that_was_passed_over_is_answered_as_it_was(country: Store) -> None:
    """Whoever took a head and is overtaken by a reader at a later one sees what was acknowledged up to theirs."""
    reported(country, 1)
    heads = {1: country.head()}
    for eyes in ("all", "public"):
        by_tables(country, (DAY, "current", eyes, country.head()))
    for value in (2, 30, 4, 5):
        reported(country, value)
        heads[value] = country.head()
    tables = set(country.snapshots)
    for value in (5, 2, 4, 30, 1):
        for eyes in ("all", "public"):
            asked = (DAY, "current", eyes, heads[value])
            assert by_tables(country, asked) == by_macros(country, asked), value
        asking = Ask(DAY, head=heads[value])
        assert assessed(country, ADMINISTRATOR, asking, Scope(indicator=CLINICS))[0].observed == value
    assert set(country.snapshots) == tables, "a table was made anew for a head passed over"


def test_what_moves_no_figure_makes_no_table(country: Store) -> None:
    reported(country, 3)
    clinics(country)
    tables = set(country.snapshots)
    new = NewExplanation(CLINICS, "court", "a judgement is awaited", date(2031, 6, 1))
    record_explanation(
        country, ADMINISTRATOR, new, now=datetime(2026, 11, 20, 7, tzinfo=UTC).replace(tzinfo=None)
    )
    assert clinics(country) == 3
    assert set(country.snapshots) == tables
