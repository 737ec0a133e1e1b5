"""A document as ten lines for a messenger: the figures, what needs somebody, what to ask, what is owed; the link."""

from __future__ import annotations

from tracker.documents.model import Document, Items
from tracker.text import translator
from tracker.text.status import STATUS

#: lines at most
LINES = 10


def plain(of: Document, link: str | None = None) -> str:
    """At most ten lines of text, ending with the link where one is given."""
    t = translator(of.language)
    head = [
        " ".join(part for part in (f"[{of.badge}]" if of.badge else "", of.over) if part),
        f"{of.title}. {of.meta[0]}.",
    ]
    if of.notice:
        head.append(of.notice)
    foot = [f"{t('Ledger revision')}: {of.revision}." + (f" {link}" if link else "")]
    needs, rest = [], []
    for section in of.sections:
        for block in section.blocks:
            if isinstance(block, Items):
                needs += [_item(one) for one in block.items]
                if block.items and block.items[0].question:
                    needs.append(f"{t('Ask:')} {block.items[0].question}")
        if section.brief and section.said:
            rest.append(section.said)
    lines = [*head, *needs, *rest][: LINES - len(foot)] + foot
    return "".join(f"{line}\n" for line in lines)


def _item(one) -> str:
    sign = f"{STATUS[one.status].sign} " if one.status else ""
    return f"{sign}{one.title}: {one.sentence[:1].lower()}{one.sentence[1:]}"
