"""Reading what was typed: each command's own options beside those that every command takes.

Owns the words about wrong usage. Imports nothing heavy: help must come at once.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from tracker.commands.table import COMMANDS
from tracker.errors import UsageError

LANGUAGES = ("kk", "ru", "en")


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with the usage, and where help is."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            "{message}. See `{command} --help`.", message=self._plainer(message), command=self.prog
        )

    def _plainer(self, message: str) -> str:
        message = message[:1].upper() + message[1:].rstrip(".")
        if not message.startswith("Unrecognized arguments"):
            return message
        known = [option for action in self._actions for option in action.option_strings]
        for word in message.split():
            near = difflib.get_close_matches(word.split("=")[0], known, n=1) if word.startswith("-") else []
            if near:
                return f"There is no option {word}, but there is {near[0]}"
        return message


def overview() -> str:
    """The help of the whole command line."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items())
    return (
        "usage: tracker COMMAND [options]\n\n"
        "Holds election programs as indicators and shows where they stand.\n\n"
        f"{listed}\n\n"
        "Each command takes --programs DIR, --database URL and --language kk|ru|en; `tracker COMMAND --help` tells\n"
        "the rest, with an example. Exit codes: 0 done, 1 the input was at fault, 2 wrong usage, 3 something else.\n\n"
        "example: tracker assess --as-of 2022-04-15 --by section\n"
    )


def command_module(name: str) -> ModuleType:
    """The command's module. Raises UsageError for a command there is not, naming the nearest."""
    command = COMMANDS.get(name)
    if command is None:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        if near:
            raise UsageError(
                "There is no command '{name}'; did you mean `tracker {near}`?", name=name, near=near[0]
            )
        raise UsageError("There is no command '{name}'. See `tracker --help`.", name=name)
    return importlib.import_module(f"tracker.commands.{command.module}")


def parse(argv: Sequence[str]) -> tuple[ModuleType, argparse.Namespace]:
    """The module of the command that was typed and its options. Raises UsageError, and SystemExit after --help."""
    module = command_module(argv[0])
    parser = _Parser(
        prog=f"tracker {argv[0]}",
        description=module.__doc__,
        epilog=f"example: {module.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.arguments(parser)
    every = parser.add_argument_group("for every command")
    every.add_argument("--programs", metavar="DIR", help="folder of program files (default: programs/)")
    every.add_argument(
        "--database", metavar="URL", help="database file (default: $TRACKER_DATABASE, else tracker.duckdb)"
    )
    every.add_argument("--language", choices=LANGUAGES, help="language of what is said (default: en)")
    return module, parser.parse_args(list(argv[1:]))
