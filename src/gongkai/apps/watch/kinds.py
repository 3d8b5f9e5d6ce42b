"""What are alerts about? One name for each kind, by the beginning of its code: what is sent says it, and the first page counts by it.

Gives:   `ABOUT`, in the order of the first page. The names tell two alerts of one case apart and name nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

ABOUT: Mapping[str, str] = {
    "confirmation": "还没有确认收到",
    "receipt": "收到之日的凭据不全",
    "third_party": "第三方未答复、待告知",
    "co_producer": "共同制作机关未答复",
    "other_organ": "其他机关未答复",
    "department": "科室协查逾期",
    "extension": "延期待批、待告知",
    "correction_notice": "补正告知",
    "correction": "补正期满",
    "payment": "缴费期满",
    "fee_notice": "收费通知未登记收到",
    "service": "已签发未送达",
    "reply": "答复期限",
    "delay": "延迟答复的期限",
    "silence": "逾期未答复，可被复议",
    "provisional": "期限未定",
    "uncounted": "算不出期限",
}
