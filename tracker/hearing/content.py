"""What a freeze covers, as text: every figure, word and version that the papers rest on, part by part.

The lines are written field by field and bear a format number, so that a later version of the program that knows more
about a hearing can still read an old freeze. Numbers are written with twelve digits that count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime

from tracker.hearing.matter import HearingMatter, ItemMatter
from tracker.queries.decisions import Decision
from tracker.queries.hearings import Hearing
from tracker.queries.indicators import Assessed
from tracker.queries.program_versions import ProgramVersion
from tracker.queries.rollups import RolledUp

FORMAT = 1
_FIELD, _LINE = "\x1f", "\n"
_ASSESSED = (
    "indicator", "program", "section", "territory", "owner", "kind", "baseline", "target", "due", "compared_on",
    "planned", "planned_today", "observed", "verified", "period_end", "reported_at", "progress", "planned_progress",
    "verified_progress", "status", "verified_status", "report_overdue", "executor", "disputed",
)  # fmt: skip
_ROLLED = (
    "program", "key", "indicators", "execution", "execution_max", "coverage", "plan", "plan_today", "verified",
    "shortfall", "surplus", "achieved", "on_track", "at_risk", "off_track", "missed", "no_data", "not_measurable",
    "not_due", "report_overdue",
)  # fmt: skip


def parts_of(
    matter: HearingMatter, figures: dict[str, str], versions: list[ProgramVersion]
) -> dict[str, list[str]]:
    """Every part by name, its lines in a fixed order; ``figures`` are lines by indicator."""
    return {
        "hearing": _facts(matter.hearing),
        "programs": [
            line(v.kind, v.id, v.load, v.sha256, v.rows_digest, v.recomputed or v.rows_digest)
            for v in versions
        ],
        "figures": [figures[indicator] for indicator in sorted(figures)],
        "rollups": [
            _rolled_line(name, row)
            for name, its in (
                ("whole", (matter.whole,) if matter.whole else ()),
                ("program", matter.programs),
                ("section", matter.sections),
                ("territory", matter.territories),
            )
            for row in its
        ],
        "agenda": [
            line(i.place, i.assessed.indicator, i.reason.share, i.added, i.annotation) for i in matter.items
        ]
        + [line("dropped", one.indicator, one.words) for one in matter.dropped],
        "reports": [row for item in matter.items for row in _reports(item)],
        "measures": [row for item in matter.items for row in _measures(item)],
        "words": [row for item in matter.items for row in _words(item)],
        "parts": [
            line(s.indicator, s.whole, s.parts_sum, s.parts, s.spoke, s.differs)
            for s in matter.parts_differences
        ]
        + [
            line(p.indicator, p.observed, p.planned, p.share)
            for i in matter.items
            for p in (*i.behind, *i.managing)
        ],
        "executors": [line(e.executor, e.share, e.lagging, *e.items) for e in matter.by_executor],
        "questions": [row for item in matter.items for row in _questions(item)],
        "answers": [row for item in matter.items for row in _answer(item)],
        "decisions": [_decision(one) for one in matter.earlier.decisions],
        "revision": [
            line(j.indicator, j.reports, j.checked, j.held, j.contradictions, *j.lacks)
            for j in matter.revision.judged
        ],
    }


def digest(lines: Iterable[str]) -> str:
    """SHA-256 over lines, in hexadecimal."""
    total = hashlib.sha256()
    for one in lines:
        total.update(one.encode() + _LINE.encode())
    return total.hexdigest()


def line(*values: object) -> str:
    """Values as one line of text; their lengths stand before them, so that no two sets read alike."""
    texts = [text(value) for value in values]
    return _FIELD.join(f"{len(one)}:{one}" for one in texts)


def text(value: object) -> str:
    """One value: numbers with twelve digits, days and instants in ISO, None as nothing, texts after a sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps({k: text(v) for k, v in value.items()}, sort_keys=True, ensure_ascii=False)
    return str(value) if isinstance(value, int) else "=" + str(value)


def figure_line(one: Assessed, lag: float) -> str:
    """One indicator's figures, and what it adds to its program's shortfall."""
    return line(*(getattr(one, name) for name in _ASSESSED), lag)


def _rolled_line(name: str, one: RolledUp) -> str:
    return line(name, line(*(getattr(one, field) for field in _ROLLED)))


def _facts(one: Hearing) -> list[str]:
    return [
        line(
            one.hearing, one.title, one.territory, one.office, one.held_on, one.as_of, one.answer_by, one.most
        ),
        line(*one.programs),
        line(*one.participants_written),
    ]


def _reports(item: ItemMatter) -> list[str]:
    return [
        line(
            item.assessed.indicator, r.seq, r.period_end, r.value, r.reported_at, r.author, r.evidence, r.note,
            r.verdict, r.chosen, r.chosen_verified,
        )
        for r in item.explained.reports
    ]  # fmt: skip


def _measures(item: ItemMatter) -> list[str]:
    causes = {one.measure.measure: one.cause for one in item.late_measures}
    return [
        line(
            m.indicator, m.measure, m.state, m.stage, m.due, m.first_due, m.budget_mln_kzt, m.accepted_on, m.in_use_on,
            m.evidence, m.late, causes.get(m.measure),
        )
        for m in item.measures
    ]  # fmt: skip


def _words(item: ItemMatter) -> list[str]:
    return [
        line(
            w.indicator, w.explained_at, w.author, w.cause, w.words, w.corrective_action, w.expected_on, w.help_needed,
            w.held,
        )
        for w in item.explanations
    ] + [line(c.indicator, c.kind, c.how, c.evidence) for c in item.contradictions]  # fmt: skip


def _questions(item: ItemMatter) -> list[str]:
    return [
        line(item.assessed.indicator, q.question, q.said if q.written else q.values) for q in item.questions
    ]


def _answer(item: ItemMatter) -> list[str]:
    a = item.answer
    if a is None:
        return [line(item.assessed.indicator, None)]
    return [line(a.indicator, a.executor, a.words, a.evidence, a.said_at, a.author)]


def _decision(one: Decision) -> str:
    word, closing = one.word, one.closing
    return line(
        one.decision, one.words, one.seat, one.executor, one.due_on, one.evidence, one.fate,
        *((word.state, word.words, word.said_at, word.author) if word else (None,)),
        *((closing.way, closing.report_seq, closing.evidence, closing.said_at, closing.author) if closing else (None,)),
    )  # fmt: skip
