"""Forms over HTTP: only what the tracker's own page showed to this browser is taken, and never too much of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from tests.api.serving import Answer, serving
from tracker import clock
from tracker.api import forms
from tracker.api.forms import COOKIE, FIELD, FormRefused, open_form, parse_form

LIMIT = 2048
hours_later = 0.0


async def show(request: Request):
    form = open_form(request, request.query_params.get("purpose", "note"), bound_to="link-1")
    answer = HTMLResponse(f'<form method="post">{form.hidden}</form>', headers=forms.FORM_HEADERS)
    form.put_cookie(answer)
    return answer


async def take(request: Request):
    try:
        posted = await parse_form(
            request, "note", LIMIT, bound_to=request.query_params.get("link", "link-1"), most_files=1,
            now=clock.now() + timedelta(hours=hours_later),
        )  # fmt: skip
    except FormRefused as refused:
        typed = refused.typed.text("words") if refused.typed else None
        return JSONResponse({"said": str(refused), "typed": typed}, refused.status)
    files = {name: [told, len(data)] for name, (told, data) in posted.files.items()}
    return JSONResponse({"words": posted.text("words"), "key": posted.key, "files": files})


ROUTES = [Route("/note", show), Route("/note", take, methods=["POST"])]


@pytest.fixture(scope="module")
def client():
    with serving(ROUTES) as running:
        yield running


def post(client, body, path: str = "/note", **headers: str) -> Answer:
    return client.post(path, body, **{"content_type": "application/x-www-form-urlencoded", **headers})


def opened(client, purpose: str = "note") -> tuple[str, str]:
    """The form's field and the browser's cookie."""
    answer = client.get(f"/note?purpose={purpose}")
    token = re.search(rf'name="{FIELD}" value="([^"]+)"', answer.text)[1]
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    return token, cookie.partition(";")[0]


def test_a_form_of_this_browser_is_taken_and_its_key_stays_the_same(client):
    token, cookie = opened(client)
    body = f"{FIELD}={token}&words=%D3%99%D0%BB%D1%96".encode()
    first, second = (post(client, body, cookie=cookie) for _ in range(2))
    assert first.status == 200 and "әлі" in first.text and first.text == second.text
    other, _ = opened(client)
    assert token.split(".")[1] in first.text and token.split(".")[1] != other.split(".")[1]


def test_the_browser_s_cookie_is_kept_for_the_next_form(client):
    _, cookie = opened(client)
    again = client.get("/note", cookie=cookie)
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1"])
def test_a_post_from_elsewhere_is_refused(client, origin):
    token, cookie = opened(client)
    answer = post(client, f"{FIELD}={token}".encode(), cookie=cookie, origin=origin)
    assert answer.status == 403 and "not the tracker's" in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_says_so_is_believed_before_its_origin(client, site):
    token, cookie = opened(client)
    own = f"http://127.0.0.1:{client.port}"
    body = f"{FIELD}={token}".encode()
    assert post(client, body, cookie=cookie, origin=own).status == 200
    assert post(client, body, cookie=cookie, origin=own, sec_fetch_site=site).status == 403
    assert post(client, body, cookie=cookie, origin="null", sec_fetch_site="same-origin").status == 200


def test_forged_fields_are_refused_with_what_was_typed(client):
    token, cookie = opened(client)
    ends, nonce, signature = token.split(".")
    later = str(int(ends) + 999_999)
    wrong = [
        "", "x", "..", f"{ends}.{nonce}", f"{later}.{nonce}.{signature}", f"{ends}.{nonce}x.{signature}",
        f"{ends}.{nonce}.{'0' * 64}", f"{ends}.{nonce}.%D0%B6", opened(client, "another")[0],
    ]  # fmt: skip
    for forged in wrong:
        answer = post(client, f"{FIELD}={forged}&words=typed".encode(), cookie=cookie)
        assert answer.status == 403 and '"typed":"typed"' in answer.text, forged
    assert post(client, f"{FIELD}={token}".encode()).status == 403, "no cookie"
    _, other = opened(client)
    assert post(client, f"{FIELD}={token}".encode(), cookie=other).status == 403, "another browser's cookie"
    assert post(client, f"{FIELD}={token}".encode(), "/note?link=link-2", cookie=cookie).status == 403


def test_an_old_form_is_refused_and_a_day_old_key_with_it(client, monkeypatch):
    token, cookie = opened(client)
    monkeypatch.setattr(f"{__name__}.hours_later", forms.HOURS + 0.01)
    answer = post(client, f"{FIELD}={token}&words=typed".encode(), cookie=cookie)
    assert answer.status == 403 and "12 hours" in answer.text and '"typed":"typed"' in answer.text


def chunks(of: bytes):
    for start in range(0, len(of), 700):
        yield of[start : start + 700]


def test_what_is_too_large_is_refused_also_where_its_length_was_not_told(client):
    token, cookie = opened(client)
    large = f"{FIELD}={token}&words=".encode() + b"x" * LIMIT
    for body in (large, chunks(large)):
        answer = post(client, body, cookie=cookie)
        assert answer.status == 413 and "2 KB" in answer.text
    small = f"{FIELD}={token}&words=fine".encode()
    assert post(client, chunks(small), cookie=cookie).status == 200


def multipart(*parts: tuple[str, bytes]) -> bytes:
    return (
        b"".join(b"--b\r\n" + head.encode() + b"\r\n\r\n" + body + b"\r\n" for head, body in parts)
        + b"--b--\r\n"
    )


def test_files_come_with_their_name_and_no_more_of_them_than_asked_for(client):
    token, cookie = opened(client)
    told = (f'Content-Disposition: form-data; name="{FIELD}"', token.encode())
    photograph = ('Content-Disposition: form-data; name="photo"; filename="../a.jpg"', b"\xff\xd8")
    another = ('Content-Disposition: form-data; name="more"; filename="b.jpg"', b"\xff\xd8")
    kind = "multipart/form-data; boundary=b"
    taken = post(client, multipart(told, photograph), cookie=cookie, content_type=kind)
    assert taken.status == 200 and '"photo":["../a.jpg",2]' in taken.text
    assert post(client, multipart(told, photograph, another), cookie=cookie, content_type=kind).status == 400
    huge = ('Content-Disposition: form-data; name="photo"; filename="a.jpg"', b"x" * LIMIT)
    assert post(client, multipart(told, huge), cookie=cookie, content_type=kind).status == 413


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{}", 415), ("", b"", 415), ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=b", b"--c\r\n", 400), ("application/x-www-form-urlencoded", b"%ff%00&&=", 403),
    ],
)  # fmt: skip
def test_what_is_no_form_is_said_in_words(client, kind, body, status):
    answer = post(client, body, content_type=kind, cookie=f"{COOKIE}={'a' * 32}")
    assert answer.status == status and ("othing" in answer.text or "damaged" in answer.text)
