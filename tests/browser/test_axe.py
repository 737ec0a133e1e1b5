"""Every page and every light page before axe-core, in light and dark: nothing a reader without eyes or mouse meets.

What the platform's own markup is known for may be found outside the tracker's markup, and only there.
"""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import follow, settle
from tracker.ui.menu import MENU

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
#: WCAG 2.2 AA and what axe-core holds to be good practice; which rule, where, and whether in the tracker's markup
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  return {
    passed: found.passes.length,
    faults: found.violations.flatMap(rule => rule.nodes.map(node => [
      rule.id, node.html.slice(0, 200), !!document.querySelector(node.target.at(-1))?.closest(".tl")])),
  }
}"""
#: the platform's own: its menu's list, sparklines' pictures, date parts, the upload box
KNOWN = {"list", "listitem", "svg-img-alt", "target-size", "presentation-role-conflict"}
STATE = "as_of=2022-04-15&basis=current&lang=kk"
CLINICS = "republic-2021-2025%2Fclinics"
CHOSEN = [
    "?territory=KZ",
    "member?seat=bureau-1",
    "member?seat=council-1",
    f"indicator?indicator={CLINICS}",
    "section?program=republic-2021-2025&section=health",
    "territory?territory=KZ",
    "theme?theme=health",
    "executor?executor=ministry-health",
    "measures?program=republic-2021-2025",
    "changes?territory=KZ&from=2021-12-31&step=results",
    "search?find=clinic",
    "hearings?step=new",
    f"report?indicator={CLINICS}",
]
LIGHT = [
    "light/",
    "light/member/bureau-1",
    "light/member/council-1",
    "light/handover/council-1",
    f"light/indicator/{CLINICS.replace('%2F', '/')}",
    "light/member/nobody",
    "overview-of-nothing",
]


@pytest.fixture(params=["light", "dark"])
def theme(request) -> str:
    return request.param


@pytest.fixture
def reader(theme, readers, demonstration):
    """A page in one of the two themes that lets a script of a test in."""
    with readers.lend(color_scheme=theme, bypass_csp=True, locale="kk-KZ") as context:
        yield context.new_page()


def pages(theme: str) -> list[str]:
    """Every page; in dark, where colours alone differ, one state of each will do."""
    chosen = {path.split("?")[0] for path in CHOSEN} if theme == "dark" else set()
    return [entry.path for entry in MENU if entry.path not in chosen] + CHOSEN


def judged(page: Page) -> list[tuple[str, str, bool]]:
    """axe-core's findings on the page as it stands."""
    page.evaluate(AXE)
    found = page.evaluate(RUN)
    assert found["passed"] > 10, "axe-core looked at nothing"
    return [tuple(fault) for fault in found["faults"]]


def test_no_page_has_a_fault_of_the_tracker_s_own(reader, theme, demonstration):
    faults = []
    for path in pages(theme):
        joint = "&" if "?" in path else "?"
        follow(reader, f"{demonstration.address}/{path}{joint}{STATE}&viewer=administrator")
        faults += [(path, *fault) for fault in judged(reader) if fault[2] or fault[0] not in KNOWN]
    assert not faults


def test_the_form_under_a_thing_has_no_fault(reader, demonstration):
    reader.goto(f"{demonstration.address}/member?seat=council-1&{STATE}&viewer=council_seat:council-1")
    settle(reader)
    reader.locator("[data-testid=stExpander] summary").first.click()
    reader.locator("[data-testid=stFormSubmitButton] button").first.wait_for()
    settle(reader)
    assert [fault for fault in judged(reader) if fault[2] or fault[0] not in KNOWN] == []


def test_no_light_page_has_any_fault(reader, demonstration):
    faults = []
    for path in LIGHT:
        reader.goto(f"{demonstration.address}/{path}?{STATE}&viewer=administrator")
        faults += [(path, *fault) for fault in judged(reader)]
    assert not faults


def test_axe_finds_what_is_wrong(reader, demonstration):
    """The check itself can fail: a picture without words and pale letters are found."""
    reader.goto(f"{demonstration.address}/light/?{STATE}")
    reader.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\"><p style=\"color:#777;"
                    "background:#888\">pale</p>')")  # fmt: skip
    assert {rule for rule, _, _ in judged(reader)} >= {"image-alt", "color-contrast"}
