"""How often the forecast's 80 % interval holds, and how far off its middle is, on real public series.

Rolling origins: a series is cut after 4 to 30 reports, a fifth of those between the first and the last are taken
out (branches skip periods), and the forecast for 1 to 12 steps ahead, never further than the reports reach back, is
held against what then came. "Same pace continues" goes on from the last report at the pace of the last year.

    python -m pip install --editable '.[backtest]'
    python bench/forecast.py [--origins 150] [--peers 2]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from public_series import Series, families

from tracker.forecast.trend import trend

REPORTS, AHEAD, LEFT_OUT = (4, 5, 6, 8, 10, 12, 16, 20, 30), (1, 2, 4, 8, 12), 0.2
YEAR = 365.25
Interval = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Origin:
    """One cut: what was known (days before the last report, values) and what came ``ahead`` steps later."""

    series: Series
    reports: int
    ahead: int
    days: tuple[float, ...]
    values: tuple[float, ...]
    came: float

    @property
    def horizon(self) -> float:
        """Days from the last report to what came."""
        return self.ahead * self.series.step * YEAR

    @property
    def usual_step(self) -> float:
        """Mean change from one report to the next: the unit of every error printed."""
        return statistics.fmean(abs(b - a) for a, b in zip(self.values, self.values[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Tried:
    """How one forecast came out; errors in usual steps."""

    origin: Origin
    held: bool
    error: float
    same_pace: float
    width: float


def origins(family: str, series: list[Series], most: int) -> Iterator[Origin]:
    """A reproducible draw of the family's cuts."""
    chance = random.Random(f"back-test {family}")
    cuts = [
        (one, reports, end, ahead)
        for one in series
        for reports in REPORTS
        for end in range(reports, len(one.values))
        for ahead in AHEAD
        if ahead <= reports and end + ahead <= len(one.values)
    ]
    chance.shuffle(cuts)
    for one, reports, end, ahead in cuts[:most]:
        inner = [i for i in range(end - reports + 1, end - 1) if chance.random() >= LEFT_OUT]
        known = [end - reports, *inner, end - 1]
        values = tuple(one.values[i] for i in known)
        if len(set(values)) > 1 and len(values) >= 4:
            days = tuple((i - end + 1) * one.step * YEAR for i in known)
            yield Origin(one, reports, ahead, days, values, one.values[end - 1 + ahead])


def ours(origin: Origin) -> Interval:
    """The tracker's forecast: low, middle, high; a running total does not fall."""
    mixed = trend(origin.days, origin.values, total=origin.series.total).after(origin.horizon)
    found = [mixed.quantile(share) for share in (0.1, 0.5, 0.9)]
    least = origin.values[-1] if origin.series.total else float("-inf")
    return tuple(max(value, least) for value in found)


def same_pace(origin: Origin) -> float:
    """The last report carried on at the pace of the last year, or of all reports where they span less."""
    year_ago = [i for i, day in enumerate(origin.days[:-1]) if day <= -YEAR + 1]
    first = year_ago[-1] if year_ago else 0
    pace = (origin.values[-1] - origin.values[first]) / (origin.days[-1] - origin.days[first])
    return origin.values[-1] + pace * origin.horizon


def tried(asked: Iterable[Origin], method: Callable[[Origin], Interval]) -> list[Tried]:
    """A method at every origin."""
    found = []
    for origin in asked:
        low, middle, high = method(origin)
        unit = origin.usual_step
        slack = 1e-9 * max(1.0, abs(origin.came))
        found.append(
            Tried(
                origin,
                low - slack <= origin.came <= high + slack,
                abs(middle - origin.came) / unit,
                abs(same_pace(origin) - origin.came) / unit,
                (high - low) / unit,
            )
        )
    return found


def line(name: str, rows: list[Tried]) -> str:
    """Origins, coverage, error and its ratio to "same pace continues", of a set of forecasts."""
    held = statistics.fmean(row.held for row in rows)
    error = statistics.fmean(row.error for row in rows)
    plain = statistics.fmean(row.same_pace for row in rows)
    width = statistics.median(row.width for row in rows)
    return f"{name:30} {len(rows):8} {held:9.1%} {error:8.2f} {plain:10.2f} {error / plain:8.2f} {width:8.2f}"


def peers() -> dict[str, Callable[[Origin], Interval]]:
    """statsmodels' Theta and damped trend; both need gaps filled, here by straight lines."""
    import numpy as np
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel
    from statsmodels.tsa.forecasting.theta import ThetaModel

    def filled(origin: Origin) -> pd.Series:
        step = origin.series.step * YEAR
        grid = np.arange(round(origin.days[0] / step), 1) * step
        index = pd.RangeIndex(len(grid))
        return pd.Series(np.interp(grid, origin.days, origin.values), index=index)

    def theta(origin: Origin) -> Interval:
        fit = ThetaModel(filled(origin), period=1, deseasonalize=False).fit()
        bounds = fit.prediction_intervals(origin.ahead, alpha=0.2).iloc[-1]
        return bounds.iloc[0], fit.forecast(origin.ahead).iloc[-1], bounds.iloc[1]

    def damped(origin: Origin) -> Interval:
        known = filled(origin)
        fit = ETSModel(known, trend="add", damped_trend=True).fit(disp=0)
        table = fit.get_prediction(len(known), len(known) + origin.ahead - 1).summary_frame(alpha=0.2)
        last = table.iloc[-1]
        return last["pi_lower"], last["mean"], last["pi_upper"]

    return {"Theta (statsmodels)": theta, "damped trend (statsmodels)": damped}


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--origins", type=int, default=150, help="cuts of each family")
    asked.add_argument(
        "--peers", type=int, default=2, help="cuts of each family that statsmodels is asked too"
    )
    options = asked.parse_args()
    warnings.simplefilter("ignore")
    drawn = {name: list(origins(name, series, options.origins)) for name, series in families().items()}
    began = time.perf_counter()
    results = {name: tried(cuts, ours) for name, cuts in drawn.items()}
    each = (time.perf_counter() - began) / sum(map(len, drawn.values()))
    every = [row for rows in results.values() for row in rows]
    print(f"{'':30} {'origins':>8} {'80 % held':>9} {'error':>8} {'same pace':>10} {'ratio':>8} {'width':>8}")
    for name, rows in results.items():
        print(line(name, rows))
    print()
    for total, name in ((False, "states"), (True, "running totals")):
        print(line(name, [row for row in every if row.origin.series.total == total]))
    for reports in REPORTS:
        print(line(f"{reports} periods known", [row for row in every if row.origin.reports == reports]))
    for ahead in AHEAD:
        print(line(f"{ahead} steps ahead", [row for row in every if row.origin.ahead == ahead]))
    print()
    print(line("all", every))
    print(f"one forecast: {each * 1000:.1f} ms; errors and widths in usual steps from report to report")
    if options.peers:
        few = [cut for cuts in drawn.values() for cut in cuts[: options.peers]]
        print()
        print(line("the same, on fewer origins", tried(few, ours)))
        for name, method in peers().items():
            began = time.perf_counter()
            rows = tried(few, method)
            print(line(name, rows), f"  {(time.perf_counter() - began) / len(few) * 1000:.0f} ms each")


if __name__ == "__main__":
    main()
