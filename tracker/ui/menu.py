"""The one table of pages: file, address, name, and the roles that find it in their menu.

The menu is no guard: every function that reads or records asks its actor itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.access.actor import ROLES
from tracker.text import N_

PAGES_FOLDER = Path(__file__).resolve().parents[2] / "pages"
EVERYBODY = frozenset(ROLES)
STAFF = EVERYBODY - {"public"}
REPORTERS = frozenset({"administrator", "branch", "council_seat"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: ``path`` is its address (empty: the first page), constant whatever the language."""

    key: str
    path: str
    name: str
    roles: frozenset[str] = EVERYBODY

    @property
    def file(self) -> Path:
        """The page's file, absolute, as the platform wants it."""
        return PAGES_FOLDER / f"{self.key}.py"


MENU = (
    Entry("overview", "", N_("Overview")),
    Entry("member", "member", N_("Members and seats")),
    Entry("members", "members", N_("Seats side by side")),
    Entry("indicator", "indicator", N_("Indicators")),
    Entry("section", "section", N_("Sections")),
    Entry("territory", "territory", N_("Territories")),
    Entry("theme", "theme", N_("Themes")),
    Entry("executor", "executor", N_("Executors")),
    Entry("measures", "measures", N_("Measures")),
    Entry("changes", "changes", N_("Between two dates")),
    Entry("contradictions", "contradictions", N_("Contradictions"), STAFF - {"branch", "executor"}),
    Entry("hearings", "hearings", N_("Hearings"), STAFF),
    Entry("decisions", "decisions", N_("Decisions"), STAFF),
    Entry("revision", "revision", N_("Revision"), STAFF - {"executor"}),
    Entry("search", "search", N_("Search")),
    Entry("control", "control", N_("Party control"), frozenset({"administrator", "party_control"})),
    Entry("visits", "visits", N_("Visits and posts"), STAFF - {"executor"}),
    Entry("recommendations", "recommendations", N_("Recommendations"), STAFF),
    Entry("digest", "digest", N_("What awaits me"), STAFF - {"administrator", "faction"}),
    Entry("branch", "branch", N_("What we owe"), REPORTERS),
    Entry("grid", "grid", N_("Many values at once"), REPORTERS),
    Entry("works", "works", N_("Measures: stage and photographs"), REPORTERS),
    Entry("burden", "burden", N_("Burden of reporting"), STAFF - {"branch", "executor"}),
    Entry("report", "report", N_("Report progress"), frozenset({"administrator", "branch", "council_seat"})),
    Entry("check", "check", N_("Program check"), STAFF),
    Entry("account", "account", N_("My account"), STAFF),
    Entry("accounts", "accounts", N_("Accounts"), frozenset({"administrator"})),
)
BY_KEY = {entry.key: entry for entry in MENU}


def menu_for(*roles: str, has_account: bool = False) -> tuple[Entry, ...]:
    """The pages that roles find in their menu, in order; the first is where they land.

    Whoever has an account keeps their own one, also where no role of theirs holds today.
    """
    return tuple(
        entry for entry in MENU if entry.roles & set(roles) or (has_account and entry.key == "account")
    )


def path_of(key: str) -> str:
    """The address of a page by its key; KeyError for none."""
    return BY_KEY[key].path
