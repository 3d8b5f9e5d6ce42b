"""Which words are wrong only in their company? 截止/截至, 登陆/登录, 以至/以致, saying a thing twice, 的 for 地.

Takes:   a text. Each pattern names the company; without it nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_COMPANY: tuple[tuple[re.Pattern[str], str, Tier, str], ...] = (
    (
        re.compile(r"截止(?=\s*(?:\d|20|今年|去年|本年|上年|本月|上月|当前|现在|发稿|年底|月底|[一二三四五六七八九十]+月))"),
        "截至",
        Tier.STRONG,
        "“截止”后面跟时间的，应为“截至”。",
    ),
    (
        re.compile(r"登陆(?<!台风登陆)(?<!号登陆)(?=(?:[^\s，。；]{0,12})(?:网站|系统|平台|账号|账户|邮箱|网址|门户|APP|客户端|小程序|公众号|官网|政务服务网|http|www))"),
        "登录",
        Tier.STRONG,
        "进入网站、系统应为“登录”；“登陆”是上岸。",
    ),
    (
        re.compile(r"以至(?=造成|发生|产生|影响|引发|引起|出现|贻误|延误|耽误|无法|未能|不能)"),
        "以致",
        Tier.WEAK,
        "说明不好的结果用“以致”，请核对。",
    ),
    (
        re.compile(r"既使(?![^。；\n]{0,40}?[，,、]?(?:又|也使|还))"),
        "即使",
        Tier.STRONG,
        "“既使”疑为“即使”之误，请核对。",
    ),
    (
        re.compile(r"涉及到"),
        "涉及",
        Tier.WEAK,
        "“及”就是“到”，公文中写“涉及”即可。",
    ),
    (re.compile(r"截至到|截止到"), "截至", Tier.STRONG, "“截至”已有“到”的意思，请删去“到”。"),
    (re.compile(r"凯旋归来|凯旋而归"), "凯旋", Tier.STRONG, "“旋”就是归来，请删去重复的意思。"),
    (re.compile(r"公诸于众|公诸于世"), "公之于众", Tier.WEAK, "“诸”就是“之于”，请改为“公之于众”。"),
    (re.compile(r"不尽人意"), "不尽如人意", Tier.STRONG, "应为“不尽如人意”。"),
    (re.compile(r"切忌不要|切忌不可|切忌不能"), "切忌", Tier.CONFIRMED, "“切忌”就是切勿，与“不要”连用意思相反。"),
    (re.compile(r"避免不(?=发生|出现|受|被)|防止不(?=发生|出现|受|被)"), "", Tier.STRONG, "“避免”“防止”后面不用“不”，否则意思相反。"),
    (re.compile(r"被誉为是|称之为是|堪称是"), "", Tier.STRONG, "“为”“称”与“是”重复，请删去“是”。"),
    (re.compile(r"报刊杂志"), "报刊", Tier.WEAK, "“刊”就是杂志，请删去重复的意思。"),
    (re.compile(r"目前现状|当前现状"), "现状", Tier.STRONG, "“现状”就是目前的状况，请删去重复的意思。"),
    (re.compile(r"过去(?:以往|历史)"), "以往", Tier.STRONG, "意思重复，请删去一个。"),
    (re.compile(r"非法偷盗|免费赠送|亲眼目睹|共同携手"), "", Tier.WEAK, "意思重复，请删去一个词。"),
    (re.compile(r"涉及有关于|有关于(?=[《“])"), "关于", Tier.WEAK, "“有关”与“关于”重复。"),
    (re.compile(r"决不充许|不充许|充许"), "允许", Tier.CONFIRMED, "“充许”应为“允许”。"),
    (re.compile(r"付(?=[省市县区镇乡]长)(?<=[国省市县区镇乡]付)"), "副", Tier.CONFIRMED, "“付”应为“副”。"),
)  # fmt: skip


@rule("word.company")
def rule_company(text: Text) -> Iterator[Fault]:
    """A word that its company shows to be the wrong one of two, or one too many."""
    for pattern, right, tier, message in _COMPANY:
        for match in pattern.finditer(text.plain):
            yield Fault(tier, match.start(), match.end(), message, right)


_ABOUT = r"(?:大约|约为|约|近|将近|超过|不少于|至少|至多|不超过)"
_ROUND = re.compile(
    rf"{_ABOUT}\s*[\d.,]+\s*[%万亿千百]?\s*[\u4e00-\u9fff]{{0,3}}?(?P<again>左右|上下|以上|以内|多[万亿]?)"
)
_CLASH = {
    "左右": ("大约", "约为", "约", "近", "将近", "超过", "不少于", "至少", "至多", "不超过"),
    "上下": ("大约", "约为", "约", "近", "将近", "超过", "不少于", "至少", "至多", "不超过"),
    "以上": ("大约", "约为", "约", "近", "将近", "不少于", "至少", "超过", "至多", "不超过"),
    "以内": ("不超过", "至多", "超过", "不少于", "至少"),
    "多": ("大约", "约为", "约", "近", "将近"),
}


@rule("word.redundant")
def rule_about_twice(text: Text) -> Iterator[Fault]:
    """约30人左右, 超过100户以上: the same reserve said on both sides of a number."""
    for match in _ROUND.finditer(text.plain):
        again = "多" if match["again"].startswith("多") else match["again"]
        if match.group().startswith(_CLASH[again]):
            yield Fault(
                Tier.WEAK if again in ("以上", "多") else Tier.STRONG,
                *match.span(),
                f"“{match.group()}”前后说了两次约数，请删去一个。",
            )


_MANNER = re.compile(
    r"(?P<manner>认真|积极|扎实|严格|深入|切实|有效|稳步|持续|大力|及时|进一步|有力|有序|充分|坚决)的"
    r"(?P<verb>推进|落实|开展|做好|贯彻|执行|推动|完成|解决|加强|提升|提高|维护|保障|组织|履行|回应|公开)(?![的性者])"
)


@rule("word.manner")
def rule_manner(text: Text) -> Iterator[Fault]:
    """积极的推进 → 积极地推进, where what follows does not make it a thing (积极的推进作用)."""
    for match in _MANNER.finditer(text.plain):
        if text.plain.startswith(("作用", "措施", "情况", "机制", "力度", "意义", "手段", "态度"), match.end()):
            continue
        at = match.end("manner")
        yield Fault(Tier.WEAK, at, at + 1, f"“{match['manner']}的{match['verb']}”修饰动作，一般写作“地”。", "地")
