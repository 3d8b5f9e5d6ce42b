"""Is what somebody wants corrected kept in a register that is corrected by a law of its own?

Law:     条例 41 (records that an organ provided), beside it the rules of single registers (law/sources/other_registers)
Takes:   the text of a request as it is typed. Gives: `DOORS`, `hints` in their order.
Unclear: what is meant is guessed from words, and none of the other rules was read: a hint, which never bars anybody from asking here.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.questions.doors import Door
from gongkai.law.sources import ogi, other_registers

DOORS: Mapping[str, Door] = {
    each.code: each
    for each in (
        Door(
            "credit",
            "征信异议",
            "个人信用报告、贷款和还款的记录有错",
            "向中国人民银行征信中心或者报送记录的银行提出异议；不在政府机关更正。",
            (other_registers.CREDIT,),
            ("征信", "信用报告", "逾期记录", "还款记录", "贷款记录"),
        ),
        Door(
            "household",
            "户口登记",
            "姓名、出生日期、民族、住址这些户口登记的内容有错",
            "由户主或者本人带身份证明到户口所在地的公安派出所申报更正。",
            (other_registers.HOUSEHOLD,),
            ("户口", "户籍", "身份证上", "出生日期", "曾用名"),
        ),
        Door(
            "estate",
            "不动产更正登记",
            "房屋、土地登记簿上的权利人、面积、坐落有错",
            "向不动产登记机构申请更正登记，带不动产权证书和证明材料。",
            (other_registers.REAL_ESTATE,),
            ("不动产登记", "不动产权", "房产证", "产权证", "土地证", "登记簿"),
        ),
        Door(
            "insurance",
            "社会保险记录核对",
            "养老、医疗、工伤、失业保险的缴费和待遇记录有错",
            "向参保地的社会保险、医疗保障经办机构核对，由它更正。",
            (other_registers.INSURANCE,),
            ("社保", "社会保险", "养老保险", "医保", "医疗保险", "缴费年限", "参保"),
        ),
        Door(
            "enterprise",
            "企业公示信息更正",
            "国家企业信用信息公示系统上的登记、处罚、异常名录有错",
            "向登记机关或者作出决定的市场监管部门提出。",
            (other_registers.ENTERPRISE,),
            ("企业信用信息公示", "经营异常", "工商登记", "营业执照"),
        ),
        Door(
            "decision",
            "行政复议、行政诉讼",
            "不服一份决定、认定、处罚的结论，不是记录写错",
            "记录与决定一致的，不能用更正改变决定；请在决定书写明的期限内申请复议或者起诉。",
            (ogi.A51,),
            ("不服", "撤销处罚", "撤销决定", "认定不公"),
        ),
    )
}
"""Every channel that somebody may be told of, by code, in the order in which hints are shown."""


def hints(text: str) -> tuple[Door, ...]:
    """The channels whose words stand in a text, in the order of `DOORS`; none for most. Never a reason to refuse it."""
    return tuple(each for each in DOORS.values() if any(word in text for word in each.words))
