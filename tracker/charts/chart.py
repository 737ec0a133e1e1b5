"""What every chart function gives back."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class Table:
    """A chart's figures as text, ready to show: a head and rows of the same length."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, the finding it shows in one sentence (its title and text for a screen reader), its table."""

    figure: go.Figure
    sentence: str
    table: Table
