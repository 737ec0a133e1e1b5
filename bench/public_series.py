"""Real public series that ship inside PyPI packages (statsmodels.datasets, vega_datasets), by family.

A family is what one publisher measured of many things, so that 180 countries do not outvote one river. Running
totals are sums of real yearly, quarterly or monthly figures. No made-up data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pandas as pd
import statsmodels.api as sm
import vega_datasets


@dataclass(frozen=True, slots=True)
class Series:
    """Values at equal steps; ``step`` is a part of a year, ``total`` says that it is a running total."""

    name: str
    step: float
    values: tuple[float, ...]
    total: bool = False


def families() -> dict[str, list[Series]]:
    """Every family, by a name that says where it comes from."""
    return {**_statsmodels(), **_vega()}


def _series(name: str, step: float, values: Iterable[float], *, total: bool = False) -> Series:
    numbers = [float(value) for value in values]
    return Series(name, step, tuple(accumulate(numbers) if total else numbers), total)


def _columns(table: pd.DataFrame, names: Sequence[str], step: float, *, total: bool = False) -> list[Series]:
    return [_series(name, step, table[name], total=total) for name in names]


def _statsmodels() -> dict[str, list[Series]]:
    def load(name: str) -> pd.DataFrame:
        return getattr(sm.datasets, name).load_pandas().data

    births = load("fertility").set_index("Country Name")
    births = births[[str(year) for year in range(1960, 2012)]].dropna()
    macro, copper, firms = load("macrodata"), load("copper"), load("grunfeld")
    carbon = load("co2")["co2"].dropna()
    nile, spots, sea = load("nile")["volume"], load("sunspots")["SUNACTIVITY"], load("elnino")
    rates, danish = load("interest_inflation"), load("danish_data")
    flows = ("realgdp", "realcons", "realinv", "realgovt")
    by_firm = list(firms.groupby("firm"))
    return {
        "fertility by country": [_series(name, 1, row) for name, row in births.iterrows()],
        "US macro": _columns(macro, list(macro.columns[2:]), 0.25),
        "US macro, totals": _columns(macro, flows, 0.25, total=True),
        "CO2": [
            _series("monthly", 1 / 12, carbon.resample("ME").mean().dropna()),
            _series("yearly", 1, carbon.resample("YE").mean().dropna()),
        ],
        "copper market": _columns(copper, list(copper.columns[:-1]), 1),
        "copper, total": _columns(copper, ["WORLDCONSUMPTION"], 1, total=True),
        "firms": [s for name, firm in by_firm for s in _columns(firm, ["invest", "value", "capital"], 1)],
        "firms, totals": [s for _, firm in by_firm for s in _columns(firm, ["invest"], 1, total=True)],
        "Nile": [_series("Nile", 1, nile)],
        "Nile, total": [_series("Nile", 1, nile, total=True)],
        "sunspots": [_series("sunspots", 1, spots)],
        "sunspots, total": [_series("sunspots", 1, spots, total=True)],
        "sea temperature": [_series("mean", 1, sea.iloc[:, 1:].mean(axis=1))],
        "German rates": _columns(rates, ["Dp", "R"], 0.25),
        "Danish money": _columns(danish, list(danish.columns), 0.25),
    }


def _vega() -> dict[str, list[Series]]:
    folder = Path(vega_datasets.__file__).parent / "_data"
    jobs = pd.read_csv(folder / "us-employment.csv")
    sectors = [name for name in jobs.columns[1:] if "change" not in name]
    rain = pd.read_csv(folder / "seattle-weather.csv", parse_dates=["date"]).set_index("date")
    power = list(pd.read_csv(folder / "iowa-electricity.csv").groupby("source"))
    shares = pd.read_csv(folder / "stocks.csv").groupby("symbol")
    return {
        "employment, months": _columns(jobs, sectors, 1 / 12),
        "employment, quarters": _columns(jobs.iloc[2::3], sectors, 0.25),
        "rain in Seattle, total": [
            _series("rain", 1 / 12, rain["precipitation"].resample("ME").sum(), total=True)
        ],
        "electricity in Iowa": [_series(name, 1, table["net_generation"]) for name, table in power],
        "electricity in Iowa, totals": [
            _series(name, 1, table["net_generation"], total=True) for name, table in power
        ],
        "share prices": [_series(name, 1 / 12, table["price"]) for name, table in shares],
    }
