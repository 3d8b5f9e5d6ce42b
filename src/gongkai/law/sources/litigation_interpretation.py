"""The Supreme People's Court on disclosure suits (2025), on the litigation law (2018) and on county defendants (2021).

The disclosure interpretation of 2011, repealed on 2025-06-01, is in `repealed.py`.
"""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

DISCLOSURE_SUITS_2025 = Instrument(
    "disclosure-suits-2025",
    "",
    "法释〔2025〕8号",
    issued=date(2025, 5, 19),
    in_force=date(2025, 6, 1),
)
LITIGATION_2018 = Instrument(
    "litigation-2018",
    "最高人民法院关于适用《中华人民共和国行政诉讼法》的解释",
    in_force=date(2018, 2, 8),
)
COUNTY_DEFENDANTS_2021 = Instrument(
    "county-defendants-2021",
    "最高人民法院关于正确确定县级以上地方人民政府行政诉讼被告资格若干问题的规定",
    "法释〔2021〕5号",
    in_force=date(2021, 4, 1),
)
# Told of the courts' practice in teaching material; which document lists these cases was not found.
COURT_PRACTICE = Instrument("court-practice", "", "法院立案实务（原文件未查到）")

A1_I1 = Cite(
    DISCLOSURE_SUITS_2025,
    "对告知无法提供或不予处理不服的，可以直接起诉，也可先复议。",
    article=1,
    item=1,
    grade=Grade.EXCERPT,
)
A1_I2 = Cite(
    DISCLOSURE_SUITS_2025,
    "对条例第十四至十六条的不予公开，先复议，不服复议决定再起诉。",
    article=1,
    item=2,
    grade=Grade.EXCERPT,
)
A2_1 = Cite(
    DISCLOSURE_SUITS_2025,
    "就主动公开不到位直接起诉的，告知先向行政机关申请。",
    article=2,
    paragraph=1,
    grade=Grade.EXCERPT,
)
A2_2 = Cite(
    DISCLOSURE_SUITS_2025, "逾期不予答复的，可以依法申请复议或提起诉讼。", article=2, paragraph=2, grade=Grade.EXCERPT
)
A4 = Cite(
    DISCLOSURE_SUITS_2025,
    "依申请公开以作出答复的机关为被告，逾期未答复以收到申请的机关为被告，主动公开以公开该信息的机关为被告。",
    article=4,
    grade=Grade.EXCERPT,
)
EVIDENCE = Cite(
    DISCLOSURE_SUITS_2025,
    "被告按答复种类举证，信息不存在的须证明已尽合理检索义务。",
    part="被告举证",
    grade=Grade.CORROBORATED,
)
NOT_SUABLE = Cite(
    COURT_PRACTICE,
    "延长、补正等程序性告知，重复申请、登记查询、加工分析、信访、公开出版物等告知常被认为不可诉。",
    part="：不符合起诉条件的常见情形",
    grade=Grade.CORROBORATED,
)
LITIGATION_2018_A48 = Cite(
    LITIGATION_2018, "期间开始的时和日不计算，届满日是节假日的顺延，不包括在途时间。", article=48
)
LITIGATION_2018_A64 = Cite(LITIGATION_2018, "未告知起诉期限的，自知道或应当知道起诉期限之日起算，最长1年。", article=64)
# The provision itself was not read: of two readings the one that begins the term earlier.
LITIGATION_2018_A66 = Cite(
    LITIGATION_2018,
    "不履行法定职责的，自履行期限届满之日起6个月内起诉。",
    article=66,
    grade=Grade.UNVERIFIED,
)
COUNTY_DEFENDANTS_A6 = Cite(COUNTY_DEFENDANTS_2021, "公开工作机构以自己名义作出的行为，以该机构为被告。", article=6)
