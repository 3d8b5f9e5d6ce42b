"""Numbers that addresses and hidden fields tell."""

from __future__ import annotations

import pytest

from gongkai.faces.look.whole import whole


@pytest.mark.parametrize(("told", "found"), [("0", 0), ("17", 17), ("007", 7), ("999999999", 999_999_999)])
def test_a_number_is_read(told: str, found: int) -> None:
    assert whole(told, 5) == found


@pytest.mark.parametrize("told", ["", "-1", "1.5", " 1", "一", "１", "²", "٣", "x", "9" * 10, "9" * 5000])
def test_what_no_page_tells_is_the_other_number(told: str) -> None:
    assert whole(told, 5) == 5
