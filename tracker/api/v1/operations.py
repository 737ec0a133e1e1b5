"""Everything ``/api/v1`` can be asked: one table, from which routes, checks and the description are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.api.v1 import figures, reports
from tracker.api.v1.calling import Call, Reply
from tracker.api.v1.paging import MOST, USUAL
from tracker.api.v1.params import Param
from tracker.commands.assess import BY
from tracker.text import LANGUAGES, N_

BASE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Operation:
    """One way to ask: ``scope`` is what a token must be for (None: nobody needs one), ``answers`` a schema's name."""

    id: str
    verb: str
    path: str
    says: str
    run: Callable[[Call], Reply]
    answers: str
    params: tuple[Param, ...] = ()
    scope: str | None = None
    paged: bool = False
    takes: tuple[str, ...] = ()
    sends: str | None = None
    most_bytes: int = 0

    @property
    def path_names(self) -> tuple[str, ...]:
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))


_LANG = Param(
    "lang", N_("Language of titles and sentences; without it, that of Accept-Language."), "choice", LANGUAGES
)
_AS_OF = Param("as_of", N_("The day asked for; without it, the day the pages open on."), "day")
_HEAD = Param("head", N_("The ledger head to answer at; without it, the newest."), "whole")
_BASIS = Param(
    "basis",
    N_("Terms in force on the day, or as first approved."),
    "choice",
    ("current", "original"),
    "current",
)
_DAY = (_AS_OF, _HEAD, _BASIS)
_SCOPE = (
    Param("program", N_("One program, by its id.")),
    Param("territory", N_("Everything at or below a territory, by its code.")),
    Param("own", N_("With territory: its own programs alone."), "flag", default=False),
    Param("seat", N_("What a seat carries on the day.")),
    Param(
        "begun", N_("Leave out programs that start after the day, as the pages do."), "flag", default=False
    ),
)
_INDICATOR = Param("indicator", N_("One indicator, by its full id, program/indicator."))
_FORMAT = Param("format", N_("JSON, or CSV for spreadsheets."), "choice", ("json", "csv"), "json")
_BY = Param("by", N_("One row for each of these."), "choice", BY, "indicator")
_PAGE = (
    Param("limit", N_("How many rows a part has at most."), "whole", default=USUAL, least=1, most=MOST),
    Param("cursor", N_("Where the part before ended: take it from its Link header.")),
)
_BIG, _SMALL = 20 * 2**20, 64 * 2**10

OPERATIONS = (
    Operation(
        "assessments", "GET", "/assessments", N_("Where indicators, or sets of them, stand on a day"),
        figures.assessments, "Assessments",
        (*_DAY, *_SCOPE, _BY, _FORMAT, *_PAGE, _LANG),
        paged=True,
    ),
    Operation(
        "programs", "GET", "/programs", N_("The programs loaded"), figures.program_list, "Programs",
        (_HEAD, *_PAGE, _LANG), paged=True,
    ),
    Operation(
        "program", "GET", "/programs/{program}", N_("One program with its indicators in force on the day"),
        figures.program, "ProgramInFull", (*_DAY, _LANG),
    ),
    Operation(
        "explain", "GET", "/explain/{program}/{indicator}",
        N_("One indicator's status opened into its arithmetic: values, days, terms, reports"),
        figures.explain, "Explanation", (*_DAY, _LANG),
    ),
    Operation(
        "changes", "GET", "/changes", N_("What changed between two days, split into its causes without remainder"),
        figures.changes, "Changes",
        (
            Param("from", N_("The first day."), "day", required=True),
            Param("to", N_("The second day; without it, the day the pages open on."), "day"),
            _HEAD, _BASIS, *_SCOPE, _INDICATOR, _LANG,
        ),
    ),
    Operation(
        "reports", "GET", "/reports",
        N_("Reports known on a day; what is not yours to see fully is shown as the public sees it"),
        reports.reports_out, "Reports", (*_DAY, *_SCOPE, _INDICATOR, _FORMAT, *_PAGE, _LANG), paged=True,
    ),
    Operation(
        "send_reports", "POST", "/reports",
        N_("Send reports: every row is checked before any is recorded, and all faults are listed"),
        reports.reports_in, "Taken",
        (Param("dry_run", N_("Check the rows and record nothing."), "flag", default=False), _LANG),
        scope="report", takes=(reports.JSON, reports.CSV, reports.XLSX), sends="NewReports", most_bytes=_BIG,
    ),
    Operation(
        "reviews", "GET", "/reviews", N_("Verdicts on what you see fully"),
        reports.reviews_out, "Reviews", (*_DAY, *_SCOPE, _INDICATOR, _FORMAT, *_PAGE, _LANG), paged=True,
    ),
    Operation(
        "send_review", "POST", "/reviews", N_("Verify or dispute a report of somebody else"),
        reports.review_in, "Reviewed", (_LANG,), scope="review", takes=(reports.JSON,), sends="NewReview",
        most_bytes=_SMALL,
    ),
    Operation(
        "me", "GET", "/me", N_("Whom the token speaks for, and until when"), figures.me, "Me", (_LANG,), scope="read",
    ),
)  # fmt: skip
