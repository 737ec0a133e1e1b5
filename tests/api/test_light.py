"""The light pages over HTTP: answers, refusals in words, links that keep the state, nothing asked twice for nothing."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests import small_country
from tests.small_country import ADMINISTRATOR
from tracker.text import LANGUAGES, translator

STATE = "as_of=2022-04-15&basis=current&lang=en"
EVERY = (
    "/light/",
    "/light/member/council-1",
    "/light/member/bureau-1",
    "/light/handover/council-1",
    "/light/indicator/republic-2021-2025/clinics",
    "/light/indicator/republic-2021-2025/grants",
    "/light/indicator/republic-2021-2025/law",
)


def links_of(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<a href="([^"]+)"', page)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EVERY)
def test_every_page_is_answered_in_every_language(opened, path, language):
    answer = opened().get(f"{path}?as_of=2022-04-15&lang={language}")
    assert answer.status == 200
    assert answer.headers["content-language"] == language and f'<html lang="{language}"' in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_other_forms_are_what_they_say(opened):
    client = opened()
    card = client.get(f"/light/member/council-1.pdf?{STATE}")
    assert card.headers["content-type"] == "application/pdf" and card.content.startswith(b"%PDF-")
    assert client.get(f"/light/handover/council-1.pdf?{STATE}").content.startswith(b"%PDF-")
    text = client.get(f"/light/member/council-1.txt?{STATE}")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text.rstrip().endswith(f"http://127.0.0.1:{client.port}/light/member/council-1?{STATE}")


@pytest.mark.parametrize("path", EVERY)
def test_another_day_is_chosen_with_a_plain_form(opened, path):
    client = opened(demonstration=True)
    page = client.get(f"{path}?{STATE}&viewer=council_seat%3Acouncil-1").text
    (form,) = re.findall(r"<form action=\"([^\"]+)\">(.*?)</form>", page)
    said = dict(re.findall(r'<input type=hidden name=(\w+) value="([^"]*)">', form[1]))
    assert said.pop("territory", "KZ") == "KZ"
    assert said == {"lang": "en", "viewer": "council_seat:council-1"}
    assert (
        'name=as_of required value="2022-04-15"' in form[1] and "<option value=current selected>" in form[1]
    )
    sent = urlencode({**said, "as_of": "2022-03-01", "basis": "original"})
    answer = client.get(f"{unescape(form[0])}?{sent}").text
    assert "1 March 2022" in answer and "terms first approved" in answer


@pytest.mark.parametrize("path", EVERY)
def test_every_link_carries_the_state_once(opened, path):
    page = opened(demonstration=True).get(f"{path}?{STATE}&viewer=council_seat%3Acouncil-1").text
    links = links_of(page)
    assert links
    for link in links:
        found = parse_qs(urlsplit(link).query)
        assert found["as_of"] == ["2022-04-15"] and found["viewer"] == ["council_seat:council-1"]
        assert len(found["basis"]) == len(found["lang"]) == 1


def test_the_links_of_the_light_pages_lead_somewhere(opened):
    client, seen, waiting = opened(), set(), [f"/light/?{STATE}"]
    while waiting and len(seen) < 40:
        link = waiting.pop()
        seen.add(link)
        answer = client.get(link)
        assert answer.status == 200, link
        if answer.headers["content-type"].startswith("text/html"):
            waiting += [
                to
                for to in links_of(answer.text)
                if to.startswith("/light") and "lang=en" in to and to not in seen
            ]
    assert any("/light/indicator/" in link for link in seen) and any(
        "/light/handover/" in link for link in seen
    )


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/light/member/nobody", 404, "No roster names a seat “nobody”."),
        ("/light/handover/nobody.pdf", 404, "No roster names a seat “nobody”."),
        ("/light/indicator/republic-2021-2025/none", 404, "There is no indicator republic-2021-2025/none."),
        ("/light/?territory=KZ-99", 404, "There is no territory “KZ-99”."),
        ("/light/elsewhere", 404, "There is nothing under this address"),
        ("/light/member/council-1?as_of=2022-13-01", 400, "There is no day 2022-13-01 in the calendar."),
        ("/light/member/council-1.txt?as_of=soon", 400, "“soon” is not a day."),
        ("/light/member/council-1?basis=best", 400, "“best” is no basis."),
        ("/light/member/council-1?as_of=2022-01-01&as_of=2022-02-02", 400, "more than once"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(opened, path, status, said):
    client = opened()
    english = path if "lang=" in path else f"{path}{'&' if '?' in path else '?'}lang=en"
    answer = client.get(english)
    assert answer.status == status and answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert said in unescape(answer.text)
    kazakh = client.get(english.replace("lang=en", "lang=kk"))
    assert kazakh.status == status and said not in unescape(kazakh.text)


def test_an_unknown_language_is_said_in_the_language_one_starts_with(opened):
    answer = opened().get("/light/?lang=de")
    assert answer.status == 400 and "«de»" in answer.text and '<html lang="ru"' in answer.text


def test_nobody_of_that_name_looks_at_a_demonstration(opened):
    answer = opened(demonstration=True).get("/light/?lang=en&viewer=akim")
    assert answer.status == 400 and "“akim” is nobody" in unescape(answer.text)


def test_outside_a_demonstration_nobody_picks_a_viewer(opened):
    page = opened().get(f"/light/member/council-1?{STATE}&viewer=public").text
    assert "viewer=" not in page


def test_the_public_of_a_demonstration_sees_verified_figures_only(opened):
    client = opened(demonstration=True)
    all_of_it = client.get(f"/light/indicator/republic-2021-2025/clinics?{STATE}&viewer=administrator").text
    public = client.get(f"/light/indicator/republic-2021-2025/clinics?{STATE}&viewer=public").text
    assert "12\u00a0object" in all_of_it and "12\u00a0object" not in public


def test_a_page_is_asked_again_only_when_the_ledger_has_moved(opened, country):
    client = opened()
    first = client.get(f"/light/member/council-1?{STATE}")
    tag = first.headers["etag"]
    again = client.get(f"/light/member/council-1?{STATE}", If_None_Match=tag)
    assert again.status == 304 and not again.content and again.headers["etag"] == tag
    other = client.get(f"/light/member/council-1?{STATE.replace('lang=en', 'lang=kk')}", If_None_Match=tag)
    assert other.status == 200
    small_country.record(country, small_country.report("clinics", "2022-Q1", 13, "2022-04-10T06:00:00"))
    moved = client.get(f"/light/member/council-1?{STATE}", If_None_Match=tag)
    assert moved.status == 200 and moved.headers["etag"] != tag


@pytest.mark.parametrize("form", ["", ".pdf", ".txt"])
def test_head_is_answered_as_get_without_the_body(opened, form):
    client = opened()
    head, get = (client.ask(verb, f"/light/member/council-1{form}?{STATE}") for verb in ("HEAD", "GET"))
    assert head.status == 200 and not head.content and head.headers["etag"] == get.headers["etag"]
    assert head.headers["content-type"] == get.headers["content-type"]


def test_nothing_is_written_through_these_routes(opened):
    client = opened()
    assert client.ask("POST", "/light/member/council-1").status == 405


def test_without_a_database_the_reason_is_said(nobody_home):
    answer = nobody_home.get("/light/?lang=ru")
    assert answer.status == 503
    assert translator("ru")("The figures cannot be shown now") in answer.text


def test_what_a_report_says_is_text(opened, monkeypatch):
    # whoever may read notes
    monkeypatch.setattr("tracker.ui.signed_in.signed_in", lambda *_: SimpleNamespace(actor=ADMINISTRATOR))
    page = opened().get(f"/light/indicator/republic-2021-2025/villages?{STATE}").text
    assert "<b>bold</b>" not in page and "&lt;b&gt;bold&lt;/b&gt;" in page
