"""Seats side by side, only those that can be compared, each percentage with the number it is counted over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.queries.scorecards import Scorecard
from tracker.text import N_, points, short_day
from tracker.text.vocab import word
from tracker.ui.components import cells
from tracker.ui.components.filters import choose
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, drawing, joined, show, tag
from tracker.ui.components.seats import holder
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here

#: a seat that carries fewer is listed after the others: three easy indicators say little about a seat
FEW = 5
LINES = 5


def key_of(card: Scorecard) -> str:
    """Whom a seat may be compared with, as one id."""
    return "-".join(card.like)


def groups(here: Here, found: Sequence[Scorecard]) -> dict[str, str]:
    """The groups of seats that can be compared, the republic's first."""
    known = sorted({card.like for card in found}, key=lambda like: (_LEVELS.index(like[1]), like[0]))
    return {
        "-".join(
            like
        ): f"{word('body', like[0], here.language)} · {word('territory_level', like[1], here.language)}"
        for like in known
    }


def own_group(here: Here, found: Sequence[Scorecard]) -> str | None:
    """The group of the reader's own seat, else the first."""
    mine = next((key_of(card) for card in found if card.seat.seat == here.actor.seat), None)
    return mine or next(iter(groups(here, found)), None)


def sentence(here: Here, shown: Sequence[Scorecard]) -> str:
    """How many of the seats shown are behind their plan."""
    behind = sum((card.figures.deviation or 0) < -0.005 for card in shown)
    return here.t(_SENTENCE, behind=behind, count=len(shown))


def in_order(here: Here, shown: Sequence[Scorecard]) -> list[Scorecard]:
    """By the order chosen; seats with few indicators after the others, whatever the order."""
    order = ORDERS.get(here.chosen("sort") or "", ORDERS["shortfall"])[1]
    return sorted(shown, key=lambda card: (card.figures.indicators < FEW, _last(order(card)), card.seat.seat))


def _last(value: float | None) -> tuple[bool, float]:
    return (value is None, value or 0.0)


def choose_order(here: Here) -> None:
    """The order of the table."""
    names = {key: here.t(name) for key, (name, _) in ORDERS.items()}
    choose(here, "sort", here.t(_ORDER), names, chosen="shortfall")


def needs_somebody(here: Here, shown: Sequence[Scorecard]) -> None:
    """The seats with the most to answer for: overdue reports, unanswered requests, promised days that broke."""
    waiting = [card for card in shown if card.figures.report_overdue or card.unanswered or card.broken]
    waiting.sort(key=lambda c: (-(c.unanswered + c.broken), -c.figures.report_overdue, c.seat.seat))
    part(here.t(_WAITING))
    if not waiting:
        show(tag("p", here.t(_NOBODY_WAITS), class_="quiet"))
        return
    show(tag("ol", *(_waiting(here, card) for card in waiting[:LINES]), class_="needs"))


def _waiting(here: Here, card: Scorecard) -> Html:
    t = here.t
    said = [
        t.plural("{n} report overdue", "{n} reports overdue", card.figures.report_overdue),
        t.plural("{n} promised day did not hold", "{n} promised days did not hold", card.broken),
        t.plural("{n} request unanswered", "{n} requests unanswered", card.unanswered),
    ]
    counts = (card.figures.report_overdue, card.broken, card.unanswered)
    why = " · ".join(words for words, count in zip(said, counts, strict=True) if count)
    return tag("li", tag("span", a(here.link("member", seat=card.seat.seat), here.say(card.seat.title))),
               tag("span", _of(here, card), class_="num"), tag("span", holder(here, card.seat), " · ", why,
                                                               class_="quiet who"))  # fmt: skip


def _of(here: Here, card: Scorecard) -> str:
    return here.t(_OF, share=cells.share(here, card.figures.execution), n=card.figures.indicators)


def scorecard_table(here: Here, shown: Sequence[Scorecard]) -> None:
    """One row a seat, in the order given; size as a bar, so that a small seat is seen to be small."""
    t, most = here.t, max((card.figures.indicators for card in shown), default=1)

    def figure(name: str) -> Callable[[Scorecard], float | None]:
        return lambda card: getattr(card.figures, name)

    table(here, "members", [
        Column(t(N_("Seat")), lambda c: _named(here, c), lambda c: here.say(c.seat.title), "head"),
        Column(t(N_("id")), None, lambda c: c.seat.seat),
        Column(t(N_("Body")), None, lambda c: here.say(c.seat.body_title)),
        Column(t(N_("Holder")), None, lambda c: holder(here, c.seat)),
        Column(t(N_("Indicators")), lambda c: _size(here, c.figures.indicators, most), figure("indicators"), "num",
               "whole"),
        Column(t(N_("Done, and by plan")), lambda c: _bar(here, c), None, "bar"),
        Column(t(N_("Execution")), None, figure("execution"), kind="share"),
        Column(t(N_("Plan")), None, figure("plan"), kind="share"),
        Column(t(N_("Verified")), None, figure("verified"), kind="share"),
        Column(t(N_("Shortfall")), lambda c: _shortfall(here, c), figure("shortfall"), "num", "share"),
        Column(t(N_("Coverage")), None, figure("coverage"), kind="share"),
        Column(t(N_("Under this holder")), lambda c: _changed(here, c), lambda c: c.changed, "num", "share"),
        Column(t(N_("Overdue reports")), None, figure("report_overdue"), kind="whole"),
        Column(t(N_("Promised days kept")), lambda c: _kept(here, c), lambda c: c.kept, "num", "whole"),
        Column(t(N_("Promised days not kept")), None, lambda c: c.broken, kind="whole"),
        Column(t(N_("Explanations given")), None, lambda c: c.given, kind="whole"),
        Column(t(N_("Requests unanswered")), None, lambda c: c.unanswered, kind="whole"),
    ], shown, caption=t(_CAPTION, few=FEW), empty=t(_NONE))  # fmt: skip


def _named(here: Here, card: Scorecard) -> Html:
    where = here.say(card.seat.territory_title) + " · " + holder(here, card.seat)
    return joined((a(here.link("member", seat=card.seat.seat), here.say(card.seat.title)),
                   tag("div", where, class_="quiet")))  # fmt: skip


def _size(here: Here, count: int, most: int) -> Html:
    width = max(2.0, 48 * count / most)
    few = tag("div", here.t(_FEW), class_="quiet") if count < FEW else None
    bar = (f'<svg width="48" height="8" viewBox="0 0 48 8" aria-hidden="true">'
           f'<rect width="{width:.1f}" height="8" style="fill:var(--quiet)"/></svg>')  # fmt: skip
    return joined((drawing(bar), " ", count, few))


def _bar(here: Here, card: Scorecard) -> Html | str:
    if card.figures.execution is None:
        return cells.share(here, None)
    n = here.t.plural("of {n} indicator", "of {n} indicators", card.figures.indicators)
    words = here.t(_VERIFIED_OF, share=cells.share(here, card.figures.verified), of=n)
    return joined(
        (
            cells.set_bar(here, card.figures),
            tag("div", words, class_="quiet"),
            tag("div", _coverage(here, card), class_="quiet"),
        )
    )


def _shortfall(here: Here, card: Scorecard) -> str:
    value = card.figures.shortfall
    return cells.share(here, None) if value is None else points(value, here.language, signed=False)


def _coverage(here: Here, card: Scorecard) -> str:
    late = here.t.plural("{n} report overdue", "{n} reports overdue", card.figures.report_overdue)
    share = here.t(_IN_TIME, share=cells.share(here, card.figures.coverage))
    return f"{share} · {late}" if card.figures.report_overdue else share


def _changed(here: Here, card: Scorecard) -> Html | str:
    if card.changed is None or card.changed_since is None:
        return here.t(_NOT_KNOWN)
    since = here.t(_SINCE, day=short_day(card.changed_since, here.language))
    return joined((points(card.changed, here.language), tag("div", since, class_="quiet")))


def _kept(here: Here, card: Scorecard) -> str:
    if not card.given:
        return here.t(_NONE_GIVEN)
    judged = card.kept + card.broken
    return here.t(_KEPT, kept=card.kept, of=judged) if judged else here.t(_AWAITED)


_LEVELS = ("republic", "region", "district")
ORDERS: dict[str, tuple[str, Callable[[Scorecard], float | None]]] = {
    "shortfall": (N_("Largest shortfall first"), lambda c: -(c.figures.shortfall or 0)),
    "execution": (N_("Least done first"), lambda c: c.figures.execution),
    "verified": (N_("Least verified first"), lambda c: c.figures.verified),
    "coverage": (N_("Least reported first"), lambda c: c.figures.coverage),
    "change": (N_("Least change under the holder first"), lambda c: c.changed),
    "overdue": (N_("Most overdue reports first"), lambda c: -c.figures.report_overdue),
    "broken": (N_("Most promised days not kept first"), lambda c: -c.broken),
    "size": (N_("Most indicators first"), lambda c: -c.figures.indicators),
}
_SENTENCE = N_("{behind} of {count} seats that can be compared are behind their plan")
_ORDER = N_("Order")
_WAITING = N_("Who has to answer now")
_NOBODY_WAITS = N_("No report is overdue, no request is unanswered, every promised day has held so far.")
_OF = N_("{share} of {n}")
_CAPTION = N_(
    "The bar beside the number shows how much a seat carries. Seats with fewer than {few} indicators stand after the "
    "others in every order. An indicator counts for its own seat and for its section's, so rows do not add up."
)
_NONE = N_("No seat of this kind carries anything on the day shown.")
_FEW = N_("few")
_VERIFIED_OF = N_("verified {share}, {of}")
_IN_TIME = N_("Reported in time: {share}")
_SINCE = N_("since {day}")
_NOT_KNOWN = N_("not known")
_NONE_GIVEN = N_("none yet")
_KEPT = N_("{kept} of {of}")
_AWAITED = N_("day not come yet")
