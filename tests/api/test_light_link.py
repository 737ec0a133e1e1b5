"""Personal links: opened by a POST, tied to the browser that pressed first, and refused everywhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import small_country
from tests.api.filling import Browser, forms_of
from tests.api.serving import serving
from tracker import clock
from tracker.access import Actor
from tracker.api import light, light_link, light_report
from tracker.errors import AccessRefused, InputError
from tracker.queries.ask import Ask
from tracker.queries.personal_links import personal_links
from tracker.record.personal_link import make_link, revoke_link
from tracker.store.ledger import verify
from tracker.ui import cache, installation
from tracker.ui.installation import Installation

ADMINISTRATOR = small_country.ADMINISTRATOR
STATE = "?as_of=2022-04-15&lang=en&viewer=public"
CLINICS = "republic-2021-2025/clinics"


@pytest.fixture
def port(country, tmp_path):
    """The small country served; the viewer of the demonstration is the public, who may do nothing."""
    installation.use(Installation(tmp_path, store=country, demonstration=True))
    with serving([*light_report.ROUTES, *light_link.ROUTES, *light.ROUTES]) as client:
        yield client.port
    installation.use(None)
    cache.forget()


def link(country, territory: str = "KZ", **options) -> tuple[str, str]:
    return make_link(country, ADMINISTRATOR, territory, **{"now": clock.now(), **options})


def opened(port: int, token: str, browser: Browser | None = None):
    """The link in a browser, its button pressed."""
    browser = browser or Browser(port)
    page = browser.get(f"/light/link/{token}{STATE}")
    (form,) = forms_of(page)
    return browser, browser.post(form.action, form.fields)


def uses(country) -> tuple[int, int, str | None]:
    (one,) = personal_links(country, ADMINISTRATOR, Ask(small_country.TODAY))
    return one.used, one.refused, one.last_refusal


def test_a_mail_scanner_that_opens_the_link_spends_nothing(port, country):
    _, token = link(country)
    for _ in range(3):
        assert Browser(port).get(f"/light/link/{token}{STATE}").status == 200
    assert uses(country) == (0, 0, None)
    assert opened(port, token)[1].status == 200


def test_the_browser_that_presses_first_reports_without_an_account(port, country):
    name, token = link(country)
    browser, page = opened(port, token)
    assert page.status == 200 and "Leave: forget the personal link" in page.text
    form = next(one for one in forms_of(page) if one.fields.get("indicator") == CLINICS)
    assert browser.post(form.action, {**form.fields, "tap": "", "value": "14"}).status == 200
    with country.cursor() as cursor:
        found = cursor.execute("select value, actor, on_behalf_of from store.report").fetchall()
    assert found == [(14.0, "branch-KZ", f"link:{name}")]
    assert opened(port, token, browser)[1].status == 200  # and once more, in the same browser
    assert uses(country)[1] == 0 and verify(country).first_bad is None


def test_without_a_link_the_same_page_is_refused(port):
    assert Browser(port).get(f"/light/report/KZ{STATE}").status == 403


def test_a_link_opened_in_a_second_browser_is_refused(port, country):
    _, token = link(country)
    opened(port, token)
    second, page = opened(port, token)
    assert page.status == 403 and "opened in another browser before" in page.text
    assert "tracker_link" not in second.cookies and second.get(f"/light/report/KZ{STATE}").status == 403
    assert uses(country)[1:] == (1, "other_browser")


def test_a_cookie_made_up_is_refused(port, country):
    name, token = link(country)
    opened(port, token)
    for cookie in (f"{name}.guessed", f"{name}.", name, "nobody.x", "."):
        page = Browser(port, {"tracker_link": cookie}).get(f"/light/report/KZ{STATE}")
        assert page.status == 403, cookie


def test_an_unbound_link_opens_by_no_cookie(port, country):
    name, _ = link(country)
    assert Browser(port, {"tracker_link": f"{name}."}).get(f"/light/report/KZ{STATE}").status == 403


def test_a_stale_link_is_refused_also_where_it_was_opened(port, country):
    _, token = link(country, days=1, now=clock.now() - timedelta(days=1, seconds=1))
    _, page = opened(port, token)
    assert page.status == 403 and "has expired" in page.text and uses(country)[2] == "expired"


def test_a_revoked_link_ends_at_once(port, country):
    name, token = link(country)
    browser, _ = opened(port, token)
    revoke_link(country, ADMINISTRATOR, name, now=clock.now())
    page = browser.get(f"/light/report/KZ{STATE}")
    assert page.status == 403 and "was revoked" in page.text
    assert opened(port, token)[1].status == 403 and uses(country)[2] == "revoked"


def test_a_link_for_another_branch_is_refused(port, country):
    _, token = link(country, "KZ-11")
    browser, page = opened(port, token)
    assert page.status == 200
    other = browser.get(f"/light/report/KZ{STATE}")
    assert other.status == 403 and "is for another branch" in other.text
    form = next(one for one in forms_of(page) if one.fields.get("indicator"))
    assert browser.post(form.action.replace("KZ-11", "KZ"), {**form.fields, "value": "9"}).status == 403
    forged = browser.post(form.action, {**form.fields, "indicator": CLINICS, "value": "9"})
    assert forged.status == 403 and "may not report on this indicator" in forged.text
    assert uses(country)[2] == "another_branch"


def test_a_link_of_a_seat_shows_what_the_seat_carries(port, country):
    _, token = link(country, seat="council-1")
    _, page = opened(port, token)
    offered = {one.fields["indicator"] for one in forms_of(page) if one.fields.get("indicator")}
    assert offered == {CLINICS, "republic-2021-2025/grants"}


def test_a_token_nobody_made_says_so(port):
    _, page = opened(port, "x" * 43)
    assert page.status == 403 and "no such personal link" in page.text


def test_leaving_forgets_the_link_in_this_browser(port, country):
    _, token = link(country)
    browser, page = opened(port, token)
    leave = next(one for one in forms_of(page) if "Leave" in one.text)
    assert browser.post(leave.action, leave.fields).status == 200
    assert browser.get(f"/light/report/KZ{STATE}").status == 403


def test_only_the_administrator_makes_and_ends_links(country):
    branch = Actor("branch-KZ", "branch", territory="KZ")
    with pytest.raises(AccessRefused):
        make_link(country, branch, "KZ", now=clock.now())
    name, _ = link(country)
    with pytest.raises(AccessRefused):
        revoke_link(country, branch, name, now=clock.now())
    assert personal_links(country, branch, Ask(small_country.TODAY)) == []


@pytest.mark.parametrize(
    ("territory", "options"), [("KZ-99", {}), ("KZ", {"seat": "nobody"}), ("KZ", {"days": 0})]
)
def test_a_link_for_nobody_is_not_made(country, territory, options):
    with pytest.raises(InputError):
        link(country, territory, **options)


def test_the_token_stands_nowhere(country):
    _, token = link(country)
    with country.cursor() as cursor:
        row = cursor.execute("select * from store.personal_link").fetchall()[0]
    assert token not in map(str, row)
