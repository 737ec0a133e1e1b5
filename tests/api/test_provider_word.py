"""The identity provider's word as it comes in: taken once, fresh, signed by us, and never after it is over."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from itsdangerous import URLSafeTimedSerializer

from tracker.api import provider_word
from tracker.api.provider_word import COOKIE, Told, told

SECRET = "a secret of this test"
NOW = datetime.now(UTC).replace(tzinfo=None)
CLAIMS = {"is_logged_in": True, "iss": "https://sign-in.example.org", "sub": "person-17"}


@pytest.fixture(autouse=True)
def _provider(monkeypatch):
    monkeypatch.setenv("TRACKER_OIDC_COOKIE_SECRET", SECRET)
    monkeypatch.setattr(provider_word, "_taken", {})


def signed(text: str, name: str = COOKIE, secret: str = SECRET) -> str:
    return URLSafeTimedSerializer(secret, salt=name).dumps(text)


def said(**claims: object) -> dict[str, str]:
    return {COOKIE: signed(json.dumps({**CLAIMS, **claims}))}


def test_whom_the_provider_vouches_for_is_taken_once():
    word = said()
    assert told(word, NOW) == Told("https://sign-in.example.org", "person-17")
    assert told(word, NOW) is None


def test_a_word_in_parts_is_put_together():
    text = json.dumps(CLAIMS)
    parts = {f"{COOKIE}_1": signed(text[:20], f"{COOKIE}_1"), f"{COOKIE}_2": signed(text[20:], f"{COOKIE}_2")}
    assert told({COOKIE: signed("chunks-2"), **parts}, NOW).subject == "person-17"
    assert told({COOKIE: signed("chunks-3"), **parts}, NOW) is None
    assert told({COOKIE: signed("chunks-9999999"), **parts}, NOW) is None


@pytest.mark.parametrize(
    "word",
    [
        {},
        {COOKIE: ""},
        {COOKIE: "x.y.z"},
        {COOKIE: signed(json.dumps(CLAIMS), secret="another")},
        {COOKIE: signed(json.dumps(CLAIMS), name="another_cookie")},
        {COOKIE: signed("not json")},
        {COOKIE: signed("[1]")},
        said(is_logged_in=False),
        said(iss=""),
        said(sub=None),
        said(sub=17),
        said(exp=1),
    ],
)
def test_anything_else_is_nobodys_word(word):
    assert told(word, NOW) is None


def test_an_old_word_is_over(monkeypatch):
    word = said()
    monkeypatch.setattr(provider_word, "_TAKEN_SECONDS", -1)
    assert told(word, NOW) is None


def test_without_a_provider_nobody_is_vouched_for(monkeypatch):
    word = said()
    monkeypatch.delenv("TRACKER_OIDC_COOKIE_SECRET")
    assert told(word, NOW) is None
