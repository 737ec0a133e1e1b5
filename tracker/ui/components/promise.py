"""One indicator opened: the promise with its first and present terms, why it stands so, people, reports, measures."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.documents.why import sentence, why
from tracker.queries.directory import ExecutorEntry
from tracker.queries.explain import Considered, Explained
from tracker.queries.measures import Measure
from tracker.text import N_, day, instant, number, short_day
from tracker.text.values import value, why_missing
from tracker.text.vocab import target_words, word
from tracker.ui.components.cells import carrier, nobody, seat_link
from tracker.ui.components.demonstration import badge
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here


def promise(here: Here, of: Explained) -> None:
    """The promise in a sentence, with its present terms and, where they differ, those first approved."""
    now, first = of.terms, of.original
    lines = [tag("p", here.t(_PROMISED, terms=_terms(here, now)))]
    if (first.target, first.due, first.baseline) != (now.target, now.due, now.baseline):
        lines.append(tag("p", here.t(_FIRST, terms=_terms(here, first)), class_="quiet"))
    show(*lines)


def _terms(here: Here, terms) -> str:
    language = here.language
    target = target_words(terms.bound, value(terms.target, terms.kind, terms.unit, language), language)
    said = {"target": target, "due": day(terms.due, language), "start": day(terms.start, language)}
    if terms.kind == "milestone":
        return here.t(_MILESTONE, **said)
    if terms.kind == "annual":
        return here.t(_EVERY_YEAR, **said)
    if terms.baseline is None:
        return here.t(_FROM_UNKNOWN, **said)
    return here.t(_FROM_TO, baseline=value(terms.baseline, terms.kind, terms.unit, language), **said)


def one_line(here: Here, of: Explained) -> str:
    """The status and the figures it rests on: the page's title."""
    return sentence(of, here.language).rstrip(".")


def why_this_status(here: Here, of: Explained) -> None:
    """Every step from the values to the status, as a pocket calculator would take it."""
    steps = here.drawn(lambda: tag("ol", *(tag("li", words) for words in why(of, here.language)), class_="arithmetic"),
                       ("why",), of)  # fmt: skip
    part(here.t(_WHY), None, steps)


def people(here: Here, of: Explained, executors: Sequence[ExecutorEntry]) -> None:
    """Who carries it, who executes, who reported, who verified."""
    item, t = of.assessed, here.t
    body = next((here.say(one.title) for one in executors if one.executor == item.executor), item.executor)
    chosen = next((report for report in of.reports if report.chosen), None)
    sure = next((report for report in of.reports if report.chosen_verified), None)
    facts = [
        (t(N_("Carried by")), carrier(here, item)),
        (t(N_("Section carried by")), _section(here, of)),
        (t(N_("Executes")), a(here.link("executor", executor=item.executor), body)
         if item.executor else why_missing("no_executor", here.language)),
        (t(N_("Reported by")), f"{chosen.author}, {instant(chosen.reported_at, here.language)}" if chosen
         else why_missing("not_reported", here.language)),
        (t(N_("Verified by")), _verified(here, sure) if sure else why_missing("not_verified", here.language)),
    ]  # fmt: skip
    pairs = (piece for name, said in facts for piece in (tag("dt", name), tag("dd", said)))
    part(t(_PEOPLE), None, tag("dl", *pairs, class_="facts"))


def _section(here: Here, of: Explained) -> Html | str:
    item = of.assessed
    return (
        nobody(here)
        if item.section_owner is None
        else seat_link(here, item.section_owner, item.section_holder)
    )


def _verified(here: Here, report: Considered) -> str:
    review = [one for one in report.reviews if one.verdict == "verified" and not one.conflict][-1]
    return f"{review.reviewer}, {instant(review.reviewed_at, here.language)}"


def history(here: Here, of: Explained) -> None:
    """Every report known on the day, newest period first."""
    t, language, item = here.t, here.language, of.assessed
    newest = here.drawn(
        lambda: sorted(of.reports, key=lambda r: (r.period_end, r.reported_at, r.seq), reverse=True),
        ("newest",),
        of,
    )
    part(t(_HISTORY))
    table(here, "reports", [
        Column(t(N_("Period until")), lambda r: short_day(r.period_end, language), lambda r: r.period_end, "head",
               "date"),
        Column(t(N_("Value")), lambda r: value(r.value, item.kind, item.unit, language), lambda r: r.value, "num",
               "number"),
        Column(t(N_("Reported")), lambda r: _reported(here, r), lambda r: r.reported_at, "wide", "instant"),
        Column(t(N_("By")), None, lambda r: r.author),
        Column(t(N_("Control")), lambda r: _verdict(here, r), lambda r: word("verdict", r.verdict, language), "wide"),
        Column(t(N_("Evidence and note")), lambda r: _evidence(here, r), lambda r: r.evidence, "wide"),
        Column(t(N_("Note")), None, lambda r: r.note),
        Column(t(N_("Counts")), None, lambda r: _role_words(here, r)),
    ], newest, caption=t(_HISTORY_CAPTION), empty=t(_NO_REPORTS))  # fmt: skip


def _verdict(here: Here, report: Considered) -> Html | str:
    if not report.reviews:
        return here.t(_NOT_REVIEWED)
    lines = [
        tag(
            "div",
            word("verdict", one.verdict, here.language),
            tag("span", _of_review(here, one), class_="quiet"),
        )
        for one in report.reviews
    ]
    return joined(lines)


def _of_review(here: Here, one) -> str:
    parts = [one.reviewer, one.reason, here.t(_CONFLICT) if one.conflict else None]
    return " " + "; ".join(part for part in parts if part)


def _evidence(here: Here, report: Considered) -> Html | str:
    said = report.evidence or ""
    if said.startswith(("https://", "http://")):
        said = tag("a", said, href=said, target="_blank", rel="noopener noreferrer")
    return joined((said, tag("div", report.note, class_="quiet") if report.note else None))


def _reported(here: Here, report: Considered) -> Html:
    mark = badge(here.t) if report.demonstration and not here.installation.demonstration else None
    when = f"{instant(report.reported_at, here.language)} · {report.author}"
    return joined((when, mark, tag("div", _role_words(here, report), class_="quiet")), " ")


def _role_words(here: Here, report: Considered) -> str:
    said = []
    if report.chosen:
        said.append(here.t(_USED))
    if report.chosen_verified:
        said.append(here.t(_USED_VERIFIED))
    if not report.newest_word:
        said.append(here.t(_CORRECTED))
    if report.entered_late:
        said.append(here.t(_ENTERED_LATE))
    return ", ".join(said)


def measures(here: Here, found: Sequence[Measure]) -> None:
    """The measures under the indicator with their states."""
    t, language = here.t, here.language
    part(t(_MEASURES))
    table(here, "measures", [
        Column(t(N_("Measure")), lambda m: here.say(m.title), lambda m: here.say(m.title), "head"),
        Column(t(N_("id")), None, lambda m: m.measure),
        Column(t(N_("State")), lambda m: _state(here, m), lambda m: word("measure_state", m.state, language)),
        Column(t(N_("Due")), lambda m: short_day(m.due, language) if m.due else t(_NO_DUE), lambda m: m.due, "num",
               "date"),
        Column(t(N_("Budget, million tenge")),
               lambda m: number(m.budget_mln_kzt, language) if m.budget_mln_kzt is not None else t(_NO_BUDGET),
               lambda m: m.budget_mln_kzt, "num", "number"),
        Column(t(N_("Last report for")), lambda m: short_day(m.period_end, language) if m.period_end
               else why_missing("not_reported", language), lambda m: m.period_end, "num", "date"),
    ], found, caption=t(_MEASURES_CAPTION), empty=t(_NO_MEASURES))  # fmt: skip


def _state(here: Here, measure: Measure) -> str:
    language = here.language
    said = [word("measure_state", measure.state, language)]
    if measure.stage:
        said.append(word("stage", measure.stage, language))
    said += [word("measure_state", name, language) for name in ("late", "moved") if getattr(measure, name)]
    return ", ".join(dict.fromkeys(said))


def source(of: Explained) -> list[object]:
    """Where the promise is published, as a link, with its day."""
    if not of.source_url:
        return []
    dated = f" ({of.source_on.isoformat()})" if of.source_on else ""
    return [
        joined(
            (tag("a", of.source_url, href=of.source_url, target="_blank", rel="noopener noreferrer"), dated)
        )
    ]


_PROMISED = N_("Promised: {terms}.")
_FIRST = N_("First approved: {terms}.")
_MILESTONE = N_("done by {due}")
_EVERY_YEAR = N_("{target} every year from {start} to {due}")
_FROM_UNKNOWN = N_("{target} by {due}; the baseline is unknown")
_FROM_TO = N_("{target} by {due}, from {baseline} on {start}")
_WHY = N_("Why this status")
_PEOPLE = N_("Who answers for it")
_HISTORY = N_("Reports")
_HISTORY_CAPTION = N_(
    "Every report known on the day shown; a correction is a later report, nothing is deleted."
)
_NO_REPORTS = N_("No report is known on this day.")
_NOT_REVIEWED = N_("not reviewed")
_CONFLICT = N_("conflict of interest")
_USED = N_("the value shown")
_USED_VERIFIED = N_("the verified value")
_CORRECTED = N_("corrected later")
_ENTERED_LATE = N_("entered late")
_MEASURES = N_("Measures")
_MEASURES_CAPTION = N_("What is being done under this indicator.")
_NO_MEASURES = N_("The program names no measure under this indicator.")
_NO_DUE = N_("no day set")
_NO_BUDGET = N_("not published")
