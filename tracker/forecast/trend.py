"""The method: a damped local trend in continuous time, averaged over a grid of its noises and dampings.

The model is Holt's damped trend in its state-space form (E. S. Gardner, E. McKenzie, "Forecasting trends in time
series", Management Science 31, 1985; A. C. Harvey, "Forecasting, structural time series models and the Kalman
filter", 1989, chapters 3, 4 and 9 for unequal spacing): a level that moves with a slope, a slope that wanders and
fades, and reports that miss the level a little. Six to twenty reports are too few to estimate that, so nothing is
estimated: every model of a small grid is filtered through the series, weighted by how well it foretold each next
report, and their Student forecasts are mixed (M. West, J. Harrison, "Bayesian forecasting and dynamic models", 2nd
edition 1997, chapters 4 and 12). The interval therefore carries the doubt about the model too.

Running totals are let fade less than states: works go on, a share saturates. The grid and the two widths in
``_WIDTH`` (without them 80 % intervals held 70 %) were set on some 1,700 origins of the real series in
``bench/forecast.py``, which tries others.

statsmodels has Theta and the damped trend, and neither fits here: both want a series without gaps, a fit takes 50 to
125 ms against 3, loading takes 1.5 s and 100 MB, installing 210 MB. The bench asks them on the same origins.
No season is looked for: a total that always jumps in December is noise to this model and widens the interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

_NOISES = tuple(
    (report, level, slope)
    for report, level, slope in product((0.0, 0.5), (0.0, 1.0), (0.0, 0.2, 2.0))
    if report + level + slope
)
# what is left of a slope after one step between reports
_FADING = {"total": (1.0, 0.9), "state": (1.0, 0.8, 0.5, 0.2)}
_WIDTH = {"total": 1.25, "state": 1.15}
# prior of the noise's size, worth one report; prior of the first slope, in squared steps of the series
_PRIOR, _FIRST_SLOPE = 0.5, 0.5
_LEAST_WEIGHT = 1e-3


@dataclass(frozen=True, slots=True)
class _Model:
    """One model after the last report: its weight, state and the state's covariance, in scaled steps."""

    weight: float
    fading: float
    noises: tuple[float, float, float]
    level: float
    slope: float
    covariance: tuple[float, float, float]
    variance: float
    freedom: float


@dataclass(frozen=True, slots=True)
class Mixed:
    """The forecast for one day: a mixture of (weight, middle, scale, degrees of freedom)."""

    parts: tuple[tuple[float, float, float, float], ...]

    def below(self, value: float) -> float:
        """The probability of at most ``value``."""
        return sum(w * _student((value - m) / s, f) for w, m, s, f in self.parts)

    def quantile(self, share: float) -> float:
        """The value that is not exceeded with the probability ``share``."""
        low = min(m - 9 * s for _, m, s, _ in self.parts)
        high = max(m + 9 * s for _, m, s, _ in self.parts)
        for _ in range(36):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < share else (low, middle)
        return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Trend:
    """A series filtered through every model; :meth:`after` says where it leads."""

    models: tuple[_Model, ...]
    step: float
    scale: float
    width: float

    def after(self, days: float) -> Mixed:
        """The forecast ``days`` after the last report (0 or more)."""
        ahead = days / self.step
        parts = []
        for model in self.models:
            report, level, slope = model.noises
            way, _ = _carried(model.fading, ahead)
            p00, p01, p11 = model.covariance
            spread = p00 + 2 * way * p01 + way * way * p11 + report
            spread += level * ahead + slope * _wandering(model.fading, ahead)
            parts.append(
                (
                    model.weight,
                    (model.level + way * model.slope) * self.scale,
                    max(math.sqrt(spread * model.variance) * self.width * self.scale, 1e-300),
                    model.freedom,
                )
            )
        return Mixed(tuple(parts))


def trend(days: Sequence[float], values: Sequence[float], *, total: bool, least: float = 0.0) -> Trend:
    """Filter a series. ``days`` rise strictly (any origin), two values or more, in any one unit.

    ``total``: a running total. ``least``: the smallest change from one report to the next that is taken for
    possible, so that a series without any change does not promise to stand still for ever.
    """
    gaps = sorted(after - before for before, after in pairwise(days))
    step = gaps[len(gaps) // 2]
    at = [day / step for day in days]
    mean = (values[-1] - values[0]) / (at[-1] - at[0])
    wander = sum(
        (values[i] - values[i - 1] - mean * (at[i] - at[i - 1])) ** 2 / (at[i] - at[i - 1])
        for i in range(1, len(at))
    ) / (len(at) - 1)
    moves = wander + mean * mean
    squared = max(wander, 1e-6 * moves, least * least) or 1.0
    scale = math.sqrt(squared)
    scaled = [value / scale for value in values]
    first_slope = _FIRST_SLOPE * max(moves / squared, 1.0)
    kind = "total" if total else "state"
    found = [
        _filtered(at, scaled, noises, fading, first_slope)
        for noises in _NOISES
        for fading in _FADING[kind]
        if fading == 1.0 or noises[1] + noises[2]
    ]
    best = max(likelihood for likelihood, _ in found)
    weighed = [(math.exp(likelihood - best), model) for likelihood, model in found]
    kept = [(weight, model) for weight, model in weighed if weight > _LEAST_WEIGHT]
    whole = sum(weight for weight, _ in kept)
    models = tuple(
        _Model(weight / whole, *(getattr(model, name) for name in _Model.__slots__[1:]))
        for weight, model in kept
    )
    return Trend(models, step, scale, _WIDTH[kind])


def _filtered(
    at: list[float],
    values: list[float],
    noises: tuple[float, float, float],
    fading: float,
    first_slope: float,
) -> tuple[float, _Model]:
    """Kalman's filter with the noise's size integrated out; returns the log likelihood and the model at the end."""
    report, level_noise, slope_noise = noises
    level, slope = values[0], 0.0
    p00, p01, p11 = report, 0.0, first_slope
    logs, squares = 0.0, 0.0
    for i in range(1, len(at)):
        gap = at[i] - at[i - 1]
        way, left = _carried(fading, gap)
        level, slope = level + way * slope, left * slope
        # the noise between two reports as if the slope did not fade, which the weights absorb
        p00 += 2 * way * p01 + way * way * p11 + level_noise * gap + slope_noise * gap**3 / 3
        p01 = left * (p01 + way * p11) + slope_noise * gap * gap / 2
        p11 = left * left * p11 + slope_noise * gap
        spread = p00 + report
        missed = values[i] - level
        logs -= 0.5 * math.log(spread)
        squares += missed * missed / spread
        to_level, to_slope = p00 / spread, p01 / spread
        level, slope = level + to_level * missed, slope + to_slope * missed
        p11 -= to_slope * p01
        p01 -= to_level * p01
        p00 -= to_level * p00
    shape = _PRIOR + (len(at) - 1) / 2
    rate = _PRIOR + squares / 2
    model = _Model(0.0, fading, noises, level, slope, (p00, p01, p11), rate / shape, 2 * shape)
    return logs - shape * math.log(rate), model


def _carried(fading: float, gap: float) -> tuple[float, float]:
    """How far one unit of slope carries the level over a gap, and what is left of the slope after it."""
    if fading >= 1:
        return gap, 1.0
    rate = -math.log(fading)
    left = math.exp(-rate * gap)
    return (1 - left) / rate, left


def _wandering(fading: float, ahead: float) -> float:
    """The level's variance from a slope that wanders with unit noise and fades."""
    if fading >= 1:
        return ahead**3 / 3
    rate = -math.log(fading)
    once, twice = 1 - math.exp(-rate * ahead), 1 - math.exp(-2 * rate * ahead)
    return (ahead - 2 * once / rate + twice / (2 * rate)) / rate**2


def _student(x: float, freedom: float) -> float:
    """Student's distribution function (D. L. Wallace 1959), within 0.002 for the degrees of freedom met here."""
    z = math.sqrt(freedom * math.log1p(x * x / freedom)) * (8 * freedom + 1) / (8 * freedom + 3)
    return 0.5 * math.erfc(-math.copysign(z, x) / math.sqrt(2))
