"""A whole hearing in the browser, from draft to the first page of the next one; each part as whoever does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests import small_country
from tests.browser.conftest import Server, follow, settle
from tracker.record.report import record_reports
from tracker.store import open_store

EVE, LATER = "2022-04-15", "2022-08-01"
FACTION, MINISTRY = "faction:KZ", "executor:ministry-health"
CLINICS = "republic-2021-2025/clinics"
ANSWER, NOTED, DEMAND = "Two clinics wait for power", "They open in May", "Connect the two clinics"


@pytest.fixture(scope="module")
def server(start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The small country, far behind its plan, served as a demonstration of its own."""
    database = tmp_path_factory.mktemp("hearing") / "hearing.duckdb"
    with open_store(database) as store:
        small_country.load(store)
        told = [
            small_country.report("clinics", "2022-Q1", 6, "2022-04-05T06:00:00"),
            small_country.report("villages", "2022-Q1", 11, "2022-04-05T06:00:00"),
        ]
        record_reports(
            store, small_country.ADMINISTRATOR, told, now=small_country.NOW, origin="demonstration"
        )
    return start(database)


@pytest.fixture
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "en-US"}


@pytest.fixture
def go(page: Page, server: Server) -> Callable[..., None]:
    """Open a page as somebody on a day."""

    def open_page(path: str, viewer: str = FACTION, day: str = EVE, **parameters: str) -> None:
        state = {"lang": "en", "as_of": day, "basis": "current", "viewer": viewer, **parameters}
        follow(
            page, f"{server.address}/{path}?" + "&".join(f"{name}={value}" for name, value in state.items())
        )

    return open_page


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=20_000)  # a freeze computes everything twice
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def pdf(page: Page) -> bytes:
    """The first paper on the page as PDF."""
    with page.expect_download() as given:
        press(page, "PDF")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    settle(page)
    return Path(given.value.path()).read_bytes()


def text(data: bytes, pages: int | None = None) -> str:
    document = pypdfium2.PdfDocument(data)
    shown = [document[n].get_textpage().get_text_bounded() for n in range(len(document))][:pages]
    return " ".join(" ".join(shown).split())


def prepare(page: Page, go: Callable[..., None], day: str) -> str:
    """Prepare the hearing that the form proposes; its id."""
    go("hearings", day=day, step="new")
    press(page, "Prepare the hearing")
    says(page, "The hearing is prepared")
    return parse_qs(urlsplit(page.url).query)["hearing"][0]


def test_a_hearing_from_draft_to_the_next_one(page: Page, go, server: Server):
    hearing = prepare(page, go, EVE)
    items = page.locator("[class*='st-key-item_'] .name")
    expect(items.first).to_contain_text("1.")
    first = items.first.inner_text().removeprefix("1. ").strip()

    press(page, "↓")
    says(page, "stands at place 2 now.")
    expect(items.nth(1)).to_contain_text(first)
    go("hearings", hearing=hearing, step="prepare", indicator="republic-2021-2025%2Fgrants")
    page.get_by_label("Why it is taken off").fill("Heard by the committee")
    press(page, "Take it off the agenda")
    says(page, "the reason is kept.")
    expect(page.get_by_text("Heard by the committee").first).to_be_visible()
    go("hearings", hearing=hearing, step="prepare", indicator="republic-2021-2025%2Fclinics")
    page.get_by_label("A question of your own").fill("Which two are ready?")
    press(page, "Add the question")
    says(page, "The question is added.")

    go("hearings", hearing=hearing, step="send")
    page.get_by_role("button", name="Send to the executors").click()
    says(page, "The hearing is with the executors. Give")
    answers_on_the_light_page(page, server)
    go("hearings", hearing=hearing, step="answers")
    expect(page.get_by_text(ANSWER)).to_be_visible()

    go("hearings", hearing=hearing, step="freeze")
    page.get_by_text("The agenda and the questions are ready").click()
    press(page, "Freeze")
    says(page, "The figures are frozen. The code")
    code = page.locator("dl.facts strong").first.inner_text()
    go("hearings", hearing=hearing, step="pack")
    pack = pdf(page)
    assert code in text(pack, 1)
    assert ANSWER in text(pack)
    assert "Which two are ready?" in text(pack)

    go("hearings", viewer="bureau_seat:bureau-1", code=code.lower().replace("-", " "))
    expect(page.get_by_text("The figures follow")).to_be_visible()
    expect(page.locator("dl.facts")).to_contain_text("15 April 2022")

    meet(page, go, hearing)
    report_later(page, go)
    go("hearings", hearing=hearing, step="pack")
    assert pdf(page) == pack
    go("hearings", code=code)
    expect(page.get_by_text("The figures follow")).to_be_visible()

    follow_up(page, go, hearing)
    following = prepare(page, go, LATER)
    assert following != hearing
    expect(page.get_by_text("1 of 1 decisions of earlier hearings are done")).to_be_visible()
    go("hearings", day=LATER, hearing=following, step="pack")
    assert DEMAND in text(pdf(page), 3)


def answers_on_the_light_page(page: Page, server: Server) -> None:
    """The executor answers without script; a second sending of the same adds nothing."""
    address = page.locator("a[href^='light/hearing/']").first.get_attribute("href")
    page.goto(f"{server.address}/{address}")
    expect(page.get_by_role("heading", level=2)).to_have_count(1)  # its own item, not the whole agenda
    page.locator("textarea").fill(ANSWER)
    page.locator("input[name^='evidence:']").fill("Act 7 of 1 April")
    press(page, "Send the answers")
    expect(page.get_by_text("Answers recorded: 1.")).to_be_visible()
    press(page, "Send the answers")
    expect(page.get_by_text("Nothing new was written")).to_be_visible()
    page.goto(page.url.replace("executor%3Aministry-health", "executor%3Aakimat-11"))
    expect(page.get_by_text("only the executor whose item it is may")).to_be_visible()


def meet(page: Page, go: Callable[..., None], hearing: str) -> None:
    """Hold it: note an answer, record a decision on the clinics, close the hearing."""
    go("hearings", hearing=hearing, step="meeting")
    press(page, "The hearing was held")
    says(page, "The hearing was held. Enter")
    go("hearings", hearing=hearing, step="meeting", indicator="republic-2021-2025%2Fclinics")
    page.get_by_label("What was answered at the meeting").fill(NOTED)
    press(page, "Note the answer")
    says(page, "The answer is noted.")
    press(page, "Record the decision")
    says(page, "A decision needs its words")
    page.get_by_label("What is demanded").fill(DEMAND)
    page.get_by_label("What will close it").fill("The act of connection")
    press(page, "Record the decision")
    says(page, "The decision is recorded")
    go("hearings", hearing=hearing, step="afterwards")
    protocol = text(pdf(page))
    assert NOTED in protocol and DEMAND in protocol
    press(page, "Close the hearing")
    says(page, "The hearing is closed.")


def report_later(page: Page, go: Callable[..., None]) -> None:
    """A correction of the very figure that was heard, on a later day."""
    go(
        "report",
        viewer="administrator",
        day=LATER,
        indicator="republic-2021-2025%2Fclinics",
        period="2022-Q1",
    )
    page.get_by_label("Value to date").fill("9")
    press(page, "Send the report")
    says(page, "Recorded for")


def follow_up(page: Page, go: Callable[..., None], hearing: str) -> None:
    """The executor answers before the next hearing and may not close it; the faction closes it against a document."""
    go("indicator", day=LATER, indicator="republic-2021-2025%2Fclinics")
    expect(page.get_by_text("silent: past its day and never a word")).to_be_visible()
    decision = f"{hearing}%2F1"
    go("decisions", viewer=MINISTRY, day=LATER, decision=decision)
    expect(page.get_by_text("when it answers before the next hearing")).to_be_visible()
    for name in ("Close it", "Send the word"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    go("decisions", day=LATER, decision=decision)
    page.get_by_test_id("stRadioOption").filter(has_text="a document").click()
    press(page, "Close it")
    says(page, "Name the document that closes the decision")
    page.get_by_label("The document or the visit").fill("Act 12 of 20 July")
    press(page, "Close it")
    says(page, "The decision is closed.")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 1 decisions are done")
