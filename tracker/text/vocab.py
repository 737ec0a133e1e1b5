"""The fixed words of the tracker: statuses, kinds, causes, stages... in three languages.

Owns the codes that the program files and the ledger use and the words a reader sees for them. The English
words stand here, the others in ``vocab.po`` with the vocabulary's name as context. Icons and colours of the
statuses are in :mod:`tracker.text.status`.
"""

from __future__ import annotations

from tracker.text.catalogue import pick, translator

VOCABULARIES: dict[str, dict[str, str]] = {
    "status": {
        "achieved": "achieved",
        "on_track": "on track",
        "at_risk": "at risk",
        "off_track": "off track",
        "missed": "missed",
        "no_data": "no data",
        "not_measurable": "not measurable",
        "not_due": "not due",
    },
    "kind": {
        "cumulative": "running total",
        "level": "level",
        "annual": "every year",
        "milestone": "milestone",
    },
    "frequency": {
        "month": "every month",
        "quarter": "every quarter",
        "half_year": "every half-year",
        "year": "once a year",
    },
    "profile": {"linear": "evenly between the plan's days", "step": "in steps, on the plan's days"},
    "direction": {"increase": "the more the better", "decrease": "the less the better"},
    "bound": {"exact": "exactly", "at_least": "at least", "about": "about", "at_most": "at most"},
    "basis": {"current": "present terms", "original": "terms first approved"},
    "cause": {
        "money_late": "money late",
        "court": "court case",
        "papers": "papers",
        "land": "land",
        "contractor": "contractor",
        "design_error": "design error",
        "prices": "prices",
        "accident": "accident",
        "other": "other cause",
    },
    "action": {"amended": "amended", "moved": "moved", "replaced": "replaced", "removed": "removed"},
    "territory_level": {
        "republic": "republic",
        "region": "region",
        "city": "city",
        "district": "district",
    },
    "body": {
        "bureau": "Bureau",
        "political_council": "Political Council",
        "faction": "faction",
        "party_control": "party control",
        "branch": "branch",
    },
    "measure_state": {
        "not_started": "not started",
        "under_way": "under way",
        "accepted": "accepted, not in use",
        "done": "done",
        "late": "late",
        "moved": "moved",
        "replaced": "replaced",
        "removed": "removed",
    },
    "stage": {
        "papers": "papers",
        "site": "site",
        "foundation": "foundation",
        "frame": "frame",
        "networks": "networks",
        "finishing": "finishing",
        "accepted": "act of acceptance signed",
        "in_use": "in use",
    },
    "verdict": {"verified": "verified", "disputed": "disputed"},
    "program_kind": {"election": "election program", "party": "the party's own program"},
    "role": {
        "administrator": "administrator",
        "branch": "branch",
        "council_seat": "Political Council seat",
        "bureau_seat": "Bureau seat",
        "aide": "aide",
        "executor": "executor",
        "faction": "faction",
        "party_control": "party control",
        "public": "citizen",
    },
    "way_in": {"password": "with the password", "provider": "with the organisation's own account"},
    "scope": {
        "read": "reading",
        "report": "reading and sending reports",
        "review": "reading and recording verdicts",
    },
    "access": {
        "signed_in": "signed in",
        "signed_out": "signed out",
        "sign_in_failed": "sign-in failed",
        "sign_in_held_back": "sign-in held back",
        "password_set": "password set",
        "second_factor": "second step changed",
        "refused": "refused",
        "account_made": "account made",
        "account_closed": "account closed",
        "account_opened": "account opened",
        "invited": "invited",
        "role_given": "role given",
        "role_taken": "role taken away",
        "sessions_ended": "sessions ended",
        "token_made": "token made",
        "token_taken": "token taken away",
        "letters_chosen": "letters chosen",
        "recorded": "recorded",
        "exported": "exported",
    },
    "term": {
        "kind": "kind",
        "baseline": "baseline",
        "target": "target",
        "bound": "bound",
        "due": "due day",
        "plan": "plan by years",
        "profile": "course of the plan",
        "direction": "direction",
        "weight": "weight",
        "section_weight": "weight of the section",
        "program_weight": "weight of the program",
        "frequency": "reporting frequency",
        "grace_days": "days of grace",
        "title": "title",
        "unit": "unit",
        "thresholds": "thresholds",
        "on_track": "threshold of “on track”",
        "at_risk": "threshold of “at risk”",
        "executor": "executor",
        "budget_mln_kzt": "budget",
    },
    "step": {
        "content": "content of the program",
        "assignments": "assignments",
        "amendments": "amended terms",
        "reviews": "reviews",
        "corrections": "corrections",
        "results": "results",
        "time": "time",
    },
    "hearing_state": {
        "draft": "draft",
        "sent": "sent to the executors",
        "frozen": "frozen",
        "held": "held",
        "closed": "closed",
    },
    "frozen_part": {
        "hearing": "what the hearing is",
        "programs": "the versions of the programs",
        "figures": "figures of indicators",
        "rollups": "figures of sets",
        "agenda": "the agenda",
        "reports": "reports",
        "measures": "measures",
        "words": "explanations and findings",
        "parts": "sums of parts",
        "executors": "figures by executor",
        "questions": "questions",
        "answers": "executors' answers",
        "decisions": "earlier decisions",
        "revision": "the revision",
        "ledger": "the ledger's chain",
        "code": "the code that was kept",
    },
    "done": {"0": "not done", "1": "done"},
    "language": {"kk": "Kazakh", "ru": "Russian", "en": "English"},
    "theme_name": {"light": "light", "dark": "dark"},
}

#: languages by the name their readers call them
OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

STATUSES = tuple(VOCABULARIES["status"])


def word(vocabulary: str, code: str | None, language: str) -> str:
    """The word for a code: ``word("status", "on_track", "kk")``. None gives an empty string.

    A code that the vocabulary does not hold is given back as it is. Raises KeyError for no such vocabulary.
    """
    if code is None:
        return ""
    english = VOCABULARIES[vocabulary].get(code)
    return code if english is None else translator(language).within(vocabulary, english)


def words(vocabulary: str, language: str) -> dict[str, str]:
    """Every code of a vocabulary with its word, in the vocabulary's order."""
    return {code: word(vocabulary, code, language) for code in VOCABULARIES[vocabulary]}


def target_words(bound: str, written: str, language: str) -> str:
    """A target with its bound: ``at least 27``; an exact one stands alone."""
    return written if bound == "exact" else f"{word('bound', bound, language)} {written}"


def capital(sentence: str) -> str:
    """The first letter made a capital, the rest left as it is."""
    return sentence[:1].upper() + sentence[1:]


__all__ = ["OWN_NAMES", "STATUSES", "VOCABULARIES", "capital", "pick", "target_words", "word", "words"]
