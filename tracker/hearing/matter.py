"""What a hearing's papers are made of: one frozen value out of which pack, brief, protocol and pages are written.

Figures are raw (shares 0..1, values in the indicator's unit, days as days); texts in three languages are dicts; what
a person wrote is as they wrote it. Where a sentence is made from figures it stands both as template with values and
worded in the language asked for (``said``). None and empty tuples mean that there is nothing; why is said beside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tracker.access import Actor
from tracker.queries.agenda import Reason
from tracker.queries.ask import Ask
from tracker.queries.contradictions import Contradiction
from tracker.queries.decisions import Decision, Fate
from tracker.queries.evaluability import Revision
from tracker.queries.explain import Explained
from tracker.queries.explanations import Explanation
from tracker.queries.forecast import Forecast
from tracker.queries.hearings import Answer, Hearing, HearingChange, Note
from tracker.queries.indicators import Assessed
from tracker.queries.late_measures import LateMeasure
from tracker.queries.measures import Measure, MeasureCounts
from tracker.queries.rollups import RolledUp
from tracker.queries.sums import PartStanding, SumOfParts
from tracker.queries.trajectory import Trajectory
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the figures leave open. ``question`` is its id on the item (a template's id, or the number of a
    staff member's own); ``template`` with ``values`` is None where a person wrote or rewrote it; ``said`` is it in the
    language asked for. ``rank``: the larger, the sooner asked.
    """

    question: str
    template: str | None
    values: dict[str, object]
    said: str
    written: bool
    rank: float


@dataclass(frozen=True, slots=True)
class Money:
    """Published budgets of an item's measures in million KZT: ``done_mln`` of measures in use, ``late_mln`` of late
    ones; ``with_budget`` of ``measures`` have a published budget.
    """

    budget_mln: float
    done_mln: float
    late_mln: float
    with_budget: int
    measures: int


@dataclass(frozen=True, slots=True)
class ItemMatter:
    """One item of the agenda, one page.

    ``place`` counts from 1. ``reason`` is why it ranks there; ``added`` by the staff; ``annotation`` theirs (or None).
    ``explained`` holds terms (``terms``, ``original``), amendments, reports with days, authors and verdicts.
    ``behind_since``: the month end since which it has been bad. ``behind``: territories that make the shortfall,
    the greatest share first; ``managing``: territories whose part is on plan. ``forecast`` has no path. ``counts``
    None where no measure hangs on it. ``explanations`` newest first; ``kept`` and ``broken`` count promised days.
    ``answer`` None: none came (``answer_missing`` says why in words). ``decisions`` of earlier
    hearings on it, silent first; ``notes`` of this meeting.
    """

    place: int
    assessed: Assessed
    reason: Reason
    reason_said: str
    added: bool
    annotation: str | None
    behind_since: date | None
    explained: Explained
    trajectory: Trajectory
    behind: tuple[PartStanding, ...]
    managing: tuple[PartStanding, ...]
    parts: SumOfParts | None
    counts: MeasureCounts | None
    measures: tuple[Measure, ...]
    late_measures: tuple[LateMeasure, ...]
    money: Money | None
    explanations: tuple[Explanation, ...]
    kept: int
    broken: int
    executor_title: dict[str, str] | None
    no_executor: bool
    answer: Answer | None
    answer_missing: str
    forecast: Forecast
    contradictions: tuple[Contradiction, ...]
    contradictions_said: tuple[str, ...]
    decisions: tuple[Decision, ...]
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ExecutorMatter:
    """A state body. ``share`` (0..1) of the shortfall of the hearing's programs, ``part`` the same in their own scale,
    ``lagging`` indicators behind it there. ``figures``, ``best`` and ``worst`` indicators, and the ``causes`` named
    more than once with their count are of all programs of the hearing's territory and below. ``executor`` None: what
    has no executor. ``items`` are places on this agenda.
    """

    executor: str | None
    title: dict[str, str] | None
    figures: RolledUp
    share: float
    part: float
    lagging: int
    best: tuple[Assessed, ...]
    worst: tuple[Assessed, ...]
    causes: tuple[tuple[str, int], ...]
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HearingMatter:
    """Everything a hearing's papers say.

    ``ask`` is the day, basis and head that all figures are of (the freeze's head once frozen); ``code`` is the freeze's
    short code or None. ``whole`` is the hearing's programs as one set (None without indicators), ``sections`` and
    ``programs`` its parts, ``territories`` the territories directly below with everything under them, of the same
    cycle (empty at the lowest level). ``items`` are the agenda in order; ``dropped`` what the staff took off, with
    reasons. ``earlier`` is the fate of earlier hearings' decisions, ``previous`` the last hearing; ``decisions`` are
    this hearing's own. ``reported_by``: see Revision. ``demonstration``: made up. ``seat_titles``, ``executor_titles``
    and ``territory_titles`` name by id whatever the papers speak of (owners, who repairs, where); an id that is not
    there is printed as it is.
    """

    hearing: Hearing
    language: str
    ask: Ask
    code: str | None
    whole: RolledUp | None
    programs: tuple[RolledUp, ...]
    sections: tuple[RolledUp, ...]
    territories: tuple[RolledUp, ...]
    items: tuple[ItemMatter, ...]
    dropped: tuple[HearingChange, ...]
    changes: tuple[HearingChange, ...]
    by_executor: tuple[ExecutorMatter, ...]
    parts_differences: tuple[SumOfParts, ...]
    previous: Hearing | None
    earlier: Fate
    decisions: Fate
    notes: tuple[Note, ...]
    revision: Revision
    demonstration: bool
    seat_titles: dict[str, dict[str, str]] = field(default_factory=dict)
    executor_titles: dict[str, dict[str, str]] = field(default_factory=dict)
    territory_titles: dict[str, dict[str, str]] = field(default_factory=dict)


#: told how many items are gathered, of how many
Progress = Callable[[int, int], None]


def hearing_matter(
    store: Store, actor: Actor, hearing_id: str, language: str, progress: Progress | None = None
) -> HearingMatter:
    """A hearing's matter in a language (kk, ru, en), at its freeze's head once it is frozen.

    Raises InputError for a hearing there is not, AccessRefused for whoever may not see its papers.
    """
    from tracker.hearing.gathering import matter_of  # late: what gathers is made of what is gathered

    return matter_of(store, actor, hearing_id, language, progress)
