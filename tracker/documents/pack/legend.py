"""What the signs of a pack mean: the execution bar's parts, the statuses, and how the pack is checked."""

from __future__ import annotations

from tracker.documents.model import Legend, Lines, Section
from tracker.documents.pack.words import Words
from tracker.text import N_
from tracker.text.vocab import STATUSES, word

_BAR = (
    ("verified", N_("verified: confirmed by party control")),
    ("reported", N_("reported, and not verified")),
    ("silent", N_("not reported: how far it could reach if everybody silent had done all")),
    ("plan", N_("the plan on the day of the figures")),
)
_STATUSES = {
    "achieved": N_("the target is reached"),
    "on_track": N_("at 95 % of the plan or better, unless the program sets another threshold"),
    "at_risk": N_("at 80 to 95 % of the plan, unless the program sets other thresholds"),
    "off_track": N_("below 80 % of the plan, unless the program sets another threshold"),
    "missed": N_("the day is past and the target not reached"),
    "no_data": N_("a report was due and none is there"),
    "not_measurable": N_("there is no baseline to measure from"),
    "not_due": N_("nothing is to be reported yet"),
}


def legend(of: Words, *, used: bool = False, page: bool = False) -> Section:
    """The chapter of the signs; ``used`` keeps to the statuses that stand in the paper."""
    t = of.t
    seen = {item.assessed.status for item in of.matter.items} if used else set(STATUSES)
    bar = tuple((part, t(said)) for part, said in _BAR)
    signs = tuple(
        (code, word("status", code, of.language), t(_STATUSES[code])) for code in STATUSES if code in seen
    )
    return Section(t("What the signs mean"), (Legend(bar, signs),), level=1, page=page)


def sources(of: Words, *, brief: bool = False) -> Section:
    """Where the figures come from and how anybody can check them; ``brief`` leaves the digest out."""
    t, ask, matter = of.t, of.matter.ask, of.matter
    lines = [t("Promise: {program}", program=of.say(title)) for title in matter.hearing.program_titles]
    lines.append(
        t(
            "Progress: reports of the branches and the verdicts of party control, each with its day at the foot of "
            "its page."
        )
    )
    if ask.head is not None:
        lines.append(
            t("Ledger revision {head}; the same revision and day give the same figures for ever ({day}).",
              head=ask.head, day=ask.as_of)
        )  # fmt: skip
    frozen = matter.hearing.frozen
    if frozen is not None and matter.code and not brief:
        lines.append(
            t("Code {code}; digest of the figures: {digest}.", code=matter.code, digest=frozen.digest)
        )
        lines.append(t("Later entries cannot change this pack; its code shows it."))
    return Section(t("Sources, and how to check"), (Lines(tuple(lines)),), level=1)
