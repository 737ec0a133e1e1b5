"""Languages and their message catalogues, read from the ``.po`` files as they stand.

Owns the translator. A message is its English template with ``{named}`` places; the Kazakh and Russian
ones stand in ``locales/<language>/LC_MESSAGES/*.po``, a file for each room. English needs no file.
Templates are worded so that a name or number put in needs no case ending ("By plan: {share}").
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.pofile import read_po

LANGUAGES = ("kk", "ru", "en")
#: what is read when a text is missing in the reader's language
FALLBACK = ("ru", "kk", "en")
LOCALES = Path(__file__).parent / "locales"

_Messages = Mapping[tuple[str | None, str], tuple[str, ...]]


def N_(template: str) -> str:
    """Mark a template that is translated later (in a table, a default); gives it back unchanged."""
    return template


def pick(text: str | Mapping[str, str | None] | None, language: str) -> str:
    """A text of the program files in the reader's language; a missing one falls back ru, kk, en.

    A plain string is every language's. None and an empty text give an empty string.
    """
    if text is None or isinstance(text, str):
        return text or ""
    for choice in (language, *FALLBACK):
        if text.get(choice):
            return text[choice] or ""
    return ""


class Translator:
    """Says templates in one language. ``t("Seats: {n}", n=3)``; see :func:`translator`."""

    __slots__ = ("_forms", "_messages", "language")

    def __init__(self, language: str, messages: _Messages, forms: Mapping[str, int]) -> None:
        self.language = language
        self._messages = messages
        self._forms = forms

    def __call__(self, template: str, /, **values: Any) -> str:
        """The template in this language with its places filled; untranslated, the English one."""
        return self._fill(self._find(None, template, 0) or template, values)

    def within(self, context: str, template: str, /, **values: Any) -> str:
        """The same for a word that several vocabularies share ("done": a state, an answer)."""
        return self._fill(self._find(context, template, 0) or template, values)

    def plural(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """The form for ``n`` things; ``{n}`` is written as a number of the language."""
        from tracker.text.numbers import number

        found = self._find(None, one, self._form(n))
        english = one if abs(n) == 1 else many
        return self._fill(found or english, {"n": number(n, self.language), **values})

    def knows(self, template: str, context: str | None = None) -> bool:
        """Whether the catalogue has this template (English knows all)."""
        return self.language == "en" or self._find(context, template, 0) is not None

    def _form(self, n: int) -> int:
        rule = Locale.parse(self.language).plural_form(abs(n))
        return self._forms.get(rule, max(self._forms.values(), default=0))

    def _find(self, context: str | None, template: str, form: int) -> str | None:
        forms = self._messages.get((context, template))
        return forms[min(form, len(forms) - 1)] if forms else None

    def _fill(self, template: str, values: Mapping[str, Any]) -> str:
        if "{" not in template:
            return template
        said = {name: self._said(value) for name, value in values.items()}
        try:
            filled = _LENIENT.vformat(template, (), said)
        except (ValueError, AttributeError):
            return template
        # "5 апреля 2022 г." at the end of a sentence brings its own full stop
        own = ".." in template or any(".." in str(value) for value in said.values())
        return filled if own else filled.replace("..", ".")

    def _said(self, value: Any) -> Any:
        """Days and texts in three languages come as they are; a whole number stays as it is (years)."""
        from tracker.text.dates import day, instant
        from tracker.text.numbers import number

        if isinstance(value, datetime):
            return instant(value, self.language)
        if isinstance(value, date):
            return day(value, self.language)
        if isinstance(value, float):
            return number(value, self.language)
        if isinstance(value, Mapping):
            return pick(value, self.language)
        return value


class _Lenient(string.Formatter):
    """A place without a value stays visible as its name: a gap in a sentence, never a traceback."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(key, f"{{{key}}}") if isinstance(key, str) else f"{{{key}}}"


_LENIENT = _Lenient()

#: places of the plural forms in the .po files, by CLDR's names
PLURALS: dict[str, dict[str, int]] = {
    "kk": {"one": 0, "other": 1},
    "ru": {"one": 0, "few": 1, "many": 2},
    "en": {"one": 0, "other": 1},
}


def catalogue_files(language: str) -> list[Path]:
    """The language's .po files, by name."""
    return sorted((LOCALES / language / "LC_MESSAGES").glob("*.po"))


def read_messages(file: Path) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """(context, English template) -> its forms; entries that are empty or fuzzy are left out."""
    with file.open("rb") as stream:
        catalogue = read_po(stream)
    messages: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for message in catalogue:
        template = message.id[0] if isinstance(message.id, tuple) else message.id
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if template and all(forms) and not message.fuzzy:
            messages[message.context, template] = forms
    return messages


@cache
def translator(language: str) -> Translator:
    """The translator of a language, read once.

    Raises ValueError for a language that is none of :data:`LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; there are {', '.join(LANGUAGES)}")
    messages: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for file in catalogue_files(language):
        messages.update(read_messages(file))
    return Translator(language, messages, PLURALS[language])
