"""The execution bar: one glyph for everything (look.md).

Dark is verified, lighter is reported and not verified, hatched is silent (up to what could be), the tick is
where the plan says it should be today, with the two numbers beside it. A reader who has understood it once
reads every page, so nothing else draws it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.draw.axis import Axis, clip, text_width
from tracker.draw.palette import Palette, palette
from tracker.draw.svg import drawing, element, fresh_id, hatch, label
from tracker.text import N_, percent, points, translator

SIZES = ("page", "card", "row")
_DONE = N_("Done: {share}")
_PLAN = N_("By plan: {share}")


@dataclass(frozen=True, slots=True)
class Segments:
    """What the bar shows, in shares of its length, raw; None is not known (a plan that does not exist)."""

    verified: float
    reported: float
    possible: float
    plan: float | None


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at the bar: over its end, at the tick, at its two ends, in its key, for a screen reader."""

    done: str
    plan: str | None
    low: str
    high: str
    key: tuple[tuple[str, str], ...]
    sentence: str
    row: tuple[str, str]
    #: whether the words at the high end go into the key where the plan's leave them no room
    keep_high: bool = False


def bar_sentence(
    verified: float, execution: float, execution_max: float, plan_today: float | None, language: str
) -> str:
    """The bar in words: done, verified, by plan, what silence could hide."""
    t = translator(language)
    parts = [
        t(
            "Done: {share}, of it verified: {verified}.",
            share=percent(execution, language),
            verified=percent(verified, language),
        )
    ]
    if plan_today is not None:
        parts.append(t("By plan today: {share}.", share=percent(plan_today, language)))
    if execution_max > execution + 1e-9:
        parts.append(
            t(
                "Not everybody has reported: up to {share} is possible.",
                share=percent(execution_max, language),
            )
        )
    return " ".join(parts)


def execution_bar(
    verified: float | None,
    execution: float | None,
    execution_max: float | None,
    plan_today: float | None,
    *,
    language: str,
    theme: str = "light",
    width: float | None = None,
    size: str = "page",
    title: str | None = None,
) -> str:
    """The bar of a set of indicators as SVG.

    The four are shares (0..1) as roll-ups give them; None counts as nothing (``execution_max``: as
    ``execution``; ``plan_today``: no tick). ``size`` is ``page`` (labels and key), ``card`` (labels) or
    ``row`` (a table's cell: the bar and its two numbers). ``width`` None takes the width it is given
    (only inline on a page; not in an image). ``title`` says whose bar it is, for a screen reader.
    """
    t = translator(language)
    done, sure = execution or 0.0, verified or 0.0
    most = max(done, execution_max if execution_max is not None else done)
    key = [("verified", t("verified: {share}", share=percent(sure, language)))]
    if done - sure > 1e-9:
        key.append(
            (
                "reported",
                t("reported, not verified: {share}", share=points(done - sure, language, signed=False)),
            )
        )
    if most - done > 1e-9:
        key.append(("silent", t("not reported, up to {share} possible", share=percent(most, language))))
    words = Words(
        done=t(_DONE, share=percent(done, language)),
        plan=None if plan_today is None else t(_PLAN, share=percent(plan_today, language)),
        low=percent(0, language),
        high=percent(1, language),
        key=tuple(key),
        sentence=bar_sentence(sure, done, most, plan_today, language),
        row=(percent(done, language), "" if plan_today is None else percent(plan_today, language)),
    )
    return draw_bar(
        Segments(sure, done, most, plan_today), words, theme, width, size, title or t("Execution")
    )


def draw_bar(segments: Segments, words: Words, theme: str, width: float | None, size: str, title: str) -> str:
    """The drawing itself, for sets and for single indicators alike.

    Raises ValueError for a size that is none of :data:`SIZES`.
    """
    colours = palette(theme)
    identifier = fresh_id("bar", segments, words, theme, width, size, title)
    if size == "row":
        body, height, width = _row(segments, words, colours, identifier, width or 200.0)
    elif size in SIZES:
        body, height = _page(segments, words, colours, identifier, width, with_key=size == "page")
    else:
        raise ValueError(f"no such size: {size!r}; there are {', '.join(SIZES)}")
    defs = element("defs", hatch(identifier, colours.track, colours.silent))
    return drawing(
        [defs, *body],
        title=title,
        description=words.sentence,
        width=width,
        height=height,
        identifier=identifier,
    )


def _page(
    segments: Segments, words: Words, colours: Palette, identifier: str, width: float | None, with_key: bool
) -> tuple[list[str], float]:
    axis = Axis(width, margin=2 if width else 0)
    top, thick = 24.0, 28.0
    x, anchor = axis.anchor(clip(segments.reported), words.done, 15)
    body = [label(words.done, x, 15, colours.text, size=15, weight=600, anchor=anchor)]
    body += _strip(segments, axis, top, thick, colours, identifier)
    under = top + thick + 22
    shown = segments.plan if words.plan is not None else None
    room, taken, left_out = axis.least, (0.0, 0.0), []
    if words.plan is not None and shown is not None:
        x, anchor = axis.anchor(clip(shown), words.plan, 14)
        body.append(label(words.plan, x, under, colours.text, size=14, anchor=anchor))
        wide = text_width(words.plan, 14)
        start = {"start": 0.0, "middle": clip(shown) * room - wide / 2, "end": room - wide}[anchor]
        taken = (start, start + wide)
    for share, text, side in ((0.0, words.low, "start"), (1.0, words.high, "end")):
        wide = text_width(text, 13)
        fits = taken == (0.0, 0.0) or (
            wide + 12 < taken[0] if side == "start" else room - wide - 12 > taken[1]
        )
        if fits:
            body.append(label(text, axis.at(share), under, colours.quiet, size=13, anchor=side))
        elif words.keep_high and side == "end":
            left_out.append(("", text))
    height = under + 8
    entries = (*(words.key if with_key else ()), *left_out)
    if entries:
        lines, height = _key(entries, room, under + 26, colours, identifier)
        body += lines
    return body, height


def _strip(
    segments: Segments, axis: Axis, top: float, thick: float, colours: Palette, identifier: str
) -> list[str]:
    """The bar without words: track, hatched, lighter, dark, tick."""
    sure, done, most = clip(segments.verified), clip(segments.reported), clip(segments.possible)
    body = [element("rect", x=axis.at(0), y=top, width=axis.span(1), height=thick, fill=colours.track)]

    def piece(start: float, end: float, fill: str) -> None:
        if end - start > 1e-9:
            body.append(
                element(
                    "rect", x=axis.at(start), y=top, width=axis.span(end - start), height=thick, fill=fill
                )
            )

    piece(done, most, f"url(#{identifier})")
    piece(min(sure, done), done, colours.reported)
    piece(0, min(sure, done), colours.verified)
    if sure - done > 1e-9:
        # the verified value is older and higher than the last one reported: its outline stays visible
        body.append(
            element(
                "rect",
                x=axis.at(done),
                y=top + 1,
                width=axis.span(sure - done),
                height=thick - 2,
                fill="none",
                stroke=colours.verified,
                stroke_width=2,
            )
        )
    if segments.reported < -1e-9:
        body.append(element("rect", x=axis.at(0), y=top, width=4, height=thick, fill=colours.disputed))
    if segments.plan is not None:
        x, over = axis.at(clip(segments.plan)), max(3.0, thick / 6)
        for stroke, wide in ((colours.ground, 6), (colours.tick, 3)):
            body.append(
                element(
                    "line", x1=x, x2=x, y1=top - over, y2=top + thick + over, stroke=stroke, stroke_width=wide
                )
            )
    return body


def _key(
    entries: tuple[tuple[str, str], ...], room: float, y: float, colours: Palette, identifier: str
) -> tuple[list[str], float]:
    """The key under the bar, as many entries a line as fit; (markup, height so far)."""
    fills = {"verified": colours.verified, "reported": colours.reported, "silent": f"url(#{identifier})"}
    body, x, size = [], 0.0, 13
    for kind, words in entries:
        swatch = 19 if kind else 2
        wide = swatch + text_width(words, size) + 18
        if x and x + wide - 18 > room:
            x, y = 0.0, y + 21
        if kind:
            body.append(
                element(
                    "rect",
                    x=x + 2,
                    y=y - 10.5,
                    width=11,
                    height=11,
                    fill=fills[kind],
                    stroke=colours.rule if kind == "silent" else None,
                )
            )
        body.append(label(words, x + swatch, y, colours.quiet, size=size))
        x += wide
    return body, y + 8


def _row(
    segments: Segments, words: Words, colours: Palette, identifier: str, width: float
) -> tuple[list[str], float, float]:
    """A table's cell: the bar, and to its right the two numbers, the plan's after a tick of its own."""
    height, size = 22.0, 12.0
    # an image column has no interface font: room for a wider one
    numbers = tuple(max(text_width(words.row[i], size) * 1.12, 46.0) for i in (0, 1))
    taken = numbers[0] + numbers[1] + 28 if width >= 170 else 0.0
    body = _strip(segments, Axis(width - taken, margin=2), 5, 12, colours, identifier)
    if taken:
        x = width - taken + 10 + numbers[0]
        body.append(label(words.row[0], x, 15.5, colours.text, size=size, weight=600, anchor="end"))
        if words.row[1]:
            body.append(element("line", x1=x + 8, x2=x + 8, y1=5, y2=17, stroke=colours.tick, stroke_width=2))
            body.append(label(words.row[1], x + 13, 15.5, colours.quiet, size=size))
    return body, height, width


__all__ = ["SIZES", "Segments", "Words", "bar_sentence", "draw_bar", "execution_bar"]
