"""Search: indicators, measures, sections, seats, territories and the rest by whatever somebody typed of their names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from tracker.access import Actor
from tracker.queries.ask import LANGUAGES, Ask, rows, titles
from tracker.search.index import KINDS, Index, index_of
from tracker.search.spelling import LETTERS_READ, typed_words
from tracker.search.words import ERROR, Run
from tracker.store import Store

# so many of one kind stand together before the next kind's turn comes
_TURN = 3
# errors are looked for in so many words of a question; what is longer was pasted, not typed
_WORDS_WITH_ERRORS = 6
_MOST = 500
_MEASURE = KINDS.index("measure")
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
# only in the name of a seat's body, `elsewhere` for one that stands only in the name of the territory. Titles are
# numbered in the order of equals, so a cost and a number packed into one sort as they should.
_SQL = """
with asked as materialized (
    select q, cost, unnest(range(first, last + 1)::integer[]) as word
    from (select unnest($qs::integer[]) as q, unnest($costs::integer[]) as cost,
                 unnest($firsts::integer[]) as first, unnest($lasts::integer[]) as last)
),
hit as (
    select p.doc, p.kind, a.q, min(a.cost + case when (p.flags & $own::utinyint) <> 0 then 0
        when (p.flags & 15) <> 0 then 1 else 3 end) as cost
    from memory.main.{name}_posting p join asked a on a.word = p.word
    where (($kinds::integer >> p.kind::integer) & 1) = 1 and {only}
    group by p.doc, p.kind, a.q
),
fit as ({fit})
select kind, min((cost::bigint << 32) | doc::bigint, $most::bigint) as packed from fit
where doc not in (
    select doc from memory.main.{name}_span
    where case when $basis = 'original' then not original else from_on > $day::date or until_on <= $day::date end
)
group by kind
"""
_ONE_WORD = "select doc, kind, cost from hit"
_ALL_WORDS = """
select doc, any_value(kind) as kind, sum(cost) as cost from hit
group by doc having bit_or(1::bigint << q) = $all::bigint
"""
# A word beside one of the title's own may stand in the name of its territory instead.
_ALL_WORDS_OR_PLACE = """
select h.doc, h.kind, h.cost + $elsewhere::bigint * bit_count($all::bigint & ~h.mask) as cost
from (
    select doc, any_value(kind) as kind, bit_or(1::bigint << q) as mask, sum(cost) as cost from hit group by doc
) h
join memory.main.{name}_title d on d.doc = h.doc
left join (
    select territory, bit_or(1::bigint << q) as mask
    from memory.main.{name}_place p join asked a on a.word = p.word group by territory
) p on p.territory = d.territory
where (h.mask | coalesce(p.mask, 0)) = $all::bigint
"""
# Where one typed word is rare, only its titles are looked at; the others' words may be anywhere in the country.
_ONLY = "p.doc in (select r.doc from memory.main.{name}_posting r join asked a on a.word = r.word where a.q = $rare)"
_BY_ID = """
select kind, min(doc, $most::bigint) as places from memory.main.{name}_title d
where {fits}
  and (($kinds::integer >> d.kind::integer) & 1) = 1
  and case when $basis = 'original' then d.original else d.from_on <= $day::date and $day::date < d.until_on end
group by kind
"""
_WHOLE_ID = "d.id in ($id, upper($id))"
_ID_BEGINS = "starts_with(d.id, $id)"
_FOUND = """
select d.*, w.kk as within_kk, w.ru as within_ru, w.en as within_en
from memory.main.{name}_title d
semi join (select unnest($docs::integer[]) as doc) wanted on wanted.doc = d.doc
left join memory.main.{name}_within w on w.within = d.within
"""
_CARRIERS = """
select load, no, title_kk, title_ru, title_en from store.terms v
semi join (select unnest($loads::bigint[]) as load, unnest($nos::integer[]) as no) w using (load, no)
where case when $basis = 'original' then version = 0 else from_on <= $day::date and $day::date < until_on end
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
    wanted = sum(1 << n for n, kind in enumerate(KINDS) if kinds is None or kind in kinds)
    text = text[:LETTERS_READ].encode("utf-8", "ignore").decode("utf-8")  # half a sign is none
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
        found = _read(cursor, index, first, ask)
    return [
        Found(KINDS[row["kind"]], row["id"], titles(row), _place(row), ranks[row["doc"]]) for row in found
    ]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a title fits, its kind's place in KINDS, and whether a typing error was forgiven."""

    cost: int
    kind: int
    forgiven: bool = False


def _fits(index: Index, words: list[str], errors: bool) -> list[list[Run]]:
    """The words of the titles that fit each typed word; a lone letter is a beginning only where typing goes on."""
    last = len(words) - 1
    fits = [
        index.vocabulary.matching(word, whole=len(word) == 1 and n < last) for n, word in enumerate(words)
    ]
    if errors:
        unknown_first = sorted(range(len(words)), key=lambda n: bool(fits[n]))
        for n in unknown_first[:_WORDS_WITH_ERRORS]:
            if len(words[n]) > 1:
                fits[n] = index.vocabulary.matching(words[n], errors=True)
    return fits


def _by_id(cursor, index: Index, text: str, values: dict) -> dict[int, _Fit]:
    typed = text.strip().lower()
    sql = _BY_ID.format(name=index.name, fits=_ID_BEGINS if "/" in typed else _WHOLE_ID)
    found = rows(cursor, sql, {**values, "id": typed})
    return {doc: _Fit(0, row["kind"]) for row in found for doc in row["places"]}


def _by_words(
    cursor, index: Index, fits: list[list[Run]], values: dict, language: str | None, errors: bool
) -> dict[int, _Fit]:
    runs = [(q, run) for q, found in enumerate(fits) for run in found]
    asked = {
        **values,
        "qs": [q for q, _ in runs],
        "costs": [run.cost for _, run in runs],
        "firsts": [run.first for _, run in runs],
        "lasts": [run.last for _, run in runs],
        # a reader's own language, or any if we are not told; ids are everybody's
        "own": 1 << LANGUAGES.index(language) | 8 if language in LANGUAGES else 15,
    }
    only, fit = "true", _ONE_WORD
    if len(fits) > 1:
        asked["all"] = (1 << len(fits)) - 1
        own_words = [q for q, found in enumerate(fits) if not index.names_a_place(found)]
        if len(own_words) < len(fits):
            fit = _ALL_WORDS_OR_PLACE.format(name=index.name)
            asked["elsewhere"] = ERROR + 4 if errors else 4
        else:
            fit = _ALL_WORDS
        if own_words:
            only = _ONLY.format(name=index.name)
            asked["rare"] = min(own_words, key=lambda q: index.postings(fits[q]))
    found = rows(cursor, _SQL.format(name=index.name, only=only, fit=fit), asked)
    return {
        packed & 0xFFFFFFFF: _Fit(packed >> 32, row["kind"], errors)
        for row in found
        for packed in row["packed"]
    }


def _read(cursor, index: Index, docs: list[int], ask: Ask) -> list[dict]:
    """The rows of the titles in the order given, a measure's with the title of the indicator that carries it."""
    if not docs:
        return []
    found = {row["doc"]: row for row in rows(cursor, _FOUND.format(name=index.name), {"docs": docs})}
    measures = [row for row in found.values() if row["kind"] == _MEASURE]
    if measures:
        asked = {"loads": [row["load"] for row in measures], "nos": [row["no"] for row in measures]}
        asked |= {"day": ask.as_of, "basis": ask.basis}
        carriers = {(row["load"], row["no"]): titles(row) for row in rows(cursor, _CARRIERS, asked)}
        for row in measures:
            row["carrier"] = carriers.get((row["load"], row["no"]))
    return [found[doc] for doc in docs]


def _in_turns(fitting: dict[int, _Fit]) -> dict[int, int]:
    """Every title's rank, the best first: its cost, and one more for every few of its kind that cost as little.

    So no kind hides the others: after the first school building sites come the sections and indicators whose
    titles only begin like the word. What a typing error was forgiven for comes after all that needed none.
    """

    def looseness(doc: int) -> tuple[bool, int, int]:
        return fitting[doc].forgiven, fitting[doc].cost, fitting[doc].kind

    by_kind = sorted(fitting, key=lambda doc: (looseness(doc), doc))
    ranks: dict[int, int] = {}
    for (forgiven, cost, _), group in groupby(by_kind, key=looseness):
        for n, doc in enumerate(group):
            rank = cost + n // _TURN
            ranks[doc] = ERRORS_FROM + rank if forgiven else min(rank, ERRORS_FROM - 1)
    return dict(sorted(ranks.items(), key=lambda item: item[1]))


def _place(row: dict) -> dict[str, str]:
    carrier = row.get("carrier") or {}
    return {
        language: " · ".join(filter(None, (row[f"within_{language}"], carrier.get(language))))
        for language in LANGUAGES
    }
