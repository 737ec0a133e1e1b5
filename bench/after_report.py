"""Pages looked at after a report was recorded on another program: while reports come in, nobody sees a page "again"."""

from __future__ import annotations

import json
import statistics
import urllib.request

from bench.build import Built
from bench.crowd import DAY, PAGES
from bench.timing import Row
from bench.visitor import Visitor
from bench.wastes import ours
from tracker import clock
from tracker.access import Actor
from tracker.access.api_token import make_token
from tracker.record.account import NewRole, give_role, make_account
from tracker.store import Store, open_store

TELLER, PROGRAM = "bench-teller", "program-kz-15"
TURNS = 7


def after_report_rows(made: Built) -> list[Row]:
    """Each page of the public looked at after a report on another region's program, against the page seen again."""
    with open_store(made.database) as store:
        token, indicators = _teller(store), _indicators(store)
    rows = []
    with ours(made) as server:
        for page, query in PAGES:
            visitor, after, again = Visitor(server.port), [], []
            for turn in range(TURNS + 1):
                _tell(server.port, token, indicators.pop())
                seconds = [visitor.see(page, f"{DAY}&{query}") for _ in range(2)]
                if turn:
                    after.append(seconds[0])
                    again.append(seconds[1])
            visitor.leave()
            figure = f"{page or 'overview'} page after a report elsewhere"
            rows.append(
                Row(figure, "the same page, seen again", statistics.median(after), statistics.median(again))
            )
    return rows


def _teller(store: Store) -> str:
    """The token of a branch that reports over HTTP."""
    by, now = Actor.administrator(), clock.now()
    make_account(store, by, TELLER, now=now)
    give_role(store, by, TELLER, NewRole("branch", "KZ-15"), now=now)
    return make_token(store, by, TELLER, {"report"}, 1, now=now)[0]


def _indicators(store: Store) -> list[str]:
    sql = "select id from store.subject where starts_with(id, $program || '/') order by no"
    with store.cursor() as cursor:
        return [name for (name,) in cursor.execute(sql, {"program": PROGRAM}).fetchall()]


def _tell(port: int, token: str, indicator: str) -> None:
    """Report a value. Raises HTTPError where it is refused."""
    said = {
        "reports": [
            {"indicator": indicator, "period": "2025-Q3", "value": 1, "note": "made up for a benchmark"}
        ]
    }
    asked = urllib.request.Request(
        f"http://localhost:{port}/api/v1/reports",
        json.dumps(said).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(asked, timeout=60).close()
