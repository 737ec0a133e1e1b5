"""Who may do and see what, written out from the project's table of roles: what the permission walk compares with.

Nothing here is read from the program. ``o`` is a place of one's own, ``b`` one below (another's indicator in one's
territory, or of one's theme), ``f`` a foreign one.
"""

from __future__ import annotations

from tracker.access import Actor
from tracker.access.permission import Place

REPUBLIC, WATER, AKMOLA = (
    "republic-2021-2025/clinics",
    "republic-2021-2025/villages",
    "akmola-2021-2025/clinics",
)

ACTORS = {
    "public": Actor.public(),
    "branch": Actor("branch-akmola", "branch", territory="KZ-11"),
    "council_seat": Actor("seat-11", "council_seat", territory="KZ-11", seat="council-11"),
    "bureau_seat": Actor("seat-1", "bureau_seat", territory="KZ", seat="bureau-1"),
    "aide": Actor(
        "aide-1", "aide", territory="KZ", seat="bureau-1", on_behalf_of="bureau-1", acting_as="bureau"
    ),
    "aide_council": Actor(
        "aide-11", "aide", territory="KZ-11", seat="council-11", on_behalf_of="council-11",
        acting_as="political_council",
    ),
    "party_control": Actor("control-11", "party_control", territory="KZ-11"),
    "executor": Actor("executor-11", "executor", territory="KZ-11", office="akimat-11-health"),
    "faction": Actor("faction-11", "faction", territory="KZ-11"),
    "administrator": Actor.administrator(),
    "both": Actor(
        "both", "branch", territory="KZ-11", also=(Actor("both", "executor", office="ministry-health"),)
    ),
}  # fmt: skip

#: the indicators each sees fully; all others as the public does
SEES = {
    "public": set(),
    "branch": {AKMOLA},
    "council_seat": {AKMOLA},
    "bureau_seat": {REPUBLIC, AKMOLA},  # its own section, and the same theme below; not water
    "aide": {REPUBLIC, AKMOLA},
    "aide_council": {AKMOLA},
    "party_control": {AKMOLA},
    "executor": {AKMOLA},
    "faction": {AKMOLA},
    "administrator": {REPUBLIC, WATER, AKMOLA},
    "both": {AKMOLA, REPUBLIC},
}

PLACES = {
    "o": Place(("1110", "KZ-11", "KZ"), "council-11", "bureau-1", ("bureau-1",), "akimat-11-health"),
    "b": Place(("1110", "KZ-11", "KZ"), "council-12", "bureau-2", ("bureau-1",), "akimat-12"),
    "f": Place(("KZ-15", "KZ"), "council-15", "bureau-15", (), "akimat-15"),
}

_BRANCH = {"branch": "ob", "both": "ob", "administrator": "obf"}
_OWN_SEAT = {"council_seat": "o", "aide_council": "o"}
_REPORTING = {**_BRANCH, **_OWN_SEAT}
_CONTROL = {"party_control": "ob", "administrator": "obf"}
_FACTION = {"faction": "ob", "administrator": "obf"}
_BUREAU = {"bureau_seat": "o", "aide": "o"}
_BUREAU_BELOW = {"bureau_seat": "ob", "aide": "ob"}
_ADMINISTRATOR = {"administrator": "obf"}

#: act -> role -> where; a role that is not named may not do it anywhere
MAY = {
    "report": _REPORTING,
    "attach_evidence": _REPORTING,
    "answer_dispute": _REPORTING,
    "review": _CONTROL,
    "visit": _CONTROL,
    "recommend": _CONTROL,
    "answer_recommendation": _REPORTING,
    "explain": {**_OWN_SEAT, **_BUREAU, **_ADMINISTRATOR},
    "ask_for_explanation": {**_BUREAU_BELOW, **_ADMINISTRATOR},
    "ask_for_update": {**_OWN_SEAT, **_ADMINISTRATOR},
    "comment": {**_BUREAU_BELOW, **_ADMINISTRATOR},
    "prepare_hearing": _FACTION,
    "freeze_hearing": _FACTION,
    "record_decision": _FACTION,
    "close_decision": _FACTION,
    "answer_hearing": {"executor": "o", "administrator": "obf"},
    "see_hearing": {
        **_FACTION,
        **_BRANCH,
        **_CONTROL,
        "council_seat": "ob",
        "aide_council": "ob",
        "bureau_seat": "obf",
        "aide": "obf",
    },
    "say_decision": {**_OWN_SEAT, **_BUREAU, **_ADMINISTRATOR},
    "leave_signal": dict.fromkeys(ACTORS, "obf"),
    "load": _ADMINISTRATOR,
    "import_history": _ADMINISTRATOR,
    "manage_accounts": _ADMINISTRATOR,
    "see_unverified": {
        **_BRANCH,
        "council_seat": "ob",
        "aide_council": "ob",
        **_BUREAU_BELOW,
        "party_control": "ob",
        "executor": "o",
        "faction": "ob",
    },
}

_EVERYBODY = set(ACTORS)
_STAFF = _EVERYBODY - {"public"}
_REPORTERS = {"branch", "council_seat", "aide_council", "both", "administrator"}
#: page -> who finds it in the menu; everybody else is refused it by its address too
PAGES = {
    **dict.fromkeys(
        ("overview", "member", "members", "indicator", "section", "territory", "theme", "executor", "measures",
         "changes", "search"),
        _EVERYBODY,
    ),
    "contradictions": _STAFF - {"branch", "executor", "both"},
    "hearings": _STAFF,
    "decisions": _STAFF,
    "revision": _STAFF - {"executor"},
    "control": {"party_control", "administrator"},
    "visits": _STAFF - {"executor"},
    "recommendations": _STAFF,
    "digest": _STAFF - {"faction", "administrator"},
    **dict.fromkeys(("report", "branch", "grid", "works"), _REPORTERS),
    "burden": _STAFF - {"branch", "executor", "both"},
    "check": _STAFF,
    "account": _STAFF,
    "accounts": {"administrator"},
}  # fmt: skip

#: the territories whose hearings each sees the papers of; an executor sees its own items alone
HEARS = {
    "public": set(),
    "branch": {"KZ-11"},
    "council_seat": {"KZ-11"},
    "bureau_seat": {"KZ", "KZ-11"},
    "aide": {"KZ", "KZ-11"},
    "aide_council": {"KZ-11"},
    "party_control": {"KZ-11"},
    "executor": set(),
    "faction": {"KZ-11"},
    "administrator": {"KZ", "KZ-11"},
    "both": {"KZ-11"},
}
#: where each may read what a hearing is and what is answered: with its papers, or as an executor with an item there
ANSWERS = {**HEARS, "executor": {"KZ-11"}, "both": {"KZ", "KZ-11"}}
#: everything said that each may read, by the names of tests.access.inside.SECRETS
KNOWS = {
    role: SEES[role]
    | {f"papers of {one}" for one in HEARS[role]}
    | {f"answer in {one}" for one in ANSWERS[role]}
    for role in ACTORS
}
