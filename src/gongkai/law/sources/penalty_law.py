"""《中华人民共和国行政处罚法》 and 《行政许可法》: decisions that must be public, and taking one back."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Instrument

PENALTY_LAW = Instrument(
    "penalty-law", "中华人民共和国行政处罚法", issued=date(2021, 1, 22), in_force=date(2021, 7, 15)
)
LICENSE_LAW = Instrument("license-law", "中华人民共和国行政许可法", in_force=date(2019, 4, 23))

A48_1 = Cite(PENALTY_LAW, "有一定社会影响的处罚决定应当公开。", article=48, paragraph=1)
A48_2 = Cite(
    PENALTY_LAW, "公开的处罚决定被变更、撤销、确认违法或无效的，3日内撤回并公开说明理由。", article=48, paragraph=2
)
A85 = Cite(PENALTY_LAW, "本法中2日、3日、5日、7日的规定指工作日。", article=85)
LICENSE_A5_2 = Cite(LICENSE_LAW, "许可的实施和结果除国家秘密、商业秘密、个人隐私外应当公开。", article=5, paragraph=2)
LICENSE_A40 = Cite(LICENSE_LAW, "准予许可的决定应当公开，公众有权查阅。", article=40)
