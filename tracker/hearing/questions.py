"""Questions that the figures leave open: each a template that fires only on its condition, with the figures put in.

The order of ``TEMPLATES`` is their rank: what a speaker can least pass over stands first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.hearing import conditions
from tracker.hearing.conditions import Known, Values
from tracker.hearing.matter import Question
from tracker.hearing.wording import said
from tracker.queries.hearings import HearingChange
from tracker.text import N_

#: questions an item, the staff's own and reworded ones not counted
MOST = 3


@dataclass(frozen=True, slots=True)
class Template:
    """A question in words (English msgids) and its condition, which gives the values that fill it, or None. Of several
    wordings the function names the one it wants.
    """

    question: str
    wordings: tuple[str, ...]
    fires: Callable[[Known], tuple[int, Values] | None]


TEMPLATES: tuple[Template, ...] = (
    Template(
        "earlier_decision",
        (
            N_(
                "The hearing of {held_on} demanded by {due_on}: “{words}” Not a word has come since. What was done?"
            ),
            N_(
                "The hearing of {held_on} demanded by {due_on}: “{words}” It is not closed. What stands in the way?"
            ),
        ),
        conditions.silent_decision,
    ),
    Template(
        "disputed",
        (
            N_(
                "Party control disputes the newest report: {reported} for the period up to {reported_on}. What is the "
                "true figure, and who answers for the one reported?"
            ),
        ),
        conditions.disputed,
    ),
    Template(
        "overdue",
        (
            N_(
                "The last report speaks of the period up to {reported_on}; one was due for the period up to {due_on}. "
                "What is the figure now, and why was it not reported?"
            ),
            N_(
                "Not one report has come; one was due for the period up to {due_on}. What has been done, and why "
                "was it not reported?"
            ),
        ),
        conditions.overdue,
    ),
    Template(
        "done_without_evidence",
        (
            N_(
                "Measures reported as done: {done} of {measures}. Of them without evidence: {without}. Which of these "
                "will be shown?"
            ),
        ),
        conditions.done_without_evidence,
    ),
    Template(
        "promised_day",
        (
            N_(
                "On {explained_on} it was promised to be back on plan by {expected_on}; by the figures it is not. What "
                "has changed since?"
            ),
            N_(
                "Promised days that did not hold: {broken}, the last of them {expected_on}. Why should the next one "
                "hold?"
            ),
        ),
        conditions.promised_day,
    ),
    Template(
        "target_lowered",
        (
            N_(
                "First promised: {first_target}; since the amendment of {amended_on}: {target}. What will those "
                "receive for whom the difference was meant?"
            ),
            N_(
                "First due on {first_due}; since the amendment of {amended_on} on {due}. What was not done in time, "
                "and what makes the new day sure?"
            ),
        ),
        conditions.target_lowered,
    ),
    Template(
        "parts_differ",
        (
            N_(
                "Reported for the whole up to {reported_on}: {whole}; the territories' own reports add up to "
                "{parts_sum}. Which of the two holds, and whence the difference?"
            ),
        ),
        conditions.parts_differ,
    ),
    Template(
        "accepted_not_in_use",
        (
            N_(
                "Accepted by act and not in use: {accepted}. {measure} has been so since {accepted_on}. When will "
                "people be able to use it?"
            ),
            N_(
                "Accepted by act and not in use: {accepted}, {measure} among them. When will people be able to use it?"
            ),
        ),
        conditions.accepted,
    ),
    Template(
        "late_measures",
        (
            N_(
                "{measure}: days late: {days}; the cause named: {cause}. Measures late in all: {late}. When was the "
                "cause known, and what was done about it then?"
            ),
            N_(
                "{measure}: days late: {days}, and nobody has named a cause. Measures late in all: {late}. What is the "
                "cause, and by which day will it be done?"
            ),
        ),
        conditions.late,
    ),
    Template(
        "one_territory",
        (
            N_(
                "{place} alone makes {part_share} of the shortfall of all territories (their number: {parts}). What is "
                "different there, and who helps?"
            ),
        ),
        conditions.one_part,
    ),
    Template(
        "money_apart",
        (
            N_(
                "Measures in use account for {money_share} of the published budget ({done_mln} of {budget_mln}), while "
                "{done_share} of the promise is done. What explains the difference?"
            ),
        ),
        conditions.money_apart,
    ),
    Template(
        "equal_to_plan",
        (
            N_(
                "Reports running that equal the plan to the last digit: {times}, from {first_on} to {last_on}. How is "
                "the figure arrived at?"
            ),
        ),
        conditions.equal_to_plan,
    ),
    Template(
        "forecast_short",
        (
            N_(
                "If it goes on so, it will be {expected} by {due}, and {target} is promised. The pace of the last year "
                "is {pace} a month, {needed} is needed: what will change it?"
            ),
            N_(
                "If it goes on so, it will be {expected} by {due}, and {target} is promised. What will change the pace?"
            ),
        ),
        conditions.forecast,
    ),
    Template(
        "value_without_evidence",
        (
            N_(
                "The newest value, {reported} for the period up to {reported_on}, has no evidence. What shows that it "
                "is true?"
            ),
        ),
        conditions.value_without_evidence,
    ),
    Template(
        "no_answer",
        (
            N_(
                "The executor was asked to answer by {answer_by}, and no answer has come. What does it say now?"
            ),
        ),
        conditions.no_answer,
    ),
    Template(
        "unexplained",
        (
            N_(
                "Nobody has explained why it is behind. What is the cause, and by which day will it be on plan?"
            ),
        ),
        conditions.unexplained,
    ),
    Template(
        "behind",
        (
            N_(
                "Done: {done_share}; planned by {compared_on}: {planned_share}. How will the difference be made up, "
                "and by which day?"
            ),
            N_(
                "Planned by {compared_on}: {planned_share}, and nothing is reported. What has been done, and by which "
                "day will it be on plan?"
            ),
        ),
        conditions.behind,
    ),
)


def questions_of(
    known: Known, acts: tuple[HearingChange, ...], language: str, most: int = MOST
) -> tuple[Question, ...]:
    """The questions on one item, first those of the staff, then at most ``most`` that the figures ask, best first.

    ``acts`` are the staff's acts on this item's questions (ask, reword, leave_out), the first first.
    """
    own = [_written(f"own-{act.seq}", act.words or "") for act in acts if act.what == "ask"]
    own_ids = {one.question for one in own}
    reworded: dict[str, str] = {}
    out: set[str] = set()
    for act in acts:
        if act.what == "reword" and act.question:
            reworded[act.question] = act.words or ""
            out.discard(act.question)
        elif act.what == "leave_out" and act.question:
            out.add(act.question)
    written = [_written(one.question, reworded.pop(one.question, one.said)) for one in own]
    written += [_written(question, words) for question, words in reworded.items() if question not in own_ids]
    taken = {one.question for one in written} | out
    asked = [one for one in fired(known, language) if one.question not in taken]
    return (*(one for one in written if one.question not in out), *asked[:most])


def fired(known: Known, language: str) -> tuple[Question, ...]:
    """Every question whose condition holds, the one to ask soonest first."""
    found = []
    for place, template in enumerate(TEMPLATES):
        values = template.fires(known)
        if values is not None:
            wording, filled = template.wordings[values[0]], values[1]
            unit = known.explained.terms.unit
            rank = float(len(TEMPLATES) - place)
            found.append(
                Question(
                    template.question, wording, filled, said(wording, filled, language, unit), False, rank
                )
            )
    return tuple(found)


def _written(question: str, words: str) -> Question:
    return Question(question, None, {}, words, True, float(len(TEMPLATES) + 1))
