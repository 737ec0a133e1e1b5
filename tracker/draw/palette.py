"""Colours of every drawing and chart, for the light and the dark theme (look.md).

Owns the palette; the statuses' paints stand with their words in :mod:`tracker.text.status`. ``auto`` names
CSS variables with the light colour behind them, for pages that let the browser choose: put
:func:`css_variables` into their style sheet once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from tracker.text.status import STATUS, Paint


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. ``ground`` is the page, ``panel`` a card on it; ``text`` and ``quiet`` stand on both."""

    name: str
    ground: str
    panel: str
    text: str
    quiet: str
    rule: str
    accent: str
    #: the execution bar
    verified: str
    reported: str
    silent: str
    track: str
    tick: str
    #: trajectory
    plan: str
    disputed: str
    amended: str
    #: deviation from the plan: far behind ... at plan (neutral) ... far ahead
    deviation: tuple[str, str, str, str, str, str, str]
    #: execution, little to much, one hue
    sequence: tuple[str, str, str, str, str]


LIGHT = Palette(
    name="light",
    ground="#ffffff",
    panel="#f4f6f8",
    text="#1b2228",
    quiet="#56616b",
    rule="#cfd6dc",
    accent="#00607a",
    verified="#00607a",
    reported="#74b4c6",
    silent="#a9b5be",
    track="#eceff2",
    tick="#1b2228",
    plan="#6b7680",
    disputed="#bf4b00",
    amended="#8a3f6f",
    deviation=("#b34400", "#e07f3e", "#f3bf97", "#e9ecef", "#a5d2de", "#4597b0", "#00607a"),
    sequence=("#e3f1f5", "#aed6e1", "#6bb1c4", "#247a93", "#00607a"),
)

DARK = Palette(
    name="dark",
    ground="#0e1117",
    panel="#1a2029",
    text="#eef1f4",
    quiet="#a6b0ba",
    rule="#3a434d",
    accent="#4fc3dd",
    verified="#4fc3dd",
    reported="#2a7d93",
    silent="#66727e",
    track="#252c35",
    tick="#ffffff",
    plan="#98a3ae",
    disputed="#ff8f55",
    amended="#e0a3c8",
    deviation=("#ff8f55", "#ab5626", "#6b3d24", "#3a424c", "#1f5666", "#2a8ba5", "#4fc3dd"),
    sequence=("#16303a", "#1c4d5c", "#247186", "#339db6", "#4fc3dd"),
)

_PLAIN = tuple(sorted(n for n, v in asdict(LIGHT).items() if isinstance(v, str) and n != "name"))
_SCALES = ("deviation", "sequence")


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(ground: str) -> str:
    """The text colour that reads best on a ground: nearly black or white."""
    return max(("#11181e", "#ffffff"), key=lambda ink: contrast(ink, ground))


def _variable(name: str, index: int) -> str:
    return f"--{name}-{index + 1}"


def _auto() -> Palette:
    plain = {name: f"var(--{name}, {getattr(LIGHT, name)})" for name in _PLAIN}
    scales = {
        name: tuple(f"var({_variable(name, i)}, {c})" for i, c in enumerate(getattr(LIGHT, name)))
        for name in _SCALES
    }
    return replace(LIGHT, name="auto", **plain, **scales)


PALETTES = {"light": LIGHT, "dark": DARK, "auto": _auto()}

#: where the steps of a deviation end, in shares: within 2 points of the plan is at plan
DEVIATION_STEPS = (-0.15, -0.07, -0.02, 0.02, 0.07, 0.15)


def palette(theme: str) -> Palette:
    """The palette of ``light``, ``dark`` or ``auto``; KeyError for another name."""
    return PALETTES[theme]


def deviation_step(deviation: float) -> int:
    """Which of the seven steps a deviation (share) falls into: 0 far behind, 3 at plan, 6 far ahead."""
    return sum(deviation >= edge - 1e-12 for edge in DEVIATION_STEPS[:3]) + sum(
        deviation > edge + 1e-12 for edge in DEVIATION_STEPS[3:]
    )


def scale_paint(name: str, index: int, theme: str) -> tuple[str, str]:
    """(ground, ink) of a step of ``deviation`` or ``sequence``."""
    if theme == "auto":
        ink = ink_on(getattr(LIGHT, name)[index])
        return getattr(PALETTES["auto"], name)[index], f"var({_variable(name, index)}-ink, {ink})"
    ground = getattr(PALETTES[theme], name)[index]
    return ground, ink_on(ground)


def status_paint(code: str, theme: str) -> Paint:
    """A status's paint in a theme, ``auto`` too."""
    status = STATUS[code]
    if theme != "auto":
        return status.paint(theme)
    light, prefix = status.light, f"--{code.replace('_', '-')}"
    return Paint(
        f"var({prefix}-ground, {light.ground})",
        f"var({prefix}-ink, {light.ink})",
        f"var({prefix}-mark, {light.mark})",
        f"var({prefix}-outline, {light.outline})" if light.outline else None,
        light.hatched,
    )


def _variables(of: Palette) -> str:
    lines = [f"--{name}:{getattr(of, name)}" for name in _PLAIN]
    for name in _SCALES:
        for i, colour in enumerate(getattr(of, name)):
            lines += [f"{_variable(name, i)}:{colour}", f"{_variable(name, i)}-ink:{ink_on(colour)}"]
    for code, status in STATUS.items():
        paint, prefix = status.paint(of.name), f"--{code.replace('_', '-')}"
        lines += [
            f"{prefix}-ground:{paint.ground}",
            f"{prefix}-ink:{paint.ink}",
            f"{prefix}-mark:{paint.mark}",
        ]
        if paint.outline:
            lines.append(f"{prefix}-outline:{paint.outline}")
    return ";".join(lines)


def css_variables() -> str:
    """A style sheet that gives ``auto`` drawings their colours by the reader's own theme."""
    return (
        f":root{{color-scheme:light dark;{_variables(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
    )
