"""Starting the command line: what somebody waits who only wants to know its words."""

from __future__ import annotations

import subprocess
import sys

from bench.build import Built
from bench.timing import Row, medians


def starting_rows(made: Built) -> list[Row]:
    """``tracker --help`` against the bare interpreter; the country plays no part."""

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    taken = medians(lambda: run("-m", "tracker", "--help"), lambda: run("-c", "pass"), 9)
    return [Row("tracker --help", "python -c pass", *taken, 10)]
