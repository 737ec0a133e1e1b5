"""Desks: an empty one, one with the programs loaded, and one with a year of reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.typing_commands import Desk, desk_in

REPORTS = """\
indicator,period,value,evidence,reported_at,author,verdict,reviewed_at,reviewer
akmola-2021-2025/health-facilities,2021-Q4,14,act 1,2022-01-10,branch-11,verified,2022-02-01,control-11
akmola-2021-2025/health-facilities,2022-Q1,15,act 2,2022-04-10,branch-11,,,
akmola-2021-2025/clean-water,2021,85,,2022-01-20,branch-11,,,
akmola-2021-2025/clean-water,2021,86,,2022-03-20,branch-11,,,
akmola-2021-2025/jobs,2021,15000,list,2022-01-15,branch-11,verified,2022-01-20,control-11
akmola-2021-2025/teachers,2022-Q1,3,,2022-04-02,branch-11,disputed,2022-04-03,control-11
republic-2021-2025/health-facilities,2022-Q1,40,,2022-04-11,center,,,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The programs as files, no database yet."""
    return desk_in(tmp_path)


@pytest.fixture(scope="session")
def _reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = desk_in(tmp_path_factory.mktemp("reported"))
    assert made.type("load").code == 0
    made.write("history.csv", REPORTS)
    assert made.type("import", "history.csv").code == 0
    return made.folder


@pytest.fixture
def reported(_reported: Path, tmp_path: Path) -> Desk:
    """The programs loaded and a year of reports imported."""
    shutil.copytree(_reported, tmp_path / "desk")
    return Desk(tmp_path / "desk")
