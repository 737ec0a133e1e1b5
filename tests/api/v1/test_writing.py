"""Reports and verdicts over HTTP: in whole or not at all, once however often sent, only by whom they belong to."""

from __future__ import annotations

import threading

import pytest

from tests.api.v1.conftest import DAY, told
from tests.small_country import ADMINISTRATOR
from tracker.access.api_token import bearer_of, revoke_token
from tracker.access.log import verify_log
from tracker.access.moment import now
from tracker.queries.ask import rows
from tracker.store.ledger import verify

CLINICS = "republic-2021-2025/clinics"
GRANTS = "republic-2021-2025/grants"
BELOW = "akmola-2021-2025/clinics"


def one(indicator: str = GRANTS, period: str = "2022", value: object = 7, **further) -> dict:
    return {"indicator": indicator, "period": period, "value": value, **further}


def held(interface, table: str = "report") -> int:
    with interface.store.cursor() as cursor:
        return cursor.execute(f"select count(*) from store.{table}").fetchall()[0][0]


def test_reports_sent_are_recorded_under_the_account(interface):
    before = held(interface)
    token = interface.token("branch-kz", "report")
    answer = interface.send("/reports", {"reports": [one(note="әлі"), one(period="2021", value=12.5)]}, token)
    assert answer.status == 201 and told(answer)["added"] == 2 and held(interface) == before + 2
    with interface.store.cursor() as cursor:
        last = rows(cursor, "select * from store.report order by seq desc limit 1")[0]
        said = rows(cursor, "select * from store.access_entry order by seq desc limit 1")[0]
    assert last["author"] == last["actor"] == "branch-kz"
    assert (said["kind"], said["name"], said["source"]) == ("recorded", "branch-kz", "127.0.0.1")
    assert verify(interface.store).first_bad is None and verify_log(interface.store) is None


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_every_fault_is_listed_and_nothing_is_recorded(interface, form):
    before, token = held(interface), interface.token("branch-kz", "report")
    if form == "json":
        sent = [one(), one(CLINICS, "2022-Q7", 13), one(CLINICS, "2022-Q1", "many")]
        answer = interface.send("/reports?lang=en", {"reports": sent}, token)
        places = [fault["pointer"] for fault in told(answer)["errors"]]
        assert places == ["/reports/1/period", "/reports/2/value"]
    else:
        table = f"indicator,period,value\n{GRANTS},2022,7\n{CLINICS},2022-Q7,13\n{CLINICS},2022-Q1,many\n".encode()
        kind = "text/csv"
        if form == "xlsx":
            table, kind = workbook(table), XLSX
        answer = interface.send("/reports?lang=en", table, token, content_type=kind)
        assert [(fault["row"], fault["column"]) for fault in told(answer)["errors"]] == [(3, 2), (4, 3)]
    assert answer.status == 422 and held(interface) == before


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(table: bytes) -> bytes:
    import io

    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for n, line in enumerate(table.decode().splitlines()):
        sheet.write_row(n, 0, line.split(","))
    book.close()
    return file.getvalue()


def test_a_dry_run_records_nothing(interface):
    before, token = held(interface), interface.token("branch-kz", "report")
    answer = interface.send("/reports?dry_run=true", {"reports": [one()]}, token)
    assert answer.status == 200 and told(answer)["dry_run"] is True and held(interface) == before


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400), (b"{", "application/json", 400), (b'{"reports": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400), (b"\xff\xfe", "application/json", 400),
        (b"1" * 5000, "application/json", 400), (b"[]", "application/json", 422), (b"{}", "application/json", 422),
        (b'{"reports": []}', "application/json", 422), (b'{"reports": [1]}', "application/json", 422),
        (b'{"reports": [{}], "x": 1}', "application/json", 422),
        (b'{"reports": [{"valu": 1}]}', "application/json", 422),
        (b'{"reports": [{"indicator": "a\\u0000b", "period": "2022"}]}', "application/json", 422),
        (b'{"reports": [{"indicator": "\\ud800", "period": "2022"}]}', "application/json", 422),
        (b'{"reports": [{"indicator": true, "period": "2022"}]}', "application/json", 422),
        (b'{"reports": [{"indicator": ["a"], "period": "2022"}]}', "application/json", 422),
        (b'{"reports": [{"indicator": "republic-2021-2025/grants", "period": "2022", "value": 1e300}]}',
         "application/json", 422),
        (b"%PDF-1.4", "text/csv", 422), (b"PK\x03\x04broken", XLSX, 422), (b"x", "text/html", 415), (b"x", "", 415),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(interface, body, kind, status):
    before, token = held(interface), interface.token("branch-kz", "report")
    answer = interface.send("/reports", body, token, content_type=kind)
    assert told(answer)["status"] == status and held(interface) == before


def test_an_account_reports_on_its_own_alone(interface):
    below = interface.token("branch-11", "report")
    assert interface.send("/reports", {"reports": [one(BELOW, "2022-Q2", 4)]}, below).status == 201
    before = held(interface)
    foreign = interface.send("/reports", {"reports": [one(BELOW, "2022-Q3", 5), one()]}, below)
    assert told(foreign)["status"] == 403 and held(interface) == before
    history = one(BELOW, "2022-Q3", 5, reported_at="2022-10-05", author="somebody")
    assert interface.send("/reports", {"reports": [history]}, below).status in (403, 422)
    for account in ("control-kz", "control-11"):
        sent = interface.send("/reports", {"reports": [one()]}, interface.token(account, "report", "review"))
        assert told(sent)["status"] == 403, account
    assert held(interface) == before
    with interface.store.cursor() as cursor:
        refused = rows(cursor, "select name from store.access_entry where kind = 'refused'")
    assert {row["name"] for row in refused} >= {"branch-11", "control-kz"}


def first_report(interface, indicator: str, token: str) -> int:
    found = told(interface.get(f"/reports?{DAY}&indicator={indicator}", token))
    return found[0]["report"]


def test_a_verdict_is_party_control_s_of_the_territory(interface):
    own, above = (interface.token(name, "review") for name in ("control-11", "control-kz"))
    below, republic = first_report(interface, BELOW, above), first_report(interface, CLINICS, above)
    verified = {"report": below, "verdict": "verified"}
    assert told(interface.send("/reviews", verified, own))["verdict"] == "verified"
    assert interface.send("/reviews", {"report": republic, "verdict": "verified"}, own).status == 403
    for account in ("branch-11", "branch-kz"):
        assert (
            interface.send("/reviews", verified, interface.token(account, "report", "review")).status == 403
        )
    bare = interface.send("/reviews?lang=en", {"report": below, "verdict": "disputed"}, above)
    assert bare.status == 422 and "reason" in told(bare)["detail"]
    assert interface.send("/reviews", {"report": 10**9, "verdict": "verified"}, above).status == 404
    for wrong in ({"report": "1"}, {"report": True, "verdict": "verified"}, {"report": below, "verdict": "fine"},
                  {"report": below, "verdict": "disputed", "reason": 5}, {**verified, "more": 1}):  # fmt: skip
        assert told(interface.send("/reviews", wrong, above))["status"] == 422


def test_nobody_confirms_their_own_report(interface):
    token = interface.token("office-kz", "report", "review")
    assert interface.send("/reports", {"reports": [one()]}, token).status == 201
    number = told(interface.get(f"/reports?as_of=2099-01-01&indicator={GRANTS}", token))[-1]["report"]
    answer = interface.send("/reviews?lang=en", {"report": number, "verdict": "verified"}, token)
    assert answer.status == 422 and "own figures" in told(answer)["detail"]


def test_the_same_key_gives_the_same_answer_and_does_nothing_twice(interface):
    token, sent = interface.token("branch-kz", "report"), {"reports": [one()]}
    first = interface.send("/reports", sent, token, idempotency_key="key-1")
    count = held(interface)
    # what was said meanwhile would make a second sending count anew
    interface.send("/reports", {"reports": [one(value=8)]}, token)
    again = interface.send("/reports", sent, token, idempotency_key="key-1")
    assert (again.status, again.content) == (first.status, first.content)
    assert again.headers["idempotency-replayed"] == "true" and "idempotency-replayed" not in first.headers
    assert held(interface) == count + 1


def test_a_key_with_another_content_is_refused(interface):
    token = interface.token("branch-kz", "report")
    interface.send("/reports", {"reports": [one()]}, token, idempotency_key="key-1")
    count = held(interface)
    other = interface.send("/reports", {"reports": [one(value=8)]}, token, idempotency_key="key-1")
    assert told(other)["status"] == 409 and held(interface) == count
    dry = interface.send("/reports?dry_run=true", {"reports": [one()]}, token, idempotency_key="key-1")
    assert told(dry)["status"] == 409
    another = interface.token("branch-kz", "report")
    assert (
        interface.send("/reports", {"reports": [one(value=8)]}, another, idempotency_key="key-1").status
        == 201
    )


def test_a_refused_request_may_be_mended_under_its_key(interface):
    token = interface.token("branch-kz", "report")
    wrong = interface.send("/reports", {"reports": [one(period="2022-Q9")]}, token, idempotency_key="key-1")
    right = interface.send("/reports", {"reports": [one()]}, token, idempotency_key="key-1")
    assert (wrong.status, right.status) == (422, 201)


@pytest.mark.parametrize("key", ["", "x" * 201, "a\tb"])
def test_a_key_that_is_none(interface, key):
    token = interface.token("branch-kz", "report")
    answer = interface.send("/reports", {"reports": [one()]}, token, idempotency_key=key)
    assert told(answer)["status"] == 400


def test_many_at_once_with_one_key_count_once(interface):
    token, sent = interface.token("branch-kz", "report"), {"reports": [one()]}
    count, statuses = held(interface), []

    def send() -> None:
        statuses.append(interface.send("/reports", sent, token, idempotency_key="key-1").content)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(statuses)) == 1 and held(interface) == count + 1


def test_a_token_of_a_narrower_scope(interface):
    sent = {"reports": [one()]}
    for scopes, status in (((), 403), (("review",), 403), (("report",), 201)):
        assert interface.send("/reports", sent, interface.token("branch-kz", *scopes)).status == status
    reader = interface.token("control-kz")
    assert interface.send("/reviews", {"report": 1, "verdict": "verified"}, reader).status == 403


def test_tokens_forged_over_and_revoked(interface):
    good = interface.token("branch-kz", "report")
    sent, count = {"reports": [one()]}, held(interface)
    forged = [
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good.upper(),
        good + "x",
        "trk_",
        "x",
        "",
        "trk_" + "A" * 43,
    ]
    for token in forged:
        answer = interface.send("/reports", sent, token)
        assert told(answer)["status"] == 401 and answer.headers["www-authenticate"].startswith("Bearer"), (
            token
        )
        assert interface.get(f"/assessments?{DAY}", token).status == 401, "a wrong token is not the public's"
    assert interface.client.get("/api/v1/me", authorization=f"Basic {good}").status == 401
    over = interface.token("branch-kz", "report", days=1)
    with interface.store.writing() as writing:
        writing.cursor.execute("update store.api_token set expires_at = created_at where id = $id",
                               {"id": bearer_of(interface.store, over, now()).token.id})  # fmt: skip
    assert interface.send("/reports", sent, over).status == 401
    revoke_token(interface.store, ADMINISTRATOR, bearer_of(interface.store, good, now()).token.id, now=now())
    assert interface.send("/reports", sent, good).status == 401
    assert interface.send("/reports", sent).status == 401 and held(interface) == count


def test_a_token_ends_with_its_account_and_its_role(interface):
    from tracker.record.account import close_account, take_role

    token = interface.token("branch-kz", "report")
    assert told(interface.get("/me", token))["roles"] == [{"role": "branch", "territory": "KZ", "seat": None}]
    with interface.store.cursor() as cursor:
        role = cursor.execute(
            "select r.id from store.account_role r join store.account a using (account) where a.name = 'branch-kz'"
        ).fetchall()[0][0]
    take_role(interface.store, ADMINISTRATOR, role, now=now())
    assert interface.send("/reports", {"reports": [one()]}, token).status == 403
    assert len(told(interface.get(f"/reports?{DAY}", token))) == 1, "what the public sees"
    close_account(interface.store, ADMINISTRATOR, "branch-kz", now=now())
    assert interface.get("/me", token).status == 401


def test_a_token_is_kept_nowhere(interface):
    token = interface.token("branch-kz", "report")
    with interface.store.cursor() as cursor:
        tables = [name for (name,) in cursor.execute(
            "select table_name from duckdb_tables() where database_name = 'store'").fetchall()]  # fmt: skip
        for table in tables:
            assert token not in str(cursor.execute(f"select * from store.{table}").fetchall()), table


def test_more_than_the_limit_is_refused_while_it_comes(interface, monkeypatch):
    token, count = interface.token("control-kz", "review"), held(interface, "review")

    def endless():
        while True:
            yield b" " * 8192

    answer = interface.client.post(
        "/api/v1/reviews",
        endless_but(100, endless()),
        authorization=f"Bearer {token}",
        content_type="application/json",
    )
    assert told(answer)["status"] == 413 and held(interface, "review") == count


def endless_but(times: int, of):
    for _ in range(times):
        yield next(of)
