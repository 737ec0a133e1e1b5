"""One document in every form: the same figures on the light page, in print and in plain text; light and on one page."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pypdfium2
import pytest

from tests.demonstration import ADMINISTRATOR
from tests.documents.conftest import ASK
from tests.small_country import PROGRAM, load
from tracker.documents.card import member_card
from tracker.documents.indicator_sheet import indicator_sheet
from tracker.documents.light_page import ROWS, Ways, light_page
from tracker.documents.model import Document, Place
from tracker.documents.plain import LINES, plain
from tracker.documents.printed import printed
from tracker.documents.seat_list import seat_list
from tracker.store import open_store
from tracker.text import LANGUAGES

KAZAKH = "әғқңөұүі"
#: what a light page may weigh before compression, addresses included
MOST_BYTES = 40_000


def address(place: Place) -> str:
    """An address as long as those that are served."""
    state = "as_of=2022-04-15&basis=current&lang=kk&viewer=political_council%3Acouncil-11-3"
    return f"/light/{place.kind}/{place.id}?{state}"


WAYS = Ways(
    address, ((("Қазақша", "/kk"), ("Русский", None)),), ((("first", "/first"),),), "/member", "made up"
)


def pages_of(pdf: bytes) -> list[str]:
    read = pypdfium2.PdfDocument(pdf)
    return [spaced(page.get_textpage().get_text_range()) for page in read]


def spaced(text: str) -> str:
    """Text without the form's own line breaks and hyphens of layout."""
    return re.sub(r"[\s\u00a0\u202f\ufffe]+", "", text)


def words_of(page: str) -> str:
    return spaced(html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.S)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_figures_stand_in_every_form(largest, card_of, language):
    for seat in (largest[0], largest[2]):
        card = card_of(seat.seat, language)
        page, sheet = words_of(light_page(card, WAYS)), "".join(pages_of(printed(card, one_page=True)))
        text = spaced(plain(card))
        for form in (page, sheet, text):
            assert spaced(card.title) in form
            assert spaced(card.meta[0]) in form
        for item in card.sections[0].blocks[0].items:
            assert spaced(item.sentence)[1:] in page and spaced(item.sentence)[1:] in text
            assert (
                spaced(item.sentence) in sheet
                and spaced(item.question) in sheet
                and spaced(item.question) in page
            )
        for section in card.sections:
            if section.said and section.brief:
                assert spaced(section.said) in page and spaced(section.said) in sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_everyone_who_carries_much_is_one_accessible_page(largest, card_of, language):
    for seat in largest:
        pdf = printed(card_of(seat.seat, language), one_page=True)
        read = pypdfium2.PdfDocument(pdf)
        assert len(read) == 1
        assert [round(side) for side in read[0].get_size()] == [595, 842]
        assert b"pdfuaid" in pdf and f"/Lang({language})".encode() in pdf.replace(b" ", b"")
        assert b"NotoSans" in pdf and b"DejaVu" not in pdf and b"Libertinus" not in pdf


def test_kazakh_letters_are_letters_in_print(largest, card_of):
    text = pages_of(printed(card_of(largest[0].seat, "kk"), one_page=True))[0]
    assert all(letter in text.lower() for letter in KAZAKH)
    assert "\ufffd" not in text


def test_a_handover_sheet_is_as_long_as_it_needs_to_be(largest, handover_of):
    sheet = handover_of(largest[0].seat, "ru")
    text = "".join(pages_of(printed(sheet, one_page=False)))
    for section in sheet.sections:
        assert spaced(section.heading) in text
        for block in section.blocks:
            for row in block.rows:
                assert spaced(row[0].text) in text


def every_document(demonstration, largest, card_of, handover_of, language: str) -> list[Document]:
    found = [of(seat.seat, language) for of in (card_of, handover_of) for seat in largest]
    found += [
        indicator_sheet(demonstration, ADMINISTRATOR, ASK, f"demo-kz-11-2021-2025/{one}", language)
        for one in ("housing", "waiting-list", "short-courses")
    ]
    return [
        *found,
        *(seat_list(demonstration, ADMINISTRATOR, ASK, place, language) for place in ("KZ", "KZ-11")),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_light_page_is_light_and_asks_for_nothing(demonstration, largest, card_of, handover_of, language):
    for document in every_document(demonstration, largest, card_of, handover_of, language):
        page = light_page(document, WAYS)
        assert len(page.encode()) < MOST_BYTES, (document.place, len(page.encode()))
        assert "<script" not in page and " src=" not in page and "@import" not in page
        assert not re.search(r"url\((?!#)", page)
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", page))
        assert page.count("<h1>") == 1 and f'<html lang="{language}">' in page


def test_plain_text_is_ten_lines_that_end_with_the_link(largest, card_of):
    for seat in largest:
        for language in LANGUAGES:
            lines = plain(card_of(seat.seat, language), "http://localhost/x")
            assert 5 <= len(lines.splitlines()) <= LINES and lines.endswith(" http://localhost/x\n")


def test_what_a_program_says_is_text_and_never_markup():
    nasty = "<script>alert(1)</script> #strong[x] $x$ </style> \"q\" & 'a'"
    health = PROGRAM["sections"][0]
    told = {
        **PROGRAM,
        "title": nasty,
        "sections": [{**health, "title": nasty, "indicators": [{**health["indicators"][0], "title": nasty}]}],
    }
    with open_store() as store:
        load(store, told)
        card = member_card(store, ADMINISTRATOR, ASK, "bureau-1", "en")
        page = light_page(card, WAYS)
        assert "<script" not in page and html.escape(nasty, quote=False) in page
        assert page.count("</style>") == page.count("<style>")
        assert spaced(nasty) in "".join(pages_of(printed(card, one_page=True)))


def test_a_card_with_very_much_on_it_stays_light_and_says_what_it_left_out(largest, card_of):
    card = card_of(largest[0].seat, "kk")
    place = next(n for n, section in enumerate(card.sections) if section.name == "indicators")
    (table,) = card.sections[place].blocks
    many = replace(card.sections[place], blocks=(replace(table, rows=table.rows * 20),))
    heavy = replace(card, sections=(*card.sections[:place], *[many] * 2, *card.sections[place + 1 :]))
    page = light_page(heavy, WAYS)
    assert len(page.encode()) < MOST_BYTES
    assert page.count("<li><strong>") == len(card.sections[0].blocks[0].items)
    left = max(int(found) for found in re.findall(r"<a href=\"/member\">тағы (\d+)</a>", page))
    assert left > len(table.rows) * 20 - ROWS[0]
