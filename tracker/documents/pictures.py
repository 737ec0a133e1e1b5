"""Drawings as PNG for papers that take no SVG: every picture of a document in one run of Typst."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.documents.printed import FONTS

_TYPST = Path(__file__).with_name("pictures.typ")
#: dots an inch: figures of six points still read when printed
DENSITY = 200.0


@dataclass(frozen=True, slots=True)
class Raster:
    """A drawing as PNG, with its size in millimetres."""

    png: bytes
    width: float
    height: float


def rasters(of: Sequence[tuple[str, float]]) -> list[Raster]:
    """Each drawing (SVG, width in millimetres) as PNG, in order; the same drawing is made once."""
    import typst

    distinct = list(dict.fromkeys(of))
    if not distinct:
        return []
    given = [{"svg": svg, "width": width} for svg, width in distinct]
    made = typst.compile(
        str(_TYPST),
        format="png",
        ppi=DENSITY,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"pictures": json.dumps(given, ensure_ascii=False)},
    )
    pages = made if isinstance(made, list) else [made]
    found = {key: _raster(png, key[1]) for key, png in zip(distinct, pages, strict=True)}
    return [found[key] for key in of]


def _raster(png: bytes, width: float) -> Raster:
    across, down = struct.unpack(">II", png[16:24])  # the header of every PNG
    return Raster(png, width, width * down / across)
