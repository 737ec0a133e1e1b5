"""The pack of a hearing: the fate of earlier decisions first, the whole, the agenda, a page an item, who executes."""

from __future__ import annotations

from tracker.documents.model import Document, Section
from tracker.documents.pack.agenda import agenda
from tracker.documents.pack.bodies import bodies
from tracker.documents.pack.fate import earlier
from tracker.documents.pack.item import items
from tracker.documents.pack.legend import legend, sources
from tracker.documents.pack.opening import document
from tracker.documents.pack.regions import differences
from tracker.documents.pack.revision import summary
from tracker.documents.pack.short import short
from tracker.documents.pack.whole import whole
from tracker.documents.pack.words import Words

#: a program of so few indicators is heard on a few pages, without title page and contents
FEW = 8


def pack(of: Words) -> Document:
    """The pack; chapters that would be empty are left out, and few indicators make a short paper."""
    heard = of.matter.whole.indicators if of.matter.whole else 0
    return _short(of) if max(heard, len(of.matter.items)) <= FEW else _long(of)


def _long(of: Words) -> Document:
    t = of.t
    sections = [
        *earlier(of),
        *_on_page(tuple(whole(of))),
        *agenda(of),
        *items(of),
        *_on_page(tuple(bodies(of))),
        *differences(of),
        *_on_page(tuple(summary(of))),
        legend(of),
        sources(of),
    ]
    return document(of, t("Pack for the hearing"), tuple(sections))


def _short(of: Words) -> Document:
    t = of.t
    sections = [*earlier(of, page=False), *whole(of, parts=False)]
    if of.matter.items:
        sections.append(Section(t("Item by item"), level=1))
        sections += [short(of, item, questions=2) for item in of.matter.items]
    else:
        sections += agenda(of)
    sections += [
        *bodies(of, opened=0, least=3),
        *differences(of),
        *summary(of, brief=True),
        legend(of, used=True),
        sources(of, brief=True),
    ]
    return document(of, t("Pack for the hearing"), tuple(sections), cover=False)


def _on_page(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """A chapter that begins a page."""
    from dataclasses import replace

    return (replace(sections[0], page=True), *sections[1:]) if sections else ()
