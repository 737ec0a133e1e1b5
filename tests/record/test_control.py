"""Visits, posts, answers to disputes and recommendations: who may, what is refused, and that nothing disappears."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.evidence import papers
from tests.small_country import ADMINISTRATOR, record, report
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.evidence import keep
from tracker.queries import Ask, Scope
from tracker.queries.control_queue import checks, control_queue, sample
from tracker.queries.evidence import evidence
from tracker.queries.indicators import assessed
from tracker.queries.recommendations import counts, recommendations
from tracker.queries.visits import both_sides, posts, visits
from tracker.record.dispute_answer import answer_dispute
from tracker.record.evidence import About, record_evidence
from tracker.record.recommendation import NewRecommendation, judge_done, recommend, say_done
from tracker.record.review import record_review
from tracker.record.visit import NewVisit, record_visit
from tracker.record.visit_post import close_post, open_post
from tracker.record.visit_review import NewVerdict, record_verdicts
from tracker.store.ledger import verify

CONTROL = Actor("control-kz", "party_control", territory="KZ")
OTHER = Actor("control-kz-2", "party_control", territory="KZ")
BRANCH = Actor("branch-kz", "branch", territory="KZ")
ELSEWHERE = Actor("control-11", "party_control", territory="KZ-11")
CLINICS, OBLAST = "republic-2021-2025/clinics", "akmola-2021-2025/clinics"
NOW = datetime(2022, 4, 15, 6)
DAY = Ask(date(2022, 4, 15))
SEEN = NewVisit(CLINICS, date(2022, 4, 14), "Clinic A", "not_confirmed", "the door is locked")


@pytest.fixture
def store(country):
    record(
        country,
        report("clinics", "2021-Q4", 12, "2022-01-10T06:00:00", evidence="https://example.org/act"),
        report("villages", "2022-Q1", 11, "2022-04-06T06:00:00", note="two more"),
        report(OBLAST, "2021-Q4", 4, "2022-01-10T06:00:00"),
    )
    return country


def queue(store, actor=CONTROL):
    return {one.indicator: one for one in control_queue(store, actor, DAY, Scope())}


def now_of(store, indicator):
    return assessed(store, ADMINISTRATOR, DAY, Scope(indicator=indicator))[0]


def test_the_queue_ranks_by_the_one_formula(store):
    found = control_queue(store, CONTROL, DAY, Scope())
    for one in found:
        expected = one.weight * (1 + one.lag) * (1 + one.contradictions) * (1 if one.evidenced else 2)
        assert one.risk == pytest.approx(expected)
        item = now_of(store, one.indicator)
        assert one.lag == pytest.approx(max(0, item.planned_progress - item.progress))
    assert [one.risk for one in found] == sorted((one.risk for one in found), reverse=True)
    assert found[0].indicator == "republic-2021-2025/villages"  # twice the weight, no evidence
    assert not queue(store)["republic-2021-2025/villages"].evidenced and queue(store)[CLINICS].evidenced


def test_the_queue_holds_the_actors_territory_alone_and_nothing_for_others(store):
    assert set(queue(store, ELSEWHERE)) == {OBLAST}
    assert not queue(store, BRANCH) and not queue(store, Actor.public())


def test_several_verdicts_are_recorded_at_once_and_leave_the_queue(store):
    waiting = queue(store)
    told = [
        NewVerdict(waiting[CLINICS].report_seq, "verified"),
        NewVerdict(waiting[OBLAST].report_seq, "disputed", "nothing shows it"),
    ]
    assert record_verdicts(store, CONTROL, told, now=NOW) == 2
    assert record_verdicts(store, CONTROL, told, now=NOW) == 0, "sending twice counts once"
    assert set(queue(store)) == {"republic-2021-2025/villages"}
    assert now_of(store, CLINICS).verified == 12
    assert checks(store, CONTROL, DAY, Scope()) == type(checks(store, CONTROL, DAY, Scope()))(3, 2, 1)


def test_one_refused_verdict_keeps_all_of_them_back(store):
    waiting, head = queue(store), store.head()
    told = [
        NewVerdict(waiting[CLINICS].report_seq, "verified"),
        NewVerdict(waiting[OBLAST].report_seq, "disputed", " "),
    ]
    with pytest.raises(InputError, match="needs a reason"):
        record_verdicts(store, CONTROL, told, now=NOW)
    assert store.head() == head and set(queue(store)) == set(waiting)


def test_a_report_corrected_meanwhile_is_not_judged_unseen(store):
    seq = queue(store)[CLINICS].report_seq
    record(store, report("clinics", "2021-Q4", 13, "2022-04-15T05:00:00"))
    with pytest.raises(InputError, match="was corrected meanwhile"):
        record_verdicts(store, CONTROL, [NewVerdict(seq, "verified")], now=NOW)


def test_own_reports_are_marked_and_refused(store):
    author = Actor("branch-kz", "party_control", territory="KZ")
    one = queue(store, author)[CLINICS]
    assert one.own
    with pytest.raises(InputError, match="nobody confirms their own figures"):
        record_verdicts(store, author, [NewVerdict(one.report_seq, "verified")], now=NOW)


def test_an_executors_office_confirms_nothing_and_the_report_stays_in_the_queue(store):
    akim = Actor("akim-11", "party_control", territory="KZ-11", office="akimat-11")
    assert queue(store, akim)[OBLAST].conflict and not queue(store, ELSEWHERE)[OBLAST].conflict
    record_verdicts(store, akim, [NewVerdict(queue(store)[OBLAST].report_seq, "verified")], now=NOW)
    assert queue(store)[OBLAST].by_office and now_of(store, OBLAST).verified is None


def test_the_sample_of_a_day_is_the_same_whatever_was_reviewed_since(store):
    before = sample(store, CONTROL, DAY, Scope(), 2)
    assert before.waiting == 3 and len(before.drawn) == 2
    record_verdicts(store, CONTROL, [NewVerdict(before.drawn[0].report_seq, "verified")], now=NOW)
    after = sample(store, CONTROL, DAY, Scope(), 2)
    assert [one.report_seq for one in after.drawn] == [one.report_seq for one in before.drawn]
    assert [one.verdict for one in after.drawn] == ["verified", None]


def test_of_many_indicators_the_same_is_read_from_what_is_kept(store, monkeypatch):
    def asked() -> list:
        told = [control_queue(store, CONTROL, DAY, Scope()), checks(store, CONTROL, DAY, Scope())]
        return [list(told[0]), told[0].answered, told[1], sample(store, CONTROL, DAY, Scope(), 2)]

    def both() -> list:
        kept, store.snapshots = store.snapshots, {}
        few = asked()
        assert not words_kept()
        store.snapshots = kept
        with monkeypatch.context() as many_seen:
            many_seen.setattr("tracker.queries.control_queue.MOST_AT_ONCE", -1)
            assert asked() == few
        return few

    def words_kept() -> set:
        return {key for key in store.snapshots if key[0] in ("unreviewed", "checked")}

    seq = queue(store)[CLINICS].report_seq
    seen = [both()]
    tables = words_kept()
    assert len(tables) == 3
    for act in (
        lambda: record(store, report("clinics", "2021-Q4", 13, "2022-04-14T05:00:00")),
        lambda: record_review(store, CONTROL, seq + 3, "disputed", "no papers", now=NOW),
        lambda: answer_dispute(
            store, BRANCH, seq + 3, "here they are", evidence="https://example.org/b", now=NOW
        ),
        lambda: record_verdicts(
            store, CONTROL, [NewVerdict(queue(store)[OBLAST].report_seq, "verified")], now=NOW
        ),
    ):
        act()
        seen.append(both())
        assert seen[-1] != seen[-2]
    assert words_kept() == tables, "a table was made anew"


def test_days_draw_differently(store):
    days = [Ask(date(2022, 4, day)) for day in range(7, 28)]
    assert len({sample(store, CONTROL, day, Scope(), 1).drawn[0].report_seq for day in days}) > 1


def test_a_visit_stands_in_the_history_and_a_verdict_rests_on_it(store):
    seq = queue(store)[CLINICS].report_seq
    told = NewVisit(
        **{**{name: getattr(SEEN, name) for name in SEEN.__slots__}, "report_seq": seq, "verdict": "disputed"}
    )
    record_visit(store, CONTROL, told, now=NOW, key="once")
    head = store.head()
    record_visit(store, CONTROL, told, now=NOW, key="once")
    assert store.head() == head
    [visit] = visits(store, CONTROL, DAY, Scope())
    assert (visit.found, visit.verdict, visit.place) == ("not_confirmed", "disputed", "Clinic A")
    assert now_of(store, CLINICS).disputed and verify(store).first_bad is None
    said = both_sides(store, CONTROL, DAY, [CLINICS])[CLINICS]
    assert [one.what for one in said] == ["reported", "not_confirmed", "disputed"]
    assert not visits(store, Actor.public(), DAY, Scope()) and not both_sides(
        store, Actor.public(), DAY, [CLINICS]
    )


def test_a_visit_that_confirmed_is_evidence_for_a_report_without_one(store):
    villages = "republic-2021-2025/villages"
    before = queue(store)[villages].risk
    record_visit(store, CONTROL, NewVisit(villages, date(2022, 4, 14), "Village 1", "confirmed"), now=NOW)
    assert queue(store)[villages].risk == pytest.approx(before / 2)


def test_a_photograph_taken_on_the_spot_is_kept_and_named_in_the_visit(store):
    kept = keep(store, papers.paper(), "act.pdf")
    told = NewVisit(
        CLINICS,
        date(2022, 4, 14),
        "Clinic A",
        "confirmed",
        photographs=["https://example.org/1"],
        files=[kept],
    )
    record_visit(store, CONTROL, told, now=NOW)
    assert visits(store, CONTROL, DAY, Scope())[0].photographs == ("https://example.org/1", kept.shown_sha256)
    assert [one.shown_sha256 for one in evidence(store, CONTROL, Ask(date(2022, 4, 16)), Scope())] == [
        kept.shown_sha256
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"visited_on": date(2022, 4, 16)}, "has not come yet"),
        ({"place": "  "}, "Say where you were"),
        ({"words": None}, "Say what you found"),
        ({"found": "fine"}, "nothing a visit can find"),
        ({"measure": "clinic-z"}, "has no measure clinic-z"),
        ({"indicator": "republic-2021-2025/none"}, "no indicator"),
        ({"report_seq": 999_999}, "no report number"),
        ({"verdict": "disputed"}, "no report that this visit"),
        ({"words": "x" * 2001}, "longer than 2000"),
    ],
)
def test_a_visit_that_cannot_be_is_said_in_words(store, changed, words):
    told = {name: getattr(SEEN, name) for name in SEEN.__slots__} | changed
    with pytest.raises(InputError, match=words):
        record_visit(store, CONTROL, NewVisit(**told), now=NOW)
    assert not visits(store, CONTROL, DAY, Scope())


@pytest.mark.parametrize("actor", [BRANCH, ELSEWHERE, Actor.public()])
def test_only_control_of_the_place_visits_and_watches(store, actor):
    with pytest.raises(AccessRefused):
        record_visit(store, actor, SEEN, now=NOW)
    with pytest.raises(AccessRefused):
        open_post(store, actor, CLINICS, now=NOW)


def test_a_post_stands_until_it_is_lifted_with_words(store):
    post = open_post(store, CONTROL, CLINICS, now=NOW, words="the roof", measure="clinic-a")
    with pytest.raises(InputError, match="stands here already, kept by control-kz"):
        open_post(store, OTHER, CLINICS, now=NOW, measure="clinic-a")
    [standing] = posts(store, CONTROL, DAY, Scope())
    assert (standing.keeper, standing.measure, standing.closed_at) == ("control-kz", "clinic-a", None)
    with pytest.raises(InputError, match="why the post is lifted"):
        close_post(store, OTHER, post, " ", now=NOW)
    close_post(store, OTHER, post, "the roof holds", now=NOW)
    [lifted] = posts(store, CONTROL, DAY, Scope())
    assert (lifted.closed_by, lifted.closing_words) == ("control-kz-2", "the roof holds")
    with pytest.raises(InputError, match="no open post"):
        close_post(store, OTHER, post, "again", now=NOW)


def test_an_answered_dispute_comes_back_to_control_and_never_disappears(store):
    seq = queue(store)[CLINICS].report_seq
    record_review(store, CONTROL, seq, "disputed", "two are shut", now=NOW)
    assert CLINICS not in queue(store)
    with pytest.raises(AccessRefused):
        answer_dispute(store, Actor("branch-11", "branch", territory="KZ-11"), seq, "they are open", now=NOW)
    answer_dispute(store, BRANCH, seq, "they are open", now=NOW, evidence="https://example.org/2", key="k")
    answer_dispute(store, BRANCH, seq, "they are open", now=NOW, key="k")
    assert queue(store)[CLINICS].answered and now_of(store, CLINICS).disputed
    record_verdicts(store, OTHER, [NewVerdict(seq, "verified")], now=NOW + timedelta(minutes=1))
    assert CLINICS not in queue(store) and now_of(store, CLINICS).verified == 12
    said = both_sides(store, BRANCH, DAY, [CLINICS])[CLINICS]
    assert [(one.what, one.who) for one in said] == [
        ("reported", "branch-kz"), ("disputed", "control-kz"), ("answered", "branch-kz"), ("verified", "control-kz-2"),
    ]  # fmt: skip


def test_what_nobody_disputes_has_no_answer(store):
    with pytest.raises(InputError, match="is not disputed"):
        answer_dispute(store, BRANCH, queue(store)[CLINICS].report_seq, "it holds", now=NOW)


def advice(**changed) -> NewRecommendation:
    given = {"words": "Open the clinic.", "due_on": date(2022, 5, 1), "occasion": "visit", "indicator": OBLAST,
             "to_executor": "akimat-11-health"}  # fmt: skip
    return NewRecommendation(**(given | changed))


EXECUTOR = Actor("executor-1", "executor", territory="KZ-11", office="akimat-11-health")
DOER = Actor("branch-11", "branch", territory="KZ-11", office="akimat-11-health")


def test_a_recommendation_is_done_against_evidence_and_closed_by_somebody_else(store):
    number = recommend(store, ELSEWHERE, advice(), now=NOW)
    with pytest.raises(AccessRefused):  # an executor answers before a hearing and does nothing else
        say_done(store, EXECUTOR, number, "open", "https://example.org/act", now=NOW)
    with pytest.raises(InputError, match="Name what shows"):
        say_done(store, DOER, number, "open", " ", now=NOW)
    with pytest.raises(InputError, match="Nobody has said"):
        judge_done(store, ELSEWHERE, number, "closed", None, now=NOW)
    say_done(store, DOER, number, "open", "https://example.org/act", now=NOW)
    for akim in (Actor("akim", "party_control", territory="KZ-11", office="akimat-11-health"),
                 Actor("branch-11", "party_control", territory="KZ-11")):  # fmt: skip
        with pytest.raises(InputError, match="somebody else has to close it"):
            judge_done(store, akim, number, "closed", None, now=NOW)
    with pytest.raises(InputError, match="what is still missing"):
        judge_done(store, ELSEWHERE, number, "given_back", None, now=NOW)
    judge_done(store, ELSEWHERE, number, "given_back", "the gate is shut", now=NOW)
    say_done(store, DOER, number, "the gate too", "https://example.org/act-2", now=NOW)
    judge_done(store, CONTROL, number, "closed", None, now=NOW)
    [one] = recommendations(store, EXECUTOR, DAY)
    assert [said.what for said in one.said] == ["done", "given_back", "done", "closed"]
    assert counts([one]).closed == 1 and verify(store).first_bad is None
    with pytest.raises(InputError, match="closed already"):
        say_done(store, DOER, number, "again", "https://example.org", now=NOW)


def test_states_add_up_and_lateness_follows_the_day(store):
    recommend(store, CONTROL, advice(), now=NOW)
    recommend(store, CONTROL, advice(indicator=None, territory="KZ", to_executor=None, to_seat="council-1",
                                     occasion="sitting", sitting="protocol 4"), now=NOW)  # fmt: skip
    assert counts(recommendations(store, CONTROL, DAY)).open == 2
    later = counts(recommendations(store, CONTROL, Ask(date(2022, 5, 2))))
    assert (later.made, later.late, later.open + later.done + later.given_back + later.closed) == (2, 2, 0)
    assert [one.to_seat for one in recommendations(store, CONTROL, DAY, seat="council-1")] == ["council-1"]
    assert not recommendations(store, Actor.public(), DAY)
    other = Actor("executor-2", "executor", office="ministry-health")
    assert not recommendations(store, other, DAY), "an executor sees its own items only"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"words": " "}, "what should be done"),
        ({"due_on": date(2022, 4, 15)}, "is not in the future"),
        ({"to_executor": None}, "Name one to do it"),
        ({"to_seat": "council-1"}, "Name one to do it"),
        ({"to_executor": "nobody"}, "no seat or executor nobody"),
        ({"occasion": "dream"}, "follows a visit or a sitting"),
        ({"visit": 999_999}, "no visit number"),
        ({"indicator": None, "territory": "KZ-99"}, "no territory KZ-99"),
    ],
)
def test_a_recommendation_that_cannot_be_is_said_in_words(store, changed, words):
    with pytest.raises(InputError, match=words):
        recommend(store, CONTROL, advice(**changed), now=NOW)


def test_only_control_of_the_place_recommends_and_only_the_addressed_answer(store):
    with pytest.raises(AccessRefused):
        recommend(store, BRANCH, advice(), now=NOW)
    with pytest.raises(AccessRefused):
        recommend(store, ELSEWHERE, advice(indicator=CLINICS), now=NOW)
    number = recommend(store, CONTROL, advice(to_executor=None, to_seat="council-1"), now=NOW)
    with pytest.raises(AccessRefused):
        say_done(store, EXECUTOR, number, "open", "https://example.org", now=NOW)
    with pytest.raises(AccessRefused):
        say_done(
            store,
            Actor("branch-11", "branch", territory="KZ-11"),
            number,
            "x",
            "https://example.org",
            now=NOW,
        )
    say_done(
        store,
        Actor("c", "council_seat", territory="KZ", seat="council-1"),
        number,
        "x",
        "https://e.org",
        now=NOW,
    )


def test_a_file_sent_with_a_report_is_evidence_in_the_queue_and_in_the_history(store):
    villages = "republic-2021-2025/villages"
    before = queue(store)[villages]
    kept = keep(store, papers.paper(), "act.pdf")
    record_evidence(store, BRANCH, About(villages, before.report_seq), [kept], now=NOW)
    after = queue(store)[villages]
    assert (after.evidence, after.risk) == (kept.shown_sha256, pytest.approx(before.risk / 2))
    assert both_sides(store, CONTROL, DAY, [villages])[villages][0].evidence == kept.shown_sha256
