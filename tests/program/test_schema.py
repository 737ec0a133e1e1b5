"""The shipped JSON Schemas are what the models say, and accept the examples."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from tests.program.conftest import FORMATS, ROOT
from tracker.program.builder import build
from tracker.program.schema import schema_text, schemas

SHIPPED = ROOT / "programs" / "schema"


@pytest.mark.parametrize("top", list(schemas()))
def test_the_shipped_schema_is_current(top: str) -> None:
    path = SHIPPED / f"{top}.json"
    assert path.read_text(encoding="utf-8") == schema_text(top), (
        "the models have changed; write the schemas again with: tracker schema --out programs/schema"
    )


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*.y*ml")), ids=lambda path: path.name)
def test_the_schema_named_in_the_first_line_accepts_the_file(path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = path.read_bytes()
    named = re.match(rb"# yaml-language-server: \$schema=(\S+)\n", data)
    assert named is not None
    schema_file = (path.parent / named[1].decode()).resolve()
    assert schema_file.parent == SHIPPED
    value, _ = build(data)
    jsonschema.Draft202012Validator(schemas()[schema_file.stem]).validate(_as_json(value))


@pytest.mark.parametrize("wrong", [{"titel": "x"}, {"weight": 0}, {"territory": 75}, {"title": 5}])
def test_the_schema_refuses_slips(wrong: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    value, _ = build((FORMATS / "republic-2021-2025.yml").read_bytes())
    validator = jsonschema.Draft202012Validator(schemas()["program"])
    assert not list(validator.iter_errors(_as_json(value)))
    assert list(validator.iter_errors(_as_json({**value, **wrong})))


def test_keys_are_described() -> None:
    for top, schema in schemas().items():
        nouns = {top: schema, **schema["$defs"]}
        for name, noun in nouns.items():
            for key, offered in noun.get("properties", {}).items():
                assert offered.get("description"), f"{name}.{key}"


def _as_json(value: Any) -> Any:
    """As an editor sees it: keys and days are texts."""
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
