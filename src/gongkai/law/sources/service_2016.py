"""国办公开办函〔2016〕235号: how a reply is delivered, and on which day it counts as made."""

from __future__ import annotations

from gongkai.law.cite import Cite, Grade, Instrument

SERVICE_2016 = Instrument("service-2016", "", "国办公开办函〔2016〕235号")


def _part(part: str, gist: str) -> Cite:
    return Cite(SERVICE_2016, gist, part=part, grade=Grade.EXCERPT)


CARRIER = _part("第二部分", "答复应交邮政企业寄递，快递企业不得寄递国家机关公文。")
NO_COLLECT = _part("第三部分", "寄送答复不得采用到付。")
BY_HAND = _part("第四部分：直接或委托送达", "直接送达或委托其他机关送达的，申请人及其法定代理人签收当日为答复之日。")
BY_MAIL = _part("第四、五部分：邮寄", "邮寄送达的，交邮当日为答复之日。")
