"""What every chart function gives back."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class Table:
    """A chart's figures as text, ready to show: a head and rows of the same length."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Figure(go.Figure):
    """A figure that is written out once: it is kept between reruns, and each would copy and encode it anew.

    Nothing is changed in it after it was first shown.
    """

    def to_dict(self) -> dict:
        """What the browser is sent."""
        written = self.__dict__.get("_written")
        if written is None:
            written = self.__dict__["_written"] = super().to_dict()
        return written


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, the finding it shows in one sentence (its title and text for a screen reader), its table."""

    figure: go.Figure
    sentence: str
    table: Table
