"""The workbook out and back through LibreOffice itself, with a conflict; collected where the program is installed."""

from __future__ import annotations

import os

import pytest

from tests.intake.office.office import saved_by_office
from tests.intake.office.test_saved_by_office import (  # noqa: F401 - fixtures
    SAVED,
    check_shape,
    check_taken,
    country,
    handed_out,
)
from tests.intake.test_branch_workbook import filled, take


@pytest.mark.slow
def test_a_workbook_goes_through_the_office_twice_and_comes_back(country, handed_out, tmp_path):  # noqa: F811
    opened = saved_by_office(tmp_path / "first", out=handed_out)["out"]
    check_shape(opened)
    untouched = take(country, opened)
    assert (untouched.added, untouched.equal) == (0, 1)
    answered = filled(opened, grants={"value": 7.5}, clinics={"value": 13})
    back = saved_by_office(tmp_path / "second", back=answered)["back"]
    check_shape(back)
    if os.environ.get("OFFICE_SAVE"):
        SAVED.write_bytes(back)
    check_taken(country, back)
