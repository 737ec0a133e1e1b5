"""Everything a user sees stands in all three languages: every template in the code has a kk and a ru one."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tracker import errors
from tracker.text.catalogue import LANGUAGES, catalogue_files, translator
from tracker.text.vocab import VOCABULARIES

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = [language for language in LANGUAGES if language != "en"]

_SAYS = {"t", "_", "tr", "N_", "say"}
_TEMPLATE_ARGUMENTS = {"template", "hint"}


def _subclasses(of: type) -> set[str]:
    return {of.__name__}.union(*(_subclasses(child) for child in of.__subclasses__()))


_ERRORS = _subclasses(errors.TrackerError)


def _literal(node: ast.expr | None) -> list[str]:
    """The texts an expression can be: a literal, or the arms of a conditional one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _literal(node.body) + _literal(node.orelse)
    return []


def templates_of(source: str) -> list[tuple[int, str]]:
    """(line, template) of every call that says something to a user in one module."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        says: list[ast.expr] = []
        if name in _SAYS or name in _ERRORS:
            says += node.args[:1]
        if name == "plural":
            says += node.args[:2]
        if name == "Problem":
            says += node.args[4:5]
        says += [k.value for k in node.keywords if k.arg in _TEMPLATE_ARGUMENTS]
        found += [(node.lineno, text) for say in says for text in _literal(say) if text.strip()]
    return found


#: rooms that hand their templates around as arguments and constants: there every sentence is one
_CORE = ("access", "assess", "commands", "holder", "intake", "program", "queries", "record", "store")
_SENTENCE = re.compile(r"(?:[A-Z]|\{|'\{|“\{|'[a-z_]+')[^\n]* [^\n]*[.?]")
_NOT_FOR_USERS = {
    "ValueError",
    "TypeError",
    "KeyError",
    "AssertionError",
    "RuntimeError",
    "NotImplementedError",
}


def sentences_of(source: str) -> list[tuple[int, str]]:
    """(line, text) of every literal that reads as a sentence and is no docstring, f-string or programmer's error."""
    tree, skipped = ast.parse(source), set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            skipped.add(id(body[0].value))
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(value) for value in node.values}
        if isinstance(node, ast.Call) and (
            getattr(node.func, "id", "") in _NOT_FOR_USERS or getattr(node.func, "attr", "") == "add_parser"
        ):
            skipped |= {id(inner) for inner in ast.walk(node)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in skipped
        and _SENTENCE.fullmatch(node.value)
    ]


def modules() -> list[Path]:
    return sorted(
        p
        for p in (*(ROOT / "tracker").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "dashboard.py")
        if p.exists()
    )


def test_finds_templates_where_they_are_written():
    source = (
        't("A {x}", x=1)\nraise InputError("B")\nt.plural("one", "many", 2)\nN_("C" if y else "D")\n'
        'Problem("f", 1, 2, "rule", "E", hint="F")\nother("no")\n'
    )
    assert {text for _, text in templates_of(source)} == {"A {x}", "B", "one", "many", "C", "D", "E", "F"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_template_is_translated(language):
    t = translator(language)
    plural_of: dict[str, bool] = {}
    missing = []
    for module in modules():
        source = module.read_text(encoding="utf-8")
        found = templates_of(source)
        if module.relative_to(ROOT).parts[1:2] and module.relative_to(ROOT).parts[1] in _CORE:
            found += sentences_of(source)
        for line, template in dict.fromkeys(found):
            known = plural_of.setdefault(template, t.knows(template) or _is_plural_form(language, template))
            if not known:
                missing.append(f"{module.relative_to(ROOT)}:{line}: {template}")
    assert not missing, f"{len(missing)} without {language}:\n" + "\n".join(missing)


def _is_plural_form(language: str, template: str) -> bool:
    return template in _many(language)


def _many(language: str) -> set[str]:
    found = set()
    for file in catalogue_files(language):
        with file.open("rb") as stream:
            found |= {m.id[1] for m in read_po(stream) if isinstance(m.id, tuple)}
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_vocabulary_is_translated(language):
    t = translator(language)
    missing = [
        (v, english)
        for v, words in VOCABULARIES.items()
        for english in words.values()
        if not t.knows(english, v)
    ]
    assert not missing


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_are_sound(language):
    """No fuzzy or empty entry, the same places, no message translated twice in two ways."""
    faults, seen = [], {}
    for file in catalogue_files(language):
        with file.open("rb") as stream:
            catalogue = read_po(stream)
        for message in catalogue:
            if not message.id:
                continue
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            where = f"{file.name}: {ids[0]!r}"
            if message.fuzzy:
                faults.append(f"{where} is fuzzy")
            if not all(forms):
                faults.append(f"{where} is empty")
            wanted = set().union(*map(_places, ids))
            for form in forms:
                if form and _places(form) - {"n"} != wanted - {"n"}:
                    faults.append(f"{where} has places {_places(form)} for {wanted}")
            wanted_forms = {"kk": 2, "ru": 3}[language] if isinstance(message.id, tuple) else 1
            if len(forms) != wanted_forms:
                faults.append(f"{where} has {len(forms)} forms, not {wanted_forms}")
            key = (message.context, ids[0])
            if key in seen and seen[key] != forms:
                faults.append(f"{where} is translated otherwise elsewhere")
            seen[key] = forms
    assert not faults, "\n".join(faults)


def test_both_languages_hold_the_same_messages():
    messages = {}
    for language in TRANSLATED:
        found = set()
        for file in catalogue_files(language):
            with file.open("rb") as stream:
                found |= {(file.name, m.context, m.id) for m in read_po(stream) if m.id}
        messages[language] = found
    assert messages["kk"] == messages["ru"]
