"""JSON Schemas of the file formats, for editors: completion and a first check while typing.

One per top key, draft 2020-12, generated from the models. A program file names its schema in its first
line: ``# yaml-language-server: $schema=schema/program.json``. Rules across values are not in them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from tracker.program.reader import TOPS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Plain(GenerateJsonSchema):
    """Without the titles made up from names: an editor shows the key itself."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every kind of file, by its top key."""
    return {top: _schema(top) for top in TOPS}


def schema_text(top: str) -> str:
    """The schema of the files with the top key ``top``, as it is shipped. Raises KeyError for no top key."""
    return json.dumps(_schema(top), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write ``<top key>.json`` for every kind of file into ``folder``; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for top in TOPS:
        path = folder / f"{top}.json"
        path.write_text(schema_text(top), encoding="utf-8")
        written.append(path)
    return written


def _schema(top: str) -> dict[str, Any]:
    model = TOPS[top]
    made = model.model_json_schema(by_alias=True, schema_generator=_Plain)
    made.pop("title", None)
    _without_nothing(made)
    for name, definition in made.get("$defs", {}).items():
        definition.pop("title", None)
        # a former term may have been nothing; elsewhere a key without a value is simply left out
        if name != "Was":
            _without_nothing(definition)
    return {"$schema": DIALECT, "title": top, **made}


def _without_nothing(noun: dict[str, Any]) -> None:
    """Take the choice of null, and null as default, out of a noun's properties."""
    for name, offered in noun.get("properties", {}).items():
        if "anyOf" in offered:
            kept = [choice for choice in offered.pop("anyOf") if choice != {"type": "null"}]
            offered = {**(kept[0] if len(kept) == 1 else {"anyOf": kept}), **offered}
        if offered.get("default", ...) is None:
            del offered["default"]
        noun["properties"][name] = offered
