"""Texts a reader sees in three languages."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.program.fields import Text
from tracker.program.rules.registry import Finding, Subject, rule

_TITLED = ("program", "section", "measure", "roster", "body", "seat", "territory", "theme")


def _lacking(text: Text | None) -> bool:
    if text is None:
        return False
    given = vars(text)
    return not (given["kk"] and given["ru"] and given["en"])


@rule("missing-language", *_TITLED, severity="warning", when=lambda of: _lacking(of["title"]))
def missing_language(subject: Subject) -> Iterator[Finding]:
    """A title, unit or contact given by language is given in Kazakh, Russian and English."""
    yield from _missing(subject, "title")


@rule(
    "missing-language",
    "indicator",
    severity="warning",
    when=lambda of: _lacking(of["title"]) or _lacking(of["unit"]),
)
def missing_language_of_indicator(subject: Subject) -> Iterator[Finding]:
    """A title, unit or contact given by language is given in Kazakh, Russian and English."""
    yield from _missing(subject, "title")
    yield from _missing(subject, "unit")


@rule("missing-language", "executor", severity="warning")
def missing_language_of_executor(subject: Subject) -> Iterator[Finding]:
    """A title, unit or contact given by language is given in Kazakh, Russian and English."""
    yield from _missing(subject, "title")
    yield from _missing(subject, "contact")


def _missing(subject: Subject, key: str) -> Iterator[Finding]:
    text: Text | None = getattr(subject.item, key)
    if text is not None and _lacking(text) and not subject.broken(key):
        yield subject.say(
            (key,),
            "{key} is missing in: {languages}.",
            "Another language is shown in its place.",
            key=key,
            languages=", ".join(text.missing()),
        )
