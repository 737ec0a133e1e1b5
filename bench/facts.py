"""Made-up progress over the country's size: reports with corrections, reviews early, late and against.

Written as columns, in the order reported, so that a store can append them and Parquet can hold them. Seeded.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

MONTHS = [date(2021 + n // 12 + (n % 12 == 11), (n + 1) % 12 + 1, 1) for n in range(60)]
CORRECTED, REVIEWED, DISPUTED = 0.02, 0.65, 0.03
_DAY = np.timedelta64(1, "D")


def report_columns(numbers: np.ndarray, targets: np.ndarray, seed: int = 7, months: int = 60) -> pa.Table:
    """One report an indicator a month, on day 2 to 20 after it, some corrected a month later; by ``reported_at``."""
    chance = np.random.default_rng(seed)
    count = len(numbers)
    ends = np.array(MONTHS[:months], "datetime64[D]") - _DAY
    starts = ends.astype("datetime64[M]").astype("datetime64[D]")
    pace = chance.uniform(0.5, 1.2, count)
    share = np.clip(
        np.arange(1, months + 1) / 60 * pace[:, None] + chance.normal(0, 0.01, (count, months)), 0, None
    )
    flat = {
        "no": np.repeat(numbers, months),
        "period_start": np.tile(starts, count),
        "period_end": np.tile(ends, count),
        "value": np.round(np.maximum.accumulate(share, axis=1) * targets[:, None], 2).ravel(),
    }
    late = chance.integers(2, 21, count * months)
    flat["reported_at"] = (flat["period_end"] + late * _DAY).astype("datetime64[us]") + chance.integers(
        0, 86_400, count * months
    ).astype("timedelta64[s]")
    again = chance.random(count * months) < CORRECTED
    corrected = {name: values[again] for name, values in flat.items()}
    corrected["value"] = np.round(corrected["value"] * 0.97, 2)
    corrected["reported_at"] = corrected["reported_at"] + np.timedelta64(30, "D")
    whole = {name: np.concatenate([flat[name], corrected[name]]) for name in flat}
    whole["again"] = np.concatenate([np.zeros(count * months, bool), np.ones(int(again.sum()), bool)])
    order = np.argsort(whole["reported_at"], kind="stable")
    return pa.table({name: values[order] for name, values in whole.items()})


def review_columns(reports: pa.Table, first_seq: int, seed: int = 8) -> pa.Table:
    """Verdicts on a part of the reports (whose sequence begins at ``first_seq``), some of them months late."""
    chance = np.random.default_rng(seed)
    picked = np.flatnonzero(chance.random(reports.num_rows) < REVIEWED)
    chosen = reports.take(pa.array(picked))
    wait = np.where(chance.random(len(picked)) < 0.05, 150, chance.integers(1, 20, len(picked)))
    at = chosen["reported_at"].to_numpy() + wait.astype("timedelta64[D]")
    order = np.argsort(at, kind="stable")
    chosen = chosen.take(pa.array(order)).select(["no", "period_end", "value", "reported_at"])
    against = chance.random(len(picked)) < DISPUTED
    return (
        chosen.append_column("report_seq", pa.array(picked[order] + first_seq))
        .append_column("reviewed_at", pa.array(at[order]))
        .append_column("verdict", pa.array(np.where(against, "disputed", "verified")))
    )
