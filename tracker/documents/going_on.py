"""Where an indicator goes if it goes on so, in sentences: the forecast with its range, the pace, the way back."""

from __future__ import annotations

from tracker.queries.forecast import Forecast
from tracker.text import N_, day, translator
from tracker.text.values import rounded, value


def going_on(found: Forecast, language: str) -> list[str]:
    """What is expected, what pace it takes, and until when that can be made up; or why there is no forecast."""
    t = translator(language)

    def amount(figure: float) -> str:
        return value(rounded(figure), found.kind, found.unit, language)

    if found.reason is not None:
        said = [t(found.reason, **found.reason_values)]
    else:
        said = [
            t(
                _EXPECTED,
                day=day(found.due, language),
                expected=amount(found.expected),
                low=amount(found.low),
                high=amount(found.high),
                target=amount(found.target),
            ),
            t(_OUTLOOK[found.outlook]),
        ]
    if found.pace_needed is not None:
        said.append(t(_NEEDED, pace=amount(found.pace_needed)))
    if found.pace_last_year is not None:
        said.append(t(_LAST_YEAR, pace=amount(found.pace_last_year)))
    if found.recovery == "possible" and found.recovery_until is not None:
        said.append(t(_UNTIL, day=day(found.recovery_until, language)))
    elif found.recovery == "past":
        said.append(t(_PAST))
    return said


_EXPECTED = N_(
    "By {day}: {expected} expected, with 80 % certainty between {low} and {high}. Target: {target}."
)
_OUTLOOK = {
    "reaches": N_("The whole range is at the target or better."),
    "open": N_("The target lies inside the range: it is open."),
    "falls_short": N_("The whole range falls short of the target."),
}
_NEEDED = N_("Pace needed from now on, a month: {pace}.")
_LAST_YEAR = N_("Pace of the last year, a month: {pace}.")
_UNTIL = N_("The last day on which it can still be made up: {day}.")
_PAST = N_("At the fastest pace seen so far it can no longer be made up.")
