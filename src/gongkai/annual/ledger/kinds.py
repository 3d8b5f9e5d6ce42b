"""What else does a ledger hold besides cases, and by which codes? One place for apps, sheets and reports.

Gives:   codes with their Chinese names, as drop-down lists and database columns use them.
"""

from __future__ import annotations

DOCUMENT_KINDS = {"rule": "规章", "normative": "行政规范性文件"}
ENDINGS = {"repealed": "废止", "lapsed": "失效"}
ACTIVITY_KINDS = {
    "open_day": "政务公开日",
    "interpretation": "政策解读",
    "training": "业务培训",
    "assessment": "考核评议",
    "press": "新闻发布",
    "forum": "座谈征询",
}
TALLY_KINDS = {
    "licence_granted": "行政许可（准予）",
    "licence_refused": "行政许可（不予）",
    "penalty": "行政处罚",
    "coercion": "行政强制",
    "charges_yuan": "行政事业性收费（元）",
}
ORGAN_KINDS = {
    "government": "人民政府",
    "office": "政府办公室（主管部门）",
    "department": "政府部门",
    "township": "乡镇、街道",
    "authorised": "法律法规授权的组织",
}
TEXT_KEYS = {
    "management": "政府信息管理",
    "platform": "政府信息公开平台建设",
    "supervision": "监督保障",
    "problems": "存在的主要问题",
    "measures": "改进情况",
    "innovations": "创新做法",
    "others": "其他需要报告的事项",
}
"""Paragraphs of the report in the office's own words, by the keys of annual/compile/material.Narrative."""
