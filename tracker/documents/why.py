"""Why an indicator has its status, in words: the same on the page, in the pack and in the export.

Owns the sentences: the promise, the values and days, the formulas with the numbers put in, the distance to the
next threshold, who reported and who verified. It computes nothing that :mod:`tracker.assess` has not; a pocket
calculator that follows the lines gets the figures shown. Formulas are domain.md's ("One indicator").
"""

from __future__ import annotations

from datetime import date, timedelta

from tracker.documents import why_numbers as arithmetic
from tracker.queries.explain import Considered, Explained
from tracker.text import N_, instant, percent, pick, translator
from tracker.text.values import rounded, value, why_missing
from tracker.text.vocab import VOCABULARIES, capital, target_words, word

_RULES = {
    "achieved": N_("Rule: progress is 1 or more, so the promise is kept."),
    "missed": N_("Rule: the time for it is over and progress is below 1."),
    "not_due": N_("Rule: nothing is reported, and nothing is asked for yet."),
    "no_data": N_("Rule: nothing is reported, though the plan asks for something."),
    "not_measurable": N_(
        "Rule: the baseline is unknown and the target not reached; progress cannot be measured."
    ),
    "early": N_("Rule: the plan asks for nothing yet on that day, so what is reported is on track."),
}


_TERMS = tuple(VOCABULARIES["term"])


def why(of: Explained, language: str) -> list[str]:
    """The status of an indicator opened into sentences, in the order in which they are worked out."""
    parts = [
        _status(of, language),
        _promise(of, language),
        *_changed_terms(of, language),
        *_reported(of, language),
        *_compared(of, language),
        *arithmetic.planned(of, language),
        *arithmetic.progress(of, language),
        *arithmetic.planned_progress(of, language),
        *_judged(of, language),
        *_deadlines(of, language),
    ]
    return [part for part in parts if part]


def sentence(of: Explained, language: str) -> str:
    """The same in one line: the status and the figures it rests on."""
    t, a = translator(language), of.assessed
    status = capital(word("status", a.status, language))
    target = _target(of, language)
    if a.status == "not_due":
        return t(
            "{status}: nothing is reported and nothing is asked for yet; target {target}, due {due}.",
            status=status,
            target=target,
            due=a.due,
        )
    if a.observed is None and a.status == "missed":
        return t(
            "{status}: nothing was reported by {day}; target {target}, due {due}.",
            status=status,
            day=of.terms.due + timedelta(days=a.grace_days),
            target=target,
            due=a.due,
        )
    if a.status == "no_data":
        return t(
            "{status}: nothing is reported; by plan on {day} it should be {planned}.",
            status=status,
            day=a.compared_on,
            planned=_planned_words(of, language),
        )
    said = value(a.observed, a.kind, a.unit, language)
    if a.status in ("achieved", "missed", "not_measurable"):
        late = ", " + t("late") if a.late else ""
        return t(
            "{status}{late}: reported {value} for {day}; target {target}, due {due}.",
            status=status,
            late=late,
            value=said,
            day=a.period_end,
            target=target,
            due=a.due,
        )
    if a.ratio is None or (a.planned_progress or 0) <= 1e-9:
        return t(
            "{status}: reported {value} for {day}; the plan asks for nothing yet on that day.",
            status=status,
            value=said,
            day=a.compared_on,
        )
    figures = {
        "status": status,
        "day": a.compared_on,
        "planned": _planned_words(of, language),
        "ratio": arithmetic.ratio_in_percent(of, language),
    }
    if a.kind == "annual" and a.progress is not None:
        return t(
            "{status}: over the years {share} is done, by plan {planned} on {day}; that is {ratio} of the plan.",
            share=percent(a.progress, language),
            **figures,
        )
    return t(
        "{status}: reported {value}, by plan {planned} on {day}; that is {ratio} of the plan.",
        value=said,
        **figures,
    )


def _planned_words(of: Explained, language: str) -> str:
    a = of.assessed
    if a.planned is not None:
        return value(rounded(a.planned), a.kind, a.unit, language)
    if a.planned_progress is not None:
        return percent(a.planned_progress, language)
    return why_missing("no_plan", language)


def _target(of: Explained, language: str) -> str:
    a = of.assessed
    bound = "exact" if a.kind == "milestone" else a.bound
    said = target_words(bound, value(a.target, a.kind, a.unit, language), language)
    return translator(language)("{value} every year", value=said) if a.kind == "annual" else said


def _status(of: Explained, language: str) -> str:
    t, a = translator(language), of.assessed
    status = word("status", a.status, language) + (", " + t("late") if a.late else "")
    said = t("Status as of {day}: {status}.", day=of.as_of, status=status)
    if a.verified_status != a.status:
        said += " " + t(
            "On verified figures alone: {status}.", status=word("status", a.verified_status, language)
        )
    return said


def _promise(of: Explained, language: str) -> str:
    t, a = translator(language), of.assessed
    given = {
        "title": pick(of.terms.title, language),
        "target": _target(of, language),
        "start": a.start,
        "due": a.due,
    }
    if a.kind == "annual":
        return t("Promise: {title}. Target: {target}, from {start} to {due}.", **given)
    if a.kind == "milestone":
        return t("Promise: {title}. To be done by {due}; before that day the plan asks for nothing.", **given)
    if a.baseline is None:
        return t("Promise: {title}. Baseline: unknown. Target: {target}, due {due}.", **given)
    if a.baseline == a.target:
        return t(
            "Promise: {title}. To be held at the target or better: {target}, from {start} to {due}.", **given
        )
    return t(
        "Promise: {title}. Baseline on {start}: {baseline}. Target: {target}, due {due}.",
        baseline=value(a.baseline, a.kind, a.unit, language),
        **given,
    )


def _changed_terms(of: Explained, language: str) -> list[str]:
    """The first promise beside the present one, and each decision between them."""
    t, first, now = translator(language), of.original, of.terms
    lines = []
    if of.basis == "current" and (first.target, first.due) != (now.target, now.due):
        lines.append(
            t(
                "First approved: {target}, due {due}.",
                target=value(first.target, first.kind, first.unit, language),
                due=first.due,
            )
        )
    for change in of.amendments:
        said = t(
            "{action} on {day}", action=capital(word("action", change.action, language)), day=change.date
        )
        if change.by:
            said += ": " + pick(change.by, language)
        if change.cause:
            said += "; " + t("cause: {cause}", cause=word("cause", change.cause, language))
        if change.was:
            said += "; " + t(
                "terms changed: {terms}",
                terms=", ".join(word("term", term, language) for term in _TERMS if term in change.was),
            )
        lines.append(said + ".")
    return lines


def _reported(of: Explained, language: str) -> list[str]:
    """The values used: observed with its author and verdict, then the verified one."""
    t, a = translator(language), of.assessed
    chosen = next((r for r in of.reports if r.chosen), None)
    if chosen is None:
        return [t("Reported: nothing known on {day}.", day=of.as_of)]
    lines = [
        t(
            "Reported: {value}, for the period ending {day}; by {author}, {at}.",
            value=value(chosen.value, a.kind, a.unit, language),
            day=chosen.period_end,
            author=chosen.author,
            at=instant(chosen.reported_at, language),
        )
    ]
    lines += _reviews(chosen, language)
    sure = next((r for r in of.reports if r.chosen_verified), None)
    if sure is None:
        lines.append(t("No value is verified."))
    elif sure is not chosen:
        lines.append(
            t(
                "Last verified: {value}, for the period ending {day}.",
                value=value(sure.value, a.kind, a.unit, language),
                day=sure.period_end,
            )
        )
        lines += _reviews(sure, language)
    return lines


def _reviews(report: Considered, language: str) -> list[str]:
    t, lines = translator(language), []
    for review in report.reviews:
        said = t(
            "{verdict}: {reviewer}, {at}",
            verdict=capital(word("verdict", review.verdict, language)),
            reviewer=review.reviewer,
            at=instant(review.reviewed_at, language),
        )
        if review.reason:
            said += "; " + review.reason.rstrip(".")
        if review.conflict:
            said += "; " + (
                t("conflict of interest, so it confirms nothing")
                if review.verdict == "verified"
                else t("conflict of interest")
            )
        lines.append(said + ".")
    return lines or [t("Nobody has reviewed this report.")]


def _compared(of: Explained, language: str) -> list[str]:
    """The comparison day c: the later of the report's period end and the last period that is due."""
    t, a = translator(language), of.assessed
    grace = {"frequency": word("frequency", a.frequency, language), "grace": a.grace_days, "due": a.last_due}
    if a.compared_on is None:
        return [
            t(
                "Nothing to compare yet: no reporting period has ended with its {grace} days of grace "
                "(reports: {frequency}).",
                **grace,
            )
        ]
    if a.period_end is None:
        return [
            t(
                "Compared on {day}: the end of the last period to be reported (reports: {frequency}, {grace} days "
                "of grace).",
                day=a.compared_on,
                **grace,
            )
        ]
    if a.last_due is None:
        return [t("Compared on {day}: the day the report speaks of.", day=a.compared_on)]
    return [
        t(
            "Compared on {day}: the later of the day the report speaks of, {end}, and the end of the last period "
            "to be reported, {due} (reports: {frequency}, {grace} days of grace).",
            day=a.compared_on,
            end=a.period_end,
            **grace,
        )
    ]


def _judged(of: Explained, language: str) -> list[str]:
    """The rule that gave the status; for the three measured ones the ratio and the next threshold."""
    t, a = translator(language), of.assessed
    if a.status in _RULES:
        lines = [t(_RULES[a.status])]
        if a.late and of.reached_on:
            lines.append(
                t(
                    "Late: the first report that reached it speaks of {day}, after the due day {due}.",
                    day=of.reached_on,
                    due=a.due,
                )
            )
        return lines
    if (a.planned_progress or 0) <= 1e-9:
        return [t(_RULES["early"])]
    return arithmetic.judged(of, language)


def _deadlines(of: Explained, language: str) -> list[str]:
    """What is awaited: an overdue report, the final one; or that the indicator is closed."""
    t, a = translator(language), of.assessed
    lines, last_day = [], a.due + timedelta(days=a.grace_days)
    if a.report_overdue and a.last_due:
        lines.append(
            t(
                "Report overdue: the one for the period ending {end} was due by {day}.",
                end=a.last_due,
                day=_last_day_of_grace(a.last_due, a.grace_days),
            )
        )
    if a.closed:
        spoken = a.period_end is not None and a.period_end >= a.due
        lines.append(
            t("Closed: the report speaks of the due day or later.")
            if spoken
            else t(
                "Closed: the due day {due} and {grace} days of grace are over.", due=a.due, grace=a.grace_days
            )
        )
        if a.observed is None:
            lines.append(t("Silence counts as progress 0 from then on."))
    elif of.as_of > a.due:
        lines.append(t("Final report awaited until {day}.", day=last_day))
    return lines


def _last_day_of_grace(end: date, grace_days: int) -> date:
    """The last day of grace: the period counts as due once D - grace_days lies after its end."""
    return end + timedelta(days=grace_days)


__all__ = ["sentence", "why"]
