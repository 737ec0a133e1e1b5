"""Party control's pages in the states they meet: what may be judged by whom, what is refused, what is empty."""

from __future__ import annotations

import pytest

from tests import small_country
from tests.pages.conftest import unfold
from tracker.record.recommendation import NewRecommendation, recommend
from tracker.record.visit import NewVisit, record_visit

CONTROL = {"as_of": "2022-04-15", "viewer": "party_control:KZ"}
OBLAST = "akmola-2021-2025/clinics"


def press(test, label: str):
    return next(one for one in test.button if one.label == label).click().run()


@pytest.mark.parametrize("page", ["control", "visits", "recommendations", "digest"])
def test_nothing_reported_is_said_in_words(empty, page, visit, said):
    shown = said(visit(page))
    assert "<h1>" in shown and "Traceback" not in shown


def test_control_sees_what_waits_with_plan_evidence_and_author(demonstration, visit, said):
    shown = said(visit("control", **CONTROL))
    assert "1 report awaits a second pair of eyes" in shown
    assert "nothing is given" in shown and "Reported by branch-kz" in shown
    assert "Of 3 reports in force 2 are checked (66.7%); of those checked 1 held (50.0%)." in shown
    assert "1 drawn by lot out of 1 that waited" in shown


def test_nothing_chosen_records_nothing_and_says_so(demonstration, visit, said):
    head = demonstration.store.head()
    assert "Choose a verdict first" in said(press(visit("control", **CONTROL), "Record the verdicts"))
    assert demonstration.store.head() == head


@pytest.mark.parametrize("viewer", ["branch:KZ", "council_seat:council-1", "public"])
def test_the_queue_is_not_for_those_who_do_not_review(demonstration, viewer, visit, said):
    assert "This page is not for you" in said(visit("control", viewer=viewer))


def test_the_public_reads_nobodys_words(demonstration, visit, said):
    villages = "republic-2021-2025/villages"
    assert "not found on the spot" in said(visit("indicator", indicator=villages, viewer="branch:KZ"))
    shown = said(visit("indicator", indicator=villages, viewer="public"))
    assert "What both sides said" not in shown and "not found on the spot" not in shown


def test_a_recommendation_stands_with_those_who_answer_and_nowhere_else(demonstration, visit, said):
    recommend(
        demonstration.store, small_country.ADMINISTRATOR,
        NewRecommendation("Open the <b>clinic</b>.", small_country.TODAY.replace(2022, 5, 1), "visit",
                          to_executor="akimat-11-health", indicator=OBLAST,
                          said_at=small_country.NOW.replace(2022, 4, 14)),
        now=small_country.NOW,
    )  # fmt: skip
    assert "0 of 1 recommendations are done" in said(visit("recommendations", **CONTROL))
    for page, given in (("executor", {"executor": "akimat-11-health"}), ("indicator", {"indicator": OBLAST})):
        assert "Open the &lt;b&gt;clinic&lt;/b&gt;." in "".join(
            block.value for block in visit(page, viewer="party_control:KZ", **given).main.markdown
        )
    assert "Open the" not in said(visit("executor", executor="akimat-11-health", viewer="public"))
    assert "No recommendation is made here" in said(
        visit("recommendations", viewer="executor:ministry-health")
    )
    own = said(visit("digest", viewer="executor:akimat-11-health"))
    assert "Matters that await you: 1" in own and "by 1 May 2022" in own


def test_a_dispute_stands_in_the_branchs_digest_with_its_reason(demonstration, visit, said):
    shown = said(visit("digest", viewer="branch:KZ"))
    assert "Came back, disputed by party control" in shown and "not found on the spot" in shown


def test_a_post_is_set_on_an_object_and_a_recommendation_follows_the_visit(demonstration, visit, said):
    clinics = "republic-2021-2025/clinics"
    test = unfold(visit("visits", indicator=clinics, **CONTROL), "Set a post here")
    next(box for box in test.selectbox if box.key.startswith("post_measure")).select("clinic-a")
    next(box for box in test.text_input if box.key.startswith("post_words")).input("the roof")
    assert "The post is set." in said(press(test, "Set a post here"))
    shown = said(visit("indicator", indicator=clinics, **CONTROL))
    assert "A post of party control stands here" in shown and "kept by party_control-KZ" in shown

    seen = NewVisit(clinics, small_country.TODAY.replace(2022, 4, 14), "Clinic A", "confirmed")
    record_visit(
        demonstration.store, small_country.ADMINISTRATOR, seen, now=small_country.NOW.replace(2022, 4, 15)
    )
    test = unfold(visit("recommendations", **CONTROL), "Make a recommendation")
    boxes = {box.label: box for box in test.selectbox}
    boxes["Indicator it concerns"].select(clinics)
    boxes["To whom"].select("seat:council-1")
    next(box for box in test.text_area if box.label == "What should be done").input("Mend the roof.")
    next(box for box in test.date_input if box.label == "By which day").set_value(
        small_country.TODAY.replace(2022, 5, 1)
    )
    assert "The recommendation is recorded" in said(press(test, "Make a recommendation"))
    with demonstration.store.cursor() as cursor:
        made = cursor.execute(
            "select r.to_seat, v.place from store.recommendation r join store.visit v on v.seq = r.visit_seq"
        ).fetchall()
    assert made == [("council-1", "Clinic A")]
