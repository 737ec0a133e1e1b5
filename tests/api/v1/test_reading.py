"""What is read over HTTP: the command line's rows, by parts, in a language, to whom it belongs."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.api.v1.conftest import DAY, told
from tracker.commands import figures
from tracker.commands.running import run as run_command
from tracker.text import LANGUAGES, translator


def assessed(interface, *argv: str) -> list[dict]:
    """What the command line prints as JSON."""
    out = io.StringIO()
    code = run_command(
        ["assess", "--as-of", "2022-04-15", "--format", "json", *argv],
        cwd=None, env={}, out=out, err=out, store=interface.store,
    )  # fmt: skip
    assert code == 0, out.getvalue()
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("query", "argv"),
    [
        ("", ()), ("&by=section", ("--by", "section")), ("&by=seat", ("--by", "seat")),
        ("&territory=KZ-11", ("--territory", "KZ-11")), ("&by=territory&territory=KZ&own=true",
        ("--by", "territory", "--territory", "KZ", "--own")), ("&seat=council-1&basis=original",
        ("--seat", "council-1", "--basis", "original")), ("&program=akmola-2021-2025&begun=true&by=program",
        ("--program", "akmola-2021-2025", "--begun", "--by", "program")), ("&by=executor", ("--by", "executor")),
        ("&by=theme&lang=kk", ("--by", "theme", "--language", "kk")),
    ],
)  # fmt: skip
def test_the_rows_are_those_of_the_command_line(reading, query, argv):
    lang = "" if "lang" in query else "&lang=en"
    answer = reading.get(f"/assessments?{DAY}{query}{lang}", reading.token("office-kz"))
    assert told(answer) == assessed(reading, *argv) != []


def test_the_public_sees_what_the_public_sees(reading):
    clinics = {row["indicator"]: row for row in told(reading.get(f"/assessments?{DAY}"))}
    own = {
        row["indicator"]: row for row in told(reading.get(f"/assessments?{DAY}", reading.token("branch-kz")))
    }
    key = "republic-2021-2025/clinics"
    assert clinics[key]["observed"] == 14 and own[key]["observed"] == 12
    # a branch below sees its own fully, and what lies above as everybody does
    below = {
        row["indicator"]: row for row in told(reading.get(f"/assessments?{DAY}", reading.token("branch-11")))
    }
    assert below[key]["observed"] == 14 and below["akmola-2021-2025/clinics"]["observed"] == 3
    assert clinics["akmola-2021-2025/clinics"]["observed"] is None


def test_reports_come_out_to_whom_they_belong(reading):
    public = told(reading.get(f"/reports?{DAY}"))
    assert [(row["value"], row["verdict"], row["author"], row["note"]) for row in public] == [
        (14, "verified", None, None)
    ]
    staff = told(reading.get(f"/reports?{DAY}", reading.token("branch-kz")))
    assert len(staff) == 4 and "inside words" in {row["note"] for row in staff}
    below = told(reading.get(f"/reports?{DAY}", reading.token("branch-11")))
    assert {row["value"] for row in below} == {14, 3}
    assert told(reading.get(f"/reviews?{DAY}")) == []
    verdicts = told(reading.get(f"/reviews?{DAY}", reading.token("branch-kz")))
    assert [(row["verdict"], row["report"]) for row in verdicts] == [("verified", public[0]["report"])]


def test_one_indicator_is_opened_and_what_changed_adds_up(reading):
    opened = told(
        reading.get(f"/explain/republic-2021-2025/clinics?{DAY}&lang=en", reading.token("office-kz"))
    )
    assert opened["observed"] == 12 and opened["terms"]["target"] == 27 and len(opened["reports"]) == 2
    assert all(name in opened for name in figures.INDICATOR_KEYS) and opened["sentence"]
    public = told(reading.get(f"/explain/republic-2021-2025/clinics?{DAY}"))
    assert [report["value"] for report in public["reports"]] == [14]
    split = told(reading.get("/changes?from=2021-12-31&to=2022-04-15&program=republic-2021-2025"))
    for figure in ("execution", "plan", "verified"):
        steps = split[figure]
        moved = sum(value for name, value in steps.items() if name not in ("from", "to"))
        assert steps["from"] + moved == pytest.approx(steps["to"], abs=1e-12)


def test_programs_are_listed_and_opened(reading):
    listed = told(reading.get("/programs?lang=kk"))
    assert {one["program"]: one["title"] for one in listed}["republic-2021-2025"] == "Ел"
    one = told(reading.get("/programs/akmola-2021-2025"))
    assert [row["indicator"] for row in one["indicators_in_force"]] == ["akmola-2021-2025/clinics"]


def followed(interface, path: str) -> list[list[dict]]:
    """Every part, from link to link."""
    parts = []
    while path:
        answer = interface.client.get(path)
        parts.append(told(answer))
        found = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
        path = found[1] if found else ""
    return parts


@pytest.mark.parametrize("what", ["assessments", "programs", "reports"])
def test_parts_follow_one_another_without_gap_or_repetition(reading, what):
    query = "" if what == "programs" else f"{DAY}&"
    whole = told(reading.get(f"/{what}?{query}limit=1000"))
    parts = followed(reading, f"/api/v1/{what}?{query}limit=1")
    assert [row for part in parts for row in part] == whole and len(parts) == max(1, len(whole))


def test_a_part_answers_at_the_head_of_the_first(interface):
    from tests.small_country import record, report

    token = interface.token("office-kz")
    first = interface.get(f"/assessments?{DAY}&limit=2", token)
    record(interface.store, report("grants", "2022", 5, "2022-04-07T06:00:00"))
    path = re.search(r'<([^>]+)>; rel="next"', first.headers["link"])[1]
    second = interface.client.get(path, authorization=f"Bearer {token}")
    assert second.headers["ledger-head"] == first.headers["ledger-head"] != str(interface.store.head())
    fresh = interface.get(f"/assessments?{DAY}&limit=2", token)
    assert fresh.headers["ledger-head"] == str(interface.store.head())


def test_a_cursor_of_another_question_is_refused(reading):
    answer = reading.get(f"/assessments?{DAY}&limit=1")
    cursor = re.search(r"cursor=([^&>]+)", answer.headers["link"])[1]
    for path in (f"/assessments?{DAY}&by=section&cursor={cursor}", f"/reports?{DAY}&cursor={cursor}"):
        assert told(reading.get(path))["status"] == 400
    for forged in ("x", "W10", "WyIiLCAxLCAxXQ", "%00", "bnVsbA", cursor[:-3]):
        assert told(reading.get(f"/assessments?{DAY}&limit=1&cursor={forged}"))["status"] == 400


def test_nothing_is_sent_twice_while_nothing_moved(interface):
    from tests.small_country import record, report

    token = interface.token("branch-kz")
    first = interface.get(f"/assessments?{DAY}", token)
    tag = first.headers["etag"]
    again = interface.get(f"/assessments?{DAY}", token, if_none_match=tag)
    assert again.status == 304 and again.content == b""
    assert interface.get(f"/assessments?{DAY}", if_none_match=tag).status == 200, "another's eyes"
    assert interface.get(f"/assessments?{DAY}&lang=kk", token, if_none_match=tag).status == 200
    record(interface.store, report("grants", "2022", 5, "2022-04-07T06:00:00"))
    assert interface.get(f"/assessments?{DAY}", token, if_none_match=tag).status == 200


def test_csv_is_the_same_rows_and_no_cell_of_it_a_formula(interface):
    from tests.small_country import record, report

    record(interface.store, report("grants", "2021", 5, "2022-01-07T06:00:00", note="=cmd|' /C calc'!A0"),
           report("villages", "2021", -3, "2022-01-07T06:00:00", note="-5 from last year"))  # fmt: skip
    token = interface.token("branch-kz")
    answer = interface.get(f"/reports?{DAY}&format=csv", token)
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(told(interface.get(f"/reports?{DAY}", token)))
    assert "'=cmd|' /C calc'!A0" in {row["note"] for row in rows}
    assert "'-5 from last year" in {row["note"] for row in rows} and "-3.0" in {row["value"] for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_in_the_reader_s_language(reading, language):
    answer = reading.get("/assessments?as_of=tomorrow", accept_language=f"{language}-KZ,de;q=0.5")
    problem = told(answer)
    assert answer.headers["content-language"] == language
    template = "{name} {text}: write a day of the calendar as 2022-04-15."
    assert problem["detail"] == translator(language)(template, name="as_of", text="tomorrow")
    assert problem["errors"] == [{"parameter": "as_of"}] and problem["instance"] == "/api/v1/assessments"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/assessments?as_of=2022-02-30", 400, "2022-02-30"), ("/assessments?as_of=", 400, "2022-04-15"),
        ("/assessments?program=nowhere", 404, "nowhere"),
        ("/assessments?program=republic-2021-2026", 404, "did you mean"),
        ("/assessments?seat=x", 404, "x"), ("/assessments?own=true", 400, "territory"),
        ("/assessments?teritory=KZ", 400, "territory"), ("/assessments?by=village", 400, "territory"),
        ("/assessments?by=seat&by=seat", 400, "twice"), ("/assessments?limit=0", 400, "1"),
        ("/assessments?limit=1001", 400, "1000"), ("/assessments?head=99999999", 404, "99999999"),
        ("/assessments?head=-1", 400, "head"), ("/assessments?own=yes", 400, "true or false"),
        ("/programs/nowhere", 404, "nowhere"), ("/explain/republic-2021-2025/clinic", 404, "clinics"),
        ("/changes", 400, "from"), ("/changes?from=2022-01-01&to=2021-01-01", 400, "before"),
        ("/changes?from=2022-01-01&program=akmola-2021-2025&seat=council-1", 400, "one of"),
        ("/me", 401, "token"), ("/nowhere", 404, "docs"), ("/reports/1", 404, "docs"), ("/../../etc/passwd", 404, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(reading, path, status, words):
    join = "&" if "?" in path else "?"
    answer = reading.get(f"{path}{join}lang=en")
    assert answer.status == status, answer.text
    assert words in told(answer)["detail"]


def test_a_verb_that_an_address_does_not_know(reading):
    answer = reading.client.ask("DELETE", "/api/v1/reports")
    assert told(answer)["status"] == 405 and answer.headers["allow"] == "GET, HEAD, POST"


def test_a_server_without_a_database_says_so(tmp_path):
    from tests.api.serving import serving
    from tracker.api.v1.routes import ROUTES
    from tracker.errors import DatabaseHeld
    from tracker.ui import installation
    from tracker.ui.installation import Installation

    installation.use(Installation(tmp_path, fault=DatabaseHeld("{path} is in use.", path="x.duckdb")))
    try:
        with serving(ROUTES) as client:
            answer = client.get("/api/v1/assessments?lang=en")
    finally:
        installation.use(None)
    assert told(answer)["detail"] == "x.duckdb is in use." and answer.status == 503


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_is_a_page_without_script_or_anything_from_elsewhere(reading, language):
    answer = reading.get(f"/docs?lang={language}")
    assert answer.status == 200 and f'<html lang="{language}"' in answer.text
    assert "<script" not in answer.text and "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert "/api/v1/assessments" in answer.text
    whole = json.loads(reading.get(f"/openapi.json?lang={language}").content)
    assert whole["openapi"] == "3.1.0" and set(whole["paths"]) >= {"/assessments", "/reports", "/reviews"}
