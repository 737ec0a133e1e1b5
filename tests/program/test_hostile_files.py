"""Files that are broken or meant to do harm: one clear fault each, in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.program import builder, files
from tracker.program.check import check
from tracker.program.fields import CONTROL

MEGA = 1_000_000
_NESTED = "".join(" " * level + "a:\n" for level in range(60))
_BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
CASES = {
    "aliases that explode": (_BOMB.encode(), "alias-too-many", "grow to more than"),
    "an alias of itself": (b"program: &a [*a]\n", "alias-of-itself", "the very thing"),
    "an alias of nothing": (b"program: *nothing\n", "alias-unknown", "refers to nothing"),
    "brackets without end": (b"program: " + b"[" * MEGA, "too-deep", "levels deep"),
    "maps without end": (b"program: " + b"{a: " * MEGA, "too-deep", "levels deep"),
    "indentation without end": (_NESTED.encode(), "too-deep", "levels deep"),
    "dashes without end": (b"- " * MEGA, "too-deep", "levels deep"),
    "keys of keys": (b"? " * MEGA, "key-not-a-word", "one word"),
    "a million items": (b"themes:\n" + b"- a\n" * MEGA, "too-many", "several files"),
    "a long key": (b"k" * 2000 + b": x\n", "colon", "behind a key"),
    "NUL bytes": (b"program: a\ntitle: x\x00y\n", "control-character", "U+0000"),
    "NUL bytes alone": (b"\x00" * 5000, "control-character", "U+0000"),
    "a bell": (b"program: a\ntitle: x\x07y\n", "control-character", "U+0007"),
    "UTF-16 with a mark": ("program: a\ntitle: Привет\n".encode("utf-16"), "encoding", "UTF-16"),
    "UTF-16 without one": ("program: a\ntitle: Привет\n".encode("utf-16-le"), "encoding", "UTF-16"),
    "Windows-1251": ("program: a\ntitle: Привет, как дела\n".encode("cp1251"), "encoding", "Windows-1251"),
    "no text at all": (b"\x89PNG\r\n\x1a\n\xff\xd8\xff" * 100, "encoding", "UTF-8"),
    "an object of a language": (b"program: !!python/object/apply:os.system [ls]\n", "text-begins-with", "!"),
    "a merge key": (b"themes: [{<<: {theme: a}, theme: b, title: c}]\n", "unknown-key", "<<"),
    "nothing": (b"", "empty-file", "says nothing"),
    "remarks only": (b"# a remark\n" * 10, "empty-file", "says nothing"),
    "a lone text": (b"hello", "top-key", "what the file is"),
    "a list": (b"- a\n- b\n", "top-key", "what the file is"),
}


def _one(folder: Path, data: bytes, name: str = "hostile.yaml") -> list:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return check(folder).problems.faults


@pytest.mark.parametrize("case", CASES)
def test_one_clear_fault(case: str, tmp_path: Path) -> None:
    data, rule, words = CASES[case]

    faults = _one(tmp_path / "programs", data)

    assert [fault.rule for fault in faults] == [rule]
    assert words in faults[0].message


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    faults = check(tmp_path).problems.faults

    assert [fault.rule for fault in faults] == ["too-large"]
    assert "200 MB" in faults[0].message


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """The worst a file of the allowed size can do, in a process of its own with little memory."""
    data = b"program: a\n" + b"".join(b"k%d: 1\n" % n for n in range(builder.MOST_NODES - 10))
    (tmp_path / "keys.yaml").write_bytes(data)
    assert len(data) < files.LARGEST
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1500 << 20, 1500 << 20))\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from tracker.program.check import check\n"
        "problems = check(sys.argv[1]).problems\n"
        "print(len(problems), problems.faults[0].rule)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    count, rule = done.stdout.split()
    assert int(count) < 1100
    assert rule in ("more", "missing-key")


def test_a_mark_before_utf_8_is_no_fault(country: Path) -> None:
    path = country / "themes.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert not check(country).problems


def test_windows_line_ends_are_no_fault(country: Path) -> None:
    for path in country.glob("*.y*ml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not check(country).problems.faults


def test_what_is_no_file_is_named(country: Path) -> None:
    (country / "folder.yaml").mkdir()
    (country / "gone.yaml").symlink_to(country / "nowhere")
    faults = check(country).problems.faults
    assert [fault.rule for fault in faults] == ["not-a-file"]


def test_line_separators_of_other_kinds_do_not_confuse(tmp_path: Path) -> None:
    text = "program: a\u2028title: Школа #5\u2028territory: KZ\n"
    faults = _one(tmp_path / "programs", text.encode())
    assert "hash-in-text" in [fault.rule for fault in faults]


_CONTROLS = [code for code in (*range(0xA0), 0xFFFE, 0xFFFF) if CONTROL.match(chr(code))]


@pytest.mark.parametrize("code", _CONTROLS)
def test_no_control_character_comes_in_as_it_is_or_written_with_a_backslash(
    code: int, tmp_path: Path
) -> None:
    """What the model leaves unlooked at in a file without a backslash, the parser has refused."""
    file = 'themes:\n  - {{theme: a, title: {{kk: a, ru: "a{}b", en: a}}}}\n'

    as_it_is = _one(tmp_path / "as-it-is", file.format(chr(code)).encode())
    written = _one(tmp_path / "written", file.format(f"\\u{code:04x}").encode())

    assert [fault.rule for fault in as_it_is] == ["control-character"]
    assert [fault.rule for fault in written] == ["control-character"]
