from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from gongkai.faces.look import throttle


def test_an_address_has_its_share_of_each_minute_for_each_purpose() -> None:
    request, other = RequestFactory().get("/"), RequestFactory(REMOTE_ADDR="10.0.0.9").get("/")
    shares = [throttle.share(request, "甲", 2) for _ in range(3)]
    assert [each.left for each in shares] == [1, 0, 0]
    assert [each.allowed for each in shares] == [True, True, False]
    assert 0 < shares[0].seconds <= throttle.WINDOW_SECONDS
    assert throttle.share(request, "乙", 2).allowed
    assert throttle.share(other, "甲", 2).allowed


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:aaaa:bbbb:cccc:dddd", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
    ],
)
def test_a_house_has_one_share_however_many_addresses_it_has(first: str, second: str, same: bool) -> None:
    assert throttle.share(RequestFactory(REMOTE_ADDR=first).get("/"), "甲", 1).allowed
    assert throttle.share(RequestFactory(REMOTE_ADDR=second).get("/"), "甲", 1).allowed is not same


def test_without_a_limit_nothing_is_counted() -> None:
    request = RequestFactory().get("/")
    assert all(throttle.share(request, "甲", 0).allowed for _ in range(5))
    assert not throttle.share(request, "甲", 0).limit


@pytest.mark.parametrize(
    ("header", "same_as"),
    [
        ("192.0.2.7:50000", "192.0.2.7:50001"),
        ("192.0.2.7:50000", "192.0.2.7"),
        ("1.1.1.1, 192.0.2.7", "2.2.2.2, 192.0.2.7"),
        ("[2001:db8::1]:443", "2001:db8::2"),
    ],
)
def test_nobody_gets_a_new_share_by_what_he_writes_before_the_proxy_or_by_another_port(
    header: str, same_as: str, settings: Any
) -> None:
    settings.TRUSTED_PROXY = True
    one, other = (RequestFactory().get("/", headers={"X-Forwarded-For": each}) for each in (header, same_as))
    assert throttle.share(one, "甲", 1).allowed
    assert not throttle.share(other, "甲", 1).allowed


def test_without_a_proxy_of_ours_nobody_says_who_he_is() -> None:
    for number in range(3):
        request = RequestFactory().get("/", headers={"X-Forwarded-For": f"192.0.2.{number}"})
        assert throttle.share(request, "甲", 2).allowed is (number < 2)
