"""The day of a reply by manner of service: the manner says which day it is, on what that rests, and what to mind."""

import pytest

from gongkai.law.clocks import Impossible
from gongkai.law.clocks.service import ELECTRONIC_MANNERS, MANNERS, SERVICES, service
from gongkai.law.sources import civil_procedure, service_2016


@pytest.mark.parametrize(
    ("manner", "day"),
    [
        ("by_hand", "申请人签收当日"),
        ("by_organ", "申请人签收当日"),
        ("mail", "交邮当日"),
        ("email", "本机关系统显示发送成功之日"),
        ("online", "本机关系统显示发送成功之日"),
    ],
)
def test_the_day_of_each_manner(manner: str, day: str) -> None:
    found = service(manner)
    assert found.day == day
    assert found.meaning == f"{MANNERS[manner]}以{day}为答复之日"
    assert found.cites
    assert all(caveat.endswith("。") for caveat in found.caveats)


def test_letters_go_by_the_postal_enterprise_and_not_to_be_paid_for() -> None:
    assert service("mail").cites[0] is service_2016.BY_MAIL
    assert service_2016.CARRIER.gist in service("mail").caveats
    assert service_2016.NO_COLLECT.gist in service("mail").caveats


def test_electronic_manners_rest_on_an_inference_and_on_the_applicants_choice() -> None:
    assert frozenset({"email", "online"}) == ELECTRONIC_MANNERS
    for code in ELECTRONIC_MANNERS:
        found = service(code)
        assert found.cites[0] is civil_procedure.ELECTRONIC_REPLY
        assert "推定" in found.cites[0].caveat
        assert any("选择了电子方式" in caveat for caveat in found.caveats)


def test_an_unknown_manner_is_refused_with_those_that_exist() -> None:
    with pytest.raises(Impossible, match="可用：当面送达、委托其他机关送达、邮寄（邮政企业）"):
        service("courier")
    assert len(MANNERS) == len(SERVICES)
