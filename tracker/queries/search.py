"""Search: indicators, measures, sections, seats, territories and the rest by whatever somebody typed of their names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from tracker.access import Actor
from tracker.queries.ask import LANGUAGES, Ask, rows, titles
from tracker.search.index import KINDS, Index, index_of
from tracker.search.spelling import typed_words
from tracker.search.words import ERROR, Run
from tracker.store import Store

# so many of one kind stand together before the next kind's turn comes
_TURN = 5
# errors are looked for in so many words of a question; what is longer was pasted, not typed
_WORDS_WITH_ERRORS = 6
_MOST = 500
# a rank from here on means that a typing error was forgiven
ERRORS_FROM = 100


@dataclass(frozen=True, slots=True)
class Found:
    """Something found by its name.

    ``kind`` is one of KINDS. ``id`` is what the kind is known by everywhere; a section's is ``program/section``, a
    measure's ``program/indicator/measure``. ``title`` is the one in force on the day asked for; ``place`` says where
    it belongs (the territory and years of its program and its section or indicator, a seat's body, the territory or
    office above), with empty texts where it belongs nowhere. ``rank`` is 0 when every typed word stands in the title
    in the reader's language, and more the looser the fit; below ERRORS_FROM no typing error was forgiven.
    """

    kind: str
    id: str
    title: dict[str, str]
    place: dict[str, str]
    rank: int


# The costs: by the word (tracker.search.words), 1 for another language than the reader's, 3 for a word that stands
# only in the name of a seat's body, `elsewhere` for one that stands only in the name of the territory.
_SQL = """
with asked as materialized (
    select q, cost, unnest(range(first, last + 1)) as word
    from (select unnest($qs::integer[]) as q, unnest($costs::integer[]) as cost,
                 unnest($firsts::integer[]) as first, unnest($lasts::integer[]) as last)
),
hit as (
    select p.doc, a.q, min(a.cost + case when (p.flags & $own::utinyint) <> 0 then 0 when (p.flags & 15) <> 0 then 1
        else 3 end) as cost
    from memory.main.{name}_posting p join asked a on a.word = p.word
    group by p.doc, a.q
),
doc_hit as (
    select doc, bit_or(1::bigint << q) as mask, sum(cost) as cost from hit group by doc
),
place as (
    select territory, bit_or(1::bigint << q) as mask
    from memory.main.{name}_place p join asked a on a.word = p.word group by territory
),
found as (
    select d.kind,
        ((h.cost::bigint + $elsewhere::bigint * bit_count($all::bigint & ~h.mask)) << 40)
            | (d.words::bigint << 32) | d.doc::bigint as packed
    from doc_hit h
    join memory.main.{name}_title d on d.doc = h.doc
    left join place p on p.territory = d.territory
    where (h.mask | coalesce(p.mask, 0)) = $all::bigint
      and list_contains($kinds::integer[], d.kind::integer)
      and case when $basis = 'original' then d.original else d.from_on <= $day::date and $day::date < d.until_on end
)
select kind, min(packed, $most::bigint) as places from found group by kind
"""
_BY_ID = """
select kind, min(doc, $most::bigint) as places from memory.main.{name}_title d
where case when contains($id, '/') then starts_with(lower(id), $id) else lower(id) = $id end
  and list_contains($kinds::integer[], d.kind::integer)
  and case when $basis = 'original' then d.original else d.from_on <= $day::date and $day::date < d.until_on end
group by kind
"""
_FOUND = """
select d.*, w.kk as within_kk, w.ru as within_ru, w.en as within_en,
    v.title_kk as carrier_kk, v.title_ru as carrier_ru, v.title_en as carrier_en
from memory.main.{name}_title d
semi join (select unnest($docs::integer[]) as doc) wanted on wanted.doc = d.doc
left join memory.main.{name}_within w on w.within = d.within
left join store.terms v on d.kind = $measure::integer and v.load = d.load and v.no = d.no
    and case when $basis = 'original' then v.version = 0 else v.from_on <= $day::date and $day::date < v.until_on end
"""


def search(
    store: Store,
    actor: Actor,
    ask: Ask,
    text: str,
    *,
    limit: int = 20,
    kinds: Collection[str] | None = None,
    language: str | None = None,
) -> list[Found]:
    """What bears a name like ``text``, the best first; nothing for a text without a letter or digit.

    Every word typed must fit, in any order and language, as a whole word, a beginning, in Latin transcription, or,
    where that does not fill the answer, with one typing error in a word of four letters or more; words beside one
    that fits may name the territory instead. A full id, or its beginning from the slash on, finds what it names.
    ``language`` is the reader's, whose titles go first (None: no language goes first); ``kinds`` bounds the answer
    to some of KINDS (others are ignored), ``limit`` to so many (at most 500). Titles are public: every actor finds
    the same.
    """
    most = max(0, min(limit, _MOST))
    wanted = [n for n, kind in enumerate(KINDS) if kinds is None or kind in kinds]
    words = typed_words(text)
    if not words or not wanted or not most:
        return []
    index = index_of(store, ask.at(store))
    values = {"kinds": wanted, "day": ask.as_of, "basis": ask.basis, "most": most}
    with store.cursor() as cursor:
        fitting = _by_id(cursor, index, text, values)
        for errors in (False, True):
            if len(fitting) >= most or (errors and fitting and len(words) > _WORDS_WITH_ERRORS):
                break
            fits = _fits(index, words, errors)
            if all(fits):
                for doc, fit in _by_words(cursor, index, fits, values, language, errors).items():
                    fitting.setdefault(doc, fit)
        ranks = _in_turns(fitting)
        first = list(ranks)[:most]
        asked = {"docs": first, "day": ask.as_of, "basis": ask.basis, "measure": KINDS.index("measure")}
        found = (
            {row["doc"]: row for row in rows(cursor, _FOUND.format(name=index.name), asked)} if first else {}
        )
    return [
        Found(KINDS[found[doc]["kind"]], found[doc]["id"], titles(found[doc]), _place(found[doc]), ranks[doc])
        for doc in first
    ]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a title fits: the cost, then the kind's turn, then the shorter title, then the order of equals."""

    cost: int
    kind: int
    words: int


def _fits(index: Index, words: list[str], errors: bool) -> list[list[Run]]:
    """The words of the titles that fit each typed word; a lone letter is a beginning only where typing goes on."""
    fits = [
        index.vocabulary.matching(word, whole=len(word) == 1 and n < len(words) - 1)
        for n, word in enumerate(words)
    ]
    if errors:
        unknown_first = sorted(range(len(words)), key=lambda n: bool(fits[n]))
        for n in unknown_first[:_WORDS_WITH_ERRORS]:
            fits[n] = index.vocabulary.matching(words[n], errors=True)
    return fits


def _by_id(cursor, index: Index, text: str, values: dict) -> dict[int, _Fit]:
    found = rows(cursor, _BY_ID.format(name=index.name), {**values, "id": text.strip().lower()[:500]})
    return {doc: _Fit(0, row["kind"], 0) for row in found for doc in row["places"]}


def _by_words(
    cursor, index: Index, fits: list[list[Run]], values: dict, language: str | None, errors: bool
) -> dict[int, _Fit]:
    runs = [(q, run) for q, found in enumerate(fits) for run in found]
    own = 1 << LANGUAGES.index(language) | 8 if language in LANGUAGES else 15
    asked = {
        **values,
        "qs": [q for q, _ in runs],
        "costs": [run.cost for _, run in runs],
        "firsts": [run.first for _, run in runs],
        "lasts": [run.last for _, run in runs],
        "all": (1 << len(fits)) - 1,
        "own": own,
        "elsewhere": ERROR + 4 if errors else 4,
    }
    return {
        packed & 0xFFFFFFFF: _Fit(packed >> 40, row["kind"], packed >> 32 & 0xFF)
        for row in rows(cursor, _SQL.format(name=index.name), asked)
        for packed in row["places"]
    }


def _in_turns(fitting: dict[int, _Fit]) -> dict[int, int]:
    """Every title's rank, the best first: its cost, and one more for every few of its kind that cost as little.

    So no kind hides the others: after the first school building sites come the sections and indicators whose
    titles only begin like the word. What a typing error was forgiven for comes after all that needed none.
    """
    by_kind = sorted(fitting, key=lambda doc: (fitting[doc].cost, fitting[doc].kind, fitting[doc].words, doc))
    ranks: dict[int, int] = {}
    for (cost, _), group in groupby(by_kind, key=lambda doc: (fitting[doc].cost, fitting[doc].kind)):
        forgiven = cost >= ERROR
        for n, doc in enumerate(group):
            ranks[doc] = (
                ERRORS_FROM + cost + n // _TURN if forgiven else min(cost + n // _TURN, ERRORS_FROM - 1)
            )
    return dict(sorted(ranks.items(), key=lambda item: item[1]))


def _place(row: dict) -> dict[str, str]:
    parts = {language: (row[f"within_{language}"], row[f"carrier_{language}"]) for language in LANGUAGES}
    return {language: " · ".join(filter(None, said)) for language, said in parts.items()}
