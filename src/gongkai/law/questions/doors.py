"""Where does a matter belong that an organ's opinion box is not for?

Law:     条例 39 第一款 (petitions, complaints, reports: another channel may be told), 29 (how to request information), 51
Gives:   `DOORS`: by code the channel, whom it is for, and the provision. A hint, which never bars anybody from asking here.
Unclear: 12345 stands in no provision known here; it is the convenience line that cities run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.cite import Cite
from gongkai.law.sources import neighbours, ogi


@dataclass(frozen=True, slots=True)
class Door:
    """One channel: its name, for what it is, what to do, and on what that rests; `words` are those by which it is recognised."""

    code: str
    name: str
    meant_for: str
    advice: str
    cites: tuple[Cite, ...]
    words: tuple[str, ...] = ()


DOORS: Mapping[str, Door] = {
    each.code: each
    for each in (
        Door(
            "request",
            "依申请公开",
            "要求提供一份没有公开的文件、数据或者记录",
            "请按公开指南提出政府信息公开申请，二十个工作日内书面答复，不服的可以复议、起诉；在这里提问没有这些权利。",
            (ogi.A29_1, ogi.A33_2),
            ("申请公开", "公开申请", "提供复印件", "索取文件"),
        ),
        Door(
            "petition",
            "信访",
            "反映自己的事情没有得到解决，要求处理",
            "请向信访部门提出，十五日内告知是否受理。",
            (ogi.A39_1, neighbours.PETITION_A22, neighbours.PETITION_A23_2),
            ("信访", "上访", "讨要说法", "拖欠", "补偿不公"),
        ),
        Door(
            "report",
            "举报",
            "举报违法、违纪的人和事",
            "请向有权查处的机关举报；这里由公开工作机构办理，请不要写明被举报的人。",
            (ogi.A39_1,),
            ("举报", "揭发", "贪污", "受贿", "行贿"),
        ),
        Door(
            "hotline",
            "12345 政务服务便民热线",
            "停水停电、道路、噪声等马上要人处理的事",
            "请拨打 12345。",
            (ogi.A39_1,),
            ("停水", "停电", "噪音", "噪声", "路灯", "垃圾"),
        ),
        Door(
            "review",
            "行政复议、行政诉讼",
            "对行政机关作出的决定不服",
            "请在决定书写明的期限内申请复议或者起诉，在这里提问不停止期限。",
            (ogi.A51,),
            ("复议", "起诉", "诉讼"),
        ),
    )
}


def hints(text: str) -> tuple[Door, ...]:
    """The doors whose words stand in a text, in the order of `DOORS`."""
    return tuple(each for each in DOORS.values() if any(word in text for word in each.words))
