"""The nouns of a program file: what the YAML keys are called and what may stand under them.

Attribute names are the YAML keys (``from`` is ``from_``). Models are frozen and refuse unknown keys.
What one value can be wrong in is said here; what needs two values or two files is a rule (`rules`).
Canonical JSON, ``model.model_dump_json(by_alias=True, exclude_defaults=True)``, reads back unchanged
through ``Model.model_validate_json``. This module must not read files or the clock.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from tracker.program.fields import (
    Baseline,
    Code,
    Day,
    Days,
    Flag,
    Frozen,
    FullId,
    Line,
    NotNegative,
    Number,
    Or,
    Plan,
    Share,
    Slug,
    Successor,
    Text,
    Weight,
    Words,
    _one_or_many,
)

__all__ = [
    "Amendment",
    "Body",
    "Executor",
    "Executors",
    "HolderSpan",
    "Indicator",
    "Measure",
    "OwnerSpan",
    "Program",
    "Roster",
    "Seat",
    "Section",
    "Source",
    "Territories",
    "Territory",
    "Text",
    "Theme",
    "Themes",
    "Thresholds",
    "Was",
]

Kind = Literal["cumulative", "level", "annual", "milestone"]
Direction = Literal["increase", "decrease"]
Bound = Literal["exact", "at_least", "about", "at_most"]
Profile = Literal["linear", "step"]
Frequency = Literal["month", "quarter", "half_year", "year"]
Action = Literal["amended", "moved", "replaced", "removed"]
Cause = Literal[
    "money_late", "court", "papers", "land", "contractor", "design_error", "prices", "accident", "other"
]


class Source(Frozen):
    """Where a promise or a figure was published."""

    url: Annotated[Line | None, Field(description="Address of the publication")] = None
    date: Annotated[Day | None, Field(description="Day of the publication, e.g. 2021-02-19")] = None
    note: Annotated[Words | None, Field(description="What was read there, page or paragraph")] = None


class OwnerSpan(Frozen):
    """A seat that carries something, from the first day to the last; a missing day is open."""

    seat: Annotated[Slug, Field(description="Id of a seat from a roster")]
    from_: Annotated[Day | None, Field(alias="from", description="First day, inclusive")] = None
    to: Annotated[Day | None, Field(description="Last day, inclusive")] = None


Owner = Annotated[tuple[OwnerSpan, ...], BeforeValidator(_one_or_many), Or(type="string")]


class Thresholds(Frozen):
    """Ratios of progress to planned progress from which an indicator is on track or at risk."""

    on_track: Annotated[Share, Field(description="From this ratio on: on track")] = 0.95
    at_risk: Annotated[Share, Field(description="From this ratio on: at risk; below it: off track")] = 0.80


class Was(Frozen):
    """Terms replaced by an amendment. Only keys that are written count; ``null`` means: none was given."""

    title: Annotated[Words | None, Field(description="Former title")] = None
    unit: Annotated[Words | None, Field(description="Former unit")] = None
    kind: Annotated[Kind | None, Field(description="Former kind")] = None
    direction: Annotated[Direction | None, Field(description="Former direction")] = None
    baseline: Annotated[Baseline, Field(description="Former baseline")] = None
    target: Annotated[Number | None, Field(description="Former target")] = None
    bound: Annotated[Bound | None, Field(description="Former bound")] = None
    due: Annotated[Day | None, Field(description="Former due date")] = None
    plan: Annotated[Plan | None, Field(description="The whole former plan; {} if there was none")] = None
    profile: Annotated[Profile | None, Field(description="Former profile")] = None
    frequency: Annotated[Frequency | None, Field(description="Former frequency")] = None
    grace_days: Annotated[Days | None, Field(description="Former days of grace")] = None
    weight: Annotated[Weight | None, Field(description="Former weight")] = None
    thresholds: Annotated[Thresholds | None, Field(description="Former thresholds (programs)")] = None
    budget_mln_kzt: Annotated[NotNegative | None, Field(description="Former budget (measures)")] = None
    executor: Annotated[Slug | None, Field(description="Former executor (measures)")] = None

    @model_serializer(mode="wrap")
    def _written_only(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # exclude_defaults would drop a null that was written on purpose
        plain = handler(self)
        return {name: plain.get(name) for name in type(self).model_fields if name in self.model_fields_set}

    def given(self) -> dict[str, Any]:
        """The former terms that are written, by key."""
        written, values = self.model_fields_set, vars(self)
        return {name: values[name] for name in _FORMER if name in written}


_FORMER = tuple(Was.model_fields)


class Amendment(Frozen):
    """A decision that changes terms after approval; the new ones hold from ``date``."""

    date: Annotated[Day, Field(description="The new terms hold from this day")]
    by: Annotated[Words | None, Field(description="Who decided, with the number of the protocol")] = None
    action: Annotated[Action, Field(description="What was done")] = "amended"
    cause: Annotated[Cause | None, Field(description="Why, from the short list")] = None
    note: Annotated[Words | None, Field(description="Why, in words")] = None
    was: Annotated[Was | None, Field(description="The terms replaced, any of them")] = None
    successor: Annotated[
        Successor | None, Field(description="What replaces it (action: replaced): id, or program/indicator")
    ] = None
    source: Annotated[Source | None, Field(description="Where the decision was published")] = None


class Measure(Frozen):
    """One concrete action under an indicator: this hospital, that road."""

    measure: Annotated[Slug, Field(description="Id, unique in the indicator")]
    title: Annotated[Words, Field(description="What is done, in kk, ru, en")]
    due: Annotated[Day | None, Field(description="Due date; default: the indicator's")] = None
    executor: Annotated[Slug | None, Field(description="Id from executors")] = None
    budget_mln_kzt: Annotated[NotNegative | None, Field(description="Budget, million tenge")] = None
    amendments: Annotated[tuple[Amendment, ...], Field(description="Oldest first")] = ()
    note: Annotated[Words | None, Field(description="Remark")] = None
    source: Annotated[Source | None, Field(description="Where it was published")] = None


class Indicator(Frozen):
    """One measurable promise."""

    indicator: Annotated[Slug, Field(description="Id, unique in the program")]
    title: Annotated[Words, Field(description="The promise in words, in kk, ru, en")]
    unit: Annotated[Words | None, Field(description="Unit of the values")] = None
    kind: Annotated[
        Kind,
        Field(description="cumulative: running total; level: a state; annual: every year; milestone: done"),
    ]
    direction: Annotated[Direction | None, Field(description="Which way is better, where it matters")] = None
    baseline: Annotated[Baseline, Field(description="At the start; for level a number or unknown")] = None
    target: Annotated[Number | None, Field(description="At the due date; default 1 for milestone")] = None
    bound: Annotated[Bound, Field(description="How the target is worded; no arithmetic")] = "exact"
    due: Annotated[Day | None, Field(description="Due date; default: the program's end")] = None
    plan: Annotated[
        Plan, Field(default_factory=dict, description="Values in between: {2022: 18} or {2022-06-30: 9}")
    ]
    profile: Annotated[Profile, Field(description="Between plan points: linear, or step")] = "linear"
    frequency: Annotated[Frequency, Field(description="How often it is reported")] = "quarter"
    grace_days: Annotated[Days | None, Field(description="Days to report; default: the program's")] = None
    weight: Annotated[Weight, Field(description="Weight in the section")] = 1.0
    since: Annotated[Day | None, Field(description="First day, if added after approval")] = None
    part_of: Annotated[FullId | None, Field(description="Indicator it feeds: program/indicator")] = None
    owner: Annotated[Owner, Field(description="Political Council seat, or a history of seats")] = ()
    executor: Annotated[Slug | None, Field(description="Id from executors")] = None
    amendments: Annotated[tuple[Amendment, ...], Field(description="Oldest first")] = ()
    measures: Annotated[tuple[Measure, ...], Field(description="Concrete actions")] = ()
    note: Annotated[Words | None, Field(description="Remark")] = None
    source: Annotated[Source | None, Field(description="Where it was promised")] = None


class Section(Frozen):
    """A part of one program."""

    section: Annotated[Slug, Field(description="Id, unique in the program")]
    title: Annotated[Words, Field(description="Title in kk, ru, en")]
    theme: Annotated[Slug | None, Field(description="Id from themes")] = None
    socially_sensitive: Annotated[Flag, Field(description="true: carried by one Bureau seat")] = False
    weight: Annotated[Weight, Field(description="Weight in the program")] = 1.0
    owner: Annotated[Owner, Field(description="Bureau seat, or a history of seats")] = ()
    indicators: Annotated[tuple[Indicator, ...], Field(description="Its promises")] = ()
    amendments: Annotated[tuple[Amendment, ...], Field(description="Oldest first: title, weight")] = ()
    note: Annotated[Words | None, Field(description="Remark")] = None
    source: Annotated[Source | None, Field(description="Where it was published")] = None


class Program(Frozen):
    """What the party promised for a territory and a period. One file each."""

    program: Annotated[Slug, Field(description="Id, unique; the file's identity")]
    kind: Annotated[
        Literal["election", "party"],
        Field(description="party: the party's own program, never a territory's headline"),
    ] = "election"
    title: Annotated[Words, Field(description="Title in kk, ru, en")]
    territory: Annotated[Code, Field(description="Code from territories")]
    start: Annotated[Day, Field(description="First day")]
    end: Annotated[Day, Field(description="Last day; default due date of its indicators")]
    weight: Annotated[Weight, Field(description="Weight in sets that cross programs")] = 1.0
    demonstration: Annotated[Flag, Field(description="true: made up, badged wherever it shows")] = False
    thresholds: Annotated[Thresholds, Field(description="Ratios for on track and at risk")] = Thresholds()
    grace_days: Annotated[Days, Field(description="Days after a period's end to report it")] = 15
    sections: Annotated[tuple[Section, ...], Field(description="Its parts")] = ()
    amendments: Annotated[
        tuple[Amendment, ...], Field(description="Oldest first: thresholds, grace_days, weight")
    ] = ()
    note: Annotated[Words | None, Field(description="Remark")] = None
    source: Annotated[Source | None, Field(description="Where it was published")] = None


class HolderSpan(Frozen):
    """Who holds a seat, from the first day to the last; a missing last day means still."""

    holder: Annotated[Words, Field(description="Holder of the seat")]
    from_: Annotated[Day | None, Field(alias="from", description="First day, inclusive")] = None
    to: Annotated[Day | None, Field(description="Last day, inclusive")] = None


class Seat(Frozen):
    """A place in a body; without holders it is vacant."""

    seat: Annotated[Slug, Field(description="Id, unique in all rosters")]
    title: Annotated[Words, Field(description="Title in kk, ru, en")]
    office_of: Annotated[
        Slug | None, Field(description="Executor the holder also heads: makes conflicts of interest known")
    ] = None
    holders: Annotated[tuple[HolderSpan, ...], Field(description="One after another, by days")] = ()
    note: Annotated[Words | None, Field(description="Remark")] = None


class Body(Frozen):
    """A body of the party with its seats."""

    body: Annotated[Slug, Field(description="Id, unique in the roster")]
    kind: Annotated[
        Literal["bureau", "political_council", "faction", "party_control", "branch"],
        Field(description="What body it is"),
    ]
    territory: Annotated[Code, Field(description="Code from territories")]
    title: Annotated[Words, Field(description="Title in kk, ru, en")]
    seats: Annotated[tuple[Seat, ...], Field(description="Its seats")] = ()
    note: Annotated[Words | None, Field(description="Remark")] = None


class Roster(Frozen):
    """Bodies and seats of the party. One file each."""

    roster: Annotated[Slug, Field(description="Id, unique; the file's identity")]
    title: Annotated[Words | None, Field(description="Title in kk, ru, en")] = None
    bodies: Annotated[tuple[Body, ...], Field(description="Its bodies")] = ()
    note: Annotated[Words | None, Field(description="Remark")] = None
    source: Annotated[Source | None, Field(description="Where it was published")] = None


class Territory(Frozen):
    """A territory; present on the days ``from``..``to``."""

    code: Annotated[Code, Field(description="KATO code in quotes, regions KZ-11")]
    title: Annotated[Words, Field(description="Title in kk, ru, en")]
    level: Annotated[Literal["republic", "region", "city", "district"], Field(description="Its level")]
    parent: Annotated[Code | None, Field(description="Code of the territory it belongs to")] = None
    from_: Annotated[Day | None, Field(alias="from", description="First day, where formed later")] = None
    to: Annotated[Day | None, Field(description="Last day, where abolished")] = None
    split_from: Annotated[Code | None, Field(description="Code of the territory it was formed out of")] = None
    note: Annotated[Words | None, Field(description="Remark")] = None
    source: Annotated[Source | None, Field(description="Where it was published")] = None


class Theme(Frozen):
    """What links sections across programs: health, housing, water."""

    theme: Annotated[Slug, Field(description="Id")]
    title: Annotated[Words, Field(description="Title in kk, ru, en")]
    note: Annotated[Words | None, Field(description="Remark")] = None


class Executor(Frozen):
    """The ministry, akimat or department that does the work."""

    executor: Annotated[Slug, Field(description="Id")]
    title: Annotated[Words, Field(description="Title in kk, ru, en")]
    territory: Annotated[Code | None, Field(description="Code from territories")] = None
    part_of: Annotated[Slug | None, Field(description="Executor it belongs to")] = None
    contact: Annotated[Words | None, Field(description="Reception, telephone of the office")] = None
    note: Annotated[Words | None, Field(description="Remark")] = None


class Territories(Frozen):
    """A file of territories."""

    territories: Annotated[tuple[Territory, ...], Field(description="Territories of the country")]


class Themes(Frozen):
    """A file of themes: one list for the country."""

    themes: Annotated[tuple[Theme, ...], Field(description="Themes")]


class Executors(Frozen):
    """A file of executors."""

    executors: Annotated[tuple[Executor, ...], Field(description="Executors")]
