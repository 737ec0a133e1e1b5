"""The folder for workbooks: taken once by content, answered, put away; whoever drops a file may do nothing more."""

from __future__ import annotations

import io
import os
import shutil
import threading
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.commands.typing_commands import Desk
from tests.holder.holding import holder, tracker
from tests.intake.test_branch_workbook import EVE, WHEN, filled, made, newest
from tests.small_country import ADMINISTRATOR, load, record, report
from tracker.errors import EnvironmentFault
from tracker.inbox import folder as folder_module
from tracker.inbox import take_all
from tracker.inbox.folder import waiting
from tracker.queries.ask import Scope
from tracker.queries.workbook_conflicts import workbook_conflicts
from tracker.store import open_store
from tracker.store.ledger import verify
from tracker.ui.inbox_watching import InboxWatch
from tracker.ui.installation import Installation

R = "republic-2021-2025"


@pytest.fixture
def country(country):
    record(
        country,
        report("clinics", "2021-Q4", 12, "2022-01-05T06:00:00"),
        report("villages", "2022-Q1", 19, "2022-04-05T06:00:00"),
    )
    return country


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch) -> Path:
    """A folder in which a file counts as whole at once."""
    monkeypatch.setattr(folder_module, "SETTLED_SECONDS", 0.0)
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def drop(inbox: Path, name: str, data: bytes) -> None:
    (inbox / name).write_bytes(data)


def take(store, inbox: Path) -> dict[str, tuple[str, int]]:
    return {one.name: (one.outcome, one.added) for one in take_all(store, inbox, now=WHEN)}


def receipt_in(inbox: Path, where: str) -> str:
    (found,) = (inbox / where).glob("*.txt")
    assert found.with_suffix(".xlsx").exists() or found.with_suffix(".bin").exists()
    return found.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Принято: 1"), ("kk", "Қабылданды: 1"), ("en", "Taken: 1")]
)
def test_a_workbook_is_taken_answered_in_its_language_and_put_away(country, inbox, language, words):
    drop(
        inbox,
        "Есеп Ақмола (1).xlsx",
        filled(made(country, language), grants={"value": 7.5, "note": "counted"}),
    )
    assert take(country, inbox) == {"Есеп Ақмола (1).xlsx": ("taken", 1)}
    assert newest(country, "grants") == (7.5, "branch-KZ")
    told = receipt_in(inbox, "done")
    assert words in told and "Есеп Ақмола (1).xlsx" in told
    assert not waiting(inbox) and take(country, inbox) == {}
    with country.cursor() as cursor:
        [(behalf, origin)] = cursor.execute(
            "select on_behalf_of, origin from store.report where value = 7.5"
        ).fetchall()
    assert behalf.startswith("workbook:") and origin == "workbook" and verify(country).first_bad is None


def test_the_same_file_twice_under_any_name_adds_nothing(country, inbox):
    data = filled(made(country), grants={"value": 7.5})
    drop(inbox, "a.xlsx", data)
    take(country, inbox)
    record(country, report("grants", "2022", 9.0, "2022-04-15T05:00:00"))
    head = country.head()
    drop(inbox, "a.xlsx", data)
    drop(inbox, "copy of a.xlsx", data)
    assert take(country, inbox) == {"a.xlsx": ("again", 0), "copy of a.xlsx": ("again", 0)}
    assert country.head() == head and len(list((inbox / "done").glob("*.xlsx"))) == 3
    assert any("уже принят" in one.read_text("utf-8-sig") for one in (inbox / "done").glob("*.txt"))


def test_two_officials_of_one_branch_fill_the_same_file_apart_and_a_difference_is_told(country, inbox):
    data = made(country)
    drop(inbox, "first.xlsx", filled(data, grants={"value": 7.5}))
    drop(inbox, "second.xlsx", filled(data, grants={"value": 8.5}, clinics={"value": 13}))
    assert take(country, inbox) == {"first.xlsx": ("taken", 1), "second.xlsx": ("taken", 1)}
    assert newest(country, "grants")[0] == 7.5 and newest(country, "clinics")[0] == 13.0
    told = next(t for one in (inbox / "done").glob("*second.txt") if (t := one.read_text("utf-8-sig")))
    assert "Health, строка" in told and "8,5" in told and "7,5" in told
    (difference,) = workbook_conflicts(country, ADMINISTRATOR, EVE, Scope(territory="KZ", own=True))
    assert (difference.value, difference.held) == (8.5, 7.5)


def test_faults_are_told_cell_by_cell_and_the_mended_file_is_taken(country, inbox):
    data = made(country)
    drop(inbox, "q.xlsx", filled(data, grants={"value": "много"}, clinics={"value": 13}))
    head = country.head()
    assert take(country, inbox) == {"q.xlsx": ("refused", 0)} and country.head() == head
    told = receipt_in(inbox, "refused")
    assert "q.xlsx[Health]:" in told and "ничего не принято" in told and "Исправьте" in told
    drop(inbox, "q.xlsx", filled(data, grants={"value": 7.5}, clinics={"value": 13}))
    assert take(country, inbox) == {"q.xlsx": ("taken", 2)}


def test_a_half_written_file_is_waited_for(country, inbox, monkeypatch):
    data = filled(made(country), grants={"value": 7.5})
    drop(inbox, "slow.xlsx", data[: len(data) // 2])
    drop(inbox, "mail.xlsx.part", data)
    drop(inbox, "~$slow.xlsx", b"x" * 165)
    drop(inbox, "empty.xlsx", b"")
    assert take(country, inbox) == {"slow.xlsx": ("arriving", 0), "empty.xlsx": ("arriving", 0)}
    drop(inbox, "slow.xlsx", data)
    monkeypatch.setattr(folder_module, "SETTLED_SECONDS", 60.0)
    assert take(country, inbox)["slow.xlsx"] == ("arriving", 0)  # whole, and just written
    monkeypatch.setattr(folder_module, "SETTLED_SECONDS", 0.0)
    assert take(country, inbox)["slow.xlsx"] == ("taken", 1)
    monkeypatch.setattr(
        folder_module, "PATIENCE_SECONDS", 0.0
    )  # what never becomes whole is answered at last
    assert take(country, inbox) == {"empty.xlsx": ("refused", 0)}
    assert (inbox / "mail.xlsx.part").exists()


def forged(data: bytes, **cells: str) -> bytes:
    """The workbook with cells of its hidden sheet changed, and its row keys, as somebody with a spreadsheet could."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    hidden = book["_tracker"]
    for place, said in cells.items():
        hidden[place] = said
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answered_for_another(data: bytes, indicator: str, old: str) -> bytes:
    """A workbook whose row of one indicator says that it is another one's."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace(f"{R}/{old}", indicator)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_file_dropped_by_anybody_speaks_for_its_own_branch_and_executor_alone(country, inbox):
    own = filled(made(country, "en"), grants={"value": 7.5})
    one = filled(made(country, "en", executor="ministry-health"), clinics={"value": 13})
    head = country.head()
    drop(inbox, "1-another-branch.xlsx", forged(own, E1="KZ-11"))
    drop(inbox, "2-unknown.xlsx", forged(own, C1="0" * 12))
    drop(inbox, "3-later-head.xlsx", forged(own, D1="999999999"))
    drop(inbox, "4-below.xlsx", answered_for_another(own, "akmola-2021-2025/schools", "grants"))
    drop(inbox, "5-not-its-executor.xlsx", answered_for_another(one, f"{R}/villages", "clinics"))
    drop(inbox, "6-table.csv", f"indicator,period,value\n{R}/clinics,2022-Q1,27\n".encode())
    drop(inbox, "7-picture.xlsx", b"\xff\xd8\xff\xe0 not a workbook")
    assert {outcome for outcome, _ in take(country, inbox).values()} == {"refused"}
    assert country.head() == head
    told = "\n".join(one.read_text("utf-8-sig") for one in (inbox / "refused").glob("*.txt"))
    assert "not made by this tracker" in told and "none of the workbook's own" in told
    assert "Only those are taken from this folder" in told and "выданная трекером" in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without such files")
def test_links_pipes_folders_and_bombs_are_left_or_refused(country, inbox, tmp_path):
    outside = tmp_path / "secret.xlsx"
    outside.write_bytes(filled(made(country), grants={"value": 7.5}))
    (inbox / "link.xlsx").symlink_to(outside)
    os.mkfifo(inbox / "pipe.xlsx")
    (inbox / "folder.xlsx").mkdir()
    assert take(country, inbox) == {} and outside.exists()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<a/>")
        packed.writestr("xl/workbook.xml", b" " * (300 * 2**20))
    drop(inbox, "bomb.xlsx", bomb.getvalue())
    with (inbox / "large.xlsx").open("wb") as large:
        large.truncate(folder_module.MOST_BYTES + 1)
    assert take(country, inbox) == {"bomb.xlsx": ("refused", 0), "large.xlsx": ("refused", 0)}
    drop(inbox, "a; rm -rf \\..\\x.xlsx", filled(made(country), grants={"value": 7.5}))
    assert set(take(country, inbox).values()) == {("taken", 1)}
    (put,) = (inbox / "done").glob("*.xlsx")
    assert put.name.endswith("-a_rm_-rf_.._x.xlsx")


def test_a_done_folder_that_leads_elsewhere_is_not_followed(country, inbox, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (inbox / "done").symlink_to(tmp_path / "elsewhere")
    drop(inbox, "a.xlsx", filled(made(country), grants={"value": 7.5}))
    with pytest.raises(EnvironmentFault, match="it is a link"):
        take(country, inbox)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_that_is_gone_is_said_in_words(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
    desk = Desk(tmp_path)
    assert desk.type("inbox", "nowhere", "--database", "t.duckdb").code == 2
    assert desk.type("inbox", "--database", "t.duckdb").code == 2
    (tmp_path / "inbox").mkdir()
    said = desk.type("inbox", "--database", "t.duckdb", "--language", "kk", TRACKER_INBOX="inbox")
    assert said.code == 0 and "күтіп тұрған файл жоқ" in said.out


def test_the_server_and_a_command_beside_it_take_each_file_once(country, inbox, tmp_path, monkeypatch):
    came = threading.Event()
    data = filled(made(country), grants={"value": 7.5})
    watch = InboxWatch(Installation(tmp_path, store=country), inbox)
    taken: list[str] = []

    def noted(store, folder, *, now):
        found = take_all(store, folder, now=WHEN)
        taken.extend(one.outcome for one in found)
        if found:
            came.set()
        return found

    monkeypatch.setattr("tracker.ui.inbox_watching.take_all", noted)
    monkeypatch.setattr("tracker.ui.inbox_watching.EVERY_SECONDS", 0.02)
    watch.start()
    try:
        drop(inbox, ".a.xlsx", data)
        (inbox / ".a.xlsx").rename(inbox / "a.xlsx")
        assert came.wait(60)
    finally:
        watch.stop()
    assert taken == ["taken"] and newest(country, "grants")[0] == 7.5


def test_the_command_takes_files_while_a_server_holds_the_database(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_RUNTIME_DIR", str(tmp_path / "r"))
    (tmp_path / "inbox").mkdir()
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        drop(tmp_path / "inbox", "a.xlsx", filled(made(store), grants={"value": 7.5}))
    old = (tmp_path / "inbox" / "a.xlsx").stat().st_ctime
    with holder(tmp_path / "t.duckdb"):
        wait_until_quiet(tmp_path / "inbox" / "a.xlsx", old)
        said = tracker("inbox", "inbox", "--database", "t.duckdb", cwd=tmp_path)
    assert said.returncode == 0 and "a.xlsx: taken, 1 values added" in said.stdout
    assert len(list((tmp_path / "inbox" / "done").glob("*.xlsx"))) == 1


def wait_until_quiet(file: Path, since: float) -> None:
    """Until nobody has written to the file for as long as the folder asks."""
    while time.time() - since < folder_module.SETTLED_SECONDS:
        time.sleep(0.1)  # the clock of the file system is the only sign


def test_what_could_not_be_put_away_is_not_taken_twice(country, inbox):
    drop(inbox, "a.xlsx", filled(made(country), grants={"value": 7.5}))
    (inbox / "done").write_text("a file where a folder should be")
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        take(country, inbox)
    head = country.head()
    assert newest(country, "grants")[0] == 7.5 and (inbox / "a.xlsx").exists()
    (inbox / "done").unlink()
    assert take(country, inbox) == {"a.xlsx": ("again", 0)} and country.head() == head
    shutil.rmtree(inbox / "done")
