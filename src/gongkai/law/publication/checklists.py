"""What does each signature vouch for? One list a stage; every line is to be ticked before the signature counts.

Law:     三审三校 as the offices practise it; 保密法 35, 保密法实施条例 42 (item by item); 条例 14–16 and 17
Unclear: no national text orders the lines; they are ours and may be longer in an office's own rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.cite import Cite
from gongkai.law.sources import neighbours, ogi, platform_61, site_guide_47, three_reviews


@dataclass(frozen=True, slots=True)
class Check:
    """One line: `code` for the journal, `text` as the signer reads it."""

    code: str
    text: str
    cite: Cite


_LEVELS = three_reviews.THREE_LEVELS
_PROOF = (
    Check("words", "文字、标点、数字、单位已逐字核对", _LEVELS),
    Check("names", "机关名称、人名、职务、地名、文号、日期已核对原件", _LEVELS),
    Check("tables", "表格、图片、附件与正文一致，能够打开", _LEVELS),
)
CHECKLISTS: Mapping[str, tuple[Check, ...]] = {
    "first_review": (
        Check("true", "内容属实，来源清楚，与原件一致", _LEVELS),
        Check("attribute", "公开属性认定恰当", platform_61.ATTRIBUTE),
        Check("column", "栏目、体裁、形成日期、索引要素填写正确", site_guide_47.META_ARTICLE),
    ),
    "first_proof": _PROOF,
    "second_review": (
        Check("policy", "政策表述、政治表述准确，与上位规定一致", _LEVELS),
        Check("whole", "应当一并公开的附件、解读已经齐备", _LEVELS),
        Check("agreed", "涉及其他机关的，已经与其确认一致", ogi.A11),
    ),
    "second_proof": _PROOF,
    "secrecy_review": (
        Check("secret", "正文及每一个附件不含国家秘密、工作秘密", neighbours.SECRECY_A35),
        Check("security", "公开后不危及国家安全、公共安全、经济安全、社会稳定", ogi.A14),
        Check("third_party", "不含商业秘密、个人隐私；涉及第三方的已征求意见", ogi.A15),
        Check("traces", "附件的作者、修订、批注、隐藏内容和图片位置信息已逐项查看", neighbours.SECRECY_RULES_A42),
    ),
    "third_review": (
        Check("decide", "同意公开，对内容和公开的时机负责", ogi.A17),
        Check("together", "政策与解读同步发布，或者已签批免予解读", _LEVELS),
    ),
    "third_proof": _PROOF,
}
