"""The right of reply over HTTP: who sees which items, what is taken and what is refused, the list as a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
import pytest

from tests import small_country
from tests.api.serving import Answer, Client, serving
from tracker.access import Actor
from tracker.api.hearing_reply import ROUTES
from tracker.queries.ask import Ask
from tracker.queries.hearings import answers
from tracker.record.hearing import NewHearing, move_hearing, record_hearing
from tracker.store import Store
from tracker.ui import cache, installation
from tracker.ui.installation import Installation

CLINICS = "republic-2021-2025/clinics"
ADMINISTRATOR = Actor.administrator()
STATE = "as_of=2022-04-15&lang=en"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin"}


@pytest.fixture
def hearing(country: Store, tmp_path: Path) -> Iterator[str]:
    """A hearing of the republic, sent to the executors; the clinics are the ministry's."""
    small_country.record(country, small_country.report("clinics", "2022-Q1", 6, "2022-04-05T06:00:00"))
    new = NewHearing(
        "KZ", "ministry-health", ("republic-2021-2025",), date(2022, 4, 29), date(2022, 4, 15),
        answer_by=date(2022, 4, 26),
    )  # fmt: skip
    made = record_hearing(country, ADMINISTRATOR, new, now=small_country.NOW)
    move_hearing(country, ADMINISTRATOR, made, "sent", now=small_country.NOW)
    installation.use(Installation(tmp_path, store=country, demonstration=True))
    yield made
    installation.use(None)
    cache.forget()


@pytest.fixture
def client() -> Iterator[Client]:
    with serving(ROUTES) as served:
        yield served


def address(
    hearing: str, executor: str = "ministry-health", form: str = "", viewer: str | None = None
) -> str:
    return f"/light/hearing/{hearing}/{executor}{form}?{STATE}&viewer={viewer or f'executor:{executor}'}"


def sent(client: Client, path: str, **fields: str) -> Answer:
    """Open the page, write into it, send it: as a browser without script does."""
    shown = client.get(path)
    token = re.search(r'name="form_token" value="([^"]+)"', shown.text)
    cookie = (shown.headers["set-cookie"] or "").partition(";")[0]
    body = urlencode({"form_token": unescape(token[1]) if token else "", **fields})
    return client.post(path, body, **FORM, Cookie=cookie)


def told(country: Store, hearing: str) -> dict:
    return answers(country, ADMINISTRATOR, Ask(date(2022, 4, 15)), hearing)


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Жауаптарды жіберу"), ("ru", "Отправить ответы"), ("en", "Send the answers")],
)
def test_the_page_speaks_three_languages_and_names_the_day(language, words, hearing, client):
    shown = client.get(address(hearing).replace("lang=en", f"lang={language}")).text
    assert f'<html lang="{language}"' in shown
    assert words in shown
    assert "2022" in shown and "26" in shown
    assert "<script" not in shown


def test_it_shows_this_executors_items_alone_with_their_figures(hearing, client):
    shown = client.get(address(hearing)).text
    assert "Clinics" in shown and "Villages" not in shown
    assert "27" in shown  # promised
    assert "6\u00a0object" in shown


def test_an_answer_is_taken_once_and_a_later_one_takes_its_place(hearing, client, country):
    path = address(hearing)
    done = sent(client, path, **{f"words:{CLINICS}": "Two wait for power", f"evidence:{CLINICS}": "Act 7"})
    assert done.status == 303 and "done=1" in done.headers["location"]
    assert (told(country, hearing)[CLINICS].words, told(country, hearing)[CLINICS].evidence) == (
        "Two wait for power", "Act 7",
    )  # fmt: skip
    again = sent(client, path, **{f"words:{CLINICS}": "Two wait for power", f"evidence:{CLINICS}": "Act 7"})
    assert "done=0" in again.headers["location"]
    sent(client, path, **{f"words:{CLINICS}": "One waits", f"evidence:{CLINICS}": ""})
    assert told(country, hearing)[CLINICS].words == "One waits"


def test_what_was_written_is_shown_as_text(hearing, client):
    sent(
        client,
        address(hearing),
        **{f"words:{CLINICS}": "</textarea><b>x</b>", f"evidence:{CLINICS}": '"><i>'},
    )
    shown = client.get(address(hearing)).text
    assert "<b>x</b>" not in shown and "<i>" not in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown


def test_a_forged_post_is_refused_and_keeps_what_was_typed(hearing, client, country):
    body = urlencode({"form_token": "1.2.3", f"words:{CLINICS}": "typed with care"})
    refused = client.post(address(hearing), body, **FORM)
    assert refused.status == 403
    assert "does not belong to this browser" in refused.text
    assert "typed with care" in refused.text
    assert told(country, hearing) == {}


def test_a_foreign_executor_sees_and_answers_nothing(hearing, client, country):
    path = address(hearing, viewer="executor:akimat-11")
    shown = client.get(path)
    assert shown.status == 403 and "Clinics" not in shown.text
    assert sent(client, path, **{f"words:{CLINICS}": "not mine"}).status == 403
    own = sent(client, address(hearing, "akimat-11"), **{f"words:{CLINICS}": "not mine"})
    assert own.status in (403, 422)
    assert told(country, hearing) == {}


@pytest.mark.parametrize("viewer", ["public", "branch:KZ-11"])
def test_neither_the_public_nor_another_branch_sees_it(viewer, hearing, client):
    shown = client.get(address(hearing, viewer=viewer))
    assert shown.status == 403 and "Clinics" not in shown.text


def test_the_faction_sees_the_page_and_cannot_answer_on_it(hearing, client, country):
    path = address(hearing, viewer="faction:KZ")
    shown = client.get(path)
    assert shown.status == 200 and "<textarea" not in shown.text
    assert "only the executor itself answers here" in shown.text
    assert sent(client, path, **{f"words:{CLINICS}": "instead of them"}).status == 403
    assert told(country, hearing) == {}


def test_an_unknown_hearing_and_executor_are_said_in_words(hearing, client):
    assert "There is no hearing nothing." in client.get(address("nothing")).text
    unknown = client.get(address(hearing, "nobody", viewer="administrator"))
    assert unknown.status == 404 and "There is no executor “nobody”." in unknown.text


def test_a_draft_is_not_shown_to_executors(hearing, client, country):
    new = NewHearing("KZ", "ministry-health", ("republic-2021-2025",), date(2022, 6, 1), date(2022, 4, 15))
    draft = record_hearing(country, ADMINISTRATOR, new, now=small_country.NOW)
    shown = client.get(address(draft))
    assert shown.status == 404 and "Clinics" not in shown.text


def test_the_list_comes_as_a_workbook(hearing, client):
    given = client.get(address(hearing, form=".xlsx"))
    assert given.status == 200
    book = openpyxl.load_workbook(io.BytesIO(given.content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert CLINICS in cells
    assert client.get(address(hearing, form=".xlsx", viewer="executor:akimat-11")).status == 403
