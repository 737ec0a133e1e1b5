"""Gathering everything that a hearing's papers say, at the hearing's day and head.

What the papers say does not depend on who reads them: whoever may see a hearing gets the same matter.
"""

from __future__ import annotations

from dataclasses import replace
from math import fsum

from tracker import clock
from tracker.access import Actor, require
from tracker.hearing.conditions import Known
from tracker.hearing.executors import by_executor
from tracker.hearing.matter import HearingMatter, ItemMatter, Money, Progress
from tracker.hearing.questions import questions_of
from tracker.hearing.wording import said
from tracker.queries.agenda import Agenda, AgendaItem, Reason, agenda
from tracker.queries.ask import Ask, Scope
from tracker.queries.attention import behind_since
from tracker.queries.contradictions import Contradiction, contradictions
from tracker.queries.decisions import decisions_of, earlier_decisions, fate_of
from tracker.queries.directory import executors, programs, seats, territories
from tracker.queries.evaluability import revision
from tracker.queries.explain import explained
from tracker.queries.explanations import Explanation, explanations
from tracker.queries.forecast import forecast_of
from tracker.queries.hearings import (
    Answer,
    Hearing,
    answers,
    figures_ask,
    hearing_changes,
    known_hearing,
    notes,
    place_of_hearing,
    previous_hearing,
)
from tracker.queries.late_measures import LateMeasure, with_causes
from tracker.queries.measures import Measure, measure_counts, measures_of
from tracker.queries.rollups import RolledUp, rolled_up, whole
from tracker.queries.sums import part_standings, sums_of_parts
from tracker.queries.trajectory import trajectory_of
from tracker.store import Store
from tracker.text import N_, translator

#: in whose eyes a hearing's figures are taken: the faction's and the state bodies' papers show what is reported
READER = Actor.administrator("hearing")
GOOD_PARTS = ("achieved", "on_track")


def matter_of(
    store: Store, actor: Actor, hearing_id: str, language: str, progress: Progress | None = None
) -> HearingMatter:
    """A hearing's matter in a language, at its freeze's head once it is frozen.

    Raises InputError for a hearing there is not, AccessRefused for whoever may not see its papers.
    """
    found = known_hearing(store, None, hearing_id)
    require(actor, "see_hearing", place_of_hearing(store, None, found.territory))
    return matter_at(store, found, figures_ask(found), language, progress)


def matter_at(
    store: Store, found: Hearing, ask: Ask, language: str, progress: Progress | None = None
) -> HearingMatter:
    """The matter of a hearing at any ask; what is noted and decided at the meeting is of the newest head."""
    ask, now = replace(ask, head=ask.at(store)), Ask(ask.as_of)
    scope = Scope(programs=found.programs)
    listed = agenda(store, READER, ask, found)
    said_there = notes(store, READER, now, found.hearing)
    gathered = _Items(store, ask, found, listed, language)
    own = [one for one in gathered.findings if one.program in found.programs]
    items = gathered.all(progress)
    items = tuple(
        replace(one, notes=tuple(n for n in said_there if n.indicator == one.assessed.indicator))
        for one in items
    )
    total = whole(store, READER, ask, scope)
    return HearingMatter(
        hearing=found,
        language=language,
        ask=ask,
        code=found.frozen.code if found.frozen else None,
        whole=total,
        programs=tuple(rolled_up(store, READER, ask, scope, "program")),
        sections=tuple(_in_order(store, ask, scope)),
        territories=_below(store, ask, found),
        items=items,
        dropped=listed.dropped,
        changes=tuple(hearing_changes(store, READER, now, found.hearing)),
        by_executor=by_executor(store, READER, ask, found, listed, gathered.words),
        parts_differences=tuple(sums_of_parts(store, READER, ask, scope, own)),
        previous=previous_hearing(store, READER, ask, found.hearing),
        earlier=fate_of(earlier_decisions(store, READER, ask, found.territory, found.held_on)),
        decisions=fate_of(decisions_of(store, READER, now, hearing=found.hearing, whenever=True)),
        notes=tuple(said_there),
        revision=revision(store, READER, ask, scope, own),
        demonstration=found.demonstration or bool(total and total.demonstration),
        seat_titles={one.seat: one.title for one in seats(store, READER, ask)},
        executor_titles=gathered.executors,
        territory_titles={one.code: one.title for one in territories(store, READER, ask)},
    )


class _Items:
    """The items of an agenda, everything that is asked of many at once asked once."""

    def __init__(self, store: Store, ask: Ask, found: Hearing, listed: Agenda, language: str) -> None:
        self.store, self.ask, self.found, self.listed, self.language = store, ask, found, listed, language
        names = tuple(one.item.indicator for one in listed.items)
        programs_of = {one.item.program for one in listed.items}
        scope = Scope(programs=tuple(sorted({*found.programs, *programs_of})))
        # once for everything below, the agenda's programs among it: judging promised days is what costs
        self.words = words = explanations(store, READER, ask, Scope(territory=found.territory))
        self.measures: dict[str, list[Measure]] = {}
        for one in measures_of(store, READER, ask, scope):
            self.measures.setdefault(one.indicator, []).append(one)
        late = [
            one
            for its in self.measures.values()
            for one in its
            if one.late and one.state in ("not_started", "under_way", "accepted")
        ]
        self.late: dict[str, list[LateMeasure]] = {}
        for one in with_causes(store, READER, ask, scope, late, words) if late else []:
            self.late.setdefault(one.measure.indicator, []).append(one)
        self.explanations: dict[str, list[Explanation]] = {}
        for one in words:
            self.explanations.setdefault(one.indicator, []).append(one)
        self.contradictions: dict[str, list[Contradiction]] = {}
        self.findings = contradictions(store, READER, ask, scope)
        for one in self.findings:
            self.contradictions.setdefault(one.indicator, []).append(one)
        self.parts = part_standings(store, READER, ask, names)
        self.sums = {one.indicator: one for one in sums_of_parts(store, READER, ask, scope, self.findings)}
        self.since = behind_since(store, READER, ask, [one.item for one in listed.items])
        self.answers = answers(store, READER, ask, found.hearing)
        self.decisions = earlier_decisions(store, READER, ask, found.territory, found.held_on)
        self.executors = {one.executor: one.title for one in executors(store, READER, ask)}

    def all(self, progress: Progress | None) -> tuple[ItemMatter, ...]:
        """Every item in order."""
        found = []
        for one in self.listed.items:
            if progress is not None:
                progress(len(found), len(self.listed.items))
            found.append(self._item(one))
        return tuple(found)

    def _item(self, one: AgendaItem) -> ItemMatter:
        name = one.item.indicator
        opened = explained(self.store, READER, self.ask, name, one.item)
        measures = tuple(self.measures.get(name, ()))
        parts = tuple(self.parts.get(name, ()))
        late = tuple(self.late.get(name, ()))
        words = tuple(self.explanations.get(name, ()))
        findings = tuple(self.contradictions.get(name, ()))
        earlier = tuple(d for d in self.decisions if d.indicator == name)
        answer, ahead, money = self.answers.get(name), forecast_of(opened, path=False), money_of(measures)
        known = Known(
            self.found, opened, measures, late, money, parts, words, ahead, findings, earlier, answer
        )
        acts = tuple(act for act in self.listed.acts if act.indicator == name)
        return ItemMatter(
            place=one.place,
            assessed=one.item,
            reason=one.reason,
            reason_said=reason_said(one.reason, self.language),
            added=one.added,
            annotation=one.annotation,
            behind_since=self.since.get(one.item.no) if known.behind else None,
            explained=opened,
            trajectory=trajectory_of(opened),
            behind=tuple(part for part in parts if part.share > 0),
            managing=tuple(part for part in parts if part.status in GOOD_PARTS),
            parts=self.sums.get(name),
            counts=measure_counts(self.store, READER, self.ask, Scope(indicator=name)) if measures else None,
            measures=measures,
            late_measures=late,
            money=money,
            explanations=words,
            kept=sum(word.held is True for word in words),
            broken=sum(word.held is False for word in words),
            executor_title=self.executors.get(one.item.executor) if one.item.executor else None,
            no_executor=one.item.executor is None,
            answer=answer,
            answer_missing=answer_missing(self.found, one.item.executor, answer, self.language),
            forecast=ahead,
            contradictions=findings,
            contradictions_said=tuple(
                said(found.template, found.evidence, self.language, found.unit, one.item.kind)
                for found in findings
            ),
            decisions=earlier,
            questions=questions_of(known, acts, self.language),
            notes=(),
        )


def reason_said(reason: Reason, language: str) -> str:
    """Why an item stands where it stands, in words."""
    return " ".join(said(template, values, language) for template, values in reason.sentences)


def answer_missing(found: Hearing, executor: str | None, answer: Answer | None, language: str) -> str:
    """Why there is no answer, in words; empty where there is one."""
    if answer is not None:
        return ""
    t = translator(language)
    if executor is None:
        return t(_NOBODY)
    if found.answer_by is None:
        return t(_NOT_ASKED)
    if found.frozen is None:
        return t(_TO_BE_ASKED if found.state == "draft" else _NONE_YET, day=found.answer_by)
    frozen_on = clock.day_of(found.frozen.frozen_at)
    if frozen_on <= found.answer_by:
        return t(_NONE_AT_FREEZE, frozen=frozen_on, day=found.answer_by)
    return t(_NONE_CAME, day=found.answer_by)


def money_of(measures: tuple[Measure, ...]) -> Money | None:
    """Published budgets of measures that still stand; None where none is published."""
    standing = [one for one in measures if one.state not in ("replaced", "removed")]
    priced = [one for one in standing if one.budget_mln_kzt is not None]
    if not priced:
        return None
    return Money(
        budget_mln=fsum(one.budget_mln_kzt or 0.0 for one in priced),
        done_mln=fsum(one.budget_mln_kzt or 0.0 for one in priced if one.state == "done"),
        late_mln=fsum(one.budget_mln_kzt or 0.0 for one in priced if one.late),
        with_budget=len(priced),
        measures=len(standing),
    )


def _in_order(store: Store, ask: Ask, scope: Scope) -> list[RolledUp]:
    """Sections, those that lag most first."""
    return sorted(rolled_up(store, READER, ask, scope, "section"), key=lambda one: -(one.shortfall or 0.0))


def _below(store: Store, ask: Ask, found: Hearing) -> tuple[RolledUp, ...]:
    """The territories directly below with everything under them, of the cycle of the hearing's first program."""
    entries = {one.program: one for one in programs(store, READER, ask)}
    first = entries.get(found.programs[0])
    places = territories(store, READER, ask)
    codes = {one.code: n for n, one in enumerate(places) if one.parent == found.territory}
    if first is None or not codes:
        return ()
    cycle = (first.start.year, first.end.year)
    scope = Scope(territory=found.territory, begun=True, kind=first.kind, period=cycle)
    rows = [one for one in rolled_up(store, READER, ask, scope, "territory") if one.key in codes]
    return tuple(sorted(rows, key=lambda one: codes[one.key]))


_NOBODY = N_("No executor is named for it, so nobody was asked to answer.")
_NOT_ASKED = N_("No day to answer by was set.")
_TO_BE_ASKED = N_("The executor will be asked to answer by {day}.")
_NONE_YET = N_("No answer yet; the last day to answer is {day}.")
_NONE_AT_FREEZE = N_(
    "No answer had come by {frozen}, when the figures were frozen; the last day to answer was {day}."
)
_NONE_CAME = N_("No answer came by {day}.")
