"""Where every measure stood on a day, kept as a table in the engine's memory and brought forward by what is reported.

One row a measure: macro ``measures_at`` without its texts. A load makes another table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker import clock
from tracker.assess.by_indicator import ByIndicator, Cursor, Rows, by_indicator
from tracker.store import Store
from tracker.store.loads import newest_load

# A row is found again by its number: an indicator holds far fewer measures than a million.
_STATES = """
with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint))
select cast(no as bigint) * 1000000 + place as number,
    * exclude (clock, on_day, indicator, program, section, title_kk, title_ru, title_en)
from measures_at('clocks', $basis, $nos::integer[])
"""
_SPOKEN_OF = (
    "select distinct no from store.measure_report where seq > $after::bigint and seq <= $head::bigint"
)


def measures(store: Store, as_of: date, basis: str, head: int) -> str:
    """A relation of every measure in force on a day as of a ledger head; ``number`` names a row.

    It is a subquery without parameters: give it an alias.
    """

    def rows(_: Cursor, nos: Sequence[int] | None, at: int) -> Rows:
        moment = {"day": as_of, "until": clock.end_of(as_of), "basis": basis}
        return _STATES, {**moment, "head": at, "nos": nos}

    of = ByIndicator(
        ("measures", as_of, basis, newest_load(store, head)), f"measures_{as_of:%Y%m%d}_{basis}", rows, _spoken_of
    )  # fmt: skip
    return by_indicator(store, of, head)


def _spoken_of(cursor: Cursor, after: int, head: int) -> list[int]:
    return [no for (no,) in cursor.execute(_SPOKEN_OF, {"after": after, "head": head}).fetchall()]
