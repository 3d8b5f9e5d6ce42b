"""What shows on which day a request came in?

Law:     条例 31: the day follows from handing in, signing for, or confirming, by the channel; an organ that is sued shows which it was
Takes:   the channel, the day of arrival, what was noted of the proof.
Gives:   `PROOFS`, what to keep for each channel; `told`, the sentence for the file; `lacking`, what was not noted; `partly`, what sentences
         of the file still lack; `doubt`, a day that cannot be.
Unclear: no instrument lists the proofs; these are what offices keep, and none of them is demanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.clocks.receipt import RULES, Channel


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing to note. `day`: it is a day; `key`: without it the day of receipt can hardly be shown."""

    name: str
    label: str
    help: str = ""
    day: bool = False
    key: bool = False


MARK = "收到之日的凭据"
"""How a note of the file begins that tells of the proof."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_POSTMARK = Proof("postmarked", "邮戳日期", "信封上寄达地的邮戳；看不清的不填，在信封留存处注明。", day=True, key=True)
_ENVELOPE = Proof("envelope", "信封留存在", "如：随卷、收发室某柜。")

PROOFS: Mapping[Channel, tuple[Proof, ...]] = {
    Channel.COUNTER: (
        Proof("taken_by", "接收人", "在窗口收下材料的工作人员。", key=True),
        Proof("slip", "回执编号", "给申请人开了回执的填写。"),
    ),
    Channel.REGISTERED_MAIL: (
        Proof("tracking", "邮件号", "挂号信、特快专递详情单上的号码。", key=True),
        Proof("signed_by", "签收人", "在回执上签名的工作人员或者收发室。", key=True),
        _POSTMARK,
    ),
    Channel.ORDINARY_MAIL: (_POSTMARK, Proof("signed_by", "拆收人", "谁拆的信。"), _ENVELOPE),
    Channel.EMAIL: (
        Proof("header_time", "邮件头所载的到达时间", "“Received”一行的时间，不是正文里写的日期。", key=True),
        Proof("mailbox", "本机关收件邮箱"),
    ),
    Channel.WEB: (Proof("header_time", "系统记录的提交时间", key=True),),
    Channel.FAX: (
        Proof("fax_report", "传真报告上的时间和页数", key=True),
        Proof("fax_number", "本机关传真号"),
    ),
    Channel.ORAL: (
        Proof("taken_by", "代为填写的工作人员", key=True),
        Proof("signature", "申请人核对情况", "念给申请人听、由其签名或者按印，或者有录音；写明是哪一种。", key=True),
        Proof("hardship", "采用书面形式的困难"),
    ),
}
"""By channel, in the order of the form. What carries one name is one thing, whatever it is called there."""


def told(channel: Channel, noted: Mapping[str, str]) -> str:
    """The proof in one sentence for the file; empty when nothing was noted. Names of applicants do not belong there."""
    said = [f"{each.label} {noted[each.name].strip()}" for each in PROOFS[channel] if noted.get(each.name, "").strip()]
    return f"{MARK}（{RULES[channel].label}）：{'；'.join(said)}。" if said else ""


def lacking(channel: Channel, noted: Mapping[str, str]) -> tuple[str, ...]:
    """What should be kept for the channel and was not noted."""
    return tuple(each.label for each in PROOFS[channel] if each.key and not noted.get(each.name, "").strip())


def partly(channel: Channel, notes: Iterable[str]) -> tuple[Proof, ...]:
    """What sentences of the file (`told`, later ones too) still lack, once one of them tells something; nothing where none does.

    What is a day lacks while no day stands there: a postmark that was seen proves nothing without it.
    """
    of_proof = [note for note in notes if note.startswith(MARK)]
    parts = [part.strip() for note in of_proof for part in re.split("[：:；;。\n]", note)[1:]]
    if not any(part.startswith(each.label) for part in parts for each in PROOFS[channel]):
        return ()
    return tuple(each for each in PROOFS[channel] if each.key and not any(_tells(part, each) for part in parts))


def _tells(part: str, proof: Proof) -> bool:
    said = part.removeprefix(proof.label).strip()
    return part.startswith(proof.label) and bool(_DAY.search(said) if proof.day else said)


def doubt(channel: Channel, arrived: date, noted: Mapping[str, str]) -> str:
    """Why the proof and the day cannot both be right, one sentence; empty when they can."""
    for each in PROOFS[channel]:
        if each.day and noted.get(each.name) and date.fromisoformat(noted[each.name]) > arrived:
            return f"{each.label}（{noted[each.name]}）晚于到达之日（{arrived}），请核对这两个日期。"
    return ""
