"""Evidence files: what they really are, what they say of place and time, and where they can never lead."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime

import pytest
from PIL import Image

from tests.evidence import papers
from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import Actor
from tracker.errors import AccessRefused, BrokenDatabase, InputError
from tracker.evidence import MOST_BYTES, EvidenceRefused, keep, read_kept
from tracker.evidence.shelf import folder_of
from tracker.queries.ask import Ask, Scope
from tracker.queries.evidence import evidence, evidence_file
from tracker.record.evidence import About, record_evidence
from tracker.store import open_store
from tracker.store.ledger import verify

BRANCH = Actor("branch-KZ", "branch", territory="KZ")
DAY = Ask(NOW.date())
CLINICS = "republic-2021-2025/clinics"


def photograph(kind: str = "JPEG", size: tuple[int, int] = (64, 48), place: bool = True) -> bytes:
    picture, out = Image.new("RGB", size, "teal"), io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x8825] = {1: "N", 2: (51.0, 7.0, 30.0), 3: "E", 4: (71.0, 25.0, 48.0)}
        exif[0x8769] = {0x9003: "2022:04:02 10:30:00"}
        exif[0x010F] = "Maker of cameras"
    picture.save(out, kind, exif=exif)
    return out.getvalue()


PDF = papers.paper()


def bomb() -> bytes:
    """A PNG of 30,000 x 30,000 points in a few hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9000))
        + chunk(b"IEND", b"")
    )


def test_a_photograph_says_where_and_when_and_its_shown_copy_does_not(store):
    kept = keep(store, photograph(), "bridge.jpg")
    assert (kept.kind, kept.name) == ("jpeg", "bridge.jpg")
    assert kept.taken_at == datetime(2022, 4, 2, 4, 30)  # Almaty was six hours ahead
    assert (kept.latitude, kept.longitude) == (51.125, 71.43)
    assert kept.shown_sha256 != kept.sha256
    with Image.open(io.BytesIO(read_kept(store, kept.shown_sha256))) as shown:
        assert shown.size == (64, 48) and not dict(shown.getexif())
    assert b"Maker" not in read_kept(store, kept.shown_sha256) and b"Maker" in read_kept(store, kept.sha256)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_photograph_is_kept_by_its_content(store, kind):
    assert keep(store, photograph(kind), "whatever.exe").kind == kind.lower()


def test_a_large_photograph_is_handed_out_small(store):
    kept = keep(store, photograph(size=(4000, 3000)))
    with Image.open(io.BytesIO(read_kept(store, kept.shown_sha256))) as shown:
        assert max(shown.size) <= 1600


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"MZ" + b"\0" * 100, "no photograph"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "no photograph"),
        (b"\xff\xd8\xff" + b"not a picture", "damaged"),
        (photograph()[:-200], "damaged"),
        (PDF[:-10], "cut off"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
        (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, "larger than"),
        (bomb(), "million points"),
    ],
    ids=["empty", "program", "svg", "text", "half", "half-pdf", "heic", "large", "bomb"],
)  # fmt: skip
def test_what_is_no_evidence_is_refused_in_words(store, data, words):
    with pytest.raises(EvidenceRefused) as refused:
        keep(store, data, "photo.jpg")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\act.pdf", "act.pdf"),
        ("/absolute/act.pdf", "act.pdf"),
        ("act\u202efdp.exe", "actfdp.exe"),
        ("a\0b\r\nSet-Cookie: x", "abSet-Cookie: x"),
        ("..", None),
        ("x" * 500, "x" * 80),
    ],
)
def test_a_name_is_words_and_never_a_path(tmp_path, name, kept):
    with open_store(tmp_path / "t.duckdb") as store:
        assert keep(store, PDF, name).name == kept
        assert {one.name for one in tmp_path.iterdir()} <= {"t.duckdb", "t.duckdb.wal", "t.duckdb.evidence"}
        files = [one for one in folder_of(store.path).rglob("*") if one.is_file()]
        assert len(files) == 2  # as it was sent, and the copy
        for file in files:
            assert file.parent.parent == folder_of(store.path) and len(file.name) == 64


@pytest.mark.parametrize("digest", ["../../t.duckdb", "..%2f..", "A" * 64, "0" * 63 + "/", "", "0" * 64])
def test_no_address_leads_out_of_the_folder(tmp_path, digest):
    with open_store(tmp_path / "t.duckdb") as store:
        keep(store, PDF)
        assert read_kept(store, digest) is None


def test_a_file_changed_on_the_disk_is_not_shown(tmp_path):
    with open_store(tmp_path / "t.duckdb") as store:
        kept = keep(store, PDF)
        file = folder_of(store.path) / kept.sha256[:2] / kept.sha256
        file.write_bytes(PDF + b"more")
        with pytest.raises(BrokenDatabase):
            read_kept(store, kept.sha256)


def test_evidence_belongs_to_an_indicator_and_the_ledger_holds_it(country):
    kept = keep(country, photograph(), "bridge.jpg")
    assert record_evidence(country, BRANCH, About(CLINICS), [kept, kept], now=NOW) == 1
    assert record_evidence(country, BRANCH, About(CLINICS), [kept], now=NOW) == 0
    (found,) = evidence(country, ADMINISTRATOR, DAY, Scope(indicator=CLINICS))
    assert (found.shown_sha256, found.author, found.latitude) == (kept.shown_sha256, "branch-KZ", 51.125)
    assert verify(country).first_bad is None


def test_nobody_adds_evidence_for_another_branch(country):
    kept = keep(country, PDF)
    with pytest.raises(AccessRefused):
        record_evidence(
            country, Actor("branch-KZ-11", "branch", territory="KZ-11"), About(CLINICS), [kept], now=NOW
        )
    with pytest.raises(InputError):
        record_evidence(country, BRANCH, About(CLINICS, report_seq=1), [kept], now=NOW)


def test_the_public_sees_no_evidence_and_a_seat_no_place(country):
    kept = keep(country, photograph())
    record_evidence(country, BRANCH, About(CLINICS), [kept], now=NOW)
    assert evidence(country, Actor.public(), DAY, Scope()) == []
    assert evidence_file(country, Actor.public(), DAY, kept.shown_sha256) is None
    seat = Actor("council-1", "council_seat", territory="KZ", seat="council-1")
    (found,) = evidence(country, seat, DAY, Scope())
    assert found.latitude is None and evidence_file(country, seat, DAY, kept.shown_sha256) == (
        kept.shown_sha256,
        "jpeg",
        None,
    )
    # the original, with its metadata, has no address of its own
    assert evidence_file(country, ADMINISTRATOR, DAY, kept.sha256) is None
