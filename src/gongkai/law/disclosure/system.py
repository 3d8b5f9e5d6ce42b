"""Which instruments make up the system of disclosure, and what does each govern?

Law:     the instruments of law/sources that bind an organ's disclosure work
Gives:   `SYSTEM`, group by group; what of each instrument Gongkai rests on follows from the registry of Cites.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.cite import Cite, Grade, Instrument
from gongkai.law.sources import (
    annual_report,
    fee_rules,
    interpretations,
    litigation_interpretation,
    litigation_law,
    neighbours,
    ogi,
    platform_61,
    receipt_2015,
    registry,
    review_law,
    service_2016,
    site_guide_47,
)


@dataclass(frozen=True, slots=True)
class Governs:
    """An instrument and what it governs, in one phrase."""

    instrument: Instrument
    what: str

    @property
    def title(self) -> str:
        return self.instrument.title or self.instrument.number

    @property
    def number(self) -> str:
        """The document number, where it is not already the title."""
        return self.instrument.number if self.instrument.title else ""

    @property
    def provisions(self) -> tuple[Cite, ...]:
        """What this system rests on of it, in our words; readings that we inferred are not told as its own."""
        known = (Grade.FULL, Grade.EXCERPT, Grade.CORROBORATED)
        return tuple(cite for cite in registry().values() if cite.instrument == self.instrument and cite.grade in known)


SYSTEM: tuple[tuple[str, tuple[Governs, ...]], ...] = (
    (
        "基本规定",
        (
            Governs(ogi.OGI_2019, "公开的主体和范围、主动公开、依申请公开、监督和保障"),
            Governs(neighbours.SECRECY_LAW, "公开前的保密审查"),
            Governs(neighbours.SECRECY_RULES, "保密审查的工作机制：先审查、后公开，逐项审查"),
        ),
    ),
    (
        "依申请公开",
        (
            Governs(interpretations.CHANNELS_2017, "申请的渠道"),
            Governs(receipt_2015.RECEIPT_2015, "哪一天算收到申请"),
            Governs(service_2016.SERVICE_2016, "答复怎样送达、哪一天算已答复"),
            Governs(interpretations.LOOKUPS_2016, "登记资料等业务查询怎样答复"),
            Governs(fee_rules.FEE_RULES, "信息处理费的收取"),
        ),
    ),
    (
        "主动公开和平台",
        (
            Governs(platform_61.PLATFORM_2019, "政府信息公开专栏的定位和版块"),
            Governs(platform_61.RULES_IN_ONE_PLACE_2021, "规章的集中公开"),
            Governs(platform_61.OPENNESS_RULES_2016, "公文公开属性的源头认定"),
            Governs(site_guide_47.SITE_GUIDE_2017, "政府网站的内容、标签和页面"),
        ),
    ),
    (
        "年度报告",
        (
            Governs(annual_report.FORM_2021, "年度报告的格式"),
            Governs(annual_report.CO_DEFENDANT, "复议机关作共同被告的案件怎样统计"),
        ),
    ),
    (
        "复议和诉讼",
        (
            Governs(review_law.REVIEW_2023, "行政复议的范围、期限和程序"),
            Governs(litigation_law.LITIGATION_LAW, "行政诉讼的期限和裁判"),
            Governs(litigation_interpretation.DISCLOSURE_SUITS_2025, "政府信息公开行政案件的审理"),
        ),
    ),
)
