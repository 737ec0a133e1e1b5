"""What needs a seat's holder now, in plain sentences made from the figures, and what to ask about it.

Owns the sentences: how far of the way, by plan how far, behind since when, which territories make the shortfall; and
the question that follows from them. No blame: facts, days, and what is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.clock import day_of
from tracker.documents.matter import Matter
from tracker.documents.model import Item, Place
from tracker.documents.outlook import outlook_line
from tracker.documents.why import why
from tracker.queries.attention import GOOD
from tracker.queries.explain import explained
from tracker.queries.explanations import Explanation, Request
from tracker.queries.forecast import forecast_of
from tracker.queries.indicators import Assessed
from tracker.queries.parts import Behind, behind_by_territory
from tracker.text import Translator, percent, points
from tracker.text.values import rounded, value
from tracker.text.vocab import capital, word

#: how many territories are named, and how much of a shortfall they must make to be worth naming
NAMED, WORTH = 2, 0.25


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered on an indicator: the newest explanation, the oldest request nobody answered."""

    explanation: Explanation | None
    request: Request | None


def needs(of: Matter, said: dict[str, Said], limit: int = 3) -> tuple[Item, ...]:
    """The ``limit`` things that need somebody most, worst first; empty where everything stands on track."""
    worst = [item for item in of.items if wanting(item)][:limit]
    return tuple(_item(of, item, said.get(item.indicator, Said(None, None))) for item in worst)


def wanting(item: Assessed) -> bool:
    """Whether an indicator needs somebody: it stands badly, or its report is overdue; not for a trifle on track."""
    return item.attention > 0 and (item.status not in GOOD or item.report_overdue)


def _item(of: Matter, item: Assessed, said: Said) -> Item:
    below = behind_by_territory(of.store, of.actor, of.ask, item.indicator)
    named, whole = _named(of, below), explained(of.store, of.actor, of.ask, item.indicator)
    return Item(
        title=of.say(item.title),
        place=Place("indicator", item.indicator),
        status=item.status,
        status_word=word("status", item.status, of.language),
        sentence=_sentence(of, item, named),
        details=_details(of, item, said, outlook_line(forecast_of(whole), of.language)),
        question=question(of, item, said, _places(of, below)),
        why=tuple(why(whole, of.language)),
    )


def _sentence(of: Matter, item: Assessed, named: str | None) -> str:
    t = of.t
    plan = of.percent(item.planned_progress, "no_plan")
    if item.progress is None or item.observed is None:
        said = [t("nothing is reported; by plan {plan}", plan=plan)]
    else:
        said = [t("{done} of the way, by plan {plan}", done=percent(item.progress, of.language), plan=plan)]
    if item.no in of.since:
        said.append(t("behind since {day}", day=of.since[item.no]))
    if named:
        said.append(named)
    return capital("; ".join(said)).rstrip(".") + "."


def _named(of: Matter, below: list[Behind]) -> str | None:
    shown = below[:NAMED]
    share = sum(one.share for one in shown)
    if not shown or share < WORTH:
        return None
    return of.t("{places}: {share} of the shortfall below", places=_joined(of, shown),
                share=percent(share, of.language))  # fmt: skip


def _joined(of: Matter, places: list[Behind]) -> str:
    return ", ".join(of.say(one.title) for one in places)


def _places(of: Matter, below: list[Behind]) -> str | None:
    shown = below[:NAMED]
    return _joined(of, shown) if shown and sum(one.share for one in shown) >= WORTH else None


def _details(of: Matter, item: Assessed, said: Said, ahead: str | None) -> tuple[str, ...]:
    t = of.t
    who = [f"{t('Executes')}: {of.executor(item.executor)}"]
    if item.owner != of.seat.seat:
        carrier = of.carrier(item)
        who.insert(0, f"{t('Carried by')}: {carrier.text}" + (f", {carrier.under}" if carrier.under else ""))
    lines = [". ".join(who)]
    if ahead:
        lines.append(ahead)
    if said.explanation is not None:
        lines.append(answered(of, said.explanation))
    elif said.request is not None:
        lines.append(
            t("An explanation was asked for on {day}; there is none yet.", day=day_of(said.request.asked_at))
        )
    return tuple(lines)


def answered(of: Matter, one: Explanation) -> str:
    """An explanation in a line: cause, action, promised day, and whether it held."""
    return of.t(
        "Last answer: {cause}; {action}; promised for {day} ({fate}).",
        cause=word("cause", one.cause, of.language),
        action=one.corrective_action.rstrip("."),
        day=one.expected_on,
        fate=fate(of, one.held),
    )


def said_by(t: Translator, seat: str, one: Explanation) -> str:
    """Whose words an explanation is; where an aide entered it, for whom and that an aide did."""
    return t("for {seat}, by the aide", seat=seat) if one.on_behalf_of else seat


def fate(of: Matter, held: bool | None) -> str:
    """What became of a promised day."""
    return fate_words(held, of.t)


def fate_words(held: bool | None, t: Translator) -> str:
    """The same with a translator alone."""
    if held is None:
        return t("still ahead")
    return t("it held") if held else t("it did not hold")


def question(of: Matter, item: Assessed, said: Said, places: str | None) -> str:
    """What to ask whoever carries or executes an indicator, from what the figures leave open."""
    t = of.t
    if said.explanation is not None and said.explanation.held is False:
        return t("The day promised was {day}, and it did not hold: what has changed since, and which day holds now?",
                 day=said.explanation.expected_on)  # fmt: skip
    if item.observed is None:
        return t(
            "Nothing has been reported: what has been done by {day}, and who reports it?", day=of.ask.as_of
        )
    if item.report_overdue and item.last_due is not None:
        return t("The report up to {day} has not come: who owes it, and what will it say?", day=item.last_due)
    if item.disputed:
        return t("Party control disputes the last figure: what is the true one, and what shows it?")
    gap = _gap(of, item)
    if gap is None:
        return t("What has to happen for this to stand on plan, and by which day?")
    if places:
        return t(
            "{gap} short of the plan on {day}, most of it in: {places}. What will be done there, and by which day?",
            gap=gap,
            day=item.compared_on,
            places=places,
        )
    return t("{gap} short of the plan on {day}: which step closes that, and by which day?",
             gap=gap, day=item.compared_on)  # fmt: skip


def _gap(of: Matter, item: Assessed) -> str | None:
    """The distance from the plan in the indicator's unit, else in percentage points; None where it is not behind."""
    if item.planned_progress is None or item.compared_on is None:
        return None
    if item.planned_progress - (item.progress or 0.0) <= 1e-9:
        return None
    if item.planned is not None and item.kind != "milestone":
        gap = abs(item.planned - item.observed)
        counted = gap >= 10 or (gap >= 1 and float(item.target).is_integer())  # no 1,2 of a school
        return value(float(round(gap)) if counted else rounded(gap), item.kind, item.unit, of.language)
    return points(item.planned_progress - (item.progress or 0.0), of.language, signed=False)
