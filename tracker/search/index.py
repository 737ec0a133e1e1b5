"""The index: every title of the programs loaded at a head, and where each of its words stands, in the engine's memory.

Owns five tables a head and the vocabulary beside them. They are made from the loads in force and keyed on the newest
load's sequence: reports do not touch them, a load brings new ones with the next question. What nobody asks any more
is dropped. Must not decide what fits better.

``<name>_title``    one row a title and the span of days it holds, numbered ``doc`` in the order of equals: by kind, the
                    shorter first, the republic before its regions, the newer program before the older
``<name>_span``     the spans of the titles that do not always hold
``<name>_posting``  (word, doc, kind, flags): the word stands in the title's languages (1 kk, 2 ru, 4 en), in the
                    id (8), or in the name of the body a seat belongs to (16)
``<name>_within``   (within, text in three languages): where titles belong, for people to read
``<name>_place``    (word, territory): the word stands in the name of the territory or of one above it
"""

from __future__ import annotations

import threading
import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from weakref import WeakKeyDictionary

from tracker.search.spelling import plain, words_in
from tracker.search.words import Run, Vocabulary
from tracker.store import Store
from tracker.store.connection import first_row

KINDS = ("territory", "seat", "program", "section", "theme", "executor", "indicator", "measure")
SEAT = KINDS.index("seat")
KEPT = 2
# A name just handed out is about to be read, as in tracker.assess.snapshot.
_HANDED_OUT_SECONDS = 60
# One title is read so far; what follows is no name.
_TITLE_LETTERS = 2000

_TITLES = """
create or replace table memory.main.{name}_title as
with loads as materialized (from loads_at($newest::bigint)),
territory as (
    select t.* from store.territory t join loads l on l.kind = 'territories' and l.load = t.load
),
program as (
    select p.*, coalesce(t.place, 9999) as territory_place
    from store.program p join loads l on l.kind = 'program' and l.id = p.program and l.load = p.load
    left join territory t on t.code = p.territory
),
always as (select date '0001-01-01' as from_on, date '9999-12-31' as until_on, true as original),
measure_at_day as (
    -- a measure is found as long as its indicator is: one that was removed says so by its state
    select m.load, m.no, m.measure, m.place, v.version, i.version as carrier_version, i.present,
        greatest(v.from_on, i.from_on, coalesce(n.since_on, v.from_on)) as from_on,
        least(v.until_on, i.until_on) as until_on, n.since_on, n.program, n.id, n.place as carrier_place,
        v.title_kk, v.title_ru, v.title_en
    from store.measure m
    join store.measure_terms v on v.load = m.load and v.no = m.no and v.measure = m.measure
    join store.terms i on i.load = m.load and i.no = m.no
    join store.indicator n on n.load = m.load and n.no = m.no
),
entry as (
    select 'territory' as kind, code as id, code as name, t.load, null as program,
        null::integer as no, 't' || code as within, code as territory, a.*,
        false as demonstration, t.place as territory_place, date '0001-01-01' as start_on, 0 as place, 0 as further,
        t.title_kk, t.title_ru, t.title_en
    from territory t, always a
    union all
    select 'seat', s.seat, s.seat, s.load, null, null, 'b' || s.body, b.territory, a.*, false,
        coalesce(t.place, 9999), a.from_on, b.place, s.place, s.title_kk, s.title_ru, s.title_en
    from store.seat s join loads l on l.kind = 'roster' and l.load = s.load
    join store.body b on b.load = s.load and b.body = s.body
    left join territory t on t.code = b.territory, always a
    union all
    select 'program', p.program, p.program, p.load, p.program, null, 'c' || p.territory, p.territory, a.*,
        p.demonstration, p.territory_place, p.start_on, 0, 0, p.title_kk, p.title_ru, p.title_en
    from program p, always a
    union all
    select 'section', s.program || '/' || s.section, s.section, s.load, s.program, null, 'p' || s.program, p.territory,
        a.*, p.demonstration, p.territory_place, p.start_on, s.place, 0, s.title_kk, s.title_ru, s.title_en
    from store.section s join program p on p.load = s.load, always a
    union all
    select 'theme', t.theme, t.theme, t.load, null, null, null, null, a.*, false,
        0, a.from_on, t.place, 0, t.title_kk, t.title_ru, t.title_en
    from store.theme t join loads l on l.kind = 'themes' and l.load = t.load, always a
    union all
    select 'executor', e.executor, e.executor, e.load, null, null,
        coalesce('e' || e.part_of, 'c' || e.territory), e.territory, a.*, false,
        coalesce(t.place, 0), a.from_on, e.place, 0, e.title_kk, e.title_ru, e.title_en
    from store.executor e join loads l on l.kind = 'executors' and l.load = e.load
    left join territory t on t.code = e.territory, always a
    union all
    select 'indicator', i.id, i.name, i.load, i.program, i.no, 's' || i.program || '/' || i.section, p.territory,
        greatest(v.from_on, coalesce(i.since_on, v.from_on)), case when v.present then v.until_on else v.from_on end,
        i.since_on is null and v.version = 0,
        p.demonstration, p.territory_place, p.start_on, i.place, 0, v.title_kk, v.title_ru, v.title_en
    from store.indicator i join program p on p.load = i.load
    join store.terms v on v.load = i.load and v.no = i.no
    union all
    select 'measure', m.id || '/' || m.measure, m.measure, m.load, m.program, m.no, 'p' || m.program, p.territory,
        m.from_on, case when m.present then m.until_on else m.from_on end,
        m.since_on is null and m.version = 0 and m.carrier_version = 0,
        p.demonstration, p.territory_place, p.start_on, m.carrier_place, m.place, m.title_kk, m.title_ru, m.title_en
    from measure_at_day m join program p on p.load = m.load
    where m.from_on < m.until_on or (m.version = 0 and m.carrier_version = 0)
)
select cast(row_number() over (order by list_position($kinds::varchar[], kind),
        least(len(string_split(title_kk, ' ')), len(string_split(title_ru, ' ')), len(string_split(title_en, ' '))),
        demonstration, territory_place, start_on desc, program, place, further, id, from_on) as integer) as doc,
    cast(list_position($kinds::varchar[], kind) - 1 as utinyint) as kind, id, name, load, no, within, territory,
    from_on, until_on, original, title_kk, title_ru, title_en
from entry
where from_on < until_on or original
order by doc
"""
_SPANS = """
create or replace table memory.main.{name}_span as
select doc, from_on, until_on, original from memory.main.{name}_title
where not original or from_on > date '0001-01-01' or until_on < date '9999-12-31'
"""
_WITHIN = """
create or replace table memory.main.{name}_within as
with loads as materialized (from loads_at($newest::bigint)),
territory as (
    select t.* from store.territory t join loads l on l.kind = 'territories' and l.load = t.load
),
program as (
    select p.load, p.program, coalesce(t.title_kk, p.territory) || years as kk,
        coalesce(t.title_ru, p.territory) || years as ru, coalesce(t.title_en, p.territory) || years as en
    from (
        select *, ', ' || year(start_on) || case when year(end_on) > year(start_on) then '–' || year(end_on)
            else '' end as years
        from store.program
    ) p
    join loads l on l.kind = 'program' and l.load = p.load left join territory t on t.code = p.territory
)
select 'c' || code as within, title_kk as kk, title_ru as ru, title_en as en from territory
union all
select 't' || t.code, up.title_kk, up.title_ru, up.title_en from territory t join territory up on up.code = t.parent
union all
select 'b' || b.body, b.title_kk, b.title_ru, b.title_en
from store.body b join loads l on l.kind = 'roster' and l.load = b.load
union all
select 'e' || e.executor, e.title_kk, e.title_ru, e.title_en
from store.executor e join loads l on l.kind = 'executors' and l.load = e.load
union all
select 'p' || program, kk, ru, en from program
union all
select 's' || s.program || '/' || s.section, p.kk || ' · ' || s.title_kk, p.ru || ' · ' || s.title_ru,
    p.en || ' · ' || s.title_en
from store.section s join program p on p.load = s.load
"""
# Every title's text with its flags; the engine only cuts at spaces, what a word is decides tracker.search.spelling.
_TEXT = f"""
text as (
    select doc, kind, 1 + case when title_ru = title_kk then 2 else 0 end
        + case when title_en = title_kk then 4 else 0 end as flag, title_kk as text
    from memory.main.{{name}}_title
    union all
    select doc, kind, 2 + case when title_en = title_ru then 4 else 0 end, title_ru
    from memory.main.{{name}}_title where title_ru <> title_kk
    union all
    select doc, kind, 4, title_en from memory.main.{{name}}_title where title_en <> title_ru and title_en <> title_kk
    union all
    select doc, kind, 8, name from memory.main.{{name}}_title
    union all
    select d.doc, d.kind, 16, w.kk || ' ' || w.ru || ' ' || w.en
    from memory.main.{{name}}_title d join memory.main.{{name}}_within w on w.within = d.within and d.kind = {SEAT}
),
piece as (
    select doc, kind, flag, unnest(string_split(left(text, {_TITLE_LETTERS}), ' ')) as raw from text
),
territory_piece as (
    select u.code as territory,
        unnest(string_split(t.title_kk || ' ' || t.title_ru || ' ' || t.title_en, ' ')) as raw
    from territories_above($newest::bigint) u
    join store.territory t on t.code = u.above
    join (from loads_at($newest::bigint)) l on l.kind = 'territories' and l.load = t.load
)
"""
_PIECES = f"""
with {_TEXT} select distinct raw from (select raw from piece union all select raw from territory_piece)
"""
_FOLDED = """
create or replace temp table folded as
select unnest($raws::varchar[]) as raw, unnest($numbers::integer[]) as word
"""
_POSTINGS = f"""
create or replace table memory.main.{{name}}_posting as
with {_TEXT}
select f.word, r.doc, r.kind, cast(bit_or(r.flag) as utinyint) as flags
from piece r join folded f using (raw)
group by f.word, r.doc, r.kind
order by f.word, r.doc
"""
_PLACES = f"""
create or replace table memory.main.{{name}}_place as
with {_TEXT}
select distinct f.word, r.territory from territory_piece r join folded f using (raw) order by f.word
"""
_DROP = ("title", "span", "within", "posting", "place")


@dataclass(frozen=True, slots=True)
class Index:
    """What a question reads: the tables' common name, and the vocabulary their word numbers belong to.

    ``before`` holds, for each word number, how many postings the words before it have; ``place_words`` the sorted
    numbers of the words in territories' names.
    """

    name: str
    vocabulary: Vocabulary
    before: array
    place_words: array

    def postings(self, runs: Iterable[Run]) -> int:
        """In how many titles the words stand, a title counted once for each of them."""
        return sum(self.before[run.last + 1] - self.before[run.first] for run in runs)

    def names_a_place(self, runs: Iterable[Run]) -> bool:
        """Whether one of the words stands in a territory's name."""
        return any(
            bisect_left(self.place_words, run.first) < bisect_right(self.place_words, run.last)
            for run in runs
        )


class _Kept:
    """A store's indexes by their newest load, the least recently asked first."""

    __slots__ = ("indexes", "lock")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.indexes: dict[int, tuple[Index, float]] = {}


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()
_KEPT_LOCK = threading.Lock()


def index_of(store: Store, head: int) -> Index:
    """The index of the programs loaded at a head, made on the first question after a load.

    Making it takes seconds over a whole country (bench/search.py prints how many); others who ask wait for it.
    """
    with _KEPT_LOCK:
        kept = _KEPT.setdefault(store, _Kept())
    with store.cursor() as cursor:
        newest = first_row(
            cursor, "select coalesce(max(seq), 0) from store.load where seq <= $head", {"head": head}
        )
    key = newest[0] if newest else 0
    with kept.lock:
        index, _ = kept.indexes.pop(key, (None, 0.0))
        if index is None:
            index = _made(store, key)
        kept.indexes[key] = (index, time.monotonic())
        _drop_oldest(store, kept)
    return index


def _made(store: Store, newest: int) -> Index:
    name = f"search_{newest}"
    tables = f"memory.main.{name}_posting", f"memory.main.{name}_place"
    with store.cursor() as cursor:
        cursor.execute(_TITLES.format(name=name), {"newest": newest, "kinds": list(KINDS)}).fetchall()
        cursor.execute(_SPANS.format(name=name)).fetchall()
        cursor.execute(_WITHIN.format(name=name), {"newest": newest}).fetchall()
        vocabulary = _fold(cursor, name, newest)
        cursor.execute(_POSTINGS.format(name=name), {"newest": newest}).fetchall()
        cursor.execute(_PLACES.format(name=name), {"newest": newest}).fetchall()
        cursor.execute("drop table temp.main.folded").fetchall()
        counts = array("l", bytes(array("l").itemsize * len(vocabulary)))
        for word, count in cursor.execute(f"select word, count(*) from {tables[0]} group by word").fetchall():
            counts[word] = count
        places = cursor.execute(f"select distinct word from {tables[1]} order by word").fetchall()
    before = array("l", accumulate(counts, initial=0))
    return Index(name, vocabulary, before, array("l", [word for (word,) in places]))


def _fold(cursor, name: str, newest: int) -> Vocabulary:
    """Fold every piece of a title once and leave the numbers of its words in the table ``folded``."""
    raws = [raw for (raw,) in cursor.execute(_PIECES.format(name=name), {"newest": newest}).fetchall()]
    words = [words_in(piece) for piece in plain("\0".join(raws)).split("\0")] if raws else []
    vocabulary = Vocabulary(word for found in words for word in found)
    numbers = {word: number for number, word in enumerate(vocabulary.words)}
    pairs = [(raw, numbers[word]) for raw, found in zip(raws, words, strict=True) for word in set(found)]
    cursor.execute(_FOLDED, {"raws": [raw for raw, _ in pairs], "numbers": [n for _, n in pairs]}).fetchall()
    return vocabulary


def _drop_oldest(store: Store, kept: _Kept) -> None:
    while len(kept.indexes) > KEPT:
        key, (index, asked_at) = next(iter(kept.indexes.items()))
        if time.monotonic() - asked_at < _HANDED_OUT_SECONDS:
            return
        del kept.indexes[key]
        with store.cursor() as cursor:
            for part in _DROP:
                cursor.execute(f"drop table if exists memory.main.{index.name}_{part}").fetchall()
