"""Does a text give away a person: identity number, mobile, bank card, passport, home?

Law:     条例 15 (privacy is not published); GB 11643 (how an identity number is made) is known by its arithmetic alone
Takes:   a text. What is partly masked (2101**********1234) is no number any more and stays silent.
Unclear: a mobile number may be an office's own, a card number that of an account for payments: a person answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.law.sources import ogi
from gongkai.proofing.digits import Number, numbers
from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_LONG, _OLD, _MOBILE = 18, 15, 11
_SAID = re.compile(r"身份证|公民身份号码|身份号码|证件号|证号")
_NAMED = re.compile(r"身份证|公民身份号码|身份号码")
_MONEY = re.compile(r"\s?(?:元|万|亿|千|吨|公斤|平方|立方|亩|株|尾|%|\.\d)")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return 1890 <= date(year, month, day).year <= 2099
    except ValueError:
        return False


def _born(digits: str) -> bool:
    """Whether the first seventeen digits name a province and a day."""
    return digits[:2] in _PROVINCES and _exists(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))


def check_digit(digits: str) -> str:
    """The eighteenth place of an identity number, from its first seventeen digits."""
    return _CHECKS[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False)) % 11]


@rule("personal.identity", ogi.A15)
def rule_identity(text: Text) -> Iterator[Fault]:
    """An identity number of eighteen places, or an old one of fifteen."""
    until = 0
    for each in _numbers(text):
        if each.start < until:
            continue
        digits = each.digits.upper()
        if len(digits) == _LONG and digits[:17].isdecimal() and _born(digits):
            right = digits[17] == check_digit(digits)
            if not right and len(each.groups) > 1 and not _SAID.search(text.before(each.start, 20)):
                continue
            said = "这是一个公民身份号码" if right else "这里像是公民身份号码（末位校验不符，可能有一位写错）"
            until = each.end
            yield Fault(
                Tier.CONFIRMED if right else Tier.STRONG, each.start, each.end, f"{said}，公开前须删去或者隐去。"
            )
        elif len(digits) == _LONG and digits[:17].isdecimal() and _NAMED.search(text.before(each.start, 20)):
            # Who writes that it is one has leaked it, though a digit of its place or its day be wrong.
            until = each.end
            yield Fault(
                Tier.STRONG,
                each.start,
                each.end,
                "文中说这是身份证号码（地区或者出生日期不符，可能有几位写错），公开前须删去或者隐去。",
            )
        elif len(digits) == _OLD and digits.isdecimal() and len(each.groups) == 1 and _old(digits):
            said_so = bool(_SAID.search(text.before(each.start, 20)))
            until = each.end
            yield Fault(
                Tier.STRONG if said_so else Tier.WEAK,
                each.start,
                each.end,
                "这里像是十五位的旧身份证号码，公开前须核实并删去或者隐去。",
            )


def _old(digits: str) -> bool:
    return digits[:2] in _PROVINCES and _exists(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))


_MOBILE_SHAPES = frozenset(((11,), (3, 4, 4), (3, 8), (4, 4, 3), (7, 4), (5, 6), (2, 3, 4, 4), (2, 11), (13,)))


_PHONE = re.compile(r"手机|电话|联系|微信|号码|[Tt][Ee][Ll]|\+\s?$")


def _mobile(each: Number, spoken: bool) -> bool:
    digits = each.digits
    if len(digits) == _MOBILE + 2 and digits.startswith("86"):
        digits = digits[2:]
    elif len(digits) != _MOBILE:
        return False
    if digits[0] != "1" or digits[1] not in "3456789":
        return False
    if len(each.groups) == 1:
        return True
    # Numbers in neighbouring cells or columns are no number in pieces: 150 2023 2024.
    if "\t" in each.gaps or ("\n" in each.gaps and (len(each.groups) != 2 or not each.alone)):
        return False
    return (each.groups in _MOBILE_SHAPES and ("-" in each.gaps or each.alone or spoken)) or "\n" in each.gaps


@rule("personal.mobile", ogi.A15)
def rule_mobile(text: Text) -> Iterator[Fault]:
    """A mobile number, also with 86 before it, in groups, or broken by the end of a line."""
    until = 0
    taken = _identities(text)
    for each in _numbers(text):
        if (
            each.start < until
            or not _mobile(each, bool(_PHONE.search(text.before(each.start, 12))))
            or any(a < each.end and each.start < b for a, b in taken)
        ):
            continue
        if _MONEY.match(text.plain, each.end) or _part_of_code(text, each.start):
            continue
        until = each.end
        yield Fault(Tier.STRONG, each.start, each.end, "这是一个手机号码，请核实是否个人号码；是的须删去或者隐去。")


def _numbers(text: Text) -> list[Number]:
    return text.once("numbers", lambda: list(numbers(text.plain)))


def _identities(text: Text) -> list[tuple[int, int]]:
    return text.once("identities", lambda: [(fault.start, fault.end) for fault in rule_identity(text)])


_PART_OF_CODE = re.compile(r"[¥￥〕$.]$|(?<![A-Za-z])(?!(?i:tel|phone|mobile|mob|no|id|qq|vx|wx)$)[A-Za-z]{1,8}$")
_LINE_NUMBER = re.compile(r"[ \t\u3000]*[0-9]{1,3}\.")


def _part_of_code(text: Text, at: int) -> bool:
    """Whether what stands before digits makes them a sum, a decimal, or the rest of a code."""
    before = text.before(at, 8)
    return bool(_PART_OF_CODE.search(before)) and not _LINE_NUMBER.fullmatch(before)


_CARD_SHAPE = re.compile(r"^(?:4,){3,4}[1-4]$")
_BANK = re.compile(r"卡号|账号|帐号|银行|开户|账户|信用社|存折|一卡通|收款")


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


@rule("personal.bank_card", ogi.A15)
def rule_bank_card(text: Text) -> Iterator[Fault]:
    """A number of 16 to 19 digits whose check digit is right and that begins as cards do, or stands where a card is spoken of."""
    until = 0
    taken = _identities(text)
    for each in _numbers(text):
        if each.start < until or not 16 <= len(each.digits) <= 19 or not each.digits.isdecimal():
            continue
        shaped = _CARD_SHAPE.match(",".join(map(str, each.groups))) and "\t" not in each.gaps and "\n" not in each.gaps
        whole = len(each.groups) == 1 or shaped
        torn = len(each.groups) == 2 and each.gaps.strip(" \t") == "\n" and each.digits.startswith("62")
        if not (whole or torn) or any(a < each.end and each.start < b for a, b in taken):
            continue
        said = bool(_BANK.search(text.before(each.start, 24)))
        if not luhn(each.digits) or len(set(each.digits)) < 3 or _part_of_code(text, each.start):
            continue
        if not said and not each.digits.startswith("62"):
            continue
        until = each.end
        tier = Tier.CONFIRMED if said and each.digits.startswith("62") else Tier.STRONG
        yield Fault(tier, each.start, each.end, "这是一个银行卡号，请核实；个人的须删去或者隐去。")


_PASSPORT = re.compile(
    r"(?:护照|通行证|旅行证|证件)[^，。；\n]{0,12}?(?P<number>(?<![A-Za-z0-9])(?:[EGDSP][A-Z]?\d{7,8}|[HMC]\d{8,10})(?![0-9A-Za-z]))"
)
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|现住址|住址|户籍地址|户籍所在地|居住地址|住所)\s?[：:为]?\s?(?P<where>[^，。；\n]{0,40}?\d{1,4}\s?(?:号|室|户|组|单元)[^，。；\n]{0,12})"
)
_FLAT = re.compile(
    r"\d{1,4}\s?(?:号楼|栋|幢|座)\s?\d{1,2}\s?单元\s?\d{2,4}\s?(?:室|号|户)?|\d{1,3}-\d{1,2}-\d{3,4}\s?(?:室|号)"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._])[A-Za-z0-9._+-]{2,40}@(?:qq|163|126|sina|sohu|gmail|foxmail|hotmail|outlook|139|189)\.(?:com|cn|net)(?![\w.])"
)


@rule("personal.passport", ogi.A15)
def rule_passport(text: Text) -> Iterator[Fault]:
    """A passport or travel permit where one is spoken of."""
    for match in _PASSPORT.finditer(text.plain):
        yield Fault(Tier.STRONG, *match.span("number"), "这里像是护照或者通行证号码，公开前须删去或者隐去。")


@rule("personal.home", ogi.A15)
def rule_home(text: Text) -> Iterator[Fault]:
    """Where somebody lives, down to the door."""
    told = []
    for match in _HOME.finditer(text.plain):
        if "*" not in match["where"]:
            told.append(match.span("where"))
            yield Fault(Tier.STRONG, *match.span("where"), "这里像是个人住址，公开前须删去或者只写到村、社区。")
    for match in _FLAT.finditer(text.plain):
        if not any(a <= match.start() < b for a, b in told):
            yield Fault(Tier.WEAK, *match.span(), "这里像是住户的门牌，请核实是否个人住址。")


@rule("personal.mail", ogi.A15)
def rule_mail(text: Text) -> Iterator[Fault]:
    """An address at one of the private mail services."""
    for match in _MAIL.finditer(text.plain):
        yield Fault(Tier.WEAK, *match.span(), "这是个人邮箱服务的地址，请核实是否个人邮箱。")
