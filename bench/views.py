"""The pages a benchmark looks at, and as whom: the public's and, at whole size, those of the roles that see most."""

from __future__ import annotations

from dataclasses import dataclass

from bench.readers import PUBLIC

#: the whole of a page's state, as it stands in a browser's address after the first look
DAY = "as_of=2025-06-20&basis=current&lang=ru"


@dataclass(frozen=True, slots=True)
class View:
    """A page by its path, what its address chooses, who looks, and the budget against the empty page."""

    name: str
    page: str
    query: str = ""
    reader: str = PUBLIC

    @property
    def budget(self) -> float:
        return 5 if self.page == "" else 4

    @property
    def address(self) -> str:
        """The query string of the view."""
        return f"{DAY}&{self.query}" if self.query else DAY


OPEN = (
    View("overview", ""),
    View("member", "member", "seat=bureau-kz-11-health"),
    View("every member", "member"),
    View("members", "members", "territory=KZ-11"),
    View("indicator", "indicator", "indicator=program-kz-11/health-0"),
    View("every indicator", "indicator"),
    View("section", "section", "program=program-kz-11&section=health"),
    View("territory", "territory", "territory=KZ-11"),
    View("every territory", "territory"),
    View("theme", "theme", "theme=health"),
    View("executor", "executor", "executor=office-kz-11-health"),
    View("every executor", "executor"),
    View("measures", "measures", "territory=KZ-11"),
    View("every measure", "measures"),
    View("changes", "changes", "territory=KZ-11"),
    View("search", "search", "find=объект"),
)
STAFF = (
    View("overview", "", reader="administrator"),
    View("every indicator", "indicator", reader="administrator"),
    View("accounts", "accounts", reader="administrator"),
    View("check", "check", reader="administrator"),
    View("contradictions", "contradictions", reader="administrator"),
    View("burden", "burden", reader="administrator"),
    View("hearings", "hearings", reader="faction"),
    View("decisions", "decisions", reader="faction"),
    View("revision", "revision", reader="faction"),
    View("contradictions", "contradictions", reader="faction"),
    View("territory", "territory", "territory=KZ-39", "faction"),
    View("overview", "", reader="control"),
    View("queue", "control", reader="control"),
    View("visits", "visits", reader="control"),
    View("recommendations", "recommendations", reader="control"),
    View("overview", "", reader="branch"),
    View("what we owe", "branch", reader="branch"),
    View("grid", "grid", reader="branch"),
    View("works", "works", reader="branch"),
    View("report", "report", reader="branch"),
    View("territory", "territory", "territory=KZ-39", "branch"),
    View("digest", "digest", reader="branch"),
    View("member", "member", "seat=bureau-kz-health", "bureau"),
    View("theme", "theme", "theme=health", "bureau"),
    View("contradictions", "contradictions", reader="bureau"),
    View("digest", "digest", reader="bureau"),
    View("member", "member", "seat=council-kz-39-health", "council"),
    View("digest", "digest", reader="council"),
)
VIEWS = OPEN + STAFF
