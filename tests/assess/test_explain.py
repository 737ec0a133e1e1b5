"""What an explanation and a trajectory show is what the oracle computed from: reports, terms, years, points."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assess.comparing import BASES, by_program, items_of, same
from tests.assess.world import ADMINISTRATOR, build
from tests.oracle.facts import known_reports, known_reviews, latest_verdict, newest_words, verified_words
from tests.oracle.oracle import planned, year_share, year_target, years
from tests.oracle.terms import Plain, terms_on
from tests.oracle.worlds import World, indicators_of, seeded_world
from tracker.queries.ask import Ask
from tracker.queries.explain import Explained, explained


def found_in(world: World, name: str) -> tuple[Plain, Plain, Plain]:
    """Program, section and indicator of a full id."""
    for program in world.programs:
        for section, indicator in indicators_of(program):
            if f"{program['program']}/{indicator['indicator']}" == name:
                return program, section, indicator
    raise KeyError(name)


@pytest.mark.slow
def test_an_explanation_shows_what_the_figures_are_made_of() -> None:
    store, world = build(seeded_world(41, count=6, asked=4))
    with store:
        for day in world.days:
            for basis in BASES:
                for items in by_program(items_of(world, day, basis)).values():
                    for item in items:
                        opened = explained(store, ADMINISTRATOR, Ask(day, basis), item.indicator)
                        compare_reports(world, opened, item.indicator, day)
                        compare_terms(world, opened, item.indicator, day, basis)


def compare_reports(world: World, opened: Explained, name: str, day: date) -> None:
    known = known_reports((r for r in world.reports if r.indicator == name), day)
    reviews = known_reviews(world.reviews, day)
    words = newest_words(known)
    checked = verified_words(words, reviews)
    assert {r.seq for r in opened.reports} == {r.seq for r in known}
    assert {r.seq for r in opened.reports if r.newest_word} == {r.seq for r in words}
    assert [r.seq for r in opened.reports if r.chosen] == [r.seq for r in words[-1:]]
    assert [r.seq for r in opened.reports if r.chosen_verified] == [r.seq for r in checked[-1:]]
    verdicts = {r.seq: latest_verdict(r, reviews) for r in known}
    assert {r.seq: r.verdict for r in opened.reports} == verdicts


def compare_terms(world: World, opened: Explained, name: str, day: date, basis: str) -> None:
    program, section, indicator = found_in(world, name)
    for shown, terms in (
        (opened.terms, terms_on(program, section, indicator, None if basis == "original" else day)),
        (opened.original, terms_on(program, section, indicator, None)),
    ):
        for field in ("kind", "start", "due", "profile", "direction", "frequency", "grace_days"):
            assert getattr(shown, field) == getattr(terms, field), (name, day, field)
        for field in ("baseline", "target", "weight", "on_track", "at_risk"):
            assert same(getattr(terms, field), getattr(shown, field)), (name, day, field)
        for point in shown.plan:
            assert same(planned(terms, point.day), point.value), (name, day, point)
        if terms.kind in ("cumulative", "level"):
            assert {when for when, _ in terms.plan} <= {point.day for point in shown.plan}
    terms = terms_on(program, section, indicator, None if basis == "original" else day)
    if terms.kind != "annual":
        assert opened.years == ()
        return
    known = known_reports((r for r in world.reports if r.indicator == name), day)
    last = {word.period_end.year: word.value for word in newest_words(known)}
    assert [year.year for year in opened.years] == list(years(terms))
    for year in opened.years:
        assert same(year_target(terms, year.year), year.target)
        value = last.get(year.year)
        assert same(value, year.observed)
        assert same(0 if value is None else year_share(terms, year.year, value), year.share)
