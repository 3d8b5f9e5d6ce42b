"""Does a text bear a mark of secrecy, or the words of what is for inside use?

Law:     保密法 35 (reviewed before it is published), 保密法实施条例 42 (item by item)
Takes:   a text.
Unclear: words like 内部资料 are told of as often as they mark; alone on a line, in brackets or with «keep it safe» they are a mark.
         The law's own name, the duty of secrecy and its review are no marks and stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.law.sources import neighbours
from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_LEVEL = "(?:绝[ \u3000]{0,4}密|机[ \u3000]{0,4}密|秘[ \u3000]{0,4}密)"
_TERM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ \u3000]{0,2}(?:年|个月|月)|长期"
_MARKED = re.compile(
    rf"{_LEVEL}[ \u3000]{{0,3}}(?:[★☆✩✭⭐✰*＊][ \u3000]{{0,3}}(?:{_TERM})|[★☆✩✭⭐✰](?:[ \u3000]{{0,3}}(?:{_TERM}))?)"
)
_ALONE = re.compile(rf"^[ \t\u3000]*(?P<mark>[（(【\[]?{_LEVEL}(?:件|级)?[）)】\]]?)[ \t\u3000]*$", re.MULTILINE)
_WITH_TERM = re.compile(rf"^[ \t\u3000]*(?P<mark>{_LEVEL}[ \u3000]{{1,4}}(?:{_TERM}))[ \t\u3000]*$", re.MULTILINE)
_FIELD = re.compile(
    rf"密[ \u3000]{{0,4}}级[ \u3000]{{0,2}}[：:][ \u3000]{{0,4}}(?P<level>{_LEVEL}|内部|工作秘密|普通商密|核心商密)"
)
_PERIOD = re.compile(r"(?:保密期限|密级和保密期限)[ \u3000]{0,2}[：:][ \u3000]{0,4}(?P<term>[^\s，。；]{1,10})")
_LEVELLED = re.compile(
    r"(?:属于?|系|为|列为|定为)(?:绝密|机密|秘密)级?(?:文件|事项|国家秘密|材料|件)|(?:此件|本件|本文件|该件)(?:为|系|属)?(?:涉密|密件)"
)
_IN_GENERAL = re.compile(r"规定|确定|知悉|范围|定密|应当|不属|不得|法|条例|培训|教育|是否")
_COPY = re.compile(r"(?:份[ \u3000]{0,4}号|份数序号)[ \u3000]{0,2}[：:][ \u3000]{0,2}\d{1,6}")


@rule("secrecy.mark", neighbours.SECRECY_A35)
def rule_mark(text: Text) -> Iterator[Fault]:
    """机密★1年, 秘密 alone on a line, 密级：机密, 保密期限：长期, 份号：000012."""
    for match in _MARKED.finditer(text.plain):
        yield Fault(Tier.CONFIRMED, *match.span(), f"这是国家秘密标志“{match.group()}”，不得公开，请立即报保密审查员。")
    for pattern in (_ALONE, _WITH_TERM):
        for match in pattern.finditer(text.plain):
            yield Fault(
                Tier.STRONG, *match.span("mark"), f"“{match['mark']}”单独成行，像是密级标志，请报保密审查员核实。"
            )
    for match in _FIELD.finditer(text.plain):
        yield Fault(Tier.CONFIRMED, *match.span(), f"“{match.group()}”标明了密级，不得公开，请报保密审查员。")
    for match in _PERIOD.finditer(text.plain):
        if match["term"] not in ("无", "/", "-", "——"):
            yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”标明了保密期限，请报保密审查员核实。")
    for match in _LEVELLED.finditer(text.plain):
        if not _IN_GENERAL.search(text.before(match.start(), 16) + text.after(match.end(), 16)):
            yield Fault(Tier.WEAK, *match.span(), f"出现“{match.group()}”，请核实这份材料是否涉密。")
    for match in _COPY.finditer(text.plain):
        yield Fault(Tier.WEAK, *match.span(), "涉密公文才标注份号，请核实这份文件是否涉密。")


_INSIDE = re.compile(
    r"内[ \u3000]{0,3}部[ \u3000]{0,3}(?:资[ \u3000]{0,3}料|文[ \u3000]{0,3}件|材料|刊物|明电|传真|电报|讨论稿|通报|情况|发行)|内参|仅供内部[\u4e00-\u9fff]{0,6}|仅限内部[\u4e00-\u9fff]{0,6}|供内部(?:参考|参阅|使用|掌握)|内部(?:参考|参阅|使用|掌握)|工作秘密|密件|密码电报|密电"
)
_BARE = re.compile(
    r"[（(【\[]\s?内[ \u3000]{0,3}部\s?[）)】\]]|^[ \t\u3000]*内[ \u3000]{0,3}部[ \t\u3000]*$", re.MULTILINE
)
_DOWN_TO = re.compile(r"发至[省地市厅县处乡科团师军]{1,3}级|传达(?:范围)?至[省地市厅县处乡科团师军]{1,3}级")
_KEEP = re.compile(
    r"注意保存|注意保密|妥善保管|妥善保存|请勿外传|不得外传|严禁外传|勿外传|切勿外传|禁止翻印|不得翻印|不得扩散|请勿扩散|阅后(?:收回|销毁|即焚|退回)|会后收回|限期收回|用后收回"
)
_BRACKET = re.compile(r"[（(【\[〔]\s?$")
_SPOKEN_OF = re.compile(
    r"保守|泄露|泄漏|保护|涉及|界定|认定|管理|知悉|属于|国家秘密|印发|准印证|性出版|清单|范围|目录|制度|培训|教育|法律|条例|不得|不能|查阅|索要|获取|传阅|散布"
)


@rule("secrecy.inside", neighbours.SECRECY_RULES_A42)
def rule_inside(text: Text) -> Iterator[Fault]:
    """内部资料 注意保存, （内部文件）, 工作秘密 as a mark; told of in a sentence they are silent or a doubt."""
    for match in _INSIDE.finditer(text.plain):
        word = match.group()
        if text.plain.startswith(("性出版", "性印刷"), match.end()):
            continue
        start, end = text.line_of(match.start())
        line = text.plain[start:end]
        kept = _KEEP.search(text.after(match.end(), 20)) or _KEEP.search(text.before(match.start(), 20))
        marked = line.strip(" \t\u3000（）()【】[]〔〕★☆*。：:") == word or _BRACKET.search(
            text.before(match.start(), 2)
        )
        if marked or kept or word.startswith(("仅供内部", "仅限内部", "内部明电", "密码电报")):
            yield Fault(
                Tier.STRONG,
                *match.span(),
                f"“{word}”是不公开的标志，请核实能否公开；不能公开的撤出，能公开的去掉标志。",
            )
        elif not (_SPOKEN_OF.search(text.before(match.start(), 14)) or _SPOKEN_OF.search(text.after(match.end(), 14))):
            yield Fault(Tier.WEAK, *match.span(), f"出现“{word}”，请核实是否引用了不公开的内容。")


@rule("secrecy.reach", neighbours.SECRECY_RULES_A42)
def rule_reach(text: Text) -> Iterator[Fault]:
    """（内部） by itself, 发至县团级: for whom a paper is, which is not everybody."""
    for match in _BARE.finditer(text.plain):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield Fault(Tier.STRONG, start, match.end(), "标有“内部”字样，请核实能否公开；能公开的去掉标志。")
    for match in _DOWN_TO.finditer(text.plain):
        yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”限定了阅读范围，请核实能否公开。")


_QUIET = re.compile(r"保管(?:好)?(?:档案|票据|物品|证件|财物|收据|凭证|存单|原件|发票|账)")


@rule("secrecy.keep", neighbours.SECRECY_RULES_A42)
def rule_keep(text: Text) -> Iterator[Fault]:
    """注意保存, 不得外传, 阅后收回 by themselves."""
    for match in _KEEP.finditer(text.plain):
        start, end = text.line_of(match.start())
        line = text.plain[start:end].strip(" \t\u3000（）()【】[]。！!")
        if line == match.group() or _BRACKET.search(text.before(match.start(), 2)):
            yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”是限制传播的标志，请核实能否公开。")
        elif match.group() not in ("妥善保管", "妥善保存", "注意保存", "不得翻印", "禁止翻印") and not _QUIET.search(
            text.plain, match.start(), min(end, match.end() + 4)
        ):
            yield Fault(Tier.WEAK, *match.span(), f"出现“{match.group()}”，请核实是否限制传播的内容。")


_ATTRIBUTE = re.compile(
    r"[（(]\s?(?:此件|本件|本文件|此文)?\s?(?P<a>不予公开|不公开|依申请公开|免予公开|不宜公开|不得公开|不对外公开|暂不公开|主动公开后删除)\s?[）)]"
    r"|(?:公开属性|公开方式|公开类别|公开形式|信息公开选项|公开选项)\s?[：:]\s?(?P<b>不予公开|不公开|依申请公开|免予公开)"
    r"|(?P<c>请勿公开|不对外公开|不宜对外公开|不得对外公开|不得向社会公开|此件不公开|此件不予公开|暂不对外(?:公开|公布|发布))"
)


@rule("secrecy.attribute", neighbours.SECRECY_RULES_A42)
def rule_attribute(text: Text) -> Iterator[Fault]:
    """（此件不予公开）, 公开属性：依申请公开: the document says of itself that it is not to be published."""
    for match in _ATTRIBUTE.finditer(text.plain):
        alone = match["c"] is None or match["c"].startswith("此件")
        yield Fault(
            Tier.STRONG if alone else Tier.WEAK,
            *match.span(),
            f"文件自己写明“{match['a'] or match['b'] or match['c']}”，与主动公开不符，请核对公开属性。",
        )


_DRAFT = re.compile(
    r"^[^。；，《》\n]{2,60}?(?P<mark>[（(](?:送审稿|讨论稿|审议稿|代拟稿|修改稿|初稿|内部征求意见稿|会签稿|汇报稿|报审稿)[）)])[ \t\u3000]*$",
    re.MULTILINE,
)


@rule("secrecy.draft", neighbours.SECRECY_RULES_A42)
def rule_draft(text: Text) -> Iterator[Fault]:
    """A heading that ends in （送审稿）: a paper on its way, not the one that was issued."""
    for match in _DRAFT.finditer(text.original):
        yield Fault(
            Tier.STRONG, *match.span("mark"), f"标题写着“{match['mark'][1:-1]}”，请核实是否定稿，过程稿不公开。"
        )
