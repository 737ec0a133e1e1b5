"""Every message template of the room, read off the source: what the translations must cover."""

from __future__ import annotations

import ast
from pathlib import Path

ROOM = Path(__file__).parents[2] / "tracker" / "program"


def templates() -> list[str]:
    """Every string of the room that is a sentence, docstrings left out, in order of file and line."""
    found: dict[str, None] = {}
    for path in sorted(ROOM.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        constants = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        ]
        for node in sorted(constants, key=lambda node: (node.lineno, node.col_offset)):
            if " " in node.value and node.value.endswith((".", "?", "{lines}")):
                found[node.value] = None
    return list(found)
