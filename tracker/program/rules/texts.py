"""Texts a reader sees in three languages."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.program.fields import Text
from tracker.program.rules.registry import Finding, Subject, rule

_SEEN = ("title", "unit", "contact")


@rule(
    "missing-language",
    "program",
    "section",
    "indicator",
    "measure",
    "roster",
    "body",
    "seat",
    "territory",
    "theme",
    "executor",
    severity="warning",
)
def missing_language(subject: Subject) -> Iterator[Finding]:
    """A title, unit or contact given by language is given in Kazakh, Russian and English."""
    for key in _SEEN:
        text: Text | None = getattr(subject.item, key, None)
        if text is None or (text.kk and text.ru and text.en) or subject.broken(key):
            continue
        yield subject.say(
            (key,),
            "{key} is missing in: {languages}.",
            "Another language is shown in its place.",
            key=key,
            languages=", ".join(text.missing()),
        )
