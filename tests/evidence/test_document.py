"""A PDF document: its shown copy opens, looks the same, and says nothing of people, programs and places."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.evidence import papers
from tests.evidence.test_keeping import BRANCH, CLINICS, DAY, photograph
from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import Actor
from tracker.evidence import EvidenceRefused, keep, read_kept
from tracker.evidence.jpeg import without_metadata
from tracker.queries.evidence import evidence_file
from tracker.record.evidence import About, record_evidence


def everything_in(data: bytes) -> bytes:
    """All objects and all streams of a document, unpacked: what anybody could dig out of it."""
    with pikepdf.open(io.BytesIO(data)) as document:
        said = [data, document.trailer.unparse(resolved=True)]
        for thing in document.objects:
            said.append(thing.unparse(resolved=True) if not isinstance(thing, pikepdf.Stream) else b"")
            if isinstance(thing, pikepdf.Stream):
                said.append(thing.read_raw_bytes())
                said.append(repr(dict(thing)).encode())
                if thing.get("/Filter") == pikepdf.Name.FlateDecode:
                    said.append(zlib.decompress(thing.read_raw_bytes()))
        return b"\n".join(said)


def seen(data: bytes) -> tuple[str, bytes]:
    """The first page as text and as pixels."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        return page.get_textpage().get_text_range(), page.render(scale=1).to_pil().tobytes()


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("chained", [False, True], ids=["photo", "photo-packed-twice"])
def test_the_shown_copy_looks_the_same_and_says_nothing_of_people(store, packed, chained):
    document = papers.paper(photograph(), packed=packed, chained=chained)
    kept = keep(store, document, "act.pdf")
    shown = read_kept(store, kept.shown_sha256)
    assert read_kept(store, kept.sha256) == document  # the original stays as it was sent
    before, after = everything_in(document), everything_in(shown)
    for secret in papers.SECRETS:
        if secret != b"Maker of cameras" or not chained:
            assert secret in before or secret.decode().encode("utf-16-be") in before, secret
        assert secret not in after and secret.decode().encode("utf-16-be") not in after, secret
    assert b"Seen on the spot" in after  # the comment itself is evidence
    assert seen(shown) == seen(document)
    with pikepdf.open(io.BytesIO(shown)) as copy:
        assert not copy.docinfo and "/Metadata" not in copy.Root and len(copy.pages) == 1


def test_the_same_document_twice_is_kept_once(store):
    document = papers.paper(photograph())
    assert keep(store, document) == keep(store, document)


def test_the_pixels_of_a_photograph_in_a_document_stay_byte_for_byte():
    stripped = without_metadata(photograph())
    with Image.open(io.BytesIO(stripped)) as one, Image.open(io.BytesIO(photograph())) as other:
        assert one.tobytes() == other.tobytes() and not dict(one.getexif())
    progressive = io.BytesIO()
    Image.effect_noise((90, 70), 60).convert("RGB").save(
        progressive, "JPEG", progressive=True, comment="private"
    )
    stripped = without_metadata(progressive.getvalue() + b"a second picture")
    with Image.open(io.BytesIO(stripped)) as one, Image.open(progressive) as other:
        assert one.tobytes() == other.tobytes()
    assert b"private" not in stripped and b"second picture" not in stripped
    assert without_metadata(b"\x89PNG") is None and without_metadata(b"\xff\xd8\xff\xe1\0\1") is None


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize(
    "add",
    [
        papers.with_script,
        papers.with_script_of_a_page,
        papers.with_file,
        papers.with_launch,
        papers.with_film,
    ],
)
def test_what_acts_by_itself_or_hides_files_is_refused_wherever_it_stands(store, add, packed):
    document = papers.paper(add=add, packed=packed)
    with pytest.raises(EvidenceRefused, match="holds a program or other files"):
        keep(store, document, "act.pdf")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (papers.locked(), "password"),
        (papers.paper()[:400] + b"\n%%EOF\n", "damaged"),
        (b"%PDF-1.7\n" + b"junk " * 400 + b"%%EOF\n", "damaged"),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "damaged"),
        (b"%PDF-1.4\n1 0 obj" + b"[" * 5000 + b"]" * 5000 + b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "damaged"),
    ],
    ids=["locked", "half", "junk", "no-page", "nested"],
)  # fmt: skip
def test_what_is_no_whole_document_is_refused_in_words(store, data, words):
    with pytest.raises(EvidenceRefused, match=words):
        keep(store, data, "act.pdf")


ACTIVE = {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/AA", "/OpenAction", "/Metadata", "/XFA"}
OF_THE_TABLE = {"/Root", "/Size", "/ID", "/Type", "/W", "/Length", "/Filter", "/DecodeParms", "/Index"}
WHOLE = papers.paper(photograph())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=12)), max_size=6), st.booleans())
def test_any_bytes_are_a_document_that_opens_and_does_nothing_or_refused_in_words(store, changes, plain):
    data = bytearray(papers.paper(packed=False) if plain else WHOLE)
    for place, given_bytes in changes:
        data[place : place + len(given_bytes)] = given_bytes
    try:
        kept = keep(store, bytes(data), "act.pdf")
    except EvidenceRefused:
        return
    with pikepdf.open(io.BytesIO(read_kept(store, kept.shown_sha256))) as copy:
        assert len(copy.pages) and not set(copy.trailer.keys()) - OF_THE_TABLE
        assert not ACTIVE & {key for thing in copy.objects for key in _keys(thing)}


def _keys(thing) -> set[str]:
    return set(thing.keys()) if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) else set()


_MEASURED = """
import contextlib, resource, sys
from tracker.evidence.document import EvidenceRefused, read_document
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with contextlib.suppress(EvidenceRefused):
    read_document(sys.stdin.buffer.read())
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_document_that_unpacks_to_half_a_gigabyte_costs_a_fraction_of_it():
    data = papers.unpacking(400)
    assert len(data) < 2**21
    done = subprocess.run([sys.executable, "-c", _MEASURED], input=data, capture_output=True, check=True)
    assert int(done.stdout) < 250  # megabytes


def test_control_may_open_the_original_and_a_seat_only_the_copy(country):
    kept = keep(country, papers.paper(), "act.pdf")
    record_evidence(country, BRANCH, About(CLINICS), [kept], now=NOW)
    control = Actor("control", "party_control", territory="KZ")
    seat = Actor("council-1", "council_seat", territory="KZ", seat="council-1")
    asked = (country, DAY, kept.shown_sha256)
    for actor in (control, ADMINISTRATOR, BRANCH):
        assert original(actor, *asked) == (kept.sha256, "pdf", "act.pdf")
    for actor in (seat, Actor.public(), Actor("branch-KZ-11", "branch", territory="KZ-11")):
        assert original(actor, *asked) is None
    assert evidence_file(country, seat, DAY, kept.shown_sha256) == (kept.shown_sha256, "pdf", "act.pdf")
    # control of one place reads no original of another, though they see its indicator as a seat
    both = replace(seat, also=(Actor("council-1", "party_control", territory="KZ-11"),))
    assert original(both, *asked) is None and evidence_file(country, both, DAY, kept.shown_sha256) is not None


def original(actor, store, day, digest):
    return evidence_file(store, actor, day, digest, original=True)
