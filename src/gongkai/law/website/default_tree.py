"""Which columns does an office usually open, to begin with?

Law:     国办公开办函〔2019〕61号 (fixed parts), 条例 20 and 21 (what stands in 法定主动公开内容), 国办秘函〔2019〕19号 (terms)
Takes:   the level of the organ.
Gives:   `Default`s, each behind its superior. Names and descriptions are ours: no text orders them, and an office that has
         nothing of a sort leaves that column out, for an empty one counts against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.website.columns import SECTIONS, SERVES, asked_of
from gongkai.law.website.updating import FORMATION, FORMATION_CITE, NONE, TERMS


@dataclass(frozen=True, slots=True)
class Default:
    """One column to begin with. `parent` is the address of its superior; `rests_on` says what its duty to update does."""

    slug: str
    name: str
    kind: str
    description: str
    keywords: str
    parent: str = ""
    section: str = ""
    serves: str = ""
    every: str = NONE
    times: int = 0
    rests_on: str = ""


STATUTORY = "fdzdgk"
"""The address of 法定主动公开内容, below which the items of the law stand."""

_PARTS = (
    ("zn", "guide", "guide", "怎样查找、获取和申请政府信息。", "指南,申请,渠道"),
    ("zd", "system", "other", "公开工作依据的法规、规章和制度文件。", "制度,条例,办法"),
    (STATUTORY, "statutory", "catalogue", "依照条例应当主动公开的信息，按事项分栏。", "主动公开,目录"),
    ("nb", "reports", "reports", "历年政府信息公开工作年度报告。", "年报,年度报告"),
    ("ysqgk", "requests", "requests", "向本机关申请公开政府信息的入口和说明。", "依申请公开,申请"),
)
_ITEMS = {
    "20.1": ("gfxwj", "规范性文件", "policies"),
    "20.2": ("jgzn", "机构职能", "functions"),
    "20.3": ("ghxx", "规划信息", "policies"),
    "20.4": ("tjxx", "统计信息", "data"),
    "20.5": ("xzxk", "行政许可和服务事项", "services"),
    "20.6": ("xzcf", "行政处罚和行政强制", "other"),
    "20.7": ("czxx", "财政信息", "other"),
    "20.8": ("sfxm", "行政事业性收费", "other"),
    "20.9": ("zfcg", "政府集中采购", "other"),
    "20.10": ("zdxm", "重大建设项目", "other"),
    "20.11": ("msbz", "民生保障", "policies"),
    "20.12": ("yjgl", "应急管理", "other"),
    "20.13": ("jdjc", "监督检查", "other"),
    "20.14": ("zkly", "招考录用", "notices"),
    "20.15": ("qtfd", "其他法定信息", "other"),
    "21.county.1": ("szjs", "市政建设", "other"),
    "21.county.2": ("ggfw", "公共服务", "services"),
    "21.county.3": ("gysy", "公益事业", "other"),
    "21.county.4": ("tdzs", "土地征收", "other"),
    "21.county.5": ("fwzs", "房屋征收", "other"),
    "21.county.6": ("zagl", "治安管理", "other"),
    "21.county.7": ("shjz", "社会救助", "other"),
    "21.township.1": ("nyzc", "农业农村政策", "policies"),
    "21.township.2": ("ntsl", "农田水利", "other"),
    "21.township.3": ("tdlz", "土地承包经营权流转", "other"),
    "21.township.4": ("zjd", "宅基地审核", "other"),
    "21.township.5": ("tdzs", "土地征收", "other"),
    "21.township.6": ("fwzs", "房屋征收", "other"),
    "21.township.7": ("czcl", "筹资筹劳", "other"),
    "21.township.8": ("shjz", "社会救助", "other"),
}
"""Of each item of articles 20 and 21: address, name, kind."""
_USUAL = (
    ("zwyw", "政务要闻", "news", "本机关重要工作、会议和活动的消息。", "要闻,动态,工作"),
    ("tzgg", "通知公告", "notices", "需要公众知道的通知、公告、通告、公示。", "通知,公告,公示"),
    ("zcwj", "政策文件", "policies", "本机关制发和转载的政策文件。", "政策,文件"),
    (
        "zcjd",
        "政策解读",
        "interpretation",
        "对本机关政策文件的文字、图片和问答解读，与文件相互链接。",
        "解读,问答,图解",
    ),
    ("hygq", "回应关切", "response", "对群众关心的事项和社会关注问题的回应。", "回应,热点"),
    ("zjdc", "征集调查", "survey", "决策草案征求意见、问卷调查及其结果。", "征集,意见,调查"),
)


def _part(slug: str, section: str, kind: str, description: str, keywords: str) -> Default:
    return Default(slug, SECTIONS[section], kind, description, keywords, section=section)


def _item(code: str) -> Default:
    slug, name, kind = _ITEMS[code]
    said = f"{SERVES[code].name}。"
    keywords = ",".join(dict.fromkeys((name, "主动公开")))
    return Default(
        slug, name, kind, said, keywords, STATUTORY, "statutory", code, FORMATION, rests_on=FORMATION_CITE.label
    )


def _usual(slug: str, name: str, kind: str, description: str, keywords: str) -> Default:
    term = TERMS.get(kind)
    if term is None:
        return Default(slug, name, kind, description, keywords)
    return Default(
        slug, name, kind, description, keywords, every=term.every, times=term.times, rests_on=term.cite.label
    )


def default_tree(level: str) -> tuple[Default, ...]:
    """The columns to begin with for a level of government, superiors first."""
    items = tuple(_item(code) for code in asked_of(level))
    return (*(_part(*told) for told in _PARTS), *items, *(_usual(*told) for told in _USUAL))


DEFAULTS: tuple[Default, ...] = tuple(dict.fromkeys((*default_tree("county"), *default_tree("township"))))
"""All of them, whatever the level."""
