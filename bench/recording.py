"""Recording a report through the ledger, with everything kept current: alone, and beside eight readers."""

from __future__ import annotations

import itertools
import statistics
import threading
import time
from datetime import datetime, timedelta

from bench.asking import ANYBODY, PRESENT
from bench.build import Built
from bench.timing import Row
from tracker.assess.rolled import KEYS, rolled
from tracker.periods import parse
from tracker.queries.ask import Ask, Scope
from tracker.queries.rollups import rolled_up
from tracker.record.report import NewReport, record_reports
from tracker.store import Store, open_store


def recording_rows(made: Built) -> list[Row]:
    """The budgets of recording."""
    with open_store(made.database) as store:
        return _recorded(store)


def _recorded(store: Store, turns: int = 60) -> list[Row]:
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

    def bring() -> float:
        """The present day's figures and every roll-up of them, for every pair of eyes, as of the newest head."""
        begun = time.perf_counter()
        for eyes in ("all", "public"):
            for way in KEYS:
                rolled(store, PRESENT, "current", None, eyes, way)
        return time.perf_counter() - begun

    bring()

    def insert() -> float:
        begun = time.perf_counter()
        with store.cursor() as cursor:
            cursor.execute(
                "insert into store.bare (seq, no, value, recorded_at, actor, period_start, period_end, reported_at, "
                "author, origin, again, hash) values (1, 1, 1, now(), '', today(), today(), now(), '', '', false, '')"
            )
        return time.perf_counter() - begun

    alone, current, bare = zip(*((record(), bring(), insert()) for _ in range(turns)), strict=True)
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
        Row(
            "report recorded, acknowledged, median",
            "bare insert",
            statistics.median(alone),
            statistics.median(bare),
        ),
        Row(
            "report recorded with everything kept current, median",
            "bare insert",
            statistics.median([a + b for a, b in zip(alone, current, strict=True)]),
            statistics.median(bare),
            3,
        ),
        Row("the same, 99th of 100, beside 8 readers", "alone", _p99(beside), _p99(alone), 30),
    ]


def _p99(times) -> float:
    return sorted(times)[int(0.99 * (len(times) - 1))]
