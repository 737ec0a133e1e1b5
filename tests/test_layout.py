"""layout.md's table, kept: what each room may import, and what the command line must not bring in."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Words every room may use: they know nothing of the domain's machinery.
EVERYWHERE = {"errors", "clock", "periods"}
CORE = {"program", "store", "assess", "access", "queries", "record", "text"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "clock": set(),
    "periods": {"errors"},
    "program": set(),
    "text": set(),
    "store": {"program"},
    "assess": {"store"},
    "access": {"store"},
    "record": {"store", "access", "program"},
    "search": {"store"},
    "queries": {"store", "assess", "access", "search", "forecast"},
    "evidence": {"store"},
    "intake": {"program", "store", "record", "access"},
    "inbox": {"intake", "store", "access", "text"},
    "draw": {"queries", "text"},
    "charts": {"queries", "text", "draw"},  # one palette and one tile grid for both
    "documents": {
        "queries",
        "draw",
        "text",
        "store",
        "access",
    },  # whoever asks a query brings store and actor
    "demo": CORE | {"hearing"},  # a hearing is played as people play it
    "holder": {"store", "commands"},
    "commands": CORE
    | {
        "reminders",
        "intake",
        "inbox",
        "evidence",
        "documents",
        "draw",
        "charts",
        "demo",
        "holder",
        "hearing",
    },
    "cli": {"commands", "holder"},
    "__main__": {"cli"},
    "forecast": set(),
    "reminders": {"queries", "store", "access", "text"},
    "hearing": {"queries", "record", "documents", "store", "access", "text"},
    "api": {
        "queries",
        "intake",
        "evidence",
        "record",
        "documents",
        "hearing",
        "access",
        "store",
        "text",
        "draw",
        "ui",
        "commands",
        "reminders",
        "inbox",
    },
    "ui": CORE
    | {
        "reminders",
        "intake",
        "inbox",
        "evidence",
        "documents",
        "draw",
        "charts",
        "demo",
        "holder",
        "hearing",
        "api",
    },
    "pages": CORE - {"store", "assess"}
    | {"reminders", "evidence", "ui", "charts", "draw", "documents", "intake", "hearing"},
    "dashboard": {"ui", "api"},
}
# Who may know a package at all.
ONLY = {
    "streamlit": {"ui", "pages", "dashboard"},
    "plotly": {"charts", "ui", "pages"},
    "pandas": {"ui"},
    "duckdb": {"store", "assess"},
    "starlette": {"ui", "api", "dashboard"},
    "openpyxl": {"intake", "documents"},
    "argon2": {"access"},
    "fontTools": {"ui"},
}


def modules() -> list[Path]:
    pages = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]
    return [*sorted((ROOT / "tracker").rglob("*.py")), *(page for page in pages if page.exists())]


def room_of(module: Path) -> str:
    parts = module.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "tracker" else parts[0]


def imported(module: Path) -> list[tuple[int, str]]:
    """(line, dotted name) of every import in a module, late ones too; not those for type checkers alone."""
    tree = ast.parse(module.read_text("utf-8"))
    for_types = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: imports are absolute"
            names = [alias.name for alias in node.names] if node.module == "tracker" else [""]
            found += [(node.lineno, f"{node.module}.{name}".rstrip(".")) for name in names]
    return found


def test_each_room_imports_only_what_the_table_gives_it():
    faults = []
    for module in modules():
        room = room_of(module)
        if room == "__init__":
            continue
        if room not in MAY_IMPORT:
            faults.append(f"{module.relative_to(ROOT)}: the table does not know the room {room}")
            continue
        allowed = MAY_IMPORT[room] | EVERYWHERE | {room}
        for line, name in imported(module):
            top, _, rest = name.partition(".")
            where = f"{module.relative_to(ROOT)}:{line}: {name}"
            if top == "tracker" and rest and rest.split(".")[0] not in allowed:
                faults.append(where)
            if top in ONLY and room not in ONLY[top]:
                faults.append(where)
            if top == "pages":
                faults.append(where)
    assert not faults, "\n".join(faults)


def test_no_room_is_called_after_nothing():
    names = {module.stem for module in modules()} | {module.parent.name for module in modules()}
    assert not names & {"utils", "helpers", "common", "misc", "util", "helper"}


def test_no_module_is_longer_than_people_read():
    long = {
        str(m.relative_to(ROOT)): n for m in modules() if (n := len(m.read_text("utf-8").splitlines())) > 400
    }
    assert not long


@pytest.mark.parametrize(
    "start", ["import tracker.cli", "import tracker.commands.assess, tracker.commands.import_reports"]
)
def test_the_command_line_brings_in_no_page_and_no_chart(start):
    heavy = "{'streamlit', 'plotly', 'pandas'} & set(sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {start}; print(sorted({heavy}))"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from tracker import cli; cli.main(['--help']); "
        "print(sorted({'duckdb', 'pyarrow', 'pydantic', 'babel', 'yaml', 'numpy'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]" and "assess" in done.stdout
