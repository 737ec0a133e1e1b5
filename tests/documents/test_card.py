"""The card says what the queries say: figures, parts that add up, who owes, who is asked, and nothing left unsaid."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.demonstration import ADMINISTRATOR
from tests.documents.conftest import ASK
from tests.small_country import load, record, report
from tracker.access import Actor
from tracker.documents.card import member_card
from tracker.documents.handover import handover
from tracker.documents.indicator_sheet import indicator_sheet
from tracker.documents.model import Document, Items, Shares, Table, trimmed
from tracker.documents.outlook import outlook, outlook_line
from tracker.documents.why import why
from tracker.errors import InputError
from tracker.queries.ask import Ask, Scope
from tracker.queries.directory import seats
from tracker.queries.explain import explained
from tracker.queries.forecast import forecast_of
from tracker.queries.indicators import assessed
from tracker.queries.rollups import whole
from tracker.record.explanation import NewExplanation, ask_for_explanation, record_explanation
from tracker.store import Store, open_store
from tracker.text import LANGUAGES, percent, points
from tracker.text.values import why_missing


def every_text(of: Document) -> str:
    """All words of a document, in its order."""
    said = [of.over, of.title, *of.meta, of.badge or "", of.notice or ""]
    for section in of.sections:
        said += [section.heading, section.said or ""]
        for block in section.blocks:
            if isinstance(block, Items):
                for item in block.items:
                    said += [item.title, item.status_word, item.sentence, item.question or "", *item.details]
            elif isinstance(block, Table):
                said += [cell.text for row in block.rows for cell in row]
                said += [cell.under or "" for row in block.rows for cell in row]
            elif isinstance(block, Shares):
                said += [part.title for part in block.parts]
    return "\n".join([*said, *of.how, *of.foot])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_and_the_things_that_need_somebody_are_the_queries_figures(
    demonstration, largest, card_of, language
):
    for seat in largest:
        card = card_of(seat.seat, language)
        figures = whole(demonstration, ADMINISTRATOR, ASK, Scope(begun=True, seat=seat.seat))
        assert percent(figures.execution, language) in card.title
        assert percent(figures.plan_today, language) in card.title
        assert (card.bar.execution, card.bar.verified) == (figures.execution, figures.verified)
        carried = assessed(
            demonstration, ADMINISTRATOR, ASK, Scope(begun=True, seat=seat.seat), by_attention=True
        )
        needing = [
            item
            for item in carried
            if item.report_overdue or item.status in ("at_risk", "off_track", "missed", "no_data")
        ][:3]
        shown = card.sections[0].blocks[0].items
        assert [item.place.id for item in shown] == [item.indicator for item in needing]
        for item, one in zip(needing, shown, strict=True):
            assert percent(item.planned_progress, language) in one.sentence
            if item.observed is not None:
                assert percent(item.progress, language) in one.sentence
            assert one.question and "{" not in one.question


def test_the_parts_of_the_shortfall_add_up_however_few_are_shown(largest, card_of):
    for seat in largest:
        card = card_of(seat.seat, "ru")
        for rows in (99, 5, 2, 1):
            short = trimmed(card, rows)
            for shares in [b for s in short.sections for b in s.blocks if isinstance(b, Shares)]:
                assert sum(part.part for part in shares.parts) == pytest.approx(shares.total, abs=1e-12)
                assert sum(part.share for part in shares.parts) == pytest.approx(1.0, abs=1e-12)
                assert len(shares.parts) <= rows


def test_what_is_left_out_is_counted(largest, card_of):
    card = card_of(largest[0].seat, "ru")
    tables = lambda of: [b for s in of.sections for b in s.blocks if isinstance(b, Table)]  # noqa: E731
    for full, short in zip(tables(card), tables(trimmed(card, 2)), strict=True):
        assert len(short.rows) + short.left_out == len(full.rows) + full.left_out


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_of_a_sentence_stays_open_and_no_cell_is_empty(largest, card_of, handover_of, language):
    for seat in largest:
        for made_of in (card_of, handover_of):
            of = made_of(seat.seat, language)
            assert "{" not in every_text(of)
            for table in [b for s in of.sections for b in s.blocks if isinstance(b, Table)]:
                assert all(row[0].text for row in table.rows)
                assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_a_bureau_seat_sees_who_carries_its_sections_and_apart_the_same_themes_below(demonstration):
    card = member_card(demonstration, ADMINISTRATOR, ASK, "bureau-11-3", "en")
    headings = [section.heading for section in card.sections]
    assert headings.index("Who carries it") < headings.index("The same themes in the regions")
    carriers = next(s for s in card.sections if s.heading == "Who carries it").blocks[0]
    assert all(row[0].place.id.startswith("council-") for row in carriers.rows)
    below = next(s for s in card.sections if s.heading == "The same themes in the regions")
    assert "Not part of this seat's own figures" in below.blocks[0].caption
    whom = [block.text for block in card.sections[0].blocks if not isinstance(block, Items)]
    assert whom and below.said in whom[0]


def test_a_vacant_seat_is_shown_as_vacant(demonstration, card_of):
    listed = seats(demonstration, ADMINISTRATOR, ASK)
    vacant = next(seat for seat in listed if seat.holder is None and seat.carries)
    for language in LANGUAGES:
        card = card_of(vacant.seat, language)
        assert why_missing("vacant", language) in card.over and card.notice


def test_made_up_reports_are_badged_and_the_revision_stands_at_the_foot(demonstration):
    card = member_card(demonstration, ADMINISTRATOR, ASK, "bureau-8", "en")
    assert card.badge == "Demonstration"
    assert str(demonstration.head()) in card.foot[-1] and card.revision == demonstration.head()
    assert (
        "15 April 2022" in card.meta[0]
        and "present terms" in card.meta[0]
        and "Base: 2 indicators" in card.meta[0]
    )


def test_a_seat_no_roster_names_is_refused_in_words(demonstration):
    with pytest.raises(InputError) as refused:
        member_card(demonstration, ADMINISTRATOR, ASK, "bureau-99", "kk")
    assert "bureau-99" in str(refused.value)


def test_every_thing_that_needs_somebody_opens_into_its_arithmetic(demonstration, largest, card_of):
    for seat in largest:
        card = card_of(seat.seat, "kk")
        for section in card.sections:
            for item in (
                item for block in section.blocks if isinstance(block, Items) for item in block.items
            ):
                of = explained(demonstration, ADMINISTRATOR, ASK, item.place.id)
                assert list(item.why) == why(of, "kk")
                ahead = outlook_line(forecast_of(of), "kk")
                assert ahead is None or ahead in item.details


def test_the_indicator_sheet_says_why_in_the_words_of_the_page(demonstration):
    found = explained(demonstration, ADMINISTRATOR, ASK, "demo-kz-11-2021-2025/housing")
    for language in LANGUAGES:
        sheet = indicator_sheet(demonstration, ADMINISTRATOR, ASK, "demo-kz-11-2021-2025/housing", language)
        lines = {s.name: list(s.blocks[0].lines) for s in sheet.sections if s.name in ("why", "outlook")}
        assert lines == {"why": why(found, language), "outlook": outlook(forecast_of(found), language)}


@pytest.fixture
def lagging() -> Store:
    """The small country: clinics lag, were explained, and were asked about again."""
    with open_store() as store:
        load(store)
        record(store, report("clinics", "2021-Q4", 1, "2022-01-10T06:00:00"))
        yield store


COUNCIL = Actor("council-1", "council_seat", territory="KZ", seat="council-1")
BUREAU = Actor("bureau-1", "bureau_seat", territory="KZ", seat="bureau-1")


def explain(store: Store, expected: date, at: datetime) -> None:
    given = NewExplanation("republic-2021-2025/clinics", "contractor", "another contractor", expected)
    record_explanation(store, COUNCIL, given, now=at)


def test_a_promised_day_that_did_not_hold_is_what_is_asked_about(lagging):
    explain(lagging, date(2022, 2, 1), datetime(2022, 1, 20, 6))
    card = member_card(lagging, ADMINISTRATOR, Ask(date(2022, 4, 15)), "council-1", "en")
    first = card.sections[0].blocks[0].items[0]
    assert "The day promised was 1 February 2022, and it did not hold" in first.question
    answer = "contractor; another contractor; promised for 1 February 2022 (it did not hold)"
    assert any(answer in line for line in first.details)
    said = next(s.said for s in card.sections if s.heading == "Explanations and promised days")
    assert said == "Explanations: 1; promised days that held: 0, that did not: 1, still ahead: 0."


def test_a_promised_day_ahead_goes_to_the_successor(lagging):
    explain(lagging, date(2022, 6, 1), datetime(2022, 1, 20, 6))
    sheet = handover(lagging, ADMINISTRATOR, Ask(date(2022, 4, 15)), "council-1", "en")
    assert any("1 Jun 2022" in row[1].text for s in sheet.sections if s.heading == "Promised days still ahead"
               for row in s.blocks[0].rows)  # fmt: skip
    holders = next(s for s in sheet.sections if s.heading == "Who held this seat").blocks[0]
    assert [row[0].text for row in holders.rows] == ["holder 1", "holder 2"]
    assert [row[2].text for row in holders.rows] == ["28 Feb 2022", "…"]


def test_a_request_nobody_answered_stands_in_the_card(lagging):
    ask_for_explanation(
        lagging, BUREAU, "republic-2021-2025/clinics", words="why so late?", now=datetime(2022, 2, 1, 6)
    )
    card = member_card(lagging, ADMINISTRATOR, Ask(date(2022, 4, 15)), "council-1", "en")
    section = next(s for s in card.sections if s.heading == "Requests without an answer")
    assert (
        section.said == "Requests without an answer: 1."
        and section.blocks[0].rows[0][0].under == "why so late?"
    )


def test_the_public_sees_neither_explanations_nor_what_is_not_verified(lagging):
    explain(lagging, date(2022, 6, 1), datetime(2022, 1, 20, 6))
    card = member_card(lagging, Actor.public(), Ask(date(2022, 4, 15)), "council-1", "en")
    assert "another contractor" not in every_text(card)
    assert card.bar.execution == 0.0 and card.bar.verified == 0.0


def test_an_overdue_report_names_the_branch_that_owes_it(lagging):
    card = member_card(lagging, ADMINISTRATOR, Ask(date(2022, 8, 15)), "council-1", "en")
    section = next(s for s in card.sections if s.heading == "Overdue reports")
    assert "owed by the branches: Kazakhstan" in section.said
    assert "branch: Kazakhstan" in [row[1].text for row in section.blocks[0].rows]


def test_the_plan_and_the_distance_are_said_as_everywhere(lagging):
    item = assessed(lagging, ADMINISTRATOR, ASK, Scope(indicator="republic-2021-2025/clinics"))[0]
    card = member_card(lagging, ADMINISTRATOR, ASK, "council-1", "kk")
    rows = (
        next(s for s in card.sections if s.brief and s.blocks and isinstance(s.blocks[0], Table))
        .blocks[0]
        .rows
    )
    row = next(row for row in rows if row[0].place.id == item.indicator)
    assert row[4].text == points(item.progress - item.planned_progress, "kk")
