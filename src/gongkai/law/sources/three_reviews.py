"""Three reviews and three proofs before publication, and explanations of a policy: practice of the offices, no national text."""

from __future__ import annotations

from gongkai.law.cite import Cite, Grade, Instrument

THREE_REVIEWS = Instrument("three-reviews", "政府网站信息发布三审三校制度")
EXPLANATIONS = Instrument("explanations", "政策解读工作制度")

THREE_LEVELS = Cite(
    THREE_REVIEWS,
    "信息发布前逐级三审三校，每一级既审核又校对，审校人员分别签字；各地通报把它作为检查项，没有统一的国家条文。",
    part="发布前内审",
    grade=Grade.CORROBORATED,
)
EMERGENCY = Cite(
    THREE_REVIEWS,
    "突发事件等紧急情况先发布后补办审核，没有统一的国家条文，由本机关制度规定。",
    part="应急发布",
    grade=Grade.UNVERIFIED,
)
WITHIN_3_WORKING_DAYS = Cite(
    EXPLANATIONS,
    "解读材料最迟在文件公布后3个工作日内发布，为地方规定，国家文件原文未见。",
    part="时限",
    grade=Grade.CORROBORATED,
)
