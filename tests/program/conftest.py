"""A small country of program files that pass the check, to put one file at fault beside."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "docs" / "formats"


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """The files of docs/formats in a folder of their own."""
    folder = tmp_path / "programs"
    shutil.copytree(FORMATS, folder)
    return folder


@pytest.fixture
def program(country: Path) -> Callable[[str], Path]:
    """Writes a program file beside the country; gives the folder."""

    def write(text: str, name: str = "new.yaml") -> Path:
        (country / name).write_text(text, encoding="utf-8")
        return country

    return write
