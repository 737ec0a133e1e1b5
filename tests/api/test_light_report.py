"""The light report page over HTTP: what is owed, one field, one tap, sending twice, faults, evidence, forged posts."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from starlette.requests import Request

from tests import small_country
from tests.api.filling import Browser, Form, forms_of
from tests.evidence.test_keeping import PDF, photograph
from tracker.access import Actor
from tracker.api import asking, light, light_report
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.queries.receipt import receipts
from tracker.record.review import record_review
from tracker.text import LANGUAGES
from tracker.ui import cache, installation
from tracker.ui.installation import Installation
from tracker.ui.viewer import Viewer

from .serving import serving

CLINICS, LAW = "republic-2021-2025/clinics", "republic-2021-2025/law"
EVE = small_country.NOW.date().replace(2022, 4, 15)
AS_BRANCH = "/light/report/KZ?as_of=2022-04-15&lang=en&viewer=branch:KZ"


@pytest.fixture
def country(store):
    """The small country whose oblast counts clinics in the republic's unit, so that its figure feeds the republic's."""
    oblast = copy.deepcopy(small_country.OBLAST)
    oblast["sections"][0]["indicators"][0]["unit"] = small_country.PROGRAM["sections"][0]["indicators"][0][
        "unit"
    ]
    small_country.load(store, small_country.PROGRAM, oblast)
    return store


@pytest.fixture
def visitor(country, tmp_path):
    """The small country as a demonstration, in which the viewer may be its branch."""
    told = [
        small_country.report("clinics", "2021-Q4", 12, "2022-01-05T06:00:00"),
        small_country.report("villages", "2021", 12, "2022-01-05T06:00:00"),
        small_country.report("akmola-2021-2025/clinics", "2022-Q1", 3, "2022-04-05T06:00:00"),
    ]
    small_country.record(country, *told)
    installation.use(Installation(tmp_path, store=country, demonstration=True))
    with serving([*light_report.ROUTES, *light.ROUTES]) as client:
        yield Browser(client.port)
    installation.use(None)
    cache.forget()


def form_of(visitor: Browser, indicator: str, address: str = AS_BRANCH) -> Form:
    return next(one for one in forms_of(visitor.get(address)) if one.fields.get("indicator") == indicator)


def send(visitor: Browser, form: Form, file=None, **fields: str):
    return visitor.post(form.action, {**form.fields, "tap": "", **fields}, file)


def observed(store, indicator: str) -> float | None:
    return assessed(store, Actor.administrator(), Ask(EVE), Scope(indicator=indicator))[0].observed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_owed_in_each_language_and_is_light(visitor, language):
    answer = visitor.get(AS_BRANCH.replace("lang=en", f"lang={language}"))
    assert answer.status == 200 and answer.headers["content-language"] == language
    assert len(answer.content) < 40_000 and "<script" not in answer.text
    assert {one.fields["indicator"] for one in forms_of(answer)} >= {CLINICS, LAW}


def test_a_form_has_the_last_value_the_plan_and_the_unit_filled_in(visitor):
    form = form_of(visitor, CLINICS)
    assert (
        "12\u00a0object" in form.text
        and "Value to date, object" in form.text
        and "14\u00a0object" in form.text
    )
    assert form.buttons[:3] == ["", "no_change:12.0", "as_planned:14.0"]


def test_one_value_is_taken_and_gets_a_receipt(visitor, country):
    answer = send(visitor, form_of(visitor, CLINICS), value="13,5", note="counted")
    assert (
        answer.status == 200 and "Receipt number" in answer.text and "has not looked at it yet" in answer.text
    )
    assert observed(country, CLINICS) == 13.5


@pytest.mark.parametrize(("tap", "value"), [("no_change:12.0", 12.0), ("as_planned:14.0", 14.0)])
def test_one_tap_is_a_report(visitor, country, tap, value):
    send(visitor, form_of(visitor, CLINICS), tap=tap)
    found = receipts(country, Actor.administrator(), Ask(EVE), Scope(indicator=CLINICS))[0]
    assert (found.value, found.word, found.author) == (value, tap.partition(":")[0], "branch-KZ")


def test_what_came_from_below_is_offered_and_taken(visitor, country):
    form = form_of(visitor, CLINICS)
    assert "from_below:3.0" in form.buttons and "1 of 1 reported" in form.text
    answer = send(visitor, form, tap="from_below:3.0")
    assert answer.status == 422 and "falls from 12" in answer.text  # judged like any other value
    assert send(visitor, form, tap="from_below:3.0", note="counted anew").status == 200
    assert observed(country, CLINICS) == 3.0


def test_a_tap_on_a_value_that_has_moved_on_is_not_taken(visitor, country):
    form = form_of(visitor, CLINICS)
    small_country.record(country, small_country.report("clinics", "2022-02", 13, "2022-04-10T06:00:00"))
    answer = send(visitor, form, tap="no_change:12.0")
    assert answer.status == 422 and "Something else was reported meanwhile" in answer.text
    assert observed(country, CLINICS) == 13.0


def test_blocked_says_by_what_where_and_since_when(visitor, country):
    form = form_of(visitor, CLINICS)
    blocked = {"tap": "blocked", "cause": "land", "office": "Land office", "since": "2022-03-01"}
    wrongs = [
        ({"office": ""}, "Name the office"),
        ({"since": ""}, "since which day"),
        ({"since": "2031-01-01"}, "has not come yet"),
        ({"cause": "magic"}, "Choose the cause"),
    ]
    for wrong, words in wrongs:
        answer = send(visitor, form, **{**blocked, **wrong})
        assert answer.status == 422 and words in answer.text
        assert 'value="Land office"' in answer.text or "office" in wrong  # what was typed is kept
    send(visitor, form, **blocked)
    found = receipts(country, Actor.administrator(), Ask(EVE), Scope(indicator=CLINICS))[0]
    assert (found.value, found.word, found.cause, found.office) == (12.0, "blocked", "land", "Land office")
    assert "land; Land office; since 1 Mar 2022" in form_of(visitor, CLINICS).text


def test_blocked_before_any_value_keeps_the_words_alone(visitor, country):
    form = form_of(visitor, "republic-2021-2025/grants")
    answer = send(visitor, form, tap="blocked", cause="court", office="Court", since="2022-01-10")
    assert answer.status == 200 and "still awaited" in answer.text
    assert observed(country, "republic-2021-2025/grants") is None


def test_sending_twice_sends_once(visitor, country):
    form = form_of(visitor, CLINICS)
    first = send(visitor, form, value="13")
    head = country.head()
    again = send(visitor, form, value="13")
    assert "Received." in first.text and "nothing was added" in again.text
    assert country.head() == head
    send(visitor, form, value="13,5")  # going back and sending another value is another report
    assert observed(country, CLINICS) == 13.5


@pytest.mark.parametrize(
    ("value", "words"),
    [("", "Enter a value"), ("much", "is no number"), ("1,234", "can be read two ways"), ("-2", "below zero"),
     ("11", "falls from 12"), ("1200", "leaps from 12"), ("12000", "a thousandfold")],
)  # fmt: skip
def test_a_fault_is_said_at_the_form_and_what_was_typed_is_kept(visitor, country, value, words):
    head = country.head()
    answer = send(visitor, form_of(visitor, CLINICS), value=value, note="", evidence="act 5")
    assert answer.status == 422 and words in answer.text
    form = next(one for one in forms_of(answer) if one.fields.get("indicator") == CLINICS)
    assert form.fields["value"] == value and form.fields["evidence"] == "act 5" and words in form.text
    assert country.head() == head


def test_a_doubtful_value_passes_with_a_reason_and_a_wrong_one_never(visitor, country):
    assert send(visitor, form_of(visitor, CLINICS), value="11", note="one was closed").status == 200
    assert observed(country, CLINICS) == 11.0
    assert send(visitor, form_of(visitor, CLINICS), value="-1", note="because").status == 422


def test_a_photograph_comes_along_and_is_served_to_those_who_see_the_report(visitor, country):
    send(visitor, form_of(visitor, CLINICS), ("../../bridge.jpg", photograph()), value="13")
    found = receipts(country, Actor.administrator(), Ask(EVE), Scope(indicator=CLINICS))[0]
    assert found.evidence.startswith("bridge.jpg (sha256 ")
    with country.cursor() as cursor:
        shown, whole, seq = cursor.execute(
            "select shown_sha256, sha256, report_seq from store.evidence"
        ).fetchall()[0]
    assert seq == found.seq
    state = "as_of=2022-04-15&lang=en"
    got = visitor.get(f"/light/evidence/{shown}?{state}&viewer=branch:KZ")
    assert got.status == 200 and got.headers["content-type"] == "image/jpeg" and b"Maker" not in got.content
    assert "sandbox" in got.headers["content-security-policy"]
    for path, viewer in (
        (shown, "public"),
        (whole, "branch:KZ"),
        ("0" * 64, "branch:KZ"),
        ("..%2f..%2fx", "branch:KZ"),
    ):
        assert visitor.get(f"/light/evidence/{path}?{state}&viewer={viewer}").status == 404
    sent = visitor.get(f"/light/evidence/{shown}?{state}&viewer=branch:KZ&original=1")
    assert b"Maker" in sent.content and sent.headers["content-disposition"].startswith("attachment;")
    assert visitor.get(f"/light/evidence/{shown}?{state}&viewer=branch:KZ-11&original=1").status == 404


def test_a_document_comes_down_and_never_opens_by_itself(visitor, country):
    send(visitor, form_of(visitor, CLINICS), ("act.pdf", PDF), value="13")
    with country.cursor() as cursor:
        shown = cursor.execute("select shown_sha256 from store.evidence").fetchall()[0][0]
    got = visitor.get(f"/light/evidence/{shown}?as_of=2022-04-15&viewer=branch:KZ")
    assert got.headers["content-disposition"].startswith("attachment;")
    assert got.content.startswith(b"%PDF-") and b"Maker-Of-Files" not in got.content


def test_a_file_that_is_no_evidence_is_refused_and_nothing_is_sent(visitor, country):
    head = country.head()
    answer = send(visitor, form_of(visitor, CLINICS), ("photo.jpg", b"MZ\x90"), value="13")
    assert answer.status == 422 and "no photograph" in answer.text and country.head() == head


def test_a_forged_post_is_not_taken(visitor, country):
    head, form = country.head(), form_of(visitor, CLINICS)
    stranger = Browser(visitor.port)
    assert send(stranger, form, value="13").status == 403  # the field without the browser's cookie
    assert visitor.post(form.action, {"indicator": CLINICS, "period": "2022-Q1", "value": "13"}).status == 403
    elsewhere = visitor.post(form.action, {**form.fields, "value": "13"}, Origin="https://elsewhere.example")
    assert elsewhere.status == 403 and country.head() == head


def test_a_too_large_post_is_cut_off(visitor, country):
    answer = send(
        visitor, form_of(visitor, CLINICS), ("x.jpg", b"\xff\xd8\xff" + b"\0" * 9 * 2**20), value="13"
    )
    assert answer.status == 413 and observed(country, CLINICS) == 12.0


@pytest.mark.parametrize("viewer", ["branch:KZ-11", "public", "party_control:KZ", "bureau_seat:bureau-1"])
def test_nobody_else_finds_the_page_of_a_branch(visitor, viewer):
    answer = visitor.get(f"/light/report/KZ?as_of=2022-04-15&lang=en&viewer={viewer}")
    assert answer.status == 403 and "another branch" in answer.text


def test_a_value_for_another_branch_s_indicator_is_refused(visitor, country):
    own = "/light/report/KZ-11?as_of=2022-04-15&lang=en&viewer=branch:KZ-11"
    form = form_of(visitor, "akmola-2021-2025/clinics", own)
    answer = send(visitor, form, indicator=CLINICS, value="13")
    assert answer.status == 403 and "may not report on this indicator" in answer.text
    assert observed(country, CLINICS) == 12.0


def test_receipts_say_how_far_each_value_has_come(visitor, country):
    send(visitor, form_of(visitor, CLINICS), value="13")
    control = Actor("control-kz", "party_control", territory="KZ")
    seq = receipts(country, Actor.administrator(), Ask(EVE), Scope(indicator=CLINICS))[0].seq
    record_review(country, control, seq, "verified", None, now=small_country.NOW.replace(2022, 4, 15))
    page = visitor.get(f"{AS_BRANCH}&receipts=1").text
    assert "Verified 15 April 2022" in page and "The published figure stands on it." in page
    assert "Party control has not looked at it yet." in page  # the earlier ones


def test_a_disputed_value_is_shown_with_its_reason(visitor, country):
    send(visitor, form_of(visitor, CLINICS), value="13")
    control = Actor("control-kz", "party_control", territory="KZ")
    seq = receipts(country, Actor.administrator(), Ask(EVE), Scope(indicator=CLINICS))[0].seq
    record_review(
        country, control, seq, "disputed", "shut on the spot", now=small_country.NOW.replace(2022, 4, 15)
    )
    assert "shut on the spot" in form_of(visitor, CLINICS).text


def test_somebody_with_several_roles_reports_in_the_one_that_may(visitor, monkeypatch):
    seat = Actor("council-1", "council_seat", territory="KZ", seat="council-1")
    both = replace(seat, also=(Actor("branch-KZ", "branch", territory="KZ"),))
    request = Request(
        {"type": "http", "method": "GET", "path": "/light/report/KZ", "query_string": b"as_of=2022-04-15&lang=en",
         "headers": [], "path_params": {"territory": "KZ"}, "server": ("localhost", 80), "scheme": "http"}
    )  # fmt: skip
    known = asking.read(request)
    for actor, sections in ((seat, {"health"}), (both, {"health", "water"})):
        monkeypatch.setattr(
            light_report, "read", lambda _, a=actor: replace(known, viewer=Viewer("x", a, None))
        )
        assert {one.item.section for one in light_report.desk(request).owed()} == sections
