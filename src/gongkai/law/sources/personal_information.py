"""《中华人民共和国个人信息保护法》: what may be asked of whoever writes to an organ, and how it is kept. Its text was not at hand here."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

PERSONAL_INFORMATION = Instrument(
    "personal-information",
    "中华人民共和国个人信息保护法",
    issued=date(2021, 8, 20),
    in_force=date(2021, 11, 1),
)


def _at(article: int, gist: str) -> Cite:
    return Cite(PERSONAL_INFORMATION, gist, article=article, grade=Grade.UNVERIFIED)


A6 = _at(6, "收集个人信息应当限于实现处理目的的最小范围。")
A15 = _at(15, "基于同意处理个人信息的，个人有权撤回其同意。")
A17 = _at(17, "处理前应当告知处理者、目的、方式、种类、保存期限和行使权利的方式。")
A31 = _at(31, "处理不满十四周岁未成年人个人信息的，应当取得监护人同意。")
