"""What stands around every answer: headers, cookies kept to https, bytes counted, no secret in the log."""

from __future__ import annotations

import json
import logging
import time
from urllib.parse import unquote

import pytest
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.api.serving import serving
from tracker.errors import DatabaseHeld
from tracker.text import translator
from tracker.ui import installation
from tracker.ui.armour import Armour, inline_scripts, policy
from tracker.ui.body_limit import BodyLimit
from tracker.ui.inside import HiddenInside
from tracker.ui.installation import Installation
from tracker.ui.request_log import HIDDEN, RequestLog, told
from tracker.ui.server import healthz

SMALL, LARGE = 1000, 5000


async def page(request: Request) -> Response:
    answer = PlainTextResponse("page")
    answer.set_cookie("plain", "1")
    answer.set_cookie("kept", "2", secure=True)
    return answer


async def stricter(request: Request) -> Response:
    own = {"Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer"}
    return PlainTextResponse("light", headers=own)


async def reads(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def answers_first(request: Request) -> Response:
    """Does not look at what is sent."""
    return PlainTextResponse("done")


class Listening(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


LOG = logging.getLogger("tests.requests")
LOG.setLevel(logging.INFO)
LOG.propagate = False
HEARD = Listening()
LOG.addHandler(HEARD)
ROUTES = [
    Route("/page", page),
    Route("/stricter", stricter),
    Route("/reads", reads, methods=["POST"]),
    Route("/light/reads", reads, methods=["POST"]),
    Route("/first", answers_first, methods=["POST"]),
    Route("/_stcore/metrics", page),
    Route("/invitation/{token}", page),
]
AROUND = [
    Middleware(RequestLog, log=LOG),
    Middleware(Armour),
    Middleware(HiddenInside),
    Middleware(BodyLimit, files=LARGE, anywhere=SMALL),
]


@pytest.fixture(scope="module")
def client():
    with serving(ROUTES, AROUND) as running:
        yield running


def test_every_answer_carries_the_headers(client):
    for path in ("/page", "/nowhere"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers


def test_a_stricter_policy_of_a_route_stays(client):
    headers = client.get("/stricter").headers
    assert headers.get_all("content-security-policy") == ["default-src 'none'"]
    assert headers.get_all("referrer-policy") == ["no-referrer"]


def test_over_https_cookies_stay_there_and_so_does_the_browser(client):
    plain, secure = client.get("/page"), client.get("/page", x_forwarded_proto="https")
    assert [("secure" in cookie.lower()) for cookie in plain.headers.get_all("set-cookie")] == [False, True]
    cookies = secure.headers.get_all("set-cookie")
    assert [cookie.lower().count("secure") for cookie in cookies] == [1, 1]
    assert secure.headers["strict-transport-security"].startswith("max-age=")
    assert f"wss://127.0.0.1:{client.port}" in secure.headers["content-security-policy"]


def test_the_policy_lets_no_other_script_run():
    scripts = next(part for part in policy().split("; ") if part.startswith("script-src"))
    assert len(inline_scripts()) >= 2 and all(f"'sha256-{one}'" in scripts for one in inline_scripts())
    assert "'unsafe-inline'" not in scripts and "'unsafe-eval'" not in scripts and "http" not in scripts


def test_what_a_request_calls_a_host_gets_into_no_header(client):
    answer = client.get("/page", host="x; script-src *")
    assert "script-src *" not in answer.headers["content-security-policy"]


def in_chunks(count: int):
    for _ in range(count):
        yield b"x" * 500


@pytest.mark.parametrize("body", [b"x" * (SMALL + 1), in_chunks(10)], ids=["length told", "length not told"])
def test_more_than_the_limit_is_refused_in_words(client, body):
    answer = client.post("/reads", body, accept_language="kk")
    assert answer.status == 413
    assert answer.text.strip() == translator("kk")(
        "This is larger than {most} MB, which is the most that can be sent here.", most=0
    )


def test_up_to_the_limit_everything_arrives(client):
    assert client.post("/reads", b"x" * SMALL).text == str(SMALL)
    assert client.post("/reads", in_chunks(2)).text == str(SMALL)
    assert client.post("/light/reads", in_chunks(10)).text == str(LARGE)
    assert client.post("/light/reads", in_chunks(11)).status == 413


def test_a_route_that_does_not_read_is_no_way_around(client):
    assert client.post("/first", b"x" * (SMALL + 1)).status == 413


@pytest.mark.parametrize("header", [{"x_forwarded_for": "10.0.0.5"}, {"forwarded": "for=10.0.0.5"},
                                    {"host": "tracker.example.org"}])  # fmt: skip
def test_the_platform_s_figures_are_hidden_from_strangers(client, header):
    assert client.get("/_stcore/metrics", **header).status == 404


def test_they_are_there_for_the_machine_s_keeper(client):
    assert client.get("/_stcore/metrics").status == 200


SECRET = "dGhpcy1pcy1hLXNlY3JldA-7fLq0Zk_19x"


def written(path: str) -> str:
    """The address as the log tells it."""
    bare, _, query = path.partition("?")
    return told({"path": unquote(bare), "query_string": query.encode()})


@pytest.mark.parametrize(
    "path",
    [f"/invitation/{SECRET}", "/invitation/short", f"/page?token={SECRET}", f"/page?as_of={SECRET}",
     f"/page?{SECRET}=1", f"/page/{SECRET}", "/page?code=123456&state=abc", f"/page?next=/invitation/{SECRET}",
     "/light/link/4f2a9c", "/page/%64%47%68%70cy1pcy1hLXNlY3JldA7fLq0Zk"],
)  # fmt: skip
def test_no_secret_gets_into_the_log(path):
    line = written(path)
    assert HIDDEN in line
    for secret in (SECRET, "short", "123456", "4f2a9c", "cy1pcy1h"):
        assert secret not in line


def test_what_is_no_secret_can_be_read_in_the_log():
    path = "/light/indicator/republic-2021-2025/new-schools?as_of=2022-04-15&lang=kk"
    assert written(path) == path


def test_a_request_leaves_a_line_without_what_it_carried(client):
    client.get("/page/marked", authorization=f"Bearer {SECRET}", cookie=f"session={SECRET}")
    until = time.monotonic() + 30
    while not (lines := [line for line in HEARD.lines if "/page/marked" in line]):
        assert time.monotonic() < until  # the line is written after the answer has left
        time.sleep(0.01)
    assert "127.0.0.1 GET /page/marked 404" in lines[0] and SECRET not in lines[0]


def test_a_line_cannot_be_forged():
    scope = {"path": "/page\r\n2026 GET /other", "query_string": b"as_of=1%0d%0aforged"}
    assert "\n" not in told(scope) and "\r" not in told(scope)


def test_the_platform_s_own_log_of_whole_addresses_stays_silent(client):
    own, heard = logging.getLogger("uvicorn.access"), Listening()
    own.setLevel(logging.INFO)
    own.addHandler(heard)  # as reading its settings anew does
    try:
        assert client.get(f"/invitation/{SECRET}").status == 200
        own.info("a line")
    finally:
        own.removeHandler(heard)
    assert heard.lines == []


@pytest.mark.parametrize("fault", [None, DatabaseHeld("{path} is in use.", path="/place/x.duckdb")])
def test_how_the_server_is_strangers_learn_in_one_word(fault, tmp_path, store):
    installation.use(Installation(tmp_path, store=None if fault else store, fault=fault))
    try:
        with serving([Route("/healthz", healthz)]) as client:
            own = client.get("/healthz")
            strange = client.get("/healthz", host="tracker.example.org")
    finally:
        installation.use(None)
    assert json.loads(strange.text) == {"status": "down" if fault else "up"}
    assert strange.status == own.status == (503 if fault else 200)
    assert set(json.loads(own.text)) == {"status", "reason" if fault else "head"}
