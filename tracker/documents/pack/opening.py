"""What a hearing's papers begin with: the sentence of the whole, day, head and code, and what is said of drafts."""

from __future__ import annotations

from tracker.documents.model import Document, Paper, Place, Section
from tracker.documents.pack.words import Words
from tracker.text.vocab import word

#: programs named on the first page; all of them stand in the chapter of the whole
PROGRAMS = 5


def sentence(of: Words) -> str:
    """The state of what is heard in a sentence made from its figures."""
    whole, t = of.matter.whole, of.t
    place = of.say(of.matter.hearing.territory_title)
    if whole is None or whole.execution is None or whole.plan_today is None:
        return t("{place}: nothing that is heard can be measured on this day", place=place)
    return t(
        "{place}: {done} of the program is done; by plan it should be {plan}",
        place=place,
        done=of.percent(whole.execution),
        plan=of.percent(whole.plan_today),
    )


def code(of: Words) -> str:
    """The code the pack is checked by, or that it is a draft."""
    return of.matter.code or of.t("DRAFT")


def facts(of: Words) -> tuple[tuple[str, str], ...]:
    """Who answers when and for what; of which day and revision the figures are; how they are checked."""
    hearing, t = of.matter.hearing, of.t
    titles = [of.say(title) for title in hearing.program_titles]
    programs = "; ".join(titles[:PROGRAMS])
    if len(titles) > PROGRAMS:
        programs += "; " + t("and {n} more", n=len(titles) - PROGRAMS)
    participants = "; ".join(of.say(one) for one in hearing.participants)
    frozen = of.matter.code
    checked = (
        t("{code}: type it on the page “Check a pack”, or run tracker hearing verify", code=frozen)
        if frozen
        else t("DRAFT: the figures are not frozen and may still change")
    )
    return (
        (t("Hearing on"), of.day(hearing.held_on)),
        (t("Answers"), of.say(hearing.office_title)),
        (t("Programs"), programs or t("none named")),
        *(((t("Taking part"), participants),) if participants else ()),
        (t("Figures as of"), f"{of.day(of.matter.ask.as_of)}, {word('basis', of.matter.ask.basis, of.language)}"),
        (t("Ledger revision"), str(of.matter.ask.head) if of.matter.ask.head is not None else t("the newest")),
        (t("Code"), checked),
    )  # fmt: skip


def name(of: Words) -> str:
    """The hearing in a few words: its own title, or whose report it is."""
    hearing = of.matter.hearing
    return hearing.title or of.t("Report of: {office}", office=of.say(hearing.office_title))


def document(
    of: Words,
    kind: str,
    sections: tuple[Section, ...],
    *,
    title: str | None = None,
    cover: bool = True,
    place: str = "pack",
    facts_: tuple[tuple[str, str], ...] | None = None,
    meta: tuple[str, ...] = (),
) -> Document:
    """A paper of the hearing around its sections."""
    t, ask = of.t, of.matter.ask
    made_up = of.matter.demonstration
    running = " · ".join((kind, name(of), t("as of {day}", day=ask.as_of)))
    return Document(
        place=Place(place, of.matter.hearing.hearing),
        language=of.language,
        as_of=ask.as_of,
        basis=ask.basis,
        revision=ask.head or 0,
        over=name(of),
        title=title or sentence(of),
        meta=meta,
        sections=sections,
        foot=(),
        badge=t("Demonstration") if made_up else None,
        notice=t("Progress in this paper is made up: it shows how a hearing is prepared, and is no source.")
        if made_up
        else None,
        paper=Paper(
            kind=kind,
            code=code(of),
            running=running,
            facts=facts(of) if facts_ is None else facts_,
            cover=cover,
            draft=of.matter.code is None,
        ),
    )
