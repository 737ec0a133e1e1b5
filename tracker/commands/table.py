"""Every command: its module, its one line of help, and whether the holder of the database may run it for another.

Imported by every start of the command line, so it imports nothing itself.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """``asked``: a command that finds the database held asks its holder; the others say so in words."""

    module: str
    help: str
    asked: bool


COMMANDS: dict[str, Command] = {
    "serve": Command("serve", "show the pages in a browser", False),
    "check": Command("check", "find every fault in the program files", False),
    "schema": Command("schema", "print the JSON Schema of the program files", False),
    "load": Command("load", "load the program files into the database", True),
    "import": Command("import_reports", "take in reports from a CSV or XLSX file", True),
    "inbox": Command("inbox", "take the workbooks that wait in a folder", True),
    "workbook": Command("workbook", "write a branch's workbook to fill in and bring back", True),
    "assess": Command("assess", "say where indicators or sets of them stand on a day", True),
    "explain": Command("explain", "open one indicator's status into its arithmetic", True),
    "changes": Command("changes", "split what changed between two days into its causes", True),
    "export": Command("export", "write figures, reports or measures to a file", True),
    "remind": Command("remind", "send each person what awaits them, once a week at most", True),
    "hearing": Command("hearing", "prepare a hearing, freeze it, write its pack, verify it", True),
    "demo": Command("demo", "fill a new database with made-up progress", False),
    "token": Command("token", "make, list and end tokens of the HTTP interface", True),
    "verify-ledger": Command("verify_ledger", "prove that nobody changed the ledger, print its head", True),
    "account": Command("account", "say who may sign in, and invite them", True),
    "backup": Command("backup", "write a checked copy of the database", True),
    "restore": Command("restore", "put a backup in the place of a database", False),
}
