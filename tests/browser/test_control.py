"""Party control's whole way on a phone, in Kazakh: report, dispute, letter, answer, correction, verified figure."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Page, expect

from tests import small_country
from tests.browser.conftest import ROOT, settle
from tests.reminders.conftest import Mailbox
from tracker.record.report import record_reports
from tracker.store import open_store
from tracker.text import NO_BREAK, tr

t = tr("kk")
CLINICS = "republic-2021-2025/clinics"
DAY = "lang=kk&as_of=2022-04-15&basis=current"
ADDRESSES = "recipient,address,language\nbranch:KZ,branch@example.kz,kk\n"


@pytest.fixture(scope="module")
def server(start, tmp_path_factory):
    """A demonstration of its own, since what is done here stays."""
    database = tmp_path_factory.mktemp("control") / "control.duckdb"
    with open_store(database) as store:
        small_country.load(store)
        told = [
            small_country.report("clinics", "2021-Q4", 10, "2022-01-05T06:00:00", verdict="verified",
                                 reviewer="control-kz", reviewed_at=small_country.NOW.replace(2022, 1, 7)),
            small_country.report("villages", "2022-Q1", 12, "2022-04-05T06:00:00"),
        ]  # fmt: skip
        record_reports(
            store, small_country.ADMINISTRATOR, told, now=small_country.NOW, origin="demonstration"
        )
    return start(database)


@pytest.fixture
def phone(readers) -> Iterator[Page]:
    with readers.lend(viewport={"width": 390, "height": 844}, locale="kk-KZ") as reader:
        yield reader.new_page()


@pytest.fixture
def mailbox():
    """A real SMTP server in a thread of its own; the port it answers on, and what it was given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Mailbox(), hostname="127.0.0.1", port=port)
    controller.start()
    yield port, controller.handler
    controller.stop()


def test_a_figure_goes_from_report_to_dispute_to_correction_to_the_published_one(
    phone, server, mailbox, tmp_path
):
    def go(path: str, viewer: str) -> None:
        phone.goto(f"{server.address}/{path}{'&' if '?' in path else '?'}{DAY}&viewer={viewer}")
        settle(phone)

    def report(value: str, evidence: str) -> None:
        go(f"report?indicator={quote(CLINICS)}", "branch:KZ")
        phone.get_by_label(t("Value to date, {unit}", unit="нысан")).fill(value)
        phone.get_by_label(t("Evidence"), exact=True).fill(evidence)
        phone.get_by_role("button", name=t("Send the report")).click()
        expect(phone.locator(".band.fine")).to_be_visible()

    def judge(verdict: str) -> int:
        """Choose a verdict on the clinics and record it; returns the taps it took."""
        go("control", "party_control:KZ")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        group = phone.get_by_role("radiogroup", name=t("Verdict: {title}", title="Емхана"))
        if not group.count():
            group = phone.get_by_role("group", name=t("Verdict: {title}", title="Емхана"))
        group.get_by_text(t(verdict), exact=True).click()
        button = phone.get_by_role("button", name=t("Record the verdicts"))
        box = button.bounding_box()
        assert box["height"] >= 44 and box["y"] + box["height"] <= 844, (
            "within reach of a thumb, without scrolling"
        )
        button.click()
        expect(phone.locator(".band.fine")).to_contain_text("Жазылды")
        return 2

    go("", "public")
    published = phone.locator("h1").inner_text()
    report("14", "")
    assert judge("Nothing shows it") == 2

    done = _remind(server, mailbox[0], tmp_path)
    assert done.returncode == 0 and "sent" in done.stdout, done.stdout + done.stderr
    [letter] = mailbox[1].letters
    assert letter["To"] == "branch@example.kz" and letter["Content-Language"] == "kk"
    assert "Емхана: 14 нысан" in letter.get_content().replace(NO_BREAK, " ")
    assert "less than a week ago" in _remind(server, mailbox[0], tmp_path).stdout
    assert len(mailbox[1].letters) == 1

    go(f"indicator?indicator={quote(CLINICS)}", "branch:KZ")
    phone.get_by_text(t("Answer with words or evidence")).click()
    phone.get_by_label(t("Why the figure holds, or what was mended")).fill("Екеуі әлі ашылған жоқ")
    phone.get_by_role("button", name=t("Send the answer")).click()
    expect(phone.locator(".band.fine")).to_contain_text("Жауап жазылды")
    report("12", "https://example.org/act")
    assert judge("It holds") == 2

    go(f"indicator?indicator={quote(CLINICS)}", "branch:KZ")
    said = [line.strip() for line in phone.locator("ol.words li strong").all_inner_texts()]
    whole = [re.sub(r"[:,].*", "", line) for line in said]
    order = ("Reported", "Disputed by control", "Answered", "Corrected", "Confirmed by control")
    assert whole[-5:] == [t(word) for word in order]
    go("", "public")
    assert phone.locator("h1").inner_text() != published
    go(f"indicator?indicator={quote(CLINICS)}", "public")
    assert "12 нысан" in phone.locator("h1").inner_text().replace(NO_BREAK, " ")
    assert phone.locator("ol.words").count() == 0, "the public reads nobody's words"


def test_a_visit_is_recorded_on_the_spot_with_a_photograph(phone, server):
    phone.goto(f"{server.address}/visits?{DAY}&viewer=party_control:KZ&indicator={quote(CLINICS)}")
    settle(phone)
    phone.get_by_label(t("Place: settlement, street, object")).fill("Емхана, 2-көше")
    phone.get_by_text(t("not confirmed"), exact=True).first.click()
    phone.get_by_label(t("What you saw")).fill("Есігі жабық")
    phone.locator("input[type=file]").set_input_files(
        {"name": "фото.png", "mimeType": "image/png", "buffer": _photograph()}
    )
    expect(phone.get_by_text("фото.png")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name=t("Record the visit")).click()
    expect(phone.locator(".band.fine")).to_be_visible()
    shown = phone.locator("table.rows", has_text="Есігі жабық")
    with phone.context.expect_page() as opened:
        shown.get_by_role("link", name=t("file {number}", number=1)).click()
    assert opened.value.evaluate("document.images[0]?.naturalWidth") == 8
    phone.goto(f"{server.address}/indicator?{DAY}&viewer=party_control:KZ&indicator={quote(CLINICS)}")
    settle(phone)
    expect(phone.locator("ol.words")).to_contain_text("Есігі жабық")
    phone.goto(f"{server.address}/member?{DAY}&viewer=council_seat:council-1&seat=council-1")
    settle(phone)
    expect(phone.get_by_text(t("Not confirmed on the spot"))).to_be_visible()


def _photograph() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(file, "PNG")
    return file.getvalue()


def _remind(server, port: int, folder: Path) -> subprocess.CompletedProcess:
    """The command, asked of the server that holds the database."""
    import os

    addresses = folder / "addresses.csv"
    addresses.write_text(ADDRESSES)
    environment = {**os.environ, "TRACKER_SMTP_HOST": "127.0.0.1", "TRACKER_SMTP_PORT": str(port),
                   "TRACKER_SMTP_FROM": "tracker@example.kz", "TRACKER_ADDRESS": server.address}  # fmt: skip
    command = [sys.executable, "-m", "tracker", "remind", "--database", str(server.database)]
    options = {"cwd": ROOT, "env": environment, "capture_output": True, "text": True, "timeout": 120}
    subprocess.run([*command, "--addresses", str(addresses)], check=True, **options)
    return subprocess.run([*command, "--as-of", "2022-04-15"], check=False, **options)
