"""Rules that need more than one value or more than one file; `registry` says what a rule is."""

from tracker.program.rules import amendments, ids, owners, references, rosters, texts, trajectory
from tracker.program.rules.registry import Rule, judge, list_rules

__all__ = [
    "Rule",
    "amendments",
    "ids",
    "judge",
    "list_rules",
    "owners",
    "references",
    "rosters",
    "texts",
    "trajectory",
]
