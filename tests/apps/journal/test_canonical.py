"""Two different acts never have the same bytes, and the same act has the same on every machine."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.apps.journal import canonical as c

_WORD = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12)
_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8"), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)
_PAYLOAD = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), _VALUE, max_size=3)
_ENTRY = st.tuples(
    st.sampled_from([c.GENESIS, "f" * 64]),
    st.integers(1, 99),
    st.integers(1, 99),
    _WORD,
    st.integers(0, 99),
    _WORD,
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.just("2026-03-02 01:30:00.000000"),
    _WORD,
    _WORD,
    _PAYLOAD.map(c.canonical),
    st.sampled_from(["", "a" * 64]),
)


def test_the_digest_is_the_standards() -> None:
    """GB/T 32905-2016, appendix A, both examples."""
    assert c.sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert c.sm3(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@given(st.binary(max_size=300))
@settings(max_examples=50)
def test_both_libraries_agree(data: bytes) -> None:
    assert c.sm3(data) == c._by_cryptography(data)


@given(_ENTRY, _ENTRY)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_different_entries_have_different_hashes(one: tuple[object, ...], two: tuple[object, ...]) -> None:
    assert (c.entry_hash(*one) == c.entry_hash(*two)) is (one == two)  # type: ignore[arg-type]


@given(_ENTRY, st.integers(0, 10))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_moving_text_from_one_field_to_the_next_changes_the_hash(entry: tuple[object, ...], place: int) -> None:
    for first, second in ((3, 5), (5, 8), (8, 9), (9, 10)):
        moved = list(entry)
        text = str(entry[first]) + str(entry[second])
        moved[first], moved[second] = text[: place % (len(text) + 1)], text[place % (len(text) + 1) :]
        if moved != list(entry):
            assert c.entry_hash(*moved) != c.entry_hash(*entry)  # type: ignore[arg-type]


def test_a_line_break_between_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="line break"):
        c.entry_hash(c.GENESIS, 1, 1, "a\nb", 1, "e", date(2026, 1, 1), "m", "p", "r", "{}", "")


@given(_PAYLOAD)
# The first text costs a second, to load the table of characters.
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_canonical_json_comes_back_and_is_one_line(data: dict[str, object]) -> None:
    text = c.canonical(data)
    assert "\n" not in text
    assert json.loads(text) == data
    assert c.canonical(json.loads(text)) == text
    assert c.canonical(dict(reversed(data.items()))) == text, "the order in which it was typed does not matter"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), date(2026, 1, 1), b"x", {1, 2}])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        c.canonical({"value": value})


def test_a_moment_is_the_same_wherever_it_is_read() -> None:
    moment = datetime(2026, 3, 2, 1, 30, 0, 5, tzinfo=UTC)
    beijing = moment.astimezone(timezone(timedelta(hours=8)))
    assert c.moment(moment) == c.moment(beijing) == "2026-03-02 01:30:00.000005"
