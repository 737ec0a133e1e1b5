"""Where an indicator goes if it goes on so, in sentences: the forecast with its range, the pace, the way back.

The same words on the indicator's page, its light page and, in one line, under what needs somebody on a card.
"""

from __future__ import annotations

from tracker.queries.forecast import Forecast
from tracker.text import N_, day, short_day, translator
from tracker.text.values import rounded, value


def outlook(of: Forecast, language: str) -> list[str]:
    """What is expected, what pace it takes, and until when that can be made up; or why there is no forecast."""
    t = translator(language)
    if of.reason is not None:
        said = [t(of.reason, **of.reason_values)]
    else:
        said = [
            t(
                _EXPECTED,
                day=day(of.due, language),
                expected=_amount(of, of.expected, language),
                low=_amount(of, of.low, language),
                high=_amount(of, of.high, language),
                target=_amount(of, of.target, language),
            ),
            t(_OUTLOOK[of.outlook]),
        ]
    if of.pace_needed is not None:
        said.append(t(_NEEDED, pace=_pace(of, of.pace_needed, language)))
    if of.pace_last_year is not None:
        said.append(t(_LAST_YEAR, pace=_pace(of, of.pace_last_year, language)))
    if of.recovery == "possible" and of.recovery_until is not None:
        said.append(t(_UNTIL, day=day(of.recovery_until, language)))
    elif of.recovery == "past":
        said.append(t(_PAST))
    return said


def outlook_line(of: Forecast, language: str) -> str | None:
    """The same in one line for a card; None where there is no forecast."""
    if of.reason is not None:
        return None
    t = translator(language)
    said = [
        t(
            _IN_SHORT,
            day=short_day(of.due, language),
            expected=_amount(of, of.expected, language),
            low=_amount(of, of.low, language),
            high=_amount(of, of.high, language),
            target=_amount(of, of.target, language),
        )
    ]
    if of.pace_needed is not None and of.pace_last_year is not None:
        needed, usual = (_pace(of, pace, language) for pace in (of.pace_needed, of.pace_last_year))
        said.append(t(_PACES, needed=needed, usual=usual))
    if of.recovery == "possible" and of.recovery_until is not None:
        said.append(t(_UNTIL_SHORT, day=short_day(of.recovery_until, language)))
    elif of.recovery == "past":
        said.append(t(_PAST_SHORT))
    return "; ".join(said) + "."


def _amount(of: Forecast, figure: float, language: str) -> str:
    """A value of the indicator; what is counted in whole things is said in whole things."""
    counted = (
        of.last_value is not None and float(of.last_value).is_integer() and float(of.target).is_integer()
    )
    whole = counted and of.kind != "level"
    return value(float(round(figure)) if whole else rounded(figure), of.kind, of.unit, language)


def _pace(of: Forecast, figure: float, language: str) -> str:
    return value(rounded(figure), of.kind, of.unit, language)


#: how the forecast is made
METHOD = N_("A damped trend through the newest word on every period; it enters no status and no roll-up.")
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
_IN_SHORT = N_("If it goes on so, by {day}: {expected} (80 %: from {low} to {high}), target {target}")
_PACES = N_("pace needed a month {needed}, of the last year {usual}")
_UNTIL_SHORT = N_("can be made up until {day}")
_PAST_SHORT = N_("at the fastest pace seen it can no longer be made up")
