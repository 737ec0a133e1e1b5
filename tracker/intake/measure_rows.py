"""The rules of a row on a measure: a state, for a building its stage, the days of acceptance and use."""

from __future__ import annotations

import difflib

from tracker.intake.cells import Cells, clean_text
from tracker.intake.known import KnownIndicator
from tracker.periods import Period
from tracker.record.measure_report import STAGES, STATES, NewMeasureReport


def read_measure(
    cells: Cells, n: int, indicator: KnownIndicator | None, period: Period | None, history: dict[str, object]
) -> NewMeasureReport | None:
    """The n-th row as a report on a measure, None where it is at fault."""
    before = len(cells.problems)
    columns = cells.columns
    measure, state = columns["measure"][n], columns["state"][n]
    if measure is None:
        cells.fault(n, "measure", "measure_missing", template="The row has a state, but names no measure.")
    elif indicator is not None and measure not in indicator.measures:
        _unknown(cells, n, measure, indicator)
    if columns["value"][n] is not None:
        cells.fault(
            n, "value", "value_of_measure",
            template="A measure has a state and no value; report the value in a row without a measure.",
        )  # fmt: skip
    if state is None:
        cells.fault(n, "state", "state_missing", template="The row names a measure, but no state.")
    cells.check_choice(n, "state", STATES)
    cells.check_choice(n, "stage", STAGES)
    accepted_on, in_use_on = cells.day(n, "accepted_on"), cells.day(n, "in_use_on")
    if accepted_on and state not in ("accepted", "done"):
        cells.fault(
            n, "accepted_on", "accepted_too_early",
            template="The measure is said to be accepted, but its state is '{state}'.", state=state,
        )  # fmt: skip
    if in_use_on and state != "done":
        cells.fault(
            n, "in_use_on", "in_use_too_early",
            template="The measure is said to be in use, but its state is '{state}'.", state=state,
        )  # fmt: skip
    if accepted_on and in_use_on and in_use_on < accepted_on:
        cells.fault(n, "in_use_on", "in_use_early", template="It cannot be in use before it was accepted.")
    if history.get("verdict"):
        cells.fault(
            n, "verdict", "verdict_on_measure",
            template="Only a report of a value is reviewed, not one of a measure.",
        )  # fmt: skip
    if len(cells.problems) > before or indicator is None or period is None:
        return None
    return NewMeasureReport(
        columns["indicator"][n],
        measure,
        period,
        state,
        columns["stage"][n],
        accepted_on,
        in_use_on,
        clean_text(columns["evidence"][n]),
        clean_text(columns["note"][n]),
        history.get("reported_at"),
        history.get("author"),
    )


def _unknown(cells: Cells, n: int, measure: str, indicator: KnownIndicator) -> None:
    told = {"indicator": cells.columns["indicator"][n], "measure": measure}
    near = difflib.get_close_matches(measure, indicator.measures, n=1, cutoff=0.6)
    if near:
        cells.fault(
            n, "measure", "measure_unknown",
            template="The indicator {indicator} has no measure '{measure}'; did you mean '{near}'?",
            near=near[0], **told,
        )  # fmt: skip
    else:
        cells.fault(
            n, "measure", "measure_unknown",
            template="The indicator {indicator} has no measure '{measure}'.", **told,
        )  # fmt: skip
