"""Registers that are corrected by laws of their own: credit, households, real estate, social insurance, enterprises.

None of these texts was read for this program: each is told as not verified, and only leads somebody to another door.
"""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument
from gongkai.law.sources.civil_code import CIVIL_CODE

CREDIT_RULES = Instrument("credit-rules", "征信业管理条例", "国务院令第631号", in_force=date(2013, 3, 15))
HOUSEHOLD_RULES = Instrument("household-rules", "中华人民共和国户口登记条例", in_force=date(1958, 1, 9))
INSURANCE_LAW = Instrument("insurance-law", "中华人民共和国社会保险法", in_force=date(2011, 7, 1))
ENTERPRISE_RULES = Instrument("enterprise-rules", "企业信息公示暂行条例", "国务院令第654号", in_force=date(2014, 10, 1))

CREDIT = Cite(
    CREDIT_RULES,
    "认为采集、保存、提供的信用信息有错误、遗漏的，可以向征信机构或者信息提供者提出异议，要求更正。",
    article=25,
    grade=Grade.UNVERIFIED,
)
HOUSEHOLD = Cite(
    HOUSEHOLD_RULES,
    "户口登记的内容需要变更、更正的，由户主或者本人向户口登记机关申报，审查属实后更正。",
    article=17,
    grade=Grade.UNVERIFIED,
)
REAL_ESTATE = Cite(
    CIVIL_CODE,
    "权利人、利害关系人认为不动产登记簿记载的事项错误的，可以申请更正登记。",
    article=220,
    grade=Grade.UNVERIFIED,
)
INSURANCE = Cite(
    INSURANCE_LAW,
    "用人单位和个人可以免费向社会保险经办机构查询、核对缴费和享受待遇的记录。",
    article=74,
    grade=Grade.UNVERIFIED,
)
ENTERPRISE = Cite(
    ENTERPRISE_RULES,
    "认为公示的企业信息不准确的，要求公示它的机关或者企业更正。",
    part="公示信息的更正",
    grade=Grade.UNVERIFIED,
)
