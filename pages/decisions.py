"""Decisions of hearings: what was demanded of whom by when, and what became of it, the silent ones first."""

from tracker.queries.decisions import FATES, decisions_of, fate_of
from tracker.queries.directory import executors, seats, territories
from tracker.text import N_
from tracker.ui.components import decision_list, foot
from tracker.ui.components.acting import say_done
from tracker.ui.components.decision_card import SHORT
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here

BOUNDS = ("territory", "executor", "seat", "indicator", "hearing")


def decisions(h: Here) -> None:
    t = h.t
    every = h.of(decisions_of)
    given = {name: h.chosen(name) for name in BOUNDS if h.chosen(name)}
    found = h.of(decisions_of, **given) if given else every
    fate = fate_of(found)
    heading(
        h, decision_list.sentence(h, fate), " ".join(filter(None, (decision_list.detail(h, fate), t(HOW))))
    )
    say_done()
    decision_list.opened(h, found)
    with side_by_side():
        used = {one.territory for one in every}
        places = h.names(territories, "code")
        choose(
            h,
            "territory",
            t(N_("Territory")),
            {code: words for code, words in places.items() if code in used},
        )
        bodies = {one.executor for one in every}
        choose(
            h, "executor", t(N_("Executor")),
            {one.executor: h.say(one.title) for one in h.of(executors) if one.executor in bodies},
        )  # fmt: skip
        held = {one.seat for one in every}
        choose(
            h, "seat", t(N_("Seat")), {one.seat: h.say(one.title) for one in h.of(seats) if one.seat in held}
        )
        choose(h, "state", t(N_("Fate")), {code: t(SHORT[code]) for code in FATES})
    state = h.chosen("state")
    kept = h.drawn(lambda: [one for one in found if state in (None, one.fate)], ("decisions",), found)
    decision_list.rows(h, kept)
    foot.foot(h, (HOW_DONE,))


HOW = N_("Counted over all decisions of hearings that you may see, as of the day shown.")
HOW_DONE = N_(
    "A decision is done when somebody other than the one responsible has closed it against a value, a document or a "
    "visit. Silent: its day has passed and the responsible never said a word. Overdue: its day has passed, with a word."
)

decisions(here())
