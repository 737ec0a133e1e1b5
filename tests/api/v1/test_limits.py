"""How often one may ask, by a clock that the test moves."""

from __future__ import annotations

import pytest

from tests.api.v1.conftest import told
from tracker.api.v1 import serving as v1
from tracker.api.v1.limits import KEPT, Buckets


def test_a_bucket_empties_and_fills_again():
    now = [0.0]
    bucket = Buckets(3, 0.5, lambda: now[0])
    assert [bucket.take("a") for _ in range(4)] == [0, 0, 0, 2]
    assert bucket.take("b") == 0, "another's bucket is another"
    now[0] = 1.9
    assert bucket.take("a") == 1
    now[0] = 2.0
    assert bucket.take("a") == 0 and bucket.take("a") == 2
    now[0] = 1000.0
    assert [bucket.take("a") for _ in range(4)] == [0, 0, 0, 2], "never fuller than full"


def test_no_more_buckets_are_kept_than_memory_bears():
    bucket = Buckets(1, 1.0, lambda: 0.0)
    for n in range(KEPT + 50):
        bucket.take(n)
    assert bucket.take(KEPT + 49) > 0 and bucket.take(0) == 0


@pytest.fixture
def strict(generous: None, monkeypatch: pytest.MonkeyPatch, time_goes: list[float]):
    """A public source may ask 3 times, a token 5 times, a source 30 times; one more each second."""

    def buckets(most: int) -> Buckets:
        return Buckets(most, 1.0, lambda: time_goes[0])

    def begin() -> None:
        monkeypatch.setattr(v1, "LIMITS", v1.Limits(buckets(3), buckets(30), buckets(5)))

    return begin


def test_who_asks_too_often_is_told_when_to_come_again(reading, strict, time_goes):
    strict()
    path = "/programs?lang=en"
    assert [reading.get(path).status for _ in range(4)] == [200, 200, 200, 429]
    answer = reading.get(path)
    assert answer.headers["retry-after"] == "1" and "1 seconds" in told(answer)["detail"]
    time_goes[0] += 1
    assert reading.get(path).status == 200 and reading.get(path).status == 429


def test_a_token_has_a_bucket_of_its_own(reading, strict, time_goes):
    strict()
    first, second = reading.token("branch-kz"), reading.token("branch-11")
    assert [reading.get("/programs", first).status for _ in range(6)] == [200] * 5 + [429]
    assert reading.get("/programs", second).status == 200
    assert reading.get("/programs").status == 200


def test_guessing_tokens_is_soon_answered_no_more(reading, strict):
    strict()
    statuses = [reading.get("/programs", f"trk_{'A' * 42}{n}").status for n in range(8)]
    assert statuses[0] == 401 and statuses[-1] == 429
    assert reading.get("/programs", reading.token("branch-kz")).status in (200, 429)


def test_the_description_and_wrong_addresses_count_too(reading, strict):
    strict()
    assert [reading.get(path).status for path in ("/docs", "/openapi.json", "/nowhere", "/docs")] == [
        200, 200, 404, 429,
    ]  # fmt: skip
