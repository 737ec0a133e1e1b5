"""Asking the ledger: a whole assessment at a past day, every roll-up of the present day, recording a report."""

from __future__ import annotations

import itertools
import statistics
import threading
import time
from datetime import date, datetime, timedelta

from bench.timing import Row, medians
from tracker.access import Actor
from tracker.assess.snapshot import snapshot
from tracker.periods import parse
from tracker.queries.ask import Ask, Scope
from tracker.queries.rollups import rolled_up
from tracker.record.report import NewReport, record_reports
from tracker.store import Store

PRESENT = date(2025, 6, 20)
WAYS = ("all", "section", "program", "territory", "theme", "seat", "executor")
ANYBODY = Actor.administrator()


def asking_rows(store: Store) -> list[Row]:
    """The budgets of assessing and rolling up."""
    days = (date(2023, 5, 20) + timedelta(n) for n in itertools.count())

    def scan() -> None:
        with store.cursor() as cursor:
            cursor.execute("select no, max(period_end) from store.report group by no").fetchall()

    past = medians(lambda: snapshot(store, next(days), "current", None), scan)
    snapshot(store, PRESENT, "current", None)

    def all_ways(ask: Ask) -> None:
        for way in WAYS:
            rolled_up(store, ANYBODY, ask, Scope(), way)

    other = (PRESENT + timedelta(n) for n in itertools.count(1))
    rolled = medians(lambda: all_ways(Ask(PRESENT)), lambda: all_ways(Ask(next(other))))
    return [
        Row("assess of every indicator at a past day", "scan max(period_end) group by", *past, 4),
        Row("every roll-up on the present day", "the same from the raw log", *rolled, 1 / 5),
    ]


def recording_rows(store: Store, turns: int = 60) -> list[Row]:
    """One report recorded through the ledger against a bare durable insert; alone and beside eight readers."""
    with store.cursor() as cursor:
        cursor.execute("create table if not exists store.bare as from store.report limit 0")
        ids = [i for (i,) in cursor.execute("select id from store.subject order by no limit 500").fetchall()]
    values = itertools.count(1)

    def record() -> float:
        n = next(values)
        new = NewReport(ids[n % len(ids)], parse("2025-05"), float(n))
        begun = time.perf_counter()
        record_reports(store, ANYBODY, [new], now=datetime(2025, 6, 15) + timedelta(seconds=n))
        return time.perf_counter() - begun

    def insert() -> float:
        begun = time.perf_counter()
        with store.cursor() as cursor:
            cursor.execute(
                "insert into store.bare (seq, no, value, recorded_at, actor, period_start, period_end, reported_at, "
                "author, origin, again, hash) values (1, 1, 1, now(), '', today(), today(), now(), '', '', false, '')"
            )
        return time.perf_counter() - begun

    alone, bare = zip(*((record(), insert()) for _ in range(turns)), strict=True)
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            rolled_up(store, ANYBODY, Ask(PRESENT), Scope(), "territory")
            ended.wait(0.02)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    beside = [record() for _ in range(turns)]
    ended.set()
    for reader in readers:
        reader.join()
    with store.cursor() as cursor:
        cursor.execute("drop table store.bare")
    return [
        Row("report recorded, median", "bare insert", statistics.median(alone), statistics.median(bare), 3),
        Row("the same, 99th of 100, beside 8 readers", "alone", _p99(beside), _p99(alone), 30),
    ]


def _p99(times) -> float:
    return sorted(times)[int(0.99 * (len(times) - 1))]
