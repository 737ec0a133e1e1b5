"""Where indicators belong: asked for many at once it is what it is one by one."""

from __future__ import annotations

from tests.small_country import NOW
from tracker.record.place import place_of, places_of


def test_many_places_at_once_are_each_one_s_own(country):
    with country.writing() as writing:
        nos = [no for (no,) in writing.cursor.execute("select no from store.subject").fetchall()]
        found = places_of(writing, nos, NOW)
        assert len(nos) == 6 and "council-1" in {place.owner for place in found.values()}
        for no in nos:
            one = place_of(writing, no, NOW)
            many = found[no]
            assert sorted(one.territories) == sorted(many.territories)
            assert sorted(one.theme_owners) == sorted(many.theme_owners)
            assert (one.owner, one.section_owner, one.executor) == (
                many.owner,
                many.section_owner,
                many.executor,
            )
