"""Every sentence of the room is there in Kazakh and Russian, with the same places to fill."""

from __future__ import annotations

import string

import pytest

from tests.program.templates import templates
from tracker.program.rules import list_rules
from tracker.text import translator

SENTENCES = templates()
SUMMARIES = [summary for _, _, summary in list_rules()]


def _places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_finds_the_templates() -> None:
    assert len(SENTENCES) > 200
    assert "Did you mean {nearest}?" in SENTENCES


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_template_is_translated(language: str) -> None:
    say = translator(language)
    missing = [each for each in [*SENTENCES, *SUMMARIES] if not say.knows(each)]
    assert missing == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_translations_fill_the_same_places(language: str) -> None:
    say = translator(language)
    for template in [*SENTENCES, *SUMMARIES]:
        names = _places(template)
        said = say(template, **{name: f"<{name}>" for name in names})
        assert all(f"<{name}>" in said for name in names), (template, said)
        assert said != template.format(**{name: f"<{name}>" for name in names}), template
