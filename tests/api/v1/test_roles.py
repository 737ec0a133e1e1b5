"""Every role over everything the interface can be asked: the same actor and the same permissions as everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import small_country
from tests.api.v1.conftest import Interface, told
from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import permits
from tracker.access.account import actor_of, find_account
from tracker.access.moment import now, today
from tracker.commands.figures import indicator_row
from tracker.commands.output import plain
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.queries.ledger_rows import known_reports, known_reviews
from tracker.record.account import NewRole, make_account_with_role
from tracker.record.place import indicator_numbers, place_of
from tracker.store.connection import Writing

ROLES = {
    "branch": NewRole("branch", territory="KZ-11"),
    "council_seat": NewRole("council_seat", seat="council-1"),
    "bureau_seat": NewRole("bureau_seat", seat="bureau-1"),
    "aide": NewRole("aide", seat="council-1"),
    "party_control": NewRole("party_control", territory="KZ-11"),
    "executor": NewRole("executor", office="ministry-health"),
    "faction": NewRole("faction", territory="KZ-11"),
    "administrator": NewRole("administrator"),
}
PLACES = {
    "republic-2021-2025/clinics": ("2026-Q1", 20),
    "republic-2021-2025/villages": ("2026-Q1", 30),
    "akmola-2021-2025/clinics": ("2026-Q1", 6),
}
DAY = date(2022, 4, 15)


@pytest.fixture
def actors(interface: Interface) -> dict[str, tuple]:
    """Each role's actor and token; nobody's is the public's."""
    found: dict[str, tuple] = {}
    for name, role in ROLES.items():
        account = f"of-{name.replace('_', '-')}"
        make_account_with_role(interface.store, ADMINISTRATOR, account, role, now=now())
        actor = actor_of(interface.store, find_account(interface.store, account), today())
        assert actor.role == name, f"{name}: {actor}"
        found[name] = actor, interface.token(account, "report", "review")
    return found


def test_every_role_reads_what_the_same_question_gives_its_actor(interface, actors):
    ask, walked, telling = Ask(DAY), 0, set()
    for role, (actor, token) in actors.items():
        own = [plain(indicator_row(one, "en")) for one in assessed(interface.store, actor, ask, Scope())]
        assert told(interface.get(f"/assessments?as_of={DAY}&lang=en", token)) == own, role
        telling.add(tuple(row["observed"] for row in own))
        for path, query in (("/reports", known_reports), ("/reviews", known_reviews)):
            wanted = [plain(getattr(one, path[1:-1])) for one in query(interface.store, actor, ask, Scope())]
            assert [row[path[1:-1]] for row in told(interface.get(f"{path}?as_of={DAY}", token))] == wanted, (
                role
            )
        for indicator in PLACES:
            answer = told(interface.get(f"/explain/{indicator}?as_of={DAY}", token))
            assert answer["observed"] == next(row["observed"] for row in own if row["indicator"] == indicator)
            walked += 1
    assert walked == len(ROLES) * len(PLACES) and len(telling) >= 3, "roles that see alike prove nothing"


def test_every_role_may_over_http_what_the_table_of_permissions_says(interface, actors):
    store = interface.store
    small_country.record(store, *(small_country.report(name, "2025-Q4", value, "2026-01-05T06:00:00")
                                  for name, (_, value) in PLACES.items()))  # fmt: skip
    with store.cursor() as cursor:
        reading = Writing(cursor, store.head(), "")
        numbers = indicator_numbers(reading, set(PLACES))
        places = {name: place_of(reading, no, NOW) for name, no in numbers.items()}
        newest = dict(cursor.execute(
            "select s.id, max(r.seq) from store.report r join store.subject s on s.no = r.no group by s.id"
        ).fetchall())  # fmt: skip
    done: dict[str, int] = {"report": 0, "review": 0}
    for role, (actor, token) in actors.items():
        for name, (period, value) in PLACES.items():
            row = {"indicator": name, "period": period, "value": value, "note": f"by {role}"}
            sent = {
                "report": interface.send("/reports", {"reports": [row]}, token).status,
                "review": interface.send(
                    "/reviews", {"report": newest[name], "verdict": "disputed", "reason": "look again"}, token
                ).status,
            }  # fmt: skip
            for act, status in sent.items():
                may = permits(actor, act, places[name])
                assert status == (201 if may else 403), (role, act, name, status)
                done[act] += may
    assert done == {"report": 3 + 1 + 1 + 1, "review": 3 + 1}


def test_an_aide_s_act_names_both(interface, actors):
    actor, token = actors["aide"]
    row = {"indicator": "republic-2021-2025/clinics", "period": "2026-Q2", "value": 21}
    assert interface.send("/reports", {"reports": [row]}, token).status == 201
    with interface.store.cursor() as cursor:
        found = cursor.execute(
            "select actor, on_behalf_of from store.report order by seq desc limit 1"
        ).fetchall()
    assert found == [("of-aide", "council-1")] and replace(actor, account=None).on_behalf_of == "council-1"
