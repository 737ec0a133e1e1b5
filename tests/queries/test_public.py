"""The public sees verified figures and the statuses computed from them, and nobody's notes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.small_country import ADMINISTRATOR, record, report
from tracker.access import Actor
from tracker.queries import Ask, Scope
from tracker.queries.attention import needing
from tracker.queries.changes import changed
from tracker.queries.explain import explained
from tracker.queries.indicators import assessed
from tracker.queries.rollups import course, whole

PUBLIC = Actor.public()
DAY = Ask(date(2022, 4, 15))
CLINICS = "republic-2021-2025/clinics"


@pytest.fixture
def store(country):
    record(
        country,
        report("clinics", "2021-Q4", 9.0, "2022-01-10", note="n1", verdict="verified", reviewer="control-1",
               reason="r1",
            reviewed_at=datetime(2022, 2, 1)),
        report("clinics", "2022-Q1", 15.0, "2022-04-10", note="n2"),
        report("villages", "2022-Q1", 13.0, "2022-04-10"),
    )  # fmt: skip
    return country


def one(store, actor):
    return assessed(store, actor, DAY, Scope(indicator=CLINICS))[0]


def test_the_public_status_is_the_verified_one(store):
    inside, outside = one(store, ADMINISTRATOR), one(store, PUBLIC)
    assert (inside.observed, inside.status) == (15.0, "on_track")
    assert (outside.observed, outside.period_end) == (9.0, date(2021, 12, 31))
    assert outside.status == inside.verified_status == "off_track"
    assert outside.progress == pytest.approx(9 / 27)


def test_public_roll_ups_are_made_of_verified_figures(store):
    inside = whole(store, ADMINISTRATOR, DAY, Scope())
    outside = whole(store, PUBLIC, DAY, Scope())
    assert outside.execution == pytest.approx(inside.verified)
    assert outside.execution < inside.execution
    # asked a day later, so that the day is assessed and not read from what is kept of it
    point = course(store, PUBLIC, Ask(DAY.as_of + timedelta(1)), Scope(), [DAY.as_of])[0].figures
    assert point.execution == pytest.approx(outside.execution)
    end = changed(store, PUBLIC, Ask(date(2021, 12, 31)), DAY, Scope()).execution
    assert end.to == pytest.approx(outside.execution, abs=1e-12)


def test_the_public_reads_no_unverified_report_and_no_note(store):
    opened = explained(store, PUBLIC, DAY, CLINICS)
    assert [(r.value, r.note, r.reviews[0].reason) for r in opened.reports] == [(9.0, None, None)]
    assert len(explained(store, ADMINISTRATOR, DAY, CLINICS).reports) == 2


def test_attention_of_the_public_is_dated_by_verified_statuses(store):
    found = {a.item.indicator: a.behind_since for a in needing(store, PUBLIC, DAY, Scope())}
    assert found[CLINICS] is not None
    assert CLINICS not in {a.item.indicator for a in needing(store, ADMINISTRATOR, DAY, Scope())}


def test_the_public_reads_whose_word_a_measure_is_from_nobody(store):
    from tests.small_country import NOW
    from tracker.periods import parse
    from tracker.queries.measures import measures_of
    from tracker.record.measure_report import NewMeasureReport, record_measure_reports

    said = NewMeasureReport(
        CLINICS, "clinic-a", parse("2022-Q1"), "done", evidence="act 1",
        reported_at=datetime(2022, 4, 10), author="branch-kz",
    )  # fmt: skip
    record_measure_reports(store, ADMINISTRATOR, [said], now=NOW)

    def words(actor):
        return next(
            (m.author, m.evidence) for m in measures_of(store, actor, DAY, Scope()) if m.measure == "clinic-a"
        )

    assert words(ADMINISTRATOR) == ("branch-kz", "act 1")
    assert words(PUBLIC) == (None, None)


def test_a_strangers_file_is_not_told_the_value_held(store):
    from tests.small_country import NOW
    from tracker.intake.taking import check_file

    data = b"indicator,period,value\nrepublic-2021-2025/clinics,2022-Q2,1\n"
    told = [str(p) for p in check_file(store, ADMINISTRATOR, "r.csv", data, now=NOW).problems]
    assert any("15" in text for text in told)
    assert not any("15" in str(p) for p in check_file(store, PUBLIC, "r.csv", data, now=NOW).problems)


def test_the_day_reached_is_told_the_public_from_verified_words_only(store):
    record(store, report("clinics", "2022-Q1", 27.0, "2022-04-12"))
    assert explained(store, ADMINISTRATOR, DAY, CLINICS).reached_on == date(2022, 3, 31)
    assert explained(store, PUBLIC, DAY, CLINICS).reached_on is None
