"""The columns of history brought from elsewhere: when it was reported and by whom, and what control found.

They are an administrator's; anybody else who fills one is told so once.
"""

from __future__ import annotations

from tracker.errors import Problem
from tracker.intake.cells import Cells
from tracker.intake.headings import HISTORY
from tracker.record.review import VERDICTS


def history_columns(cells: Cells, *, administrator: bool) -> tuple[str, ...]:
    """The filled columns of history; for anybody but an administrator each is a fault."""
    filled = tuple(name for name in HISTORY if cells.columns.whole(name).filled)
    if administrator:
        return filled
    for name in filled:
        cells.problems.append(
            Problem(
                cells.sheet.file, cells.sheet.heading_row, cells.columns.number(name), "history_refused",
                template="The column '{name}' is for an administrator's import of history; leave it out.",
                values={"name": name},
            )
        )  # fmt: skip
    return ()


def read_history(cells: Cells, n: int, who: str) -> dict[str, object]:
    """The n-th row's history as NewReport's fields; ``who`` imports and is the author where none is named."""
    cell = {name: cells.columns[name][n] for name in HISTORY}
    reported_at = cells.instant(n, "reported_at")
    found: dict[str, object] = {"reported_at": reported_at, "author": cell["author"]}
    if cell["verdict"] is None:
        for name in ("reviewed_at", "reviewer"):
            if cell[name] is not None:
                cells.fault(
                    n, name, "verdict_missing", template="The row names a review without its verdict."
                )
        return found
    cells.check_choice(n, "verdict", VERDICTS)
    if cell["reviewer"] is None:
        cells.fault(n, "verdict", "reviewer_missing", template="The row has a verdict, but no reviewer.")
    elif cell["reviewer"] == (cell["author"] or who):
        cells.fault(
            n, "reviewer", "reviewer_is_author",
            template="{who} wrote this report, and nobody confirms their own figures.", who=cell["reviewer"],
        )  # fmt: skip
    reviewed_at = cells.instant(n, "reviewed_at")
    if reviewed_at and reported_at and reviewed_at < reported_at:
        cells.fault(n, "reviewed_at", "reviewed_too_early", template="The review is earlier than its report.")
    return found | {"verdict": cell["verdict"], "reviewed_at": reviewed_at, "reviewer": cell["reviewer"]}
