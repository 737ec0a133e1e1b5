"""What every paper of a hearing says alike: figures with their units, days, people, sources, and why one is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.clock import day_of
from tracker.documents.model import Bar, Cell
from tracker.draw.bar import bar_sentence
from tracker.queries.explain import Considered, Explained
from tracker.queries.indicators import Assessed
from tracker.queries.rollups import RolledUp
from tracker.text import Translator, day, percent, pick, points, short_day, translator
from tracker.text.values import missing_of, value, why_missing
from tracker.text.vocab import capital

if TYPE_CHECKING:
    from tracker.hearing.matter import HearingMatter


@dataclass(frozen=True)
class Words:
    """The words of one hearing's papers in its matter's language."""

    matter: HearingMatter

    @cached_property
    def t(self) -> Translator:
        return translator(self.matter.language)

    @cached_property
    def language(self) -> str:
        return self.matter.language

    def say(self, text: dict[str, str] | None) -> str:
        """A text of the program files in the reader's language."""
        return pick(text, self.language)

    def day(self, on: date) -> str:
        """A day in a sentence."""
        return day(on, self.language)

    def short(self, on: date | None, missing: str = "not_reported") -> str:
        """A day in a cell, or why there is none."""
        return self.missing(missing) if on is None else short_day(on, self.language)

    def missing(self, why: str) -> str:
        """Why a figure is not there (a key of :data:`tracker.text.values.MISSING`)."""
        return why_missing(why, self.language)

    def percent(self, share: float | None, missing: str = "not_measurable") -> str:
        """A share, or why there is none."""
        return self.missing(missing) if share is None else percent(share, self.language)

    def points(self, difference: float | None, *, signed: bool = True) -> str:
        """Percentage points, or that they cannot be measured."""
        return (
            self.missing("not_measurable")
            if difference is None
            else points(difference, self.language, signed)
        )

    def value(self, amount: float | None, of: Assessed, missing: str | None = None) -> str:
        """A value of an indicator with its unit, or why there is none."""
        return value(amount, of.kind, of.unit, self.language, missing or missing_of(of.status))

    def behind(self, of: Assessed) -> str:
        """How far an indicator stands from its plan on the day it is judged."""
        if of.planned_progress is None:
            return self.missing("not_measurable" if of.status == "not_measurable" else "no_plan")
        return self.points((of.progress or 0.0) - of.planned_progress)

    def bar(self, title: str, of: RolledUp) -> Bar:
        """The execution bar of a set."""
        sentence = bar_sentence(
            of.verified or 0.0,
            of.execution or 0.0,
            of.execution_max or of.execution or 0.0,
            of.plan_today,
            self.language,
        )
        return Bar(title, of.verified, of.execution, of.execution_max, of.plan_today, sentence)

    def bar_cell(self, title: str, of: RolledUp) -> Cell:
        """The same in a table's row; where nothing can be measured it is said."""
        if of.execution is None:
            return Cell(self.missing("not_measurable"))
        return Cell(self.percent(of.execution), bar=self.bar(title, of))

    def item_bar(self, of: Assessed) -> Cell:
        """An indicator's bar in a table's row, or why its progress is not known."""
        if of.progress is None:
            return Cell(capital(self.missing(missing_of(of.status))))
        most = of.progress if of.covered else 1.0
        sentence = bar_sentence(
            of.verified_progress or 0.0,
            of.progress,
            max(most, of.progress),
            of.planned_progress_today,
            self.language,
        )
        figures = (of.verified_progress, of.progress, most, of.planned_progress_today)
        return Cell(self.percent(of.progress), bar=Bar(self.say(of.title), *figures, sentence))

    def seat(self, seat: str | None, holder: dict[str, str] | None) -> str:
        """A seat's title and its holder, or that nobody carries it."""
        if seat is None:
            return self.missing("no_owner")
        held = self.say(holder) if holder else self.missing("vacant")
        return f"{self.who(seat)}, {held}"

    def who(self, name: str) -> str:
        """A seat's or executor's title by its id; any other name as it stands in the ledger."""
        titles = self.matter.seat_titles.get(name) or self.matter.executor_titles.get(name)
        return self.say(titles) or name

    def executor(self, title: dict[str, str] | None) -> str:
        """An executor's name, or that none is named."""
        return self.say(title) or self.missing("no_executor")

    def report_source(self, of: Considered) -> str:
        """Where a reported value comes from: who, when, with which evidence."""
        t = self.t
        said = t(
            "Report by {author} of {at} for the period until {end}.",
            author=self.who(of.author),
            at=day_of(of.reported_at),
            end=of.period_end,
        )
        if of.demonstration:
            said += " " + t("Made up for the demonstration.")
        return f"{said} {t('Evidence: {words}', words=of.evidence) if of.evidence else t('No evidence was given.')}"

    def promise_source(self, of: Explained) -> str:
        """Where a promise was published, or that no source is named."""
        t, parts = self.t, []
        if of.source_on:
            parts.append(self.day(of.source_on))
        if of.source_url:
            parts.append(of.source_url)
        if of.source_note:
            parts.append(self.say(of.source_note))
        named = "; ".join(parts) if parts else t("the program file names no source")
        return f"{self.say(of.assessed.program_title)}: {named.rstrip('.')}."

    def title(self, indicator: str | None) -> str:
        """The title of an indicator of what is heard, its id where nothing names it."""
        if indicator is None:
            return self.t("the whole")
        return self._titles.get(indicator) or indicator

    @cached_property
    def _titles(self) -> dict[str, str]:
        found = {one.indicator: self.say(one.title) for one in self.matter.revision.judged}
        return found | {one.assessed.indicator: self.say(one.assessed.title) for one in self.matter.items}

    def indicators(self, n: int) -> str:
        """A base in words."""
        return self.t.plural("{n} indicator", "{n} indicators", n)
