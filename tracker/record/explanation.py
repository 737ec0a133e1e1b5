"""Recording the owner's words on a lagging indicator, and a Bureau seat's request for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.entering import already, text
from tracker.record.place import indicator_numbers, place_of
from tracker.store import Store
from tracker.store.ledger import append

CAUSES = (
    "money_late",
    "court",
    "papers",
    "land",
    "contractor",
    "design_error",
    "prices",
    "accident",
    "other",
)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class NewExplanation:
    """Why an indicator (full id) lags, what is done about it, the day by which it will be on plan, and the help
    needed for that. ``explained_at`` (naive UTC) is for history and needs an administrator.
    """

    indicator: str
    cause: str
    corrective_action: str
    expected_on: date
    words: str | None = None
    help_needed: str | None = None
    explained_at: datetime | None = None


def record_explanation(
    store: Store,
    actor: Actor,
    explanation: NewExplanation,
    *,
    now: datetime,
    key: str | None = None,
    origin: str = "entered",
) -> int:
    """Append an explanation; returns the ledger head. A repeated ``key`` counts once.

    Raises InputError for an unknown indicator or cause, no corrective action, a day not after the explanation's
    own, or a text over 1,000 characters; AccessRefused for anybody who neither carries the indicator nor its section.
    """
    if explanation.explained_at is not None:
        require(actor, "import_history")
    said_at = explanation.explained_at or now
    _check(explanation, clock.day_of(said_at))
    with store.writing() as writing:
        no = indicator_numbers(writing, {explanation.indicator})[explanation.indicator]
        place = place_of(writing, no, said_at)
        actor = acting_as(store, writing, actor, "explain", place, now=now, what=explanation.indicator)
        if already(writing, "explanation", key) is None:
            append(
                writing,
                "explanation",
                _act(actor, now, key)
                | {
                    "no": [no],
                    "seat": [actor.seat or place.owner],
                    "cause": [explanation.cause],
                    "words": [text(explanation.words)],
                    "corrective_action": [explanation.corrective_action.strip()],
                    "expected_on": [explanation.expected_on],
                    "help_needed": [text(explanation.help_needed)],
                    "explained_at": [said_at],
                    "origin": [origin],
                },
            )
        return writing.head


def ask_for_explanation(
    store: Store,
    actor: Actor,
    indicator: str,
    *,
    now: datetime,
    words: str | None = None,
    key: str | None = None,
    asked_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Ask the seat that carries an indicator for an explanation; returns the ledger head.

    Raises InputError for an unknown indicator or one that nobody carries, AccessRefused for anybody but a Bureau
    seat (or who acts for it) on what lies under it.
    """
    if asked_at is not None:
        require(actor, "import_history")
    at = asked_at or now
    with store.writing() as writing:
        no = indicator_numbers(writing, {indicator})[indicator]
        place = place_of(writing, no, at)
        actor = acting_as(store, writing, actor, "ask_for_explanation", place, now=now, what=indicator)
        if place.owner is None:
            raise InputError("Nobody carries {indicator}, so there is nobody to ask.", indicator=indicator)
        if already(writing, "explanation_request", key) is None:
            append(
                writing,
                "explanation_request",
                _act(actor, now, key)
                | {
                    "no": [no],
                    "asked_by": [actor.seat],
                    "asked_of": [place.owner],
                    "words": [text(words)],
                    "asked_at": [at],
                    "origin": [origin],
                },
            )
        return writing.head


def _check(explanation: NewExplanation, said_on: date) -> None:
    if explanation.cause not in CAUSES:
        raise InputError("{cause} is no cause of a delay: choose one from the list.", cause=explanation.cause)
    if not explanation.corrective_action.strip():
        raise InputError(
            "Say what is being done about it: without a corrective action there is no explanation."
        )
    if explanation.expected_on <= said_on:
        raise InputError(
            "The new expected day {day} is not in the future: name the day by which the indicator will be on plan.",
            day=explanation.expected_on.isoformat(),
        )
    for said in (explanation.words, explanation.corrective_action, explanation.help_needed):
        text(said, LONGEST)


def _act(actor: Actor, now: datetime, key: str | None) -> dict[str, list]:
    return {"recorded_at": [now], "actor": [actor.name], "on_behalf_of": [actor.on_behalf_of], "key": [key]}
