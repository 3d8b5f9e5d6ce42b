"""What is assumed where a decision's line or remedy is not settled by the law?

Law:     each setting names the provision that leaves the gap
Gives:   the settings of this room, and the value that a caller chose or the default.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.cite import Grade
from gongkai.law.settings import Setting, Value
from gongkai.law.sources import litigation_interpretation, neighbours

ARCHIVED_LINE = Setting(
    "archived_line",
    "移交期限已满的档案计入表三哪一行",
    12,
    {12: "（三）不予公开8.属于行政查询事项", 13: "（四）无法提供1.本机关不掌握相关政府信息"},
    neighbours.ARCHIVED,
    Grade.UNVERIFIED,
)
NOTICE_REMEDY = Setting(
    "notice_remedy",
    "常被认为不可诉的告知是否写救济段",
    "print",
    {"print": "照写复议和诉讼途径", "omit": "不写救济段"},
    litigation_interpretation.NOT_SUABLE,
    Grade.CORROBORATED,
)
SILENCE_REMEDY = Setting(
    "silence_remedy",
    "逾期不予答复的救济",
    "either",
    {"either": "可以复议，也可以直接起诉（法释〔2025〕8号）", "review_first": "先复议（行政复议法未履行法定职责）"},
    litigation_interpretation.A2_2,
    Grade.UNVERIFIED,
)
SETTINGS = (ARCHIVED_LINE, NOTICE_REMEDY, SILENCE_REMEDY)

Chosen = Mapping[str, object]
"""Values by the name of the setting; what is not named keeps its default."""


def value(setting: Setting, chosen: Chosen) -> Value:
    """The value chosen for a setting, else its default. Refused (`BadSetting`): what is not among its choices."""
    return setting.parse(chosen.get(setting.name, setting.default))
