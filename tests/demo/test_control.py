"""The made-up work of party control: done by control, closed by somebody else, in order, and adding up."""

from __future__ import annotations

from datetime import date

from tests.demonstration import ADMINISTRATOR
from tracker.queries.ask import Ask, Scope
from tracker.queries.control_queue import checks, control_queue
from tracker.queries.directory import seats
from tracker.queries.recommendations import STATES, counts, recommendations
from tracker.queries.visits import both_sides, posts, visits
from tracker.store.ledger import verify

LATE = Ask(date(2022, 12, 31))


def test_control_visits_and_keeps_posts_and_nobody_else(demonstration):
    control = {
        one.seat for one in seats(demonstration, ADMINISTRATOR, LATE) if one.body_kind == "party_control"
    }
    found = visits(demonstration, ADMINISTRATOR, LATE, Scope())
    assert found and {one.visitor for one in found} <= control
    assert {one.found for one in found} == {"confirmed", "partly", "not_confirmed"}
    kept = posts(demonstration, ADMINISTRATOR, LATE, Scope())
    assert {one.keeper for one in kept} <= control
    assert any(one.closed_at for one in kept) and not all(one.closed_at for one in kept)
    assert all(one.closed_at is None or one.closed_at > one.said_at for one in kept)


def test_recommendations_are_in_every_state_add_up_and_are_closed_by_somebody_else(demonstration):
    found = recommendations(demonstration, ADMINISTRATOR, LATE)
    of = counts(found)
    assert sum(getattr(of, state) for state in STATES) == of.made > of.closed > 0 and of.late > 0
    for one in found:
        assert [s.said_at for s in one.said] == sorted(s.said_at for s in one.said)
        for before, after in zip(one.said, one.said[1:], strict=False):
            assert before.who != after.who
            assert after.what != "closed" or before.what == "done"


def test_some_disputes_are_answered_by_those_whose_report_it_is(demonstration):
    with demonstration.cursor() as cursor:
        wrong = cursor.execute(
            "select count(*), count(*) filter (where d.author <> r.author or d.said_at < r.reported_at) "
            "from store.dispute_answer d join store.report r on r.seq = d.report_seq"
        ).fetchall()
    assert wrong[0][0] > 10 and wrong[0][1] == 0


def test_the_queue_and_the_checks_agree(demonstration):
    of, waiting = (
        question(demonstration, ADMINISTRATOR, LATE, Scope()) for question in (checks, control_queue)
    )
    assert 0 < of.held <= of.checked < of.known and 0 < len(waiting) <= of.known
    words = both_sides(demonstration, ADMINISTRATOR, LATE, [waiting[0].indicator])[waiting[0].indicator]
    assert [one.said_at for one in words] == sorted(one.said_at for one in words)


def test_the_ledger_holds_together(demonstration):
    assert verify(demonstration).first_bad is None
