"""Each kind of contradiction is found where it was planted, and not on the honest neighbour beside it."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date, datetime, timedelta

import pytest

from tests.small_country import ADMINISTRATOR, NOW, OBLAST, load, record, report
from tracker.access import Actor
from tracker.periods import parse
from tracker.queries import Ask, Scope
from tracker.queries.contradiction_kinds import KINDS
from tracker.queries.contradiction_numbers import contradiction_numbers
from tracker.queries.contradictions import Contradiction, contradiction_counts, contradictions
from tracker.queries.findings import findings
from tracker.queries.measures import measures_of
from tracker.record.explanation import NewExplanation, record_explanation
from tracker.record.measure_report import NewMeasureReport, record_measure_reports
from tracker.record.review import record_review
from tracker.store import Store
from tracker.store.connection import first_row
from tracker.text import LANGUAGES, translator

PROGRAM = "republic-2021-2025"
YEAR = ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]
TWO_YEARS = [*YEAR, "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]
DAY = date(2022, 1, 20)


def indicator(name: str, **terms) -> dict:
    plain = {"indicator": name, "title": name.title(), "kind": "cumulative", "target": 200.0}
    return plain | {"plan": {2021: 40.0, 2022: 80.0}} | terms


def program(*indicators: dict, measures: tuple[dict, ...] = ()) -> dict:
    first = indicators[0] | ({"measures": list(measures)} if measures else {})
    return {
        "program": PROGRAM,
        "title": "Country",
        "territory": "KZ",
        "start": date(2021, 1, 1),
        "end": date(2025, 12, 31),
        "sections": [
            {"section": "all", "title": "All", "theme": "health", "indicators": [first, *indicators[1:]]}
        ],
    }


def parts(name: str, of: str, *targets: float, **terms) -> list[dict]:
    """Programs of the oblast that feed one indicator, one a target."""
    found = []
    for place, target in enumerate(targets):
        one = deepcopy(OBLAST) | {"program": f"akmola-{place}-2021-2025"}
        feeding = indicator(name, target=target, plan={}, part_of=f"{PROGRAM}/{of}", **terms)
        one["sections"][0]["indicators"] = [feeding]
        found.append(one)
    return found


def said(name: str, period: str, value: float, **further):
    made = parse(period).end + timedelta(days=8)
    if further.pop("verified", False):
        further |= {
            "verdict": "verified", "reviewer": "control-1", "reviewed_at": datetime.combine(made, datetime.min.time())
            + timedelta(days=1),
        }  # fmt: skip
    return report(name if "/" in name else f"{PROGRAM}/{name}", period, value, str(made), **further)


def told(name: str, values: list[float], periods: list[str] = YEAR, **further):
    return [said(name, period, value, **further) for period, value in zip(periods, values, strict=False)]


def found(store: Store, kind: str, day: date = DAY, **ask) -> dict[str, Contradiction]:
    asked = contradictions(store, ADMINISTRATOR, Ask(day, **ask), Scope(), [kind])
    names = {one.indicator.removeprefix(f"{PROGRAM}/"): one for one in asked}
    assert len(names) == len(asked)
    for one in asked:
        for language in LANGUAGES:
            words = translator(language)(one.template, **one.evidence)
            assert "{" not in words and "None" not in words, words
            assert translator(language).knows(KINDS[kind].heading)
    return names


def test_a_newest_word_that_stands_disputed(store: Store):
    load(store, program(indicator("disputed"), indicator("answered"), indicator("plain")))
    dispute = {"verdict": "disputed", "reviewer": "control-1", "reason": "Photographs show less."}
    record(
        store,
        *told("disputed", [40], ["2021-Q4"], reviewed_at=datetime(2022, 1, 10), **dispute),
        *told("answered", [40], ["2021-Q4"], reviewed_at=datetime(2022, 1, 10), **dispute),
        *told("plain", [40], ["2021-Q4"]),
    )
    record(store, report("answered", "2021-Q4", 37, "2022-01-12"))
    its = found(store, "reported_and_verified")
    assert set(its) == {"disputed"}
    assert its["disputed"].how == "disputed"
    assert its["disputed"].evidence["reviewed_on"] == date(2022, 1, 10)
    assert its["disputed"].evidence["reason"] == "Photographs show less."
    assert found(store, "reported_and_verified", date(2022, 1, 9)) == {}


def test_another_figure_was_confirmed_for_the_same_period(store: Store):
    load(store, program(indicator("other"), indicator("same")))
    record(
        store,
        *told("other", [40], ["2021-Q4"], verified=True),
        *told("same", [40], ["2021-Q4"], verified=True),
    )
    record(
        store,
        report("other", "2021-Q4", 48, "2022-01-14"),
        report("same", "2021-Q4", 40, "2022-01-14", note="typed again"),
    )
    its = found(store, "reported_and_verified")
    assert set(its) == {"other"} and its["other"].how == "corrected"
    assert (its["other"].evidence["reported"], its["other"].evidence["verified"]) == (48.0, 40.0)


def test_reported_on_plan_and_the_newest_confirmed_figure_was_off_it(store: Store):
    load(store, program(indicator("better"), indicator("older"), indicator("honest")))
    record(
        store,
        *told("better", [9, 12, 14], verified=True), said("better", "2021-Q4", 40),
        # on plan when it was confirmed: that it is not confirmed anew is no contradiction
        *told("older", [10, 20, 30], verified=True), said("older", "2021-Q4", 40),
        *told("honest", [5, 10, 15, 20], verified=True),
    )  # fmt: skip
    its = found(store, "reported_and_verified")
    assert set(its) == {"better"} and its["better"].how == "status"
    assert its["better"].evidence["verified_on"] == date(2021, 9, 30)


def test_the_day_an_explanation_promised_has_passed(store: Store):
    load(store, program(indicator("broken"), indicator("kept"), indicator("awaited"), indicator("silent")))
    for name in ("broken", "kept", "awaited", "silent"):
        record(store, *told(name, [5, 8, 12]))
    record(store, said("kept", "2021-Q4", 40), said("broken", "2021-Q4", 15), said("awaited", "2021-Q4", 15))
    for name, day in (
        ("broken", date(2021, 12, 31)),
        ("kept", date(2021, 12, 31)),
        ("awaited", date(2022, 3, 31)),
    ):
        record_explanation(
            store,
            ADMINISTRATOR,
            NewExplanation(
                f"{PROGRAM}/{name}",
                "contractor",
                "Another contractor",
                day,
                explained_at=datetime(2021, 10, 20, 6),
            ),
            now=NOW,
        )
    its = found(store, "explained_and_figures")
    assert set(its) == {"broken"} and its["broken"].evidence["expected_on"] == date(2021, 12, 31)
    assert found(store, "explained_and_figures", date(2022, 1, 14)) == {}  # within its grace
    assert set(found(store, "explained_and_figures", date(2022, 4, 20))) == {"broken", "awaited"}


def test_all_measures_are_done_and_the_figures_are_not(store: Store):
    measures = tuple({"measure": name, "title": name.title(), "due": date(2021, 9, 1)} for name in ("a", "b"))
    load(store, program(indicator("built"), measures=measures))
    record(store, *told("built", [5, 8, 12, 15]))

    def state(measure: str, state: str, period: str = "2021-Q4") -> None:
        one = NewMeasureReport(
            f"{PROGRAM}/built",
            measure,
            parse(period),
            state,
            reported_at=datetime(2022, 1, 5),
            author="branch-kz",
        )
        record_measure_reports(store, ADMINISTRATOR, [one], now=NOW)

    state("a", "done")
    state("b", "under_way")
    assert found(store, "explained_and_figures") == {}
    state("b", "done", "2021")
    its = found(store, "explained_and_figures")
    assert its["built"].how == "measures_done" and its["built"].evidence["measures"] == 2


def test_on_plan_by_one_region_alone(store: Store):
    lower = parts("part", "whole", 60.0, 60.0, 60.0)
    even = parts("even", "other", 60.0, 60.0, 60.0)
    for one, other in zip(lower, even, strict=True):
        one["sections"][0]["indicators"] += other["sections"][0]["indicators"]
    load(store, program(indicator("whole"), indicator("other")), *lower)
    record(
        store,
        *(said(f"akmola-{place}-2021-2025/part", "2021-Q4", value) for place, value in enumerate((8, 8, 24))),
        *(
            said(f"akmola-{place}-2021-2025/even", "2021-Q4", value)
            for place, value in enumerate((13, 13, 14))
        ),
        said("whole", "2021-Q4", 40),
        said("other", "2021-Q4", 40),
    )
    its = found(store, "one_region")
    assert set(its) == {"whole"}
    assert its["whole"].related == ("akmola-2-2021-2025/part",)
    assert its["whole"].evidence["place"]["en"] == "Akmola"
    assert its["whole"].evidence["without"] == pytest.approx(40 - (24 - 60 * 364 / 1825), abs=0.05)


def test_on_plan_by_one_report_that_nobody_confirmed(store: Store):
    load(store, program(indicator("leap"), indicator("confirmed"), indicator("steady"), indicator("slow")))
    record(
        store,
        *told("leap", [5, 9, 14, 40]),
        *told("confirmed", [5, 9, 14]), said("confirmed", "2021-Q4", 40, verified=True),
        *told("steady", [10, 20, 30, 40]),
        *told("slow", [5, 9, 14, 20]),
    )  # fmt: skip
    its = found(store, "one_unverified_report")
    assert set(its) == {"leap"}
    assert (its["leap"].evidence["before"], its["leap"].evidence["before_on"]) == (14.0, date(2021, 9, 30))


def test_on_plan_by_the_amended_terms_alone(store: Store):
    lowered = {"date": date(2021, 12, 1), "was": {"target": 200.0, "plan": {2021: 40.0, 2022: 80.0}}}
    load(
        store,
        program(
            indicator("lowered", target=100.0, plan={2021: 20.0}, amendments=[lowered]),
            indicator("both", target=100.0, plan={2021: 20.0}, amendments=[lowered]),
            indicator("behind", target=100.0, plan={2021: 20.0}, amendments=[lowered]),
            indicator("never"),
        ),
    )
    record(
        store,
        *told("lowered", [20], ["2021-Q4"]), *told("both", [40], ["2021-Q4"]),
        *told("behind", [10], ["2021-Q4"]), *told("never", [40], ["2021-Q4"]),
    )  # fmt: skip
    its = found(store, "amended_target")
    assert set(its) == {"lowered"}
    evidence = its["lowered"].evidence
    assert (evidence["target"], evidence["first_target"], evidence["amended_on"]) == (
        100.0,
        200.0,
        date(2021, 12, 1),
    )
    assert (evidence["now"], evidence["first"]) == ("on_track", "off_track")
    assert found(store, "amended_target", basis="original") == {}


def test_parts_that_do_not_add_up(store: Store):
    names = ("more", "less", "equal", "partial", "waiting")
    lower = parts("more", "more", 100.0, 100.0)
    for name in names[1:]:
        targets = (50.0, 50.0) if name == "partial" else (100.0, 100.0)
        for one, other in zip(lower, parts(name, name, *targets), strict=True):
            one["sections"][0]["indicators"] += other["sections"][0]["indicators"]
    load(store, program(*(indicator(name) for name in names)), *lower)
    told_of = {"more": (21, 20), "less": (18, 20), "equal": (20, 20), "partial": (10, 10)}
    record(
        store,
        *(said(name, "2021-Q4", 40) for name in names),
        *(
            said(f"akmola-{place}-2021-2025/{name}", "2021-Q4", value)
            for name, values in told_of.items()
            for place, value in enumerate(values)
        ),
        said("akmola-0-2021-2025/waiting", "2021-Q4", 20),  # the other part has not spoken yet
    )
    its = found(store, "parts_and_whole")
    assert {name: one.how for name, one in its.items()} == {"more": "more", "less": "less"}
    assert (its["more"].evidence["parts_sum"], its["more"].evidence["whole"]) == (41.0, 40.0)
    assert its["more"].related == ("akmola-0-2021-2025/more", "akmola-1-2021-2025/more")


def test_parts_agree_to_the_rounding_they_are_written_with(store: Store):
    load(store, program(indicator("km")), *parts("km", "km", 100.0, 100.0))
    record(
        store,
        said("km", "2021-Q4", 40.5),
        said("akmola-0-2021-2025/km", "2021-Q4", 20.24),
        said("akmola-1-2021-2025/km", "2021-Q4", 20.24),
    )
    assert found(store, "parts_and_whole") == {}


def test_four_reports_running_equal_to_the_plan(store: Store):
    load(
        store,
        program(
            indicator("exact", target=5000.0, plan={}),
            indicator("three", target=5000.0, plan={}),
            indicator("honest", target=5000.0, plan={}),
            indicator("still", plan={2021: 40.0, 2022: 80.0}, profile="step"),
            indicator("few", target=20.0, plan={}),
        ),
    )
    ends = [(parse(period).end - date(2021, 1, 1)).days for period in TWO_YEARS]
    exact = [round(5000 * days / 1825, 1) for days in ends]
    record(
        store,
        *told("exact", [*exact[:2], 600.0, *exact[3:]], TWO_YEARS),
        *told("three", [*exact[:3], 1000.0, *exact[4:7], 2000.0], TWO_YEARS),
        *told("honest", [value + 7 for value in exact], TWO_YEARS),
        *told("still", [3, 6, 9, 40, 40, 40, 40, 80], TWO_YEARS),
        *told("few", [round(20 * days / 1825) for days in ends], TWO_YEARS),  # whole pieces: no wonder
    )
    its = found(store, "equal_to_plan", date(2023, 1, 20))
    assert set(its) == {"exact"}
    evidence = its["exact"].evidence
    assert (evidence["times"], evidence["first_on"], evidence["last_on"]) == (
        5,
        date(2021, 12, 31),
        date(2022, 12, 31),
    )
    assert found(store, "equal_to_plan", date(2022, 7, 20)) == {}  # three so far
    assert found(store, "equal_to_plan", date(2024, 3, 20)) == {}  # long ago


def test_a_year_reported_in_its_last_period(store: Store):
    load(
        store,
        program(
            indicator("jump"),
            indicator("even"),
            indicator("planned", profile="step"),
            indicator("tiny", target=10.0, plan={}),
            indicator("gap"),
            indicator("yearly", kind="annual", target=40.0, plan={}),
        ),
    )
    record(
        store,
        *told("jump", [3, 6, 10, 40]), *told("even", [8, 18, 27, 40]), *told("planned", [0, 0, 2, 40]),
        *told("tiny", [0, 0, 1, 3]), *told("gap", [3], ["2021-Q1"]), *told("gap", [40], ["2021-Q4"]),
        *told("yearly", [3, 6, 10, 40]),
    )  # fmt: skip
    its = found(store, "jump_at_year_end")
    assert set(its) == {"jump", "yearly"}
    evidence = its["jump"].evidence
    assert (evidence["year"], evidence["total"], evidence["last"], evidence["share"]) == (
        2021,
        40.0,
        30.0,
        0.75,
    )


def test_the_second_year_counts_from_the_first(store: Store):
    load(store, program(indicator("jump"), indicator("even")))
    record(
        store,
        *told("jump", [10, 20, 30, 40, 43, 46, 50, 80], TWO_YEARS),
        *told("even", [10, 20, 30, 40, 50, 60, 70, 80], TWO_YEARS),
    )
    assert set(found(store, "jump_at_year_end", date(2023, 1, 20))) == {"jump"}
    assert found(store, "jump_at_year_end", date(2022, 1, 20)) == {}


def test_a_point_unexecuted_for_years(store: Store):
    moved = {"date": date(2022, 2, 1), "action": "moved", "was": {"due": date(2021, 9, 1)}}
    measures = (
        {"measure": "moved", "title": "Moved", "due": date(2024, 9, 1), "amendments": [moved]},
        {"measure": "late", "title": "Late", "due": date(2021, 12, 31)},
        {"measure": "done", "title": "Done", "due": date(2021, 9, 1)},
        {"measure": "young", "title": "Young", "due": date(2022, 9, 1)},
    )
    load(
        store,
        program(
            indicator("works"),
            indicator("law", kind="milestone", target=1.0, plan={}, due=date(2021, 6, 30)),
            indicator("kept", kind="milestone", target=1.0, plan={}, due=date(2021, 6, 30)),
            measures=measures,
        ),
    )
    record(store, said("kept", "2021-Q2", 1))
    done = NewMeasureReport(
        f"{PROGRAM}/works",
        "done",
        parse("2021-Q3"),
        "done",
        reported_at=datetime(2021, 10, 5),
        author="branch-kz",
    )
    record_measure_reports(store, ADMINISTRATOR, [done], now=NOW)
    asked = contradictions(store, ADMINISTRATOR, Ask(date(2023, 1, 20)), Scope(), ["unexecuted_for_years"])
    assert {(one.how, one.related) for one in asked} == {
        ("measure_moved", (f"{PROGRAM}/works/moved",)),
        ("measure", (f"{PROGRAM}/works/late",)),
        ("indicator", ()),
    }
    assert all(one.evidence["years"] == 2 for one in asked)
    assert [one.indicator for one in asked if one.how == "indicator"] == [f"{PROGRAM}/law"]
    said_in = translator("en")
    words = [said_in(one.template, **one.evidence) for one in asked]
    assert any(
        text.startswith("Moved: first due on 1 September 2021, now on 1 September 2024") for text in words
    )
    assert (
        contradictions(store, ADMINISTRATOR, Ask(date(2022, 12, 31)), Scope(), ["unexecuted_for_years"]) == []
    )


def test_counts_are_of_kinds_and_the_public_is_told_of_none(store: Store):
    load(store, program(indicator("jump"), indicator("even")))
    record(store, *told("jump", [3, 6, 10, 40]), *told("even", [10, 20, 30, 40]))
    counts = contradiction_counts(store, ADMINISTRATOR, Ask(DAY), Scope())
    assert counts == {f"{PROGRAM}/jump": 2}  # a jump, and on plan by one unconfirmed report
    assert contradictions(store, Actor.public(), Ask(DAY), Scope()) == []
    one = contradictions(store, ADMINISTRATOR, Ask(DAY), Scope(indicator=f"{PROGRAM}/jump"))[0]
    assert (one.title["en"], one.territory_title["en"], one.status) == ("Jump", "Kazakhstan", "on_track")


def test_a_frozen_head_finds_the_same_for_ever(store: Store):
    load(store, program(indicator("jump")))
    record(store, *told("jump", [3, 6, 10, 40]))
    frozen = Ask(DAY, head=store.head())
    before = contradictions(store, ADMINISTRATOR, frozen, Scope())
    record(store, report("jump", "2021-Q3", 30, "2022-01-12"))
    assert contradictions(store, ADMINISTRATOR, frozen, Scope()) == before
    assert found(store, "jump_at_year_end") == {}


def kept_numbers(store: Store, ask: Ask, scope: Scope) -> dict[str, int]:
    relation = contradiction_numbers(store, ADMINISTRATOR, ask, scope)
    with store.cursor() as cursor:
        named = f"select s.id, n.contradictions from {relation} n join store.subject s on s.no = n.no"
        return dict(cursor.execute(named).fetchall())


def test_kept_numbers_are_brought_forward_by_every_kind_of_word(store: Store):
    whole = indicator("whole")
    measure = {"measure": "bridge", "title": "Bridge", "due": date(2019, 12, 31)}
    load(store, program(whole, indicator("jump"), measures=(measure,)), *parts("part", "whole", 100.0, 100.0))
    first, second = "akmola-0-2021-2025/part", "akmola-1-2021-2025/part"
    record(store, *told("whole", [10, 20, 30, 40]), *told("jump", [10, 20, 30, 40]))
    record(store, said(first, "2021-Q4", 20), said(second, "2021-Q4", 20))
    frozen = Ask(DAY, head=store.head())
    before = kept_numbers(store, frozen, Scope())
    assert before == contradiction_counts(store, ADMINISTRATOR, frozen, Scope())
    seen = [before]

    def forward() -> None:
        seen.append(kept_numbers(store, Ask(DAY), Scope()))
        assert seen[-1] == contradiction_counts(store, ADMINISTRATOR, Ask(DAY), Scope())
        assert seen[-1] != seen[-2]

    record(store, report(first, "2021-Q4", 50, "2022-01-12"))  # the whole is found by what its part said
    forward()
    record(store, report(f"{PROGRAM}/jump", "2021-Q3", 3, "2022-01-12"))
    forward()
    done = NewMeasureReport(
        f"{PROGRAM}/whole", "bridge", parse("2021-Q4"), "done", reported_at=datetime(2022, 1, 13)
    )
    record_measure_reports(store, ADMINISTRATOR, [done], now=NOW)
    forward()
    assert kept_numbers(store, frozen, Scope()) == before
    assert sum(key[0] == "contradictions" for key in store.snapshots) == 1


def test_kept_numbers_are_brought_forward_by_explanations_and_by_reviews(store: Store):
    load(store, program(indicator("late"), indicator("even")))
    record(store, *told("late", [1, 2, 3, 4]), *told("even", [10, 20, 30, 40]))
    seen = [kept_numbers(store, Ask(DAY), Scope())]

    def forward() -> None:
        seen.append(kept_numbers(store, Ask(DAY), Scope()))
        assert seen[-1] == contradiction_counts(store, ADMINISTRATOR, Ask(DAY), Scope())
        assert seen[-1] != seen[-2]

    promised = NewExplanation(
        f"{PROGRAM}/late",
        "contractor",
        "Another one",
        date(2021, 12, 31),
        explained_at=datetime(2021, 10, 20, 6),
    )
    record_explanation(store, ADMINISTRATOR, promised, now=NOW)
    forward()
    newest = "select max(seq) from store.report where no = (select no from store.subject where id = $1)"
    with store.cursor() as cursor:
        (seq,) = first_row(cursor, newest, [f"{PROGRAM}/even"])
    for verdict, at in (("disputed", 13), ("verified", 14)):
        record_review(
            store, ADMINISTRATOR, seq, verdict, "No papers", now=NOW, reviewed_at=datetime(2022, 1, at)
        )
        forward()
    assert sum(key[0] == "contradictions" for key in store.snapshots) == 1


def test_heads_that_were_passed_over_have_the_numbers_of_their_own(store: Store):
    measure = {"measure": "bridge", "title": "Bridge", "due": date(2019, 12, 31)}
    load(store, program(indicator("first"), indicator("jump"), measures=(measure,)))
    record(store, *told("first", [10, 20, 30, 40]), *told("jump", [3, 6, 10, 40]))

    def states(ask: Ask) -> list[str]:
        return [one.state for one in measures_of(store, ADMINISTRATOR, ask, Scope())]

    def anew(ask: Ask) -> tuple[list[str], dict[str, int]]:
        kept, store.snapshots = store.snapshots, {}
        found = states(ask), contradiction_counts(store, ADMINISTRATOR, ask, Scope())
        store.snapshots = kept
        return found

    states(Ask(DAY)), kept_numbers(store, Ask(DAY), Scope())
    tables, heads = set(store.snapshots), []
    for state, value in (("under_way", 10), ("under_way", 30), ("done", 2)):
        new = NewMeasureReport(
            f"{PROGRAM}/first", "bridge", parse("2021-Q4"), state, reported_at=datetime(2022, 1, 13)
        )
        record_measure_reports(store, ADMINISTRATOR, [new], now=NOW + timedelta(seconds=value))
        record(store, report("jump", "2021-Q3", value, "2022-01-12"))
        heads.append(store.head())
    seen = []
    for place in (2, 0, 1, 0, 2):
        ask = Ask(DAY, head=heads[place])
        seen.append((states(ask), kept_numbers(store, ask, Scope())))
        assert seen[-1] == anew(ask)
    assert seen[0] == seen[4] and seen[1] == seen[3] and len({str(one) for one in seen}) == 3
    assert set(store.snapshots) == tables, "a table was made anew for a head passed over"


def test_a_few_of_a_large_country_are_counted_by_themselves(store: Store, monkeypatch: pytest.MonkeyPatch):
    load(store, program(indicator("jump"), indicator("leap")))
    record(store, *told("jump", [3, 6, 10, 40]), *told("leap", [3, 6, 10, 40]))
    monkeypatch.setattr("tracker.queries.contradiction_numbers.MOST_IN_ALL", 1)
    one = Scope(indicator=f"{PROGRAM}/jump")
    assert kept_numbers(store, Ask(DAY), one) == {f"{PROGRAM}/jump": 2}
    assert not any(key[0] == "contradictions" for key in store.snapshots)
    assert kept_numbers(store, Ask(DAY), Scope(indicator=f"{PROGRAM}/none")) == {}


def test_a_long_list_holds_the_same_findings_in_the_same_order_and_reads_those_asked_for(store: Store):
    measures = tuple(
        {"measure": f"bridge-{n}", "title": "Bridge", "due": date(2019, 12, 31)} for n in range(3)
    )
    load(store, program(indicator("first"), indicator("jump"), indicator("leap"), measures=measures))
    record(store, *told("jump", [3, 6, 10, 40]), *told("leap", [3, 6, 10, 41]), *told("first", [1, 1, 1, 2]))
    ask = Ask(DAY, head=store.head())
    each = contradictions(store, ADMINISTRATOR, ask, Scope())
    kept = findings(store, ADMINISTRATOR, Ask(DAY), Scope())
    record(store, report("jump", "2021-Q3", 30, "2022-01-12"))  # the list stays as of its head
    assert list(kept) == each and len({one.kind for one in each}) > 2
    assert kept[1:3] == each[1:3] and kept[-1] == each[-1]
    assert kept.by_kind == Counter(one.kind for one in each)
    assert kept.indicators == len({one.indicator for one in each})
    assert list(kept.of_kind("unexecuted_for_years")) == [
        one for one in each if one.kind == "unexecuted_for_years"
    ]
    first = {one.indicator: one for one in reversed(each)}
    assert kept.first_of_each(2) == [one for one in each if first[one.indicator] is one][:2]
    assert len(findings(store, Actor.public(), Ask(DAY), Scope())) == 0
