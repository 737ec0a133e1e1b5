"""`tracker import --server`: the same file, words and exit codes, over HTTP with a token."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.api.v1.conftest import Interface
from tracker.commands import import_server
from tracker.commands.running import run

GRANTS = "republic-2021-2025/grants"
HEADING = "indicator,period,value,note\n"


@pytest.fixture
def typed(interface: Interface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Type the command in a folder, against the running server: (exit code, what was printed)."""
    monkeypatch.setenv(import_server.TOKEN, interface.token("branch-kz", "report"))
    monkeypatch.setattr(import_server.time, "sleep", lambda seconds: None)

    def type_(text: str | bytes, *options: str, server: str | None = None) -> tuple[int, str]:
        file = tmp_path / "r.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = io.StringIO()
        address = server or f"http://127.0.0.1:{interface.client.port}"
        code = run(["import", "r.csv", "--server", address, *options], cwd=tmp_path, env={}, out=out, err=out)
        return code, out.getvalue()

    return type_


def held(interface: Interface) -> int:
    with interface.store.cursor() as cursor:
        return cursor.execute("select count(*) from store.report").fetchall()[0][0]


def test_a_file_is_taken_in_by_the_server_and_the_second_time_adds_nothing(interface, typed):
    before = held(interface)
    code, said = typed(f"{HEADING}{GRANTS},2022,7,first\n{GRANTS},2021,9,\n")
    assert code == 0 and said.startswith("2 rows added, 0 held already") and held(interface) == before + 2
    code, said = typed(f"{HEADING}{GRANTS},2022,7,first\n{GRANTS},2021,9,\n")
    assert code == 0 and said.startswith("Nothing is new: 2 rows") and held(interface) == before + 2


def test_faults_stand_at_their_rows_as_they_do_without_a_server(interface, typed, tmp_path):
    text, before = f"{HEADING}{GRANTS},2022-Q9,7,\n{GRANTS},2021,many,\n", held(interface)
    code, said = typed(text)
    assert code == 1 and held(interface) == before
    assert said.splitlines()[0].startswith("r.csv:2:2: ") and said.splitlines()[1].startswith("r.csv:3:3: ")
    assert said.splitlines()[-1] == "2 faults; nothing was written."
    out = io.StringIO()
    assert run(["import", "r.csv"], cwd=tmp_path, env={}, out=out, err=out, store=interface.store) == 1
    assert out.getvalue() == said


def test_a_dry_run_writes_nothing_and_the_language_is_the_caller_s(interface, typed):
    before = held(interface)
    code, said = typed(f"{HEADING}{GRANTS},2022,7,\n", "--dry-run", "--language", "ru")
    assert (code, said) == (0, "Сервер не нашёл ошибок; ничего не записано.\n") and held(interface) == before
    code, said = typed(f"{HEADING}{GRANTS},2022-Q9,7,\n", "--language", "kk")
    assert code == 1 and "2022-Q9" in said and "nothing" not in said


def test_windows_letters_arrive(interface, typed):
    assert typed(f"{HEADING}{GRANTS},2022,7,построено\n".encode("cp1251"))[0] == 0
    with interface.store.cursor() as cursor:
        assert cursor.execute("select note from store.report order by seq desc limit 1").fetchall() == [
            ("построено",)
        ]


def test_the_token_comes_from_a_file_too_and_a_bad_one_is_refused(interface, typed, tmp_path, monkeypatch):
    monkeypatch.delenv(import_server.TOKEN)
    row = f"{HEADING}{GRANTS},2022,7,\n"
    code, said = typed(row)
    assert code == 1 and "TRACKER_TOKEN" in said
    kept = tmp_path / "token"
    kept.write_text(interface.token("branch-kz", "report") + "\n")
    assert typed(row, "--token-file", "token")[0] == 0
    kept.write_text(interface.token("branch-kz"))
    code, said = typed(row, "--token-file", "token")
    assert code == 1 and "report" in said
    kept.write_text("trk_wrong")
    code, said = typed(row, "--token-file", "token")
    assert code == 1 and "unknown" in said and "trk_wrong" not in said
    assert typed(row, "--token-file", "nowhere")[0] == 1


def test_a_foreign_branch_s_rows_are_refused(interface, typed, monkeypatch):
    monkeypatch.setenv(import_server.TOKEN, interface.token("branch-11", "report"))
    code, said = typed(f"{HEADING}{GRANTS},2022,7,\n")
    assert code == 1 and "branch-11" in said


@pytest.mark.parametrize(
    "server",
    ["tracker.example.org", "ftp://x", "http://tracker.example.org", "https://a:b@x", "http://10.0.0.5"],
)
def test_a_token_goes_nowhere_it_could_be_read(typed, server):
    code, said = typed(HEADING, server=server)
    assert code == 2 and server in said


def test_a_server_that_is_not_there_is_said_in_words(typed):
    code, said = typed(f"{HEADING}{GRANTS},2022,7,\n", server="http://127.0.0.1:9")
    assert code == 3 and "127.0.0.1:9 does not answer" in said


def test_a_line_that_breaks_counts_once(interface, typed, monkeypatch):
    before, ask, broken = held(interface), import_server._ask, []

    def breaking(*given):
        answer = ask(*given)
        if not broken:
            broken.append(answer)
            raise ConnectionResetError("the line broke after the server had answered")
        return answer

    monkeypatch.setattr(import_server, "_ask", breaking)
    code, said = typed(f"{HEADING}{GRANTS},2022,7,\n")
    assert code == 0 and said.startswith("1 rows added") and held(interface) == before + 1


def test_options_that_make_no_sense_alone(tmp_path):
    out = io.StringIO()
    (tmp_path / "r.csv").write_text(HEADING)
    assert run(["import", "r.csv", "--token-file", "x"], cwd=tmp_path, env={}, out=out, err=out) == 2
    assert "--server" in out.getvalue()


def test_tokens_are_made_listed_and_ended_by_the_command(interface, tmp_path):
    def command(*argv: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        code = run(["token", *argv], cwd=tmp_path, env={}, out=out, err=err, store=interface.store)
        return code, out.getvalue(), err.getvalue()

    code, text, _ = command("new", "branch-kz", "--scope", "report", "--days", "5")
    assert code == 0 and interface.get("/me", text.strip()).status == 200
    code, listed, _ = command("list", "branch-kz")
    assert code == 0 and "read,report" in listed and "good" in listed and text.strip() not in listed
    token = listed.split()[0]
    assert command("revoke", token)[0] == 0 and interface.get("/me", text.strip()).status == 401
    assert "revoked" in command("list", "branch-kz")[1]
    assert command("revoke", token)[0] == 1 and command("new", "nobody")[0] == 1
    assert (
        command("new", "branch-kz", "--days", "0")[0] == 1
        and command("new", "branch-kz", "--days", "x")[0] == 2
    )
