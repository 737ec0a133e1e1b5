"""An indicator's own execution bar: the same glyph with the indicator's unit and values instead of percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.draw.bar import Segments, Words, draw_bar
from tracker.text import N_, day, number, percent, pick, translator
from tracker.text.values import missing_of, rounded, value, why_missing
from tracker.text.vocab import capital, target_words

if TYPE_CHECKING:
    from tracker.queries.indicators import Assessed

_SAID = N_("Reported: {value}. Verified: {verified}. By plan today: {plan}. Target: {target}, due {due}.")


def indicator_bar(
    of: Assessed, *, language: str, theme: str = "light", width: float | None = None, size: str = "page"
) -> str:
    """The bar of one indicator as SVG; parameters as :func:`tracker.draw.bar.execution_bar`.

    The bar runs from the baseline to the target, whichever is greater. An annual promise has no one value:
    its bar is its progress in percent. Without a baseline there is no length to draw, only the two values.
    """
    return draw_bar(_segments(of), _words(of, language), theme, width, size, pick(of.title, language))


def _segments(of: Assessed) -> Segments:
    reported, sure = of.progress or 0.0, of.verified_progress or 0.0
    silent = not of.covered and of.status != "not_measurable"
    return Segments(sure, reported, 1.0 if silent else reported, of.planned_progress_today)


def _words(of: Assessed, language: str) -> Words:
    t = translator(language)

    def full(amount: float | None, missing: str) -> str:
        return value(amount, of.kind, of.unit, language, missing)

    def brief(amount: float | None, missing: str) -> str:
        """Without a long unit: it stands once, at the value reported."""
        short = len(pick(of.unit, language)) <= 3
        return value(amount, of.kind, of.unit if short else None, language, missing)

    bound = of.bound if of.kind != "milestone" else "exact"
    seen = missing_of(of.status)
    target = target_words(bound, full(of.target, seen), language)
    if of.kind == "annual":
        return _annual(of, language, target)
    has_length = of.baseline is not None and of.baseline != of.target
    key = [("verified", t("verified: {share}", share=brief(of.verified, "not_verified")))]
    if of.observed is not None and of.observed != of.verified:
        key.append(("reported", t("reported, not verified: {share}", share=brief(of.observed, seen))))
    if not of.covered and of.status != "not_measurable":
        key.append(("silent", t("report overdue") if of.report_overdue else why_missing(seen, language)))
    plan = None if of.planned_today is None else brief(rounded(of.planned_today), "no_plan")
    said = full(of.observed, seen)
    return Words(
        done=capital(said) if of.observed is None else t("Reported: {value}", value=said),
        plan=None if plan is None else t("By plan: {share}", share=plan),
        low=brief(of.baseline, "baseline_unknown") if has_length else "",
        high=t("Target: {target}", target=target_words(bound, brief(of.target, seen), language)),
        key=tuple(key),
        sentence=t(
            _SAID,
            value=said,
            verified=full(of.verified, "not_verified"),
            plan=full(rounded(of.planned_today), "no_plan"),
            target=target,
            due=day(of.due, language),
        ),
        row=(
            _short(of, of.observed, language),
            "" if plan is None else _short(of, rounded(of.planned_today), language),
        ),
        keep_high=True,
    )


def _short(of: Assessed, amount: float | None, language: str) -> str:
    """A value for a narrow cell: without its unit, which stands in the head or the title."""
    if amount is None:
        return ""
    return value(amount, of.kind, None, language) if of.kind == "milestone" else number(amount, language)


def _annual(of: Assessed, language: str, bound: str) -> Words:
    t = translator(language)
    done, sure = of.progress, of.verified_progress
    said = why_missing(missing_of(of.status), language) if done is None else percent(done, language)
    confirmed = why_missing("not_verified", language) if sure is None else percent(sure, language)
    today = of.planned_progress_today
    plan = None if today is None else percent(today, language)
    key = [("verified", t("verified: {share}", share=confirmed))]
    if done is not None and done > (sure or 0):
        key.append(("reported", t("reported, not verified: {share}", share=said)))
    if not of.covered:
        key.append(("silent", t("report overdue") if of.report_overdue else said))
    return Words(
        done=t("Done over the years: {share}", share=said),
        plan=None if plan is None else t("By plan: {share}", share=plan),
        low=percent(0, language),
        high=percent(1, language),
        key=tuple(key),
        sentence=t(
            _SAID,
            value=said,
            verified=confirmed,
            plan=plan or why_missing("no_plan", language),
            target=t("{value} every year", value=bound),
            due=day(of.due, language),
        ),
        row=("" if done is None else said, plan or ""),
    )
