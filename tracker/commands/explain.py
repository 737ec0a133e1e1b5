"""Open the status of one indicator into its arithmetic: values, days, terms, formulas with the numbers put in."""

from __future__ import annotations

from argparse import ArgumentParser

from tracker.commands import figures
from tracker.commands.call import Call
from tracker.commands.figures import said
from tracker.commands.output import print_json
from tracker.commands.scope import asked, day_arguments, known_indicator
from tracker.documents.why import sentence, why
from tracker.queries.explain import Explained, TermsInForce, explained

EXAMPLE = "tracker explain republic-2021-2025/new-schools --as-of 2022-04-15 --language ru"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("indicator", metavar="INDICATOR", help="its full id, program/indicator")
    day_arguments(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for scripts"
    )


def run(call: Call) -> int:
    """Print the explanation."""
    call.day("as_of")
    with call.store() as store:
        ask = asked(call, store)
        known_indicator(store, call.args.indicator)
        found = explained(store, call.actor, ask, call.args.indicator)
    if call.args.format == "json":
        print_json(call.out, explanation(found, call.language))
        return 0
    call.out.write(f"{found.assessed.indicator}\n\n")
    for line in why(found, call.language):
        call.out.write(line + "\n")
    return 0


def explanation(of: Explained, language: str) -> dict[str, object]:
    """contracts.md's keys: those of an assessment, and what they rest on."""
    return {
        **figures.indicator_row(of.assessed, language),
        "as_of": of.as_of,
        "basis": of.basis,
        "terms": _terms(of.terms, language),
        "original_terms": _terms(of.original, language),
        "ratio": of.assessed.ratio,
        "thresholds": {"on_track": of.assessed.on_track, "at_risk": of.assessed.at_risk},
        "amendments": [
            {
                "date": amended.date,
                "action": amended.action,
                "by": said(amended.by, language),
                "cause": amended.cause,
                "note": said(amended.note, language),
                "successor": amended.successor,
                "was": amended.was,
            }
            for amended in of.amendments
        ],
        "reports": [
            {
                "period_end": report.period_end,
                "value": report.value,
                "reported_at": report.reported_at,
                "author": report.author,
                "verdict": report.verdict,
                "chosen": report.chosen,
                "chosen_verified": report.chosen_verified,
                "evidence": report.evidence,
                "note": report.note,
                "entered_late": report.entered_late,
                "demonstration": report.demonstration,
            }
            for report in of.reports
        ],
        "sentence": sentence(of, language),
    }


def _terms(of: TermsInForce, language: str) -> dict[str, object]:
    names = ("kind", "baseline", "target", "bound", "start", "due", "profile", "direction", "frequency", "grace_days",
             "weight")  # fmt: skip
    return {
        **{name: getattr(of, name) for name in names},
        "thresholds": {"on_track": of.on_track, "at_risk": of.at_risk},
        "title": said(of.title, language),
        "unit": said(of.unit, language),
        "plan": [{"date": point.day, "value": point.value} for point in of.plan],
    }
