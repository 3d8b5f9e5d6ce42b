"""What proves who applies, how is it checked, and how does it travel through the steps of the form without being shown again?

Law:     条例 29② (一): an application tells the identity; which papers count it does not say
Gives:   `KINDS`, `fault`, `masked`, `sealed`, `opened`.
Unclear: how numbers of papers other than the identity card are made is not known here: they are taken as they are.
"""

from __future__ import annotations

import json
import re

from gongkai.apps.journal import vault
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.proofing.personal import check_digit

CARD, CREDIT = "card", "credit"
KINDS = {
    CARD: "居民身份证",
    CREDIT: "统一社会信用代码",
    "passport": "护照",
    "permit": "港澳台居民居住证、来往内地（大陆）通行证",
    "officer": "军官证、士兵证",
    "residence": "外国人永久居留身份证",
    "other": "其他证件",
}
OF_PERSONS = tuple(kind for kind in KINDS if kind != CREDIT)
OF_ORGANISATIONS = (CREDIT, "other")
_CARD = re.compile(r"\d{17}[\dX]", re.ASCII)
_CREDIT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}", re.ASCII)
_PURPOSE = "apply identity "
_FIRST, _LAST, _LONGEST_SHOWN = 3, 2, 18
_SHORT = 6


def plain(number: str) -> str:
    """A number as it is kept: no blanks, small letters made capitals."""
    return "".join(number.split()).upper()


def fault(kind: str, number: str) -> str:
    """What is wrong with a number of a kind, as a sentence; empty when nothing is known to be."""
    if kind == CARD and not _CARD.fullmatch(number):
        return f"居民身份证号码是 18 位数字（末位可以是 X），现在有 {len(number)} 位，请核对。"
    if kind == CARD and number[17] != check_digit(number):
        return "居民身份证号码的末位与前 17 位不符，可能有一位写错，请核对；确实无误的，证件请选“其他证件”。"
    if kind == CREDIT and not _CREDIT.fullmatch(number):
        return f"统一社会信用代码是 18 位数字和大写字母（没有 I、O、S、V、Z），现在有 {len(number)} 位，请核对；没有的请选“其他证件”。"
    return ""


def masked(number: str) -> str:
    """A number as pages show it once it was typed: 210**********12."""
    if len(number) <= _SHORT:
        return "*" * len(number)
    hidden = min(len(number), _LONGEST_SHOWN) - _FIRST - _LAST
    return number[:_FIRST] + "*" * hidden + number[-_LAST:]


def sealed(code: str, number: str) -> str:
    """A number for a hidden field of the next page: nobody who looks at the page or its source can read it, for one organ's form only."""
    return vault.guarded(_PURPOSE + json.dumps([code, number]))


def opened(code: str, text: str) -> str:
    """What was `sealed` for this organ's form; empty for anything else, which then has to be typed once more."""
    if not text:
        return ""
    try:
        told = vault.revealed(text)
        there, number = json.loads(told.removeprefix(_PURPOSE)) if told.startswith(_PURPOSE) else ("", "")
    except (VaultRefusal, ValueError):
        return ""
    return str(number) if there == code else ""
