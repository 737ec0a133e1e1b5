"""What party control has before it, kept as tables in the engine's memory and brought forward by what is recorded.

Which newest words nobody has checked, and how many of an indicator's words were checked: both read everything ever
reported, and a report moves those of its own indicator alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tracker import clock
from tracker.assess.by_indicator import ByIndicator, Cursor, Rows, RowsOf
from tracker.assess.snapshot import snapshot, touched
from tracker.store import Store

_CHOSEN = """
with chosen as (
    select a.no, a.kind from {snapshot} a where $nos::integer[] is null or list_contains($nos::integer[], a.no)
)
"""
_UNREVIEWED = _CHOSEN + "from unreviewed_words('chosen', $day::date, $until::timestamp, $head::bigint)"
_CHECKED = _CHOSEN + "from checked_words('chosen', $day::date, $until::timestamp, $head::bigint)"
_ANSWERED = "select distinct no from store.dispute_answer where seq > $after::bigint and seq <= $head::bigint"


def unreviewed(store: Store, as_of: date, basis: str, until: datetime) -> ByIndicator:
    """Macro ``unreviewed_words`` of every indicator in force on a day, of what was said before ``until`` (UTC)."""

    def spoken_of(cursor: Cursor, after: int, head: int) -> set[int]:
        answered = cursor.execute(_ANSWERED, {"after": after, "head": head}).fetchall()
        return {*touched(store, after, head).numbers, *(no for (no,) in answered)}

    name = f"unreviewed_{as_of:%Y%m%d}_{basis}_{until:%Y%m%d%H%M}"
    rows = _rows(store, _UNREVIEWED, as_of, basis, until)
    return ByIndicator(("unreviewed", as_of, basis, until), name, rows, spoken_of)


def checked(store: Store, as_of: date, basis: str) -> ByIndicator:
    """Macro ``checked_words`` of every indicator in force on a day."""

    def spoken_of(_: Cursor, after: int, head: int) -> list[int]:
        return touched(store, after, head).numbers

    rows = _rows(store, _CHECKED, as_of, basis, clock.end_of(as_of))
    return ByIndicator(("checked", as_of, basis), f"checked_{as_of:%Y%m%d}_{basis}", rows, spoken_of)


def _rows(store: Store, sql: str, as_of: date, basis: str, until: datetime) -> RowsOf:
    def rows(_: Cursor, nos: Sequence[int] | None, head: int) -> Rows:
        text = sql.format(snapshot=snapshot(store, as_of, basis, head, columns="no, kind"))
        return text, {"nos": nos, "day": as_of, "until": until, "head": head}

    return rows
