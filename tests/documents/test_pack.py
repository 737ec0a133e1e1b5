"""A hearing's papers on a small country: the figures of assess in every form, nothing empty, nothing read as markup."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.documents.hearing_world import AS_OF, HOSTILE, heard, prepared
from tests.small_country import ADMINISTRATOR, OBLAST, PROGRAM, load, record, report
from tracker.documents.model import Document, Facts, Paragraph, Questions, Table
from tracker.documents.pack import (
    brief_document,
    pack_document,
    paper_docx,
    paper_pdf,
    protocol_document,
    revision_document,
)
from tracker.errors import InputError
from tracker.hearing.matter import HearingMatter
from tracker.queries.ask import Scope
from tracker.queries.indicators import assessed
from tracker.queries.rollups import whole
from tracker.record.hearing import NewHearing, record_hearing
from tracker.store import Store, open_store
from tracker.text import LANGUAGES, percent
from tracker.text.values import value

SCOPE = Scope(program="district-2021-2025")


def spaced(text: str) -> str:
    """Text without line breaks, hyphens of layout and places where a long word may break."""
    return re.sub(r"[\s\u00a0\u202f\u200b\ufffe]+", "", text)


def pages_of(pdf: bytes) -> list[str]:
    return [spaced(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def words_of(made: bytes) -> str:
    read = docx.Document(io.BytesIO(made))
    return spaced("".join(node.text or "" for node in read.element.body.iter() if node.tag.endswith("}t")))


def cells_of(of: Document):
    for section in of.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (cell for row in block.rows for cell in row)
            if isinstance(block, Facts):
                yield from (cell for _, cell in block.facts)


def tables_called(of: Document, caption: str) -> list[Table]:
    blocks = (block for section in of.sections for block in section.blocks)
    return [block for block in blocks if isinstance(block, Table) and block.caption == caption]


def matters(store: Store, hearing: str) -> Callable[[str], HearingMatter]:
    """The hearing's matter in a language, gathered once for all who look at it: nothing is recorded meanwhile."""
    return cache(lambda language: heard(store, hearing, language))


@pytest.fixture(scope="module")
def six():
    """A district of six indicators, frozen, with three earlier decisions of which one is closed."""
    with open_store() as store:
        yield store, matters(store, prepared(store, 6, earlier=3, state="held"))


@pytest.fixture(scope="module")
def many():
    """A hearing of twelve items, not frozen, the first of its territory."""
    with open_store() as store:
        yield store, matters(store, prepared(store, 12))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_district_of_six_indicators_is_two_pages_with_the_figures_of_assess(six, language):
    store, matter_in = six
    matter = matter_in(language)
    pages = pages_of(paper_pdf(pack_document(matter)))
    text = "".join(pages)
    assert len(pages) == 2
    figures = whole(store, ADMINISTRATOR, matter.ask, SCOPE)
    for share in (figures.execution, figures.plan_today, figures.verified):
        assert spaced(percent(share, language)) in text
    for one in assessed(store, ADMINISTRATOR, matter.ask, SCOPE):
        assert spaced(one.title[language]) in text
        if one.observed is not None:
            assert spaced(value(one.observed, one.kind, one.unit, language)) in text
    assert f"{matter.earlier.done}" == "1" and matter.earlier.total == 3
    assert text.index(spaced("Demand number 1")) < text.index(
        spaced(percent(figures.execution, language))[:3], 400
    )


def test_the_fate_of_earlier_decisions_comes_first_and_silent_ones_before_all(six):
    _, matter_in = six
    of = pack_document(matter_in("en"))
    first = of.sections[0]
    said, table = first.blocks
    assert isinstance(said, Paragraph) and said.text.startswith("1 of 3 decisions of earlier hearings")
    assert [row[0].text for row in table.rows] == ["Demand number 1", "Demand number 3", "Demand number 2"]
    assert [row[3].text for row in table.rows] == ["Nobody answers", "Nobody answers", "Closed"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_pack_has_title_page_contents_numbers_and_a_page_an_item(many, language):
    _, matter_in = many
    matter = matter_in(language)
    of = pack_document(matter)
    pdf = paper_pdf(of)
    pages = pages_of(pdf)
    assert spaced(of.paper.kind) in pages[0] and of.paper.code in pages[0]
    for item in matter.items:
        name = spaced(f"{item.place}. {item.assessed.title[language]}")
        assert name in pages[1], "the contents name every item"
        shown = [
            n
            for n, page in enumerate(pages)
            if page.startswith(spaced(of.paper.running) + of.paper.code + name)
        ]
        assert len(shown) == 1
        amount = value(item.assessed.observed, "cumulative", item.assessed.unit, language)
        assert spaced(amount) in pages[shown[0]]
    for n, page in enumerate(pages, 1):
        assert page.endswith(f"{n}/{len(pages)}")
        if n > 1:
            assert spaced(of.paper.running) in page and of.paper.code in page
    assert b"pdfuaid" in pdf and f"/Lang({language})".encode() in pdf.replace(b" ", b"")
    assert b"NotoSans" in pdf and b"Libertinus" not in pdf


def test_the_same_matter_gives_the_same_bytes(many):
    store, matter_in = many
    matter = matter_in("kk")
    first, again = pack_document(matter), pack_document(heard(store, matter.hearing.hearing, "kk"))
    assert first == again
    assert paper_pdf(first) == paper_pdf(again)
    assert paper_docx(first) == paper_docx(again)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said_and_no_cell_is_empty(six, many, language):
    for _, matter_in in (six, many):
        matter = matter_in(language)
        for of in (pack_document(matter), revision_document(matter), protocol_document(matter)):
            for cell in cells_of(of):
                assert cell.text.strip() and cell.text.strip() not in ("-", "–", "None"), cell
            for section, after in zip(of.sections, (*of.sections[1:], None), strict=True):
                opens = after is not None and after.level > section.level
                assert section.heading and (section.blocks or section.said or opens), "no chapter is empty"
                for block in section.blocks:
                    assert not isinstance(block, Table) or block.rows
                    assert not isinstance(block, Questions) or block.questions


def test_nothing_reported_nothing_explained_nothing_answered_is_said(six):
    _, matter_in = six
    text = "".join(pages_of(paper_pdf(pack_document(matter_in("en")))))
    for said in (
        "nothing is reported",
        "not verified",
        "The owner has given no explanation.",
        "No answer came by 22 April 2022.",
        "the program file names no source",
        "No evidence was given.",
        "No budget is published.",
    ):
        assert spaced(said) in text, said


def test_an_amendment_stands_beside_the_first_promise_with_its_cause(many):
    _, matter_in = many
    of = pack_document(matter_in("en"))
    [changes] = tables_called(of, "Every change of the promise")
    [row] = changes.rows
    assert row[1].text == "Bureau, minutes 4" and row[3].text == "prices"
    assert "before: 333\u00a0object" in row[2].text
    [facts] = [
        b for s in of.sections for b in s.blocks if isinstance(b, Facts) and b.facts[0][0] == "First promise"
    ]
    assert facts.facts[0][1].text.startswith("333\u00a0object") and facts.facts[1][1].text.startswith(
        "103\u00a0object"
    )


def test_every_figure_names_its_source_at_the_foot(many):
    _, matter_in = many
    matter = matter_in("en")
    text = "".join(pages_of(paper_pdf(pack_document(matter))))
    for item in matter.items:
        for one in item.explained.reports:
            if one.chosen and one.evidence:
                assert spaced(f"Evidence: {one.evidence}") in text


@pytest.mark.parametrize("language", ["kk", "en"])
def test_markup_and_endless_words_are_set_as_they_stand(language):
    with open_store() as store:
        matter = heard(store, prepared(store, 9, HOSTILE), language)
        of = pack_document(matter)
        assert spaced(HOSTILE) in "".join(pages_of(paper_pdf(of)))
        assert spaced(HOSTILE) in words_of(paper_docx(of))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_docx_has_headings_tables_captions_pictures_and_the_figures(many, language):
    store, matter_in = many
    matter = matter_in(language)
    of = pack_document(matter)
    made = paper_docx(of)
    read = docx.Document(io.BytesIO(made))
    headings = [p.text for p in read.paragraphs if p.style.name.lower().startswith("heading 1")]
    assert headings == [s.heading for s in of.sections if s.level == 1]
    tables = [t for t in read.tables if t.style.name == "Figures"]
    assert len(tables) == sum(isinstance(b, Table) for s in of.sections for b in s.blocks)
    assert all(t.rows[0]._tr.trPr.findall("{*}tblHeader") for t in tables), "heads stand again on every page"
    xml = made_part(made, "word/document.xml")
    for one in assessed(store, ADMINISTRATOR, matter.ask, SCOPE):
        if one.observed is not None:
            assert spaced(value(one.observed, one.kind, one.unit, language)) in words_of(made)
    assert "TOC \\o" in xml and "PAGE " in made_part(made, "word/footer1.xml") + made_part(
        made, "word/footer2.xml"
    )
    tags = set(re.findall(r'<w:lang w:val="([^"]+)"', xml))
    assert tags == {{"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}[language]}
    pictures = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', xml)
    assert len(pictures) >= len(matter.items) and any(
        matter.items[0].assessed.title[language] in p for p in pictures
    )
    assert "footnoteReference" in xml and made_part(made, "word/footnotes.xml").count("<w:footnote ") > 10


def made_part(made: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(made)).read(name).decode()


def test_a_paper_tells_how_far_it_is(many):
    _, matter_in = many
    of = pack_document(matter_in("en"))
    for write in (paper_pdf, paper_docx):
        told: list[tuple[int, int]] = []
        write(of, lambda done, total, told=told: told.append((done, total)))
        assert len({total for _, total in told}) == 1
        done = [d for d, _ in told]
        assert done == sorted(done) and done[-1] == told[0][1] and len(done) > 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_is_two_pages_and_begins_with_what_concerns_its_reader(many, language):
    _, matter_in = many
    matter = matter_in(language)
    for of in (brief_document(matter), brief_document(matter, seat="council-1")):
        assert len(pages_of(paper_pdf(of))) <= 2
    carried = [i.place for i in matter.items if i.assessed.owner == "council-1"]
    first = next(s for s in of.sections if s.level == 2)
    assert first.heading.startswith(f"{carried[0]}. ")
    with pytest.raises(InputError):
        brief_document(matter, territory="KZ-99")


def test_the_protocol_holds_answers_and_decisions(six):
    _, matter_in = six
    of = protocol_document(matter_in("en"))
    text = "".join(pages_of(paper_pdf(of)))
    for said in (
        "It will be done by September.",
        "Finish works 2",
        "1 Sept 2022",
        "act of acceptance",
        "Chair",
    ):
        assert spaced(said) in text
    assert text.count(spaced("No answer was noted on this item.")) == 5
    assert "KZ7Q-M4PD" in text and "KZ7Q-M4PD" not in words_of(paper_docx(of))[:10]


def test_the_revision_counts_what_can_be_judged(many):
    _, matter_in = many
    matter = matter_in("en")
    of = revision_document(matter)
    found = matter.revision
    assert of.title.startswith(f"{found.judgeable} of {found.indicators} indicators can be judged")
    text = "".join(pages_of(paper_pdf(of)))
    assert spaced(f"{found.with_evidence} of {found.reported}") in text
    [judged] = tables_called(of, "Every indicator judged")
    assert len(judged.rows) == found.indicators
    assert sum(row[2].text == "yes" for row in judged.rows) == found.judgeable


def test_only_a_paper_is_set_on_many_pages(many):
    from dataclasses import replace

    _, matter_in = many
    bare = replace(pack_document(matter_in("en")), paper=None)
    with pytest.raises(ValueError):
        paper_pdf(bare)
    with pytest.raises(ValueError):
        paper_docx(bare)


def test_the_sample_in_the_docs_is_a_pack_of_the_demonstration():
    root = Path(__file__).resolve().parents[2]
    pdf = (root / "docs" / "sample-pack.pdf").read_bytes()
    pages = pages_of(pdf)
    assert b"pdfuaid" in pdf and spaced("Pack for the hearing") in pages[0] and "Demonstration" in pages[0]
    readme = (root / "README.md").read_text("utf-8")
    assert "docs/sample-pack.pdf" in readme.split("## ", 2)[0] + readme.split("## ", 2)[1]
    assert f"(PDF, {len(pages)} pages)" in readme


@pytest.fixture(scope="module")
def country_heard():
    """The republic heard with one oblast below it: its clinics feed the republic's, and both have spoken."""
    oblast = deepcopy(OBLAST)
    oblast["sections"][0]["indicators"][0]["unit"] = PROGRAM["sections"][0]["indicators"][0]["unit"]
    with open_store() as store:
        load(store, PROGRAM, oblast)
        record(
            store,
            report("clinics", "2022-Q1", 9, "2022-04-05T06:00:00"),
            report("akmola-2021-2025/clinics", "2022-Q1", 1, "2022-04-05T06:00:00"),
        )
        new = NewHearing("KZ", "ministry-health", ("republic-2021-2025",), date(2022, 4, 28), AS_OF)
        yield store, matters(store, record_hearing(store, ADMINISTRATOR, new, now=datetime(2022, 4, 16, 6)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_territorys_brief_says_how_it_stands_with_each_item(country_heard, language):
    _, matter_in = country_heard
    matter = matter_in(language)
    of = brief_document(matter, territory="KZ-11")
    [row] = [row for row in matter.territories if row.key == "KZ-11"]
    assert percent(row.execution, language) in of.title
    pages = pages_of(paper_pdf(of))
    assert len(pages) <= 2
    [item] = [item for item in matter.items if item.assessed.indicator.endswith("/clinics")]
    [part] = item.behind
    for said in (percent(part.share, language), "Akmola"):
        assert spaced(said) in pages[0]


def test_the_figure_above_stands_beside_the_sum_of_its_parts(country_heard):
    _, matter_in = country_heard
    matter = matter_in("en")
    [table] = tables_called(pack_document(matter), "The figure above beside the sum of the territories")
    [row] = table.rows
    [one] = matter.parts_differences
    assert (one.whole, one.parts_sum) == (9, 1)
    assert [cell.text for cell in row[1:]] == [
        "9\u00a0object",
        "1\u00a0object",
        "\u22128\u00a0object",
        "1 of 1",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_on_every_page_that_it_is_one(country_heard, language):
    _, matter_in = country_heard
    of = pack_document(matter_in(language))
    word = {"kk": "ЖОБА", "ru": "ПРОЕКТ", "en": "DRAFT"}[language]
    assert of.paper.draft and all(word in page for page in pages_of(paper_pdf(of)))


@pytest.mark.parametrize("write", [paper_pdf, paper_docx])
def test_later_entries_do_not_change_a_frozen_pack(write):
    with open_store() as store:
        hearing = prepared(store, 6, earlier=2, state="frozen")
        before = write(pack_document(heard(store, hearing, "kk")))
        record(store, report("district-2021-2025/works-1", "2022-Q1", 99, "2022-04-14T06:00:00"))
        assert write(pack_document(heard(store, hearing, "kk"))) == before
        assert spaced("99 object") not in "".join(
            pages_of(paper_pdf(pack_document(heard(store, hearing, "en"))))
        )
