"""国办公开办函〔2019〕14号: requests for information of an organ that was reorganised."""

from __future__ import annotations

from gongkai.law.cite import Cite, Grade, Instrument

REFORM_2019 = Instrument("reform-2019", "", "国办公开办函〔2019〕14号")


def _part(part: str, gist: str) -> Cite:
    return Cite(REFORM_2019, gist, part=part, grade=Grade.EXCERPT)


WHO_RECEIVES = _part("谁收到谁处理", "机构改革后的申请由收到的机关处理。")
INFORMATION_MOVES = _part("信息划转", "职权划转的，相关政府信息一并划转。")
FORMER_ORGAN = _part("划出机关", "划出机关可征求划入机关意见后处理，也可告知向划入机关另行申请。")
