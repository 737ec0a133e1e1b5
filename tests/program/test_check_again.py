"""What a check finds from what it found before, and the files touched since, is what a fresh check finds."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.program.conftest import FORMATS
from tracker.program.check import Checked, check
from tracker.program.files import digests
from tracker.program.judging import _RULES
from tracker.program.rules import RULES

LISTS = {
    "territories": "  - {{code: {id}, title: Т, level: {level}, parent: {other}}}\n",
    "themes": "  - {{theme: {id}, title: Т}}\n",
    "executors": "  - {{executor: {id}, title: И, territory: {other}, part_of: {above}}}\n",
}
TERRITORIES = ("KZ", "KZ-11", "KZ-47", "KZ-4")
IDS = ("health", "healthy", "housing", "water", "seat-1", "seat-2", "seat-22", "council-1")
NAMES = ("a.yaml", "b.yaml", "c.yml", "deep/d.yaml", "z.yaml")

ids, territories = st.sampled_from(IDS), st.sampled_from(TERRITORIES)
few = {"min_size": 1, "max_size": 3}


@st.composite
def lists(draw: st.DrawFn) -> str:
    top = draw(st.sampled_from(sorted(LISTS)))
    lines = [
        LISTS[top].format(
            id=draw(territories if top == "territories" else ids),
            other=draw(territories),
            above=draw(ids),
            level=draw(st.sampled_from(("republic", "region", "planet"))),
        )
        for _ in range(draw(st.integers(1, 4)))
    ]
    return f"{top}:\n{''.join(lines)}"


@st.composite
def rosters(draw: st.DrawFn) -> str:
    holders = st.sampled_from(("[]", "[{holder: А}]", "[{holder: А, to: 2021-05-31}]"))
    seats = "".join(
        f"      - {{seat: {draw(ids)}, title: М, office_of: {draw(ids)}, holders: {draw(holders)}}}\n"
        for _ in range(draw(st.integers(1, 4)))
    )
    kind = draw(st.sampled_from(("bureau", "political_council", "choir")))
    return (
        f"roster: {draw(st.sampled_from(('one', 'two')))}\nbodies:\n  - body: b\n    kind: {kind}\n"
        f"    territory: {draw(territories)}\n    title: Орган\n    seats:\n{seats}"
    )


@st.composite
def programs(draw: st.DrawFn) -> str:
    program = st.sampled_from(("one", "two"))
    indicators = "".join(
        f"      - indicator: {draw(ids)}\n        title: П\n        kind: cumulative\n"
        f"        target: {draw(st.sampled_from(('5', '0', 'пять')))}\n        owner: {draw(ids)}\n"
        f"        executor: {draw(ids)}\n        part_of: {draw(program)}/{draw(ids)}\n"
        + draw(
            st.sampled_from(
                (
                    "",
                    "        amendments: [{date: 2022-01-01, was: {target: 7}}]\n",
                    "        amendments: [{date: 2022-01-01, action: replaced, successor: two/water}]\n",
                )
            )
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    return (
        f"program: {draw(program)}\ntitle: {{ru: Программа}}\nterritory: {draw(territories)}\n"
        f"start: 2021-01-01\nend: 2025-12-31\nsections:\n  - section: s\n    title: Раздел\n"
        f"    theme: {draw(ids)}\n    owner: {draw(ids)}\n"
        + (f"    indicators:\n{indicators}" if indicators else "")
    )


broken = st.sampled_from(("roster: [\n", "territories:\n\t- x\n", "program: a\ntitle:\n", "", "nothing: 1\n"))
contents = st.one_of(programs(), programs(), rosters(), rosters(), lists(), lists(), lists(), broken)
edits = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), contents),
    st.tuples(st.just("write"), st.sampled_from(NAMES), contents),
    st.tuples(st.just("remark"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("bytes"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
)


def done(folder: Path, edit: tuple[str, str, str]) -> None:
    act, name, text = edit
    file = folder / name
    match act:
        case "write":
            file.write_text(text, "utf-8")
        case "remark" if file.exists():
            file.write_bytes(b"# moved down\n" + file.read_bytes())
        case "bytes":
            file.write_bytes(b"title: \xff\xfe\n")
        case "remove":
            file.unlink(missing_ok=True)
        case "rename" if file.exists():
            file.rename(folder / text)


def said(checked: Checked) -> list[tuple[str, str, str]]:
    return [(str(problem), problem.rule, problem.severity) for problem in checked.problems]


def kept(checked: Checked) -> dict[str, tuple[str, ...]]:
    """What the next check stands on; what was asked may name stand-ins for ids nobody could read."""
    return {name: (one.sha256, one.offered, one.unread, one.counted) for name, one in checked.files.items()}


@given(st.lists(st.lists(edits, **few), min_size=2, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_checking_again_finds_what_a_fresh_check_finds(turns: list[list[tuple[str, str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "deep").mkdir()
        (folder / "kept.yaml").write_text("themes: [{theme: health, title: З}]\n", "utf-8")
        before: dict = {}
        for turn in turns:
            for edit in turn:
                done(folder, edit)
            again, fresh = check(folder, before, digests(folder), before), check(folder)
            assert said(again) == said(fresh)
            assert again.counts == fresh.counts
            assert kept(again) == kept(fresh)
            before = again.files


def test_a_touched_file_alone_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "programs"
    shutil.copytree(FORMATS, folder)
    before = check(folder).files
    [program] = folder.rglob("akmola-*.yaml")
    program.write_text(program.read_text("utf-8") + "note: Новая\n", "utf-8")
    again = check(folder, before, digests(folder), before)
    assert again.read == {program.as_posix()}
    assert [*again.catalogue.programs] == ["akmola-2021-2025"]
    assert {kind for kind, _ in again.catalogue.standing} == {"program", "roster"}


def test_only_files_that_asked_for_what_changed_are_judged_again(tmp_path: Path) -> None:
    folder = tmp_path / "programs"
    shutil.copytree(FORMATS, folder)
    before = check(folder).files
    [roster] = folder.rglob("roster*.yaml")
    roster.write_text(roster.read_text("utf-8").replace("seat: council-11-4", "seat: council-11-5"), "utf-8")
    again = check(folder, before, digests(folder), before)
    asking = {name for name, one in before.items() if "council-11-4" in one.asks.get("seats", ())}
    assert again.read == asking | {roster.as_posix()}
    assert {one.rule for one in again.problems.faults} == {"owner-known"}


def test_files_not_in_force_are_there_to_be_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "programs"
    shutil.copytree(FORMATS, folder)
    whole = check(folder)
    again = check(folder, whole.files, digests(folder), in_force=())
    assert again.catalogue.programs == whole.catalogue.programs
    assert again.catalogue.territories == whole.catalogue.territories


@given(contents)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_a_rule_is_not_asked_about_it_would_not_find(text: str) -> None:
    """The cheap conditions of rules leave nothing out."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(FORMATS, folder, dirs_exist_ok=True)
        (folder / "more.yaml").write_text(text, "utf-8")
        found = said(check(folder))
        kept = {kind: list(groups) for kind, groups in _RULES.items()}
        try:
            for kind in _RULES:
                _RULES[kind][:] = [(0, None, None, [rule for rule in RULES if rule.about == kind])]
            assert said(check(folder)) == found
        finally:
            for kind, groups in kept.items():
                _RULES[kind][:] = groups
