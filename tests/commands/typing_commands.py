"""Typing commands in a folder that holds the example programs of docs/formats."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from tracker.commands.running import run

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command printed and the code it ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """The output read as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A folder to type commands in; ``programs/`` holds the examples, ``tracker.duckdb`` is the database."""

    folder: Path

    def type(self, *argv: str, **env: str) -> Said:
        """Run a command here, in this process."""
        out, err = io.StringIO(), io.StringIO()
        code = run(argv, cwd=self.folder, env=env, out=out, err=err)
        return Said(code, out.getvalue(), err.getvalue())

    def write(self, name: str, text: str) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def desk_in(folder: Path) -> Desk:
    """A desk with a copy of the example programs."""
    shutil.copytree(ROOT / "docs" / "formats", folder / "programs")
    return Desk(folder)
