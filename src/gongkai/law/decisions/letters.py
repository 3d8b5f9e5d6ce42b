"""Which letters does a request need, and what is each called?

Law:     article 36 of the Regulation says what is told, not what the letter is called; names follow local models
         (law/sources/letter_models)
Gives:   the two letters that decide a request, and the letters on the way to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.law.cite import Cite, Grade
from gongkai.law.sources import fee_rules, letter_models, ogi


class Addressee(Enum):
    APPLICANT = "申请人"
    THIRD_PARTY = "第三方"
    ORGAN = "其他机关"
    FILE = "存档"


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter. `basis` is why it is sent, `cite` where its name comes from."""

    code: str
    name: str
    addressee: Addressee
    basis: Cite
    cite: Cite = letter_models.PROCEDURE_LETTERS
    unverified: str = ""
    """What of it rests on no text that we read, in one sentence; empty where nothing does."""


REPLY = Letter("reply", "政府信息公开申请答复书", Addressee.APPLICANT, ogi.A36_I2, letter_models.REPLY)
NOTICE = Letter("notice", "政府信息公开申请告知书", Addressee.APPLICANT, ogi.A36_I1, letter_models.REPLY)

REGISTER = Letter("register", "登记表", Addressee.FILE, ogi.A45)
RECEIPT = Letter("receipt", "接收回执", Addressee.APPLICANT, ogi.A45)
CORRECTION = Letter("correction", "补正告知书", Addressee.APPLICANT, ogi.A30, letter_models.CORRECTION)
REASONS = Letter("reasons", "说明理由告知书", Addressee.APPLICANT, ogi.A35)
EXTENSION = Letter("extension", "延期答复告知书", Addressee.APPLICANT, ogi.A33_2)
CONSULTATION = Letter("consultation", "征求意见书", Addressee.THIRD_PARTY, ogi.A32)
CONSULTATION_CONFIRMED = Letter("consultation_confirmed", "征求意见确认函", Addressee.THIRD_PARTY, ogi.A32)
CONSULTATION_TOLD = Letter("consultation_told", "征求意见告知书", Addressee.APPLICANT, ogi.A33_3)
DISCLOSURE_TOLD = Letter("disclosure_told", "依申请公开告知书", Addressee.THIRD_PARTY, ogi.A32)
CO_PRODUCER = Letter("co_producer", "征求意见书（共同制作机关）", Addressee.ORGAN, ogi.A34)
ASSISTANCE = Letter("assistance", "协办函", Addressee.ORGAN, ogi.A11)
FEE = Letter("fee", "收费通知书", Addressee.APPLICANT, fee_rules.A6_NOTICE)
RECORD_TOLD = Letter(
    "record_told",
    "更正自身信息记录告知书",
    Addressee.APPLICANT,
    ogi.A41,
    ogi.A41,
    f"条例第四十一条只规定告知，没有规定文书的名称、格式；这里的名称和写法由本系统拟定（{Grade.UNVERIFIED.value}），请核对后使用。",
)

LETTERS = (
    REPLY,
    NOTICE,
    REGISTER,
    RECEIPT,
    CORRECTION,
    REASONS,
    EXTENSION,
    CONSULTATION,
    CONSULTATION_CONFIRMED,
    CONSULTATION_TOLD,
    DISCLOSURE_TOLD,
    CO_PRODUCER,
    ASSISTANCE,
    FEE,
    RECORD_TOLD,
)
