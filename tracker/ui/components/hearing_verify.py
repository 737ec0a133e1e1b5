"""A frozen hearing's code: which pack it is, of which day and head, and whether the figures follow from the ledger."""

from __future__ import annotations

from tracker.access import Actor
from tracker.hearing.freeze import Verified, verify
from tracker.queries.ask import Ask
from tracker.queries.hearings import Hearing
from tracker.store import Store
from tracker.text import N_, day, instant
from tracker.ui.components import hearing_agenda
from tracker.ui.components.hearing_words import link
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.page import Here


def outcome(here: Here, of: Hearing) -> None:
    """The code with its day and head, and the figures computed again and compared."""
    t, language, found = here.t, here.language, here.of(_verified, of.hearing)
    facts = (
        (t(N_("Hearing")), link(here, of)),
        (t(N_("Code of the pack")), tag("strong", found.code)),
        (t(N_("Figures as of")), day(found.as_of, language)),
        (t(N_("Ledger head")), str(found.head)),
        (t(N_("Frozen")), instant(found.frozen_at, language)),
        (t(N_("Digest of the whole")), tag("code", of.frozen.digest if of.frozen else "")),
    )
    pairs = [piece for term, said in facts for piece in (tag("dt", term), tag("dd", said))]
    show(tag("p", tag("strong", t(_FOLLOWS if found.follows else _DIFFERS))),
         class_="band fine" if found.follows else "band fault")  # fmt: skip
    show(tag("dl", *pairs, class_="facts"))
    if not found.follows:
        parts = joined((t(_PARTS.get(one, _OTHER)) for one in found.differs), "; ")
        show(tag("p", t(_WHERE), " ", parts))
        titles = here.of(hearing_agenda.titles_on, of.hearing)
        show(tag("ul", *(
            tag("li", a(here.link("indicator", indicator=one), here.say(titles.get(one)) or one))
            for one in found.indicators[:20]
        ), class_="plain"))  # fmt: skip


def _verified(store: Store, actor: Actor, ask: Ask, hearing: str) -> Verified:
    return verify(store, actor, hearing)


_FOLLOWS = N_("The figures follow: computed again from the ledger at that day and head, they are the same.")
_DIFFERS = N_("The figures do not follow: computed again from the ledger, they differ from what was frozen.")
_WHERE = N_("What differs:")
_OTHER = N_("another part of the pack")
_PARTS = {
    "hearing": N_("the facts of the hearing"),
    "programs": N_("the programs' versions"),
    "figures": N_("the figures of indicators"),
    "rollups": N_("the totals"),
    "agenda": N_("the agenda"),
    "reports": N_("the reports"),
    "measures": N_("the measures"),
    "words": N_("the explanations"),
    "parts": N_("the sums of the parts"),
    "executors": N_("the executors' shares"),
    "questions": N_("the questions"),
    "answers": N_("the executors' answers"),
    "decisions": N_("earlier decisions"),
    "revision": N_("the revision"),
    "ledger": N_("the ledger's chain"),
    "code": N_("the code itself"),
}
