"""Made-up progress over the country's size: reports with corrections, reviews early, late and against, measures done.

Written as columns, in the order reported, so that a store can append them and Parquet can hold them. Seeded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

MONTHS = [date(2021 + n // 12 + (n % 12 == 11), (n + 1) % 12 + 1, 1) for n in range(60)]
#: with a tenth of the indicators reporting quarterly, corrections bring the reports to 60 an indicator
CORRECTED, REVIEWED, DISPUTED, LATE = 0.07, 0.65, 0.03, 0.05
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The indicators that are reported on, as columns: number, target, whether annual, whether quarterly."""

    numbers: np.ndarray
    targets: np.ndarray
    annual: np.ndarray
    quarterly: np.ndarray


def report_columns(of: Subjects, words: int = 1, seed: int = 7) -> pa.Table:
    """What was said of every period on day 2 to 20 after it, some of it corrected a month later; by ``reported_at``.

    ``words`` is how often a period is spoken of, three days apart: each time the figure has become a little better
    known, and only the newest word counts.
    """
    chance = np.random.default_rng(seed)
    subject, month, value = _said(of, chance)
    repeated = (np.repeat(column, words) for column in (subject, month, value))
    subject, month, value = repeated
    word = np.tile(np.arange(words, dtype="int32"), len(subject) // words)
    if words > 1:
        value = value * (1 - 0.002 * (words - 1 - word))
    ends = np.array(MONTHS, "datetime64[D]") - _DAY
    late = chance.integers(2, 21, len(subject)) if words == 1 else 2 + 3 * word
    at = (ends[month] + late * _DAY).astype("datetime64[us]")
    at = at + chance.integers(0, 86_400, len(at)).astype("timedelta64[s]")
    again = word > 0
    corrected = np.flatnonzero((chance.random(len(at)) < CORRECTED) & (word == words - 1))
    kept = [subject, month, value, at, again]
    added = [subject[corrected], month[corrected], value[corrected] * 0.97, at[corrected] + 30 * _DAY]
    added.append(np.ones(len(corrected), bool))
    subject, month, value, at, again = (np.concatenate(pair) for pair in zip(kept, added, strict=True))
    order = np.argsort(at, kind="stable")
    subject, month = subject[order], month[order]
    starts = np.where(
        of.quarterly[subject],
        (ends[month] + _DAY).astype("datetime64[M]") - 3,
        ends[month].astype("datetime64[M]"),
    )
    return pa.table(
        {
            "no": of.numbers[subject],
            "period_start": starts.astype("datetime64[D]"),
            "period_end": ends[month],
            "value": np.round(value[order], 2),
            "reported_at": at[order],
            "again": again[order],
        }
    )


def _said(of: Subjects, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Place of the indicator, place of the month and value of every period that is reported on."""
    count, months = len(of.numbers), np.arange(len(MONTHS))
    pace = chance.uniform(0.5, 1.2, count)[:, None]
    noise = chance.normal(0, 0.01, (count, len(months)))
    share = np.clip((months + 1) / len(months) * pace + noise, 0, None)
    share = np.maximum.accumulate(share, axis=1)
    # an annual promise begins anew each year
    share[of.annual] = np.clip((months % 12 + 1) / 12 * pace[of.annual] + noise[of.annual], 0, None)
    spoken = ~of.quarterly[:, None] | (months % 3 == 2)
    subject, month = np.nonzero(spoken)
    value = np.round((share * of.targets[:, None])[spoken], 2)
    return subject.astype("int32"), month.astype("int8"), value


def review_columns(reports: pa.Table, first_seq: int, seed: int = 8) -> pa.Table:
    """Verdicts on a part of the reports (whose sequence begins at ``first_seq``), some of them months late."""
    chance = np.random.default_rng(seed)
    picked = np.flatnonzero(chance.random(reports.num_rows) < REVIEWED)
    wait = np.where(chance.random(len(picked)) < LATE, 150, chance.integers(1, 20, len(picked)))
    at = reports["reported_at"].to_numpy()[picked] + wait.astype("timedelta64[D]")
    order = np.argsort(at, kind="stable")
    chosen = reports.select(["no", "period_end", "value", "reported_at"]).take(pa.array(picked[order]))
    against = chance.random(len(picked)) < DISPUTED
    return (
        chosen.append_column("report_seq", pa.array(picked[order] + first_seq))
        .append_column("reviewed_at", pa.array(at[order]))
        .append_column("verdict", pa.array(np.where(against, "disputed", "verified")))
    )


def measure_columns(measures: pa.Table, seed: int = 9) -> pa.Table:
    """Two words on most measures (``no``, ``measure``, ``due_on``): under way half a year before, then done or not."""
    chance = np.random.default_rng(seed)
    due = measures["due_on"].to_numpy().astype("datetime64[M]")
    parts = []
    for months_before, state, share in ((6, "under_way", 0.9), (0, "done", 0.6)):
        told = np.flatnonzero(chance.random(len(due)) < share)
        start = due[told] - months_before
        end = (start + 1).astype("datetime64[D]") - _DAY
        at = (end + chance.integers(2, 15, len(told)) * _DAY).astype("datetime64[us]")
        rows = measures.select(["no", "measure"]).take(pa.array(told))
        for name, values in (("period_start", start.astype("datetime64[D]")), ("period_end", end)):
            rows = rows.append_column(name, pa.array(values))
        rows = rows.append_column("state", pa.array(np.full(len(told), state)))
        parts.append(rows.append_column("reported_at", pa.array(at)))
    return pa.concat_tables(parts).sort_by("reported_at")
