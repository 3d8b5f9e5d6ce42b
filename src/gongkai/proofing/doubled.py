"""Is a character or a word written twice by a slip?

Unclear: Chinese doubles characters rightly (高高兴兴, 研究研究), and two words may meet (人民政府政府信息公开指南); only characters that
         never meet themselves are strong, words only where they bind and do not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_ONE = re.compile(
    r"的的(?<![目标众有]的的)(?!确|士|卡)|了了(?<![不小为完除]了了)(?!解|结|然|望|却|断|如指)|地地(?!级|道|面|方|区|质|形|下|块|址|名|图|表|点|籍|铁|段|理|产|震)(?<![各土]地地)"
    r"|在在(?<![问所现实潜内外存]在在)(?!建|职|岗|校|线|编|册|途|家|场|押|读|逃|京|华|外|地|位|任|世|库|籍)|和和(?![和美平谐解睦气乐善顺县田])|们们|这这(?![里些])"
    r"|及及(?<![以涉普危波遍推]及及)(?![时其早格第])|并并(?!购|网|轨|入|联|发|行|案|列|处|线|存|重)|由由(?!于|此)|从从(?!严|重|快|业|事|而|容|未|业|优|宽|简)|与与(?!会)"
    r"|为为(?<![作成认以称名因行]为为)(?!民|人|了|何|期|主|企|群|农)|是是(?<!求是是)(?![非否])|把把(?!关|握|手|柄)|就就(?!业|近|地|读|医|诊|餐|座)|也也|及其及其"
)
_BINDING = re.compile(
    r"(?P<word>关于|进行|以及|根据|通过|按照|我们|他们|并且|因此|但是|由于|对于|其中|同时|为了|如果|虽然|或者|应当|必须|可以|能够|已经|正在|依据|并对|的是|应该)(?P=word)"
)
_ANY = re.compile(r"(?P<word>[\u4e00-\u9fff]{2})(?P=word)(?!(?P=word))")
_RIGHT = frozenset(
    [
        "政府",
        "研究",
        "讨论",
        "学习",
        "考虑",
        "休息",
        "了解",
        "交流",
        "商量",
        "整理",
        "打扫",
        "公开",
        "管理",
        "审查",
        "责任",
        "工作",
        "中国",
        "人民",
        "社会",
        "服务",
        "教育",
        "检查",
        "监督",
        "信息",
        "数据",
        "规划",
        "建设",
        "生活",
        "帮助",
        "活动",
        "参观",
    ]
)
"""Words that meet themselves rightly where one name ends and another begins, or that are doubled to soften a request."""


@rule("word.doubled")
def rule_doubled(text: Text) -> Iterator[Fault]:
    """的的, 了了, 关于关于."""
    plain = text.plain
    for match in _ONE.finditer(plain):
        half = len(match.group()) // 2
        yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”疑为重复输入，请删去一个。", match.group()[:half])
    for match in _BINDING.finditer(plain):
        yield Fault(Tier.CONFIRMED, *match.span(), f"“{match.group()}”重复，请删去一个。", match["word"])
    for match in _ANY.finditer(plain):
        word = match["word"]
        if (
            word[0] != word[1]
            and word[0] not in "一几"
            and word not in _RIGHT
            and not _BINDING.match(plain, match.start())
        ):
            yield Fault(Tier.WEAK, *match.span(), f"“{match.group()}”疑为重复输入，请核对。", word)
