"""What an attacker would try over HTTP: SQL in every parameter, paths that climb, somebody else's links and eyes."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.api.v1.conftest import DAY, told
from tracker.api.v1.operations import OPERATIONS
from tracker.store.ledger import verify

SQL = (
    "' or '1'='1", "'; drop table store.report; --", "\" or 1=1 --", "KZ') union select * from store.account --",
    "$scope_territory", "1); attach '/tmp/x.duckdb' as x; --", "%' or true", "{source}", "\\'; select 1",
)  # fmt: skip
READ = [one for one in OPERATIONS if one.verb == "GET" and one.scope is None]


@pytest.mark.parametrize("operation", READ, ids=lambda one: one.id)
def test_sql_in_every_parameter_is_a_text_and_nothing_else(reading, operation):
    before = verify(reading.store)
    fixed = "from=2021-12-31&" if operation.id == "changes" else ""
    path = operation.path.format(program="republic-2021-2025", indicator="clinics")
    asked = 0
    for param in operation.params:
        if param.name == "from":
            fixed = ""
        for text in SQL:
            answer = reading.get(f"{path}?{fixed}{param.name}={quote(text)}", lang="en")
            problem = told(answer)
            assert answer.status in (400, 404) and "report" not in problem.get("rows", ()), (param.name, text)
            asked += 1
    for name in operation.path_names:
        for text in SQL:
            values = {"program": "republic-2021-2025", "indicator": "clinics", name: quote(text, safe="")}
            assert reading.get(operation.path.format(**values)).status == 404
            asked += 1
    assert asked >= len(SQL) and verify(reading.store) == before


def test_sql_in_what_is_sent_is_a_text(interface):
    token = interface.token("branch-kz", "report")
    for field in ("indicator", "period", "value", "evidence", "note"):
        for text in SQL:
            row = {"indicator": "republic-2021-2025/grants", "period": "2022", "value": 7, field: text}
            answer = interface.send("/reports?dry_run=true", {"reports": [row]}, token)
            assert answer.status in ((200,) if field in ("evidence", "note") else (422,)), (field, text)
    kept = "x'; drop table store.report; --"
    row = {"indicator": "republic-2021-2025/grants", "period": "2021", "value": 7, "note": kept}
    assert interface.send("/reports", {"reports": [row]}, token).status == 201
    found = told(interface.get("/reports?as_of=2099-01-01&indicator=republic-2021-2025/grants", token))
    assert found[-1]["note"] == kept and verify(interface.store).first_bad is None


@pytest.mark.parametrize(
    "path",
    ["/programs/..%2F..%2Fetc%2Fpasswd", "/programs/%2e%2e", "/explain/../assessments", "/%2e%2e/healthz",
     "//assessments", "/programs/republic-2021-2025%00", "/programs/republic-2021-2025/", "/assessments/",
     "/ASSESSMENTS", "/programs/" + "a" * 5000, "/explain/a/b/c", "/docs/../openapi.json", "/programs/%ff"],
)  # fmt: skip
def test_paths_that_climb_lead_nowhere(reading, path):
    answer = reading.get(path)
    assert answer.status == 404 and told(answer)["type"].endswith("#not-found")
    assert "Traceback" not in answer.text and "/tracker/" not in answer.text


@pytest.mark.parametrize(
    ("path", "hidden"),
    [
        (f"/assessments?{DAY}&territory=KZ", "inside"),
        (f"/reports?{DAY}&indicator=republic-2021-2025/clinics", "inside"),
        (f"/explain/republic-2021-2025/clinics?{DAY}", "inside words"), (f"/reviews?{DAY}", "control-kz"),
    ],
)  # fmt: skip
def test_a_foreign_territory_by_its_id_shows_what_the_public_sees(reading, path, hidden):
    below, public = reading.get(path, reading.token("branch-11")), reading.get(path)
    assert below.status == 200 and hidden not in below.text and hidden not in public.text
    if "KZ" not in path:
        assert told(below) == told(public)


def test_a_link_passed_on_opens_nothing_that_is_not_the_other_s(reading):
    own = reading.get(f"/reports?{DAY}&limit=1", reading.token("branch-kz"))
    link = own.headers["link"].split('>; rel="next"')[0].rpartition("<")[2]
    assert told(own)[0]["author"] and "trk_" not in link
    passed_on = told(reading.client.get(link))
    assert all(row["author"] is None and row["verdict"] == "verified" for row in passed_on)


def test_one_answer_is_never_another_s(reading):
    """Asked in turn with the same address, everybody gets what is theirs, whoever asked before."""
    readers = [None, *(reading.token(name) for name in ("branch-kz", "branch-11", "office-kz"))]
    seen: dict[int, set[str]] = {n: set() for n in range(len(readers))}
    for _ in range(3):
        for n, token in enumerate(readers):
            seen[n].add(reading.get(f"/reports?{DAY}", token).text)
    assert [len(answers) for answers in seen.values()] == [1, 1, 1, 1]
    counts = [len(json.loads(next(iter(answers)))) for answers in seen.values()]
    assert counts == [1, 4, 2, 4]


def test_an_answer_says_nothing_of_the_machine(reading):
    for path in ("/assessments?as_of=x", "/nowhere", "/me", "/programs/x"):
        text = reading.get(path).text
        assert "duckdb" not in text.lower() and ".py" not in text and "Traceback" not in text
