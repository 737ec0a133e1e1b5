"""An item's promise with every change of it, and its figures with their days and sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.clock import day_of
from tracker.documents.model import Block, Cell, Column, Facts, Table
from tracker.documents.pack.words import Words
from tracker.queries.explain import Amended, Considered, TermsInForce
from tracker.text import percent
from tracker.text.values import rounded, value
from tracker.text.vocab import VOCABULARIES, capital, target_words, word

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter

_TERMS = tuple(VOCABULARIES["term"])


def promise(of: Words, item: ItemMatter) -> Iterator[Block]:
    """The first and the present terms with their source, and each decision between them with its cause."""
    t, opened = of.t, item.explained
    first, now = opened.original, opened.terms
    source = of.promise_source(opened)
    same = (first.target, first.due, first.baseline, first.plan) == (
        now.target,
        now.due,
        now.baseline,
        now.plan,
    )
    if same:
        yield Facts(
            ((t("Promise, unchanged since it was approved"), Cell(terms_words(of, now), note=source)),)
        )
    else:
        yield Facts(
            (
                (t("First promise"), Cell(terms_words(of, first), note=source)),
                (t("Present terms"), Cell(terms_words(of, now))),
            )
        )
    if opened.amendments:
        columns = (
            Column(t("Decided on"), width=1.2),
            Column(t("By whom"), width=2.4),
            Column(t("What was changed"), width=3.2),
            Column(t("Cause"), width=1.6),
        )
        rows = tuple(_amended(of, one, first, item) for one in opened.amendments)
        yield Table(t("Every change of the promise"), columns, rows)


def terms_words(of: Words, terms: TermsInForce) -> str:
    """A promise's terms in a sentence's part."""
    t = of.t
    bound = "exact" if terms.kind == "milestone" else terms.bound
    target = target_words(bound, value(terms.target, terms.kind, terms.unit, of.language), of.language)
    if terms.kind == "milestone":
        return t("done by {due}", due=terms.due)
    if terms.kind == "annual":
        return t("{target} every year until {due}", target=target, due=terms.due)
    baseline = value(terms.baseline, terms.kind, terms.unit, of.language, "baseline_unknown")
    return t("{target} by {due}; at the start ({start}): {baseline}", target=target, due=terms.due,
             start=terms.start, baseline=baseline)  # fmt: skip


def _amended(of: Words, one: Amended, first: TermsInForce, item: ItemMatter) -> tuple[Cell, ...]:
    t = of.t
    changed = []
    for term in _TERMS:
        if term not in one.was:
            continue
        name, before = word("term", term, of.language), one.was[term]
        if term == "target" and before is not None:
            before = value(float(before), first.kind, first.unit, of.language)
            changed.append(t("{term} (before: {value})", term=name, value=before))
        elif term == "due" and before:
            changed.append(t("{term} (before: {value})", term=name, value=_day(of, before)))
        else:
            changed.append(name)
    what = (
        f"{capital(word('action', one.action, of.language))}: {', '.join(changed)}"
        if changed
        else capital(word("action", one.action, of.language))
    )
    return (
        Cell(of.short(one.date)),
        Cell(of.say(one.by) or t("not said by whom")),
        Cell(what, of.say(one.note) or None),
        Cell(word("cause", one.cause, of.language) if one.cause else t("no cause given")),
    )


def _day(of: Words, written: object) -> str:
    from datetime import date

    return of.short(written if isinstance(written, date) else date.fromisoformat(str(written)[:10]))


def figures(of: Words, item: ItemMatter) -> Iterator[Block]:
    """Reported and verified values beside the plan, each with the day it speaks of and where it comes from."""
    t, one, reports = of.t, item.assessed, item.explained.reports
    chosen = next((report for report in reports if report.chosen), None)
    sure = next((report for report in reports if report.chosen_verified), None)
    columns = (
        Column(t("Figure"), width=1.6),
        Column(t("Value"), width=2.0),
        Column(t("Of the promise"), number=True, width=1.4),
        Column(t("Speaks of"), width=1.4),
        Column(t("Party control"), width=2.6),
    )
    rows = [
        _reported(of, item, chosen),
        _verified(of, item, sure),
        (
            Cell(t("By plan on that day")),
            Cell(
                of.value(rounded(one.planned), one, "no_plan")
                if one.planned is not None or one.planned_progress is None
                else t("set by years")
            ),
            Cell(of.percent(one.planned_progress, "no_plan")),
            Cell(of.short(one.compared_on, "not_due")),
            Cell(_from_plan(of, item)),
        ),
        (
            Cell(t("By plan on the day of the figures")),
            Cell(
                of.value(rounded(one.planned_today), one, "no_plan")
                if one.planned_today is not None or one.planned_progress_today is None
                else t("set by years")
            ),
            Cell(of.percent(one.planned_progress_today, "no_plan")),
            Cell(of.short(of.matter.ask.as_of)),
            Cell(t("shown as the tick, not subtracted")),
        ),
    ]
    yield Table(
        t("Base of the percentages: the way from the start to the target, of this indicator alone"),
        columns,
        tuple(rows),
    )


def _from_plan(of: Words, item: ItemMatter) -> str:
    if item.assessed.planned_progress is None:
        return of.missing("no_plan")
    return of.t("from the plan: {points}", points=of.behind(item.assessed))


def _reported(of: Words, item: ItemMatter, report: Considered | None) -> tuple[Cell, ...]:
    t, one = of.t, item.assessed
    if report is None:
        silent = of.missing("not_reported")
        overdue = (
            t("the report for the period until {day} is overdue", day=one.last_due)
            if one.report_overdue
            else t("no report is known on this day")
        )
        return (Cell(t("Reported"), strong=True), Cell(silent), Cell(silent), Cell(silent), Cell(overdue))
    verdict = word("verdict", report.verdict, of.language) if report.verdict else t("nobody has reviewed it")
    last = report.reviews[-1] if report.reviews else None
    under = (
        f"{of.who(last.reviewer)}, {of.short(day_of(last.reviewed_at))}"
        + (f": {last.reason}" if last.reason else "")
        if last
        else None
    )
    if one.report_overdue:
        verdict += "; " + t("a later report is overdue")
    return (
        Cell(t("Reported"), strong=True),
        Cell(of.value(report.value, one), note=of.report_source(report)),
        Cell(of.percent(one.progress)),
        Cell(of.short(report.period_end)),
        Cell(verdict, under),
    )


def _verified(of: Words, item: ItemMatter, report: Considered | None) -> tuple[Cell, ...]:
    t, one = of.t, item.assessed
    if report is None:
        none = of.missing("not_verified")
        return (
            Cell(t("Verified"), strong=True),
            Cell(none),
            Cell(none),
            Cell(none),
            Cell(t("no report on it has been confirmed")),
        )
    confirmed = next(
        (r for r in reversed(report.reviews) if r.verdict == "verified" and not r.conflict), None
    )
    who = f"{of.who(confirmed.reviewer)}, {of.short(day_of(confirmed.reviewed_at))}" if confirmed else None
    share = (
        percent(one.verified_progress, of.language)
        if one.verified_progress is not None
        else of.missing("not_measurable")
    )
    return (
        Cell(t("Verified"), strong=True),
        Cell(of.value(report.value, one), note=of.report_source(report)),
        Cell(share),
        Cell(of.short(report.period_end)),
        Cell(t("confirmed"), who),
    )
