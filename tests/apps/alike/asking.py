"""Requests with words of their own, by the public door."""

from __future__ import annotations

from datetime import date

from gongkai.apps.requests import actions
from gongkai.apps.requests.models import Request
from tests.apps.office import MONDAY, REGISTRATION, Office, at

ANNA, BERT, CARL = "端木蓝田", "司徒远山", "百里长河"
HOUSES = "申请公开2023年度老城镇农村危房改造补助对象名单和补助金额"
HOUSES_TOLD_LONGER = (
    f"您好，我是村民，因家中盖房一事与邻居有争议，现依据政府信息公开条例，向贵局{HOUSES}，望尽快答复，谢谢"
)
HOUSES_BEFORE = HOUSES.replace("2023", "2021")
HEATING = "2022年县城集中供热企业名单、供热面积和政府补贴发放明细"


def asked(where: Office, text: str, name: str = ANNA, day: date = MONDAY, subject: str = "一件申请") -> Request:
    """A request at the counter."""
    private = {"applicant_name": name, "contact": "电话", "content": text}
    data = {**REGISTRATION, "subject": subject}
    return actions.open_request(where.clerk, "register", day, data, private, at(day))
