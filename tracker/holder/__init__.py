"""Commands while the server runs: DuckDB lets one process hold a file, so a command asks the one that does.

    tracker assess ──finds the file held──> ask_holder ──local socket──> serve_commands (in the server) ──> the command

The socket stands in a folder that only the same user can open, and the peer's user is checked as well. Must not
know what a command does.
"""

from tracker.holder.asking import ask_holder
from tracker.holder.serving import Handle, serve_commands

__all__ = ["Handle", "ask_holder", "serve_commands"]
