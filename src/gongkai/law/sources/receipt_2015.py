"""国办公开办函〔2015〕207号: on which day a request counts as received, channel by channel.

Older and lower than article 31 of the Regulation, which prevails where they differ (e-mail, fax, web). Only its first
part could be read.
"""

from __future__ import annotations

from gongkai.law.cite import Cite, Grade, Instrument

RECEIPT_2015 = Instrument("receipt-2015", "", "国办公开办函〔2015〕207号")


def _part(part: str, gist: str) -> Cite:
    return Cite(RECEIPT_2015, gist, part=part, grade=Grade.EXCERPT)


COUNTER = _part("第一部分：当面提交", "当面提交的，提交之日为收到之日。")
REGISTERED_MAIL = _part("第一部分：签收邮件", "邮寄并需签收的，行政机关签收之日为收到之日。")
ORDINARY_MAIL = _part(
    "第一部分：平信",
    "无需签收的，公开工作机构实际收到当日电话确认，确认之日为收到之日；联系不上的先登记，恢复联络之日起算。",
)
ELSEWHERE = _part("第一部分：寄给其他机构", "寄给公开工作机构以外的机构或个人的，也以确认之日为收到之日。")
EMAIL = _part("第一部分：电子邮箱", "发到公布的电子邮箱的，电子邮件系统接收之日为收到之日。")
FAX = _part("第一部分：传真", "发到公布的传真的，收到并双方确认之日为收到之日。")
WEB = _part("第一部分：网上系统", "网上系统按机关规定的时间，没有规定的以双方确认之日为收到之日。")
COUNTING = _part("首段", "期限的计算综合参考我国诉讼法的规定。")
