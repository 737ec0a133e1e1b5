"""Rules that need more than one value or more than one file; `registry` says what a rule is."""

from tracker.program.rules import amendments, ids, owners, references, rosters, texts, trajectory
from tracker.program.rules.registry import RULES, Rule, list_rules

__all__ = [
    "RULES",
    "Rule",
    "amendments",
    "ids",
    "list_rules",
    "owners",
    "references",
    "rosters",
    "texts",
    "trajectory",
]
