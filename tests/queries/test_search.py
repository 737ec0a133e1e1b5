"""The search box over the shipped program and a small country: what is found, in what order, and what is not."""

from __future__ import annotations

import copy
import threading
from datetime import date
from pathlib import Path

import pytest

from tests.small_country import ADMINISTRATOR, OBLAST, PROGRAM, load, record, report
from tracker.access import Actor
from tracker.program.check import check
from tracker.queries import Ask
from tracker.queries.search import ERRORS_FROM, Found, search
from tracker.record.load import load_catalogue
from tracker.search.index import KINDS, index_of
from tracker.store import open_store

DAY = Ask(date(2022, 4, 15))


@pytest.fixture(scope="module")
def shipped():
    with open_store() as store:
        read = check(Path(__file__).parents[2] / "programs")
        load_catalogue(store, ADMINISTRATOR, read.catalogue, today=date(2026, 11, 20))
        yield store


def village() -> dict:
    """A program with a village: one indicator renamed, one removed, one added later."""
    program = copy.deepcopy(PROGRAM)
    water = program["sections"][1]["indicators"]
    water[0] |= {
        "title": {"kk": "Қойтас ауылына су тарту", "ru": "Вода в селе Койтас", "en": "Water for Koitas"},
        "amendments": [{"date": date(2022, 6, 1), "was": {"title": {"ru": "Колодец в селе Койтас"}}}],
        "measures": [{"measure": "well", "title": {"kk": "Құдық қазу", "ru": "Бурение", "en": "Drilling"}}],
    }
    water[1] |= {
        "title": {"ru": "Чистота озёр"},
        "amendments": [{"date": date(2022, 6, 1), "action": "removed"}],
    }
    water[2] |= {"title": {"ru": "Закон о паводках"}, "since": date(2022, 6, 1), "due": date(2023, 3, 31)}
    return program


@pytest.fixture
def small(store):
    """The small country with the village."""
    load(store, village(), OBLAST)
    return store


def find(store, text: str, ask: Ask = DAY, **options) -> list[Found]:
    return search(store, Actor.public(), ask, text, **options)


def ids(found: list[Found]) -> list[str]:
    return [one.id for one in found]


SCHOOLS = (
    "republic-2021-2025/new-schools"  # «Апатты ... жаңа мектептер», «Новые школы ...», "New schools ..."
)


@pytest.mark.parametrize(
    "text",
    [
        "мектеп жаңа",
        "жана мектеп",  # without the tail of ң
        "мектеб жаңа",  # one error
        "мектпе жаңа",
        "zhana mektep",
        "jaña mektep",
        "новые школы",
        "школы трехсменных",  # «трёхсменных»
        "школ новые авар",
        "нвые школы",
        "novye shkoly",
        "novye shkol avariynykh",
        "schools unsafe",
        "new schols",
        "new-schools",
        "республика новые школы",  # the territory's name beside the title's words
        SCHOOLS,
        SCHOOLS.upper(),
        "republic-2021-2025/new-sch",
    ],
)
def test_one_promise_in_three_languages_and_many_spellings(shipped, text):
    found = find(shipped, text, kinds=["indicator"])
    assert SCHOOLS in ids(found)
    assert next(one for one in found if one.id == SCHOOLS).title["ru"].startswith("Новые школы")


@pytest.mark.parametrize(
    "text", ["мектеп", "мектеб", "mektep", "mectep", "shkol", "школ", "schools", "scools"]
)
def test_schools_are_found_as_indicators_measures_and_sections(shipped, text):
    titles = [
        " ".join(one.title.values()).lower()
        for kind in ("indicator", "measure", "section")
        for one in find(shipped, text, kinds=[kind], limit=5)
    ]
    assert len(titles) >= 5
    assert all(
        "мектеп" in title or "мектеб" in title or "школ" in title or "school" in title for title in titles
    )


@pytest.mark.parametrize(
    "text", ["Көкшетау", "кокшетау", "kokshetau", "Kökşetau", "Kokchetau", "кокшитау", "көкшетуа"]
)
@pytest.mark.parametrize("language", ["kk", "ru", "en", None])
def test_a_town_goes_first_under_its_name(shipped, text, language):
    first, *_ = find(shipped, text, language=language)
    assert (first.kind, first.id, first.title["kk"]) == ("territory", "1110", "Көкшетау қаласы")
    assert first.place == {"kk": "Ақмола облысы", "ru": "Акмолинская область", "en": "Akmola oblast"}


def test_every_kind_is_found_by_its_name(shipped):
    asked = {
        "territory": "жетісу",
        "seat": "руководитель фракции",
        "program": "путь перемен",
        "section": "здравоохранение",
        "theme": "денсаулық",
        "executor": "министерство здравоохранения",
        "indicator": "младенческая смертность",
        "measure": "больницы кокшетау",
    }
    assert set(asked) == set(KINDS)
    for kind, text in asked.items():
        assert kind in {one.kind for one in find(shipped, text)}, text


def test_seats_are_found_with_the_name_of_their_body(shipped):
    found = find(shipped, "акмолинской место 2", kinds=["seat"])
    assert {"bureau-11-2", "council-11-2"} <= set(ids(found))
    assert all("Акмолинской" in one.place["ru"] for one in found)
    assert ids(find(shipped, "bureau-3"))[0] == "bureau-3"


def test_words_match_together_in_any_order(shipped):
    both = ids(find(shipped, "больницы строительство кокшетау"))
    assert both == ids(find(shipped, "кокшетау больницы строительство")) != []
    assert not find(shipped, "больницы строительство атлантида")


def test_a_territory_beside_a_word_bounds_it_and_alone_names_itself(shipped):
    beside = find(shipped, "вода акмолинская", limit=50)
    assert beside and all(one.id.startswith(("akmola-", "demo-kz-11-", "demo-11")) for one in beside)
    assert find(shipped, "акмолинская область")[0].id == "KZ-11"


def test_whole_words_then_beginnings_then_errors(shipped):
    found = find(shipped, "вода", limit=300)
    ranks = [one.rank for one in found]
    assert ranks == sorted(ranks) and ranks[0] == 0 and ranks[-1] >= ERRORS_FROM

    def fit(one: Found) -> int:
        words = " ".join(one.title.values()).lower().replace("«", "").replace(",", "").split()
        return 0 if "вода" in words else 1 if any(word.startswith("вода") for word in words) else 2

    assert [fit(one) for one in found if one.rank >= ERRORS_FROM] == [2] * sum(
        r >= ERRORS_FROM for r in ranks
    )
    assert fit(found[0]) == 0


def test_many_beginnings_are_no_error(shipped):
    (found,) = find(shipped, "нов шко постро вза авари трёхсме", kinds=["indicator"])
    assert found.id == SCHOOLS and 0 < found.rank < ERRORS_FROM
    (found,) = find(shipped, "нов шко постро взам авари трйхсменн", kinds=["indicator"])
    assert found.id == SCHOOLS and found.rank >= ERRORS_FROM


def test_the_readers_language_goes_first(shipped):
    # «су» is water in Kazakh; in Russian and English only other words begin so
    kazakh, russian = (find(shipped, "су", language=language, limit=3) for language in ("kk", "ru"))
    assert all("су" in one.title["kk"].lower().split() for one in kazakh)
    assert [one.rank for one in kazakh] < [one.rank for one in russian]


def test_no_kind_hides_the_others(shipped):
    kinds = {one.kind for one in find(shipped, "мектеп", limit=20)}
    assert {"measure", "section", "indicator"} <= kinds


def test_kinds_and_limit_bound_the_answer(shipped):
    assert {one.kind for one in find(shipped, "школ", kinds={"section"})} == {"section"}
    assert len(find(shipped, "школ", limit=3)) == 3
    assert ids(find(shipped, "школ", limit=3)) == ids(find(shipped, "школ", limit=30))[:3]
    assert not find(shipped, "школ", limit=0) and not find(shipped, "школ", limit=-1)
    assert not find(shipped, "школ", kinds=[]) and not find(shipped, "школ", kinds=["person"])


def test_everybody_finds_the_same(shipped):
    assert search(shipped, ADMINISTRATOR, DAY, "мектеп") == search(shipped, Actor.public(), DAY, "мектеп")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "%",
            "_",
            "'",
            '"',
            "'; drop table store.program; --",
            "%' or '1'='1",
            "/",
            "//",
            "\\",
            "\n\t",
        ),
        *(
            "😀",
            "😀школ",
            "\0",
            "a\0b",
            "\ud800",
            "школа\ud800",
            "İıẞ",
            "а",
            "x",
            "1",
            "ь",
            "'ш'",
            "republic-2021-2025/%",
        ),
        *("republic-2021-2025/%", "я" * 10_000, "школа " * 5_000, "слово и ещё одно " * 20),
    ],
)
def test_odd_texts_are_answered(shipped, text):
    for one in find(shipped, text):
        assert one.kind in KINDS and set(one.title) == set(one.place) == {"kk", "ru", "en"}
    assert find(shipped, "новые школы")


@pytest.mark.parametrize("text", ["", "%", "'", "😀", "я" * 10_000, "атлантида", "нет/такого"])
def test_nothing_is_found_for_nothing(shipped, text):
    assert find(shipped, text) == []


def test_a_title_pasted_whole_finds_its_promise(shipped):
    for one in find(shipped, "мұғалім", kinds=["indicator"], limit=5):
        for title in one.title.values():
            assert one.id in ids(find(shipped, title, limit=50))


@pytest.mark.parametrize(
    "text", ["Қойтас", "койтас", "qoitas", "qoıtas", "kojtas", "Koytas", "койтсас", "коитас"]
)
def test_a_village_in_any_spelling(small, text):
    assert ids(find(small, text)) == ["republic-2021-2025/villages"]


def test_the_title_of_the_day_is_found_and_shown(small):
    later = Ask(date(2022, 7, 1))
    (then,), (now,) = find(small, "койтас"), find(small, "койтас", later)
    assert then.title["ru"] == "Колодец в селе Койтас" and now.title["ru"] == "Вода в селе Койтас"
    assert ids(find(small, "колодец")) == [then.id] and not find(small, "колодец", later)
    assert ids(find(small, "колодец", Ask(later.as_of, "original"))) == [then.id]


def test_a_promise_is_found_while_it_stands(small):
    later, original = Ask(date(2022, 7, 1)), Ask(date(2022, 7, 1), "original")
    assert find(small, "озер") and not find(small, "озер", later) and find(small, "озер", original)
    assert (
        not find(small, "паводках")
        and find(small, "паводках", later)
        and not find(small, "паводках", original)
    )


def test_a_measure_names_the_indicator_that_carries_it(small):
    (well,) = find(small, "құдық", Ask(date(2022, 7, 1)))
    assert (well.kind, well.id) == ("measure", "republic-2021-2025/villages/well")
    assert well.place["ru"] == "Kazakhstan, 2021–2025 · Вода в селе Койтас"
    (promise,) = find(small, "койтас")
    assert promise.place["en"] == "Kazakhstan, 2021–2025 · Water"


def test_reports_leave_the_index_alone_and_a_load_renews_it(small):
    before, head = index_of(small, small.head()), small.head()
    record(small, report("villages", "2021-Q4", 12.0, "2022-01-10T05:00"))
    assert small.head() > head and index_of(small, small.head()) is before
    assert not find(small, "мост")
    bridges = {
        **copy.deepcopy(OBLAST),
        "program": "bridges-2021-2025",
        "title": {"ru": "Мосты"},
        "kind": "party",
    }
    load(small, village(), OBLAST, bridges)
    assert ids(find(small, "мост")) == ["bridges-2021-2025"]
    assert not find(small, "мост", Ask(DAY.as_of, head=head))


def test_many_ask_at_once(small):
    answers, gate = [], threading.Barrier(6)

    def ask() -> None:
        gate.wait()
        answers.append((index_of(small, small.head()), ids(find(small, "койтас"))))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(index) for index, _ in answers}) == 1
    assert [found for _, found in answers] == [["republic-2021-2025/villages"]] * 6


def test_an_empty_database_has_nothing(store):
    assert find(store, "школа") == []
