"""What does a document say that it does to other documents?

Takes:   the lines of the field `changes`: “废止 文号”, “修改 文号 第三条、第五条”, “部分废止 文号 第六条”; a document of another
         organ is marked “（其他机关）” behind its number.
Gives:   one `Change` a line, or sentences that say which line cannot be read and how to write it. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.documents.number import normal

REPEAL, AMEND, PARTIAL = "repeal", "amend", "partial_repeal"
KINDS: Mapping[str, str] = {REPEAL: "废止", AMEND: "修改", PARTIAL: "部分废止"}
ELSEWHERE = "（其他机关）"
HOW = (
    "每行写成“废止 文号”“修改 文号 第三条、第五条”或者“部分废止 文号 第六条”，其他机关的文件在文号后写“（其他机关）”。"
)

_CODES = {word: code for code, word in KINDS.items()}
_COUNT = r"[〇零一二两三四五六七八九十百千\d]+"
_ARTICLE = re.compile(
    rf"第{_COUNT}[章节条](?:之{_COUNT})?(?:第{_COUNT}款)?(?:第[（(]?{_COUNT}[)）]?项)?|附件{_COUNT}?|附表{_COUNT}?|标题|全文"
)
_LINE = re.compile(r"(\S+?)\s+(\S+?号)(（其他机关）|\(其他机关\))?(?:\s+(.+))?")


@dataclass(frozen=True, slots=True)
class Change:
    """One line: what is done to which document, in which articles. `elsewhere`: the document of another organ."""

    line: int
    kind: str
    number: str
    articles: str = ""
    elsewhere: bool = False


def parse(text: str) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """The changes that could be read, and a sentence for every line that could not."""
    changes: list[Change] = []
    faults: list[str] = []
    for place, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        found = _read(place, line.strip())
        if isinstance(found, Change):
            if twice := next((each.line for each in changes if _clash(each, found)), 0):
                faults.append(f"第{place}行：“{found.number}”在第{twice}行已经写过，请合并或者删去一行。")
                continue
            changes.append(found)
        else:
            faults.append(f"第{place}行：{found}")
    return tuple(changes), tuple(faults)


def articles_fault(articles: str) -> str:
    """Why these are no articles as they are written here; "" if they are."""
    wrong = [each for each in re.split(r"[、，,]", articles) if not _ARTICLE.fullmatch(each.strip())]
    return f"“{wrong[0]}”不是条款，请写成“第三条”“第五条第二款”“附件1”，几处之间用顿号。" if wrong else ""


def _read(place: int, line: str) -> Change | str:
    found = _LINE.fullmatch(line)
    if found is None or found[1] not in _CODES:
        return f"“{line}”读不懂。{HOW}"
    kind, number, articles = _CODES[found[1]], normal(found[2]), (found[4] or "").strip()
    if kind == REPEAL and articles:
        return f"整件废止的不写条款；只废止其中一部分的，请写“部分废止 {number} {articles}”。"
    if kind != REPEAL and not articles:
        return f"没有写明{KINDS[kind]}“{number}”的哪些条款，请在文号后空一格写上，如“第三条、第五条”。"
    if articles and (wrong := articles_fault(articles)):
        return wrong
    return Change(place, kind, number, articles, bool(found[3]))


def _clash(one: Change, other: Change) -> bool:
    """The same document may be amended and repealed in parts at once, but no more than once each, and not besides being
    repealed whole.
    """
    return one.number == other.number and (one.kind == other.kind or REPEAL in (one.kind, other.kind))
