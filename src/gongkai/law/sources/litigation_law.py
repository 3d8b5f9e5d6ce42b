"""《中华人民共和国行政诉讼法》 as revised in 2017: when to sue, and which judgments there are."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

LITIGATION_LAW = Instrument("litigation-law", "中华人民共和国行政诉讼法", issued=date(2017, 6, 27))

A45 = Cite(
    LITIGATION_LAW, "不服复议决定的收到决定书之日起15日内起诉，复议逾期不决定的自期满之日起15日内起诉。", article=45
)
A46 = Cite(LITIGATION_LAW, "直接起诉的自知道或应当知道之日起6个月内提出，不动产最长20年，其他最长5年。", article=46)
# Told from memory and not yet compared with the text: the grade says so on every screen.
A67 = Cite(
    LITIGATION_LAW,
    "被告收到起诉状副本之日起15日内提交证据、所依据的规范性文件和答辩状。",
    article=67,
    grade=Grade.UNVERIFIED,
)
A69 = Cite(LITIGATION_LAW, "行为合法，或请求履行职责、给付的理由不成立的，判决驳回诉讼请求。", article=69)
CORRECTING_JUDGMENTS = Cite(
    LITIGATION_LAW,
    "判决撤销、履行、确认违法或无效、变更的，归入结果纠正。",
    part="第七十至七十七条的判决",
    grade=Grade.INFERRED,
)
