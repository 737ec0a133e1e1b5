"""An indicator's trajectory as SVG, for light pages and documents: the same marks as the interactive chart.

Plan grey (first terms thin and dashed), verified filled and joined, reported hollow, disputed crossed, decisions
dotted, the as-of day a rule, the target a flag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.draw.axis import text_width
from tracker.draw.palette import Palette, palette
from tracker.draw.svg import drawing, element, fresh_id, label
from tracker.text import number, pick, short_day, translator
from tracker.text.values import value

if TYPE_CHECKING:
    from tracker.queries.explain import Point
    from tracker.queries.trajectory import Trajectory


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and values lie inside the drawing."""

    first: date
    last: date
    low: float
    high: float
    left: float
    right: float
    top: float
    bottom: float

    def x(self, on: date) -> float:
        """A day's x."""
        share = (on - self.first).days / max((self.last - self.first).days, 1)
        return self.left + share * (self.right - self.left)

    def y(self, amount: float) -> float:
        """A value's y."""
        share = (amount - self.low) / ((self.high - self.low) or 1.0)
        return self.bottom - share * (self.bottom - self.top)


def trajectory_svg(
    of: Trajectory,
    sentence: str,
    *,
    language: str,
    theme: str = "light",
    width: float = 640,
    height: float = 300,
) -> str:
    """The trajectory as SVG that shrinks with its column; ``sentence`` is its finding for a screen reader.

    An annual promise gets a bar a year. Give a small ``width`` (360) for a phone: text is not scaled up.
    """
    colours = palette(theme)
    identifier = fresh_id("course", of.indicator, of.as_of, sentence, language, theme, width, height)
    body = (
        _years(of, colours, language, width, height)
        if of.kind == "annual"
        else (_lines(of, colours, language, width, height))
    )
    return drawing(
        body,
        title=pick(of.title, language),
        description=sentence,
        width=width,
        height=height,
        identifier=identifier,
        scaling=True,
    )


def nice_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values between two ends, at most about ``most`` of them."""
    spread = (high - low) or 1.0
    step = 10.0 ** (len(str(int(spread))) - 1)
    while step * most > spread * 2:
        step /= 10
    for factor in (1, 2, 5, 10, 20, 50, 100):
        if spread / (step * factor) <= most:
            step *= factor
            break
    start = int(low // step)
    ticks = [round(i * step, 10) for i in range(start, start + 3 * most)]
    return [tick for tick in ticks if low - 1e-9 <= tick <= high + 1e-9]


def _known(of: Trajectory) -> list[float]:
    amounts = [p.value for p in (*of.plan, *of.original) if p.value is not None]
    return [*amounts, *(o.value for o in of.observations), of.target]


def _lines(of: Trajectory, colours: Palette, language: str, width: float, height: float) -> list[str]:
    t = translator(language)
    low, high = min(_known(of)), max(_known(of))
    if low > 0 and low < 0.6 * high:
        low = 0.0
    spare = (high - low) * 0.06 or 0.5
    days = [of.start, of.due, of.original_due, of.as_of, *(o.day for o in of.observations)]
    ticks = [0.0, 1.0] if of.kind == "milestone" else nice_ticks(low, high)
    names = [value(v, of.kind, None, language) for v in ticks]
    left = max(text_width(name, 13) for name in names) + 12
    frame = Frame(min(days), max(days), low - spare, high + spare, left, width - 14, 44, height - 46)
    body = [label(pick(of.unit, language), 0, 13, colours.quiet, size=13)]
    body += _grid(frame, list(zip(ticks, names, strict=True)), colours)
    body += _day_axis(frame, colours)
    if of.original and (of.original, of.original_profile) != (of.plan, of.profile):
        body.append(_plan(of.original, of.original_profile, of.kind, frame, colours.plan, 1.25, "5 4"))
    body.append(_plan(of.plan, of.profile, of.kind, frame, colours.plan, 2.5, None))
    body += [_upright(frame, one.date, colours.amended, "2 3") for one in of.amendments]
    body.append(_upright(frame, of.as_of, colours.text, None))
    body.append(_over(frame, of.as_of, short_day(of.as_of, language), colours))
    body += _values(of, frame, colours)
    flag = (
        short_day(of.due, language) if of.kind == "milestone" else value(of.target, of.kind, None, language)
    )
    x, y = frame.x(of.due), frame.y(of.target)
    body.append(element("path", d=f"M{x:.1f} {y:.1f}l10 -5v10z", fill=colours.text))
    body.append(
        label(flag, x - 4, y - 6, colours.text, size=14, weight=600, anchor="end", halo=colours.ground)
    )
    return body + _key(colours, t, height - 8, width)


def _grid(frame: Frame, ticks: Iterable[tuple[float, str]], colours: Palette) -> list[str]:
    body = []
    for amount, words in ticks:
        y = frame.y(amount)
        body.append(element("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=colours.rule))
        body.append(label(words, frame.left - 6, y + 4, colours.quiet, size=13, anchor="end"))
    return body


def _day_axis(frame: Frame, colours: Palette) -> list[str]:
    """The first days of years."""
    body = []
    for year in range(frame.first.year, frame.last.year + 2):
        on = date(year, 1, 1)
        if frame.first <= on <= frame.last:
            x = frame.x(on)
            body.append(
                element("line", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 5, stroke=colours.rule)
            )
            body.append(label(str(year), x, frame.bottom + 18, colours.quiet, size=13, anchor="middle"))
    return body


def _plan(
    points: Sequence[Point],
    profile: str,
    kind: str,
    frame: Frame,
    colour: str,
    stroke: float,
    dash: str | None,
) -> str:
    known = [(frame.x(p.day), frame.y(p.value)) for p in points if p.value is not None]
    if not known:
        return ""
    d = f"M{known[0][0]:.1f} {known[0][1]:.1f}"
    for x, y in known[1:]:
        d += f"H{x:.1f}V{y:.1f}" if profile == "step" or kind == "milestone" else f"L{x:.1f} {y:.1f}"
    return element("path", d=d, fill="none", stroke=colour, stroke_width=stroke, stroke_dasharray=dash)


def _upright(frame: Frame, on: date, colour: str, dash: str | None) -> str:
    x = frame.x(on)
    return element(
        "line",
        x1=x,
        x2=x,
        y1=frame.top - 8,
        y2=frame.bottom,
        stroke=colour,
        stroke_width=1.5 if dash else 1,
        stroke_dasharray=dash,
    )


def _over(frame: Frame, on: date, words: str, colours: Palette) -> str:
    x, half = frame.x(on), text_width(words, 13) / 2
    x = min(max(x, half), frame.right - half)
    return label(words, x, frame.top - 13, colours.text, size=13, anchor="middle")


def _values(of: Trajectory, frame: Frame, colours: Palette) -> list[str]:
    sure = sorted((frame.x(o.day), frame.y(o.value)) for o in of.observations if o.verdict == "verified")
    body = []
    if len(sure) > 1:
        body.append(
            element(
                "path",
                d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in sure),
                fill="none",
                stroke=colours.verified,
                stroke_width=2,
            )
        )
    body += [element("circle", cx=x, cy=y, r=5, fill=colours.verified) for x, y in sure]
    marks: dict[str | None, Callable[[float, float], str]] = {
        None: lambda x, y: element(
            "circle", cx=x, cy=y, r=4.5, fill=colours.ground, stroke=colours.verified, stroke_width=2
        ),
        "disputed": lambda x, y: element(
            "path",
            d=f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10",
            stroke=colours.disputed,
            stroke_width=2.5,
        ),
    }
    for one in of.observations:
        if one.verdict in marks:
            body.append(marks[one.verdict](frame.x(one.day), frame.y(one.value)))
    return body


def _key(colours: Palette, t, y: float, width: float) -> list[str]:
    body, x = [], 0.0
    entries = (
        (t("verified"), element("circle", cx=6, cy=0, r=5, fill=colours.verified)),
        (
            t("reported, not verified"),
            element(
                "circle", cx=6, cy=0, r=4.5, fill=colours.ground, stroke=colours.verified, stroke_width=2
            ),
        ),
        (t("plan"), element("path", d="M0 0h13", stroke=colours.plan, stroke_width=2.5)),
    )
    for words, mark in entries:
        wide = 18 + text_width(words, 13)
        if x + wide > width:
            break
        named = label(words, 17, 4.5, colours.quiet, size=13)
        body.append(element("g", mark, named, transform=f"translate({x:.1f} {y})"))
        x += wide + 14
    return body


def _years(of: Trajectory, colours: Palette, language: str, width: float, height: float) -> list[str]:
    amounts = [0.0, *(v for year in of.years for v in (year.target, year.observed) if v is not None)]
    low, high = min(amounts), max(amounts)
    ticks = [(v, number(v, language)) for v in nice_ticks(low, high)]
    left = max(text_width(words, 13) for _, words in ticks) + 12
    frame = Frame(of.start, of.due, low, high * 1.05 or 1.0, left, width - 8, 30, height - 46)
    body = [label(pick(of.unit, language), 0, 13, colours.quiet, size=13), *_grid(frame, ticks, colours)]
    slot = (frame.right - left) / max(len(of.years), 1)
    for i, year in enumerate(of.years):
        x = left + i * slot
        for amount, colour in ((year.observed, colours.reported), (year.verified, colours.verified)):
            if amount is not None:
                top = frame.y(max(amount, 0))
                body.append(
                    element(
                        "rect",
                        x=x + slot * 0.22,
                        width=slot * 0.56,
                        y=top,
                        height=max(frame.y(0) - top, 0),
                        fill=colour,
                    )
                )
        y = frame.y(year.target)
        body.append(
            element(
                "line", x1=x + slot * 0.1, x2=x + slot * 0.9, y1=y, y2=y, stroke=colours.text, stroke_width=3
            )
        )
        body.append(
            label(str(year.year), x + slot / 2, frame.bottom + 18, colours.quiet, size=13, anchor="middle")
        )
    return body
