"""Where the law leaves a gap, what do we assume, and who may change it?

Law:     each setting names the provision that leaves the gap and how well our reading is known
Gives:   `ALL`, the settings with their choices; `Settings`, one immutable choice of each; `DEFAULT`.
Unclear: everything here. A result that rests on a setting says so by `Setting.caveat`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from gongkai.law.cite import Cite, Grade
from gongkai.law.sources import fee_rules, inspection_19, liaoning, ogi, receipt_2015, three_reviews

Value = str | int


class BadSetting(ValueError):
    """An unknown setting or value: one Chinese sentence with what is available."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One gap: `choices` maps each allowed value to its meaning in Chinese; `grade` tells how well the default is known."""

    name: str
    description: str
    default: Value
    choices: Mapping[Value, str]
    cite: Cite
    grade: Grade

    def caveat(self, value: Value) -> str:
        """What a result that rests on this setting must say."""
        return (
            f"{self.description}：按“{self.choices[value]}”计算（{self.grade.value}，{self.cite.label}），"
            f"可用设置 {self.name} 改变。"
        )

    def parse(self, text: object) -> Value:
        """The value that `text` names. Refused: what is not among the choices."""
        for value in self.choices:
            if str(value) == str(text):
                return value
        available = "、".join(f"{value}（{meaning}）" for value, meaning in self.choices.items())
        raise BadSetting(f"设置 {self.name} 没有“{text}”这个值，可用：{available}。")


STOP_FIRST_DAY = Setting(
    "stop_first_day",
    "征求意见发函当日是否计入答复期限",
    "counts",
    {"counts": "发函当日计入", "stops": "发函当日不计入"},
    ogi.A33_3,
    Grade.INFERRED,
)
STOP_LAST_DAY = Setting(
    "stop_last_day",
    "收到意见（或征求意见期满）当日是否计入答复期限",
    "stops",
    {"stops": "当日不计入，次日恢复", "counts": "当日计入"},
    ogi.A33_3,
    Grade.INFERRED,
)
AFTER_PAYMENT = Setting(
    "after_payment",
    "缴清信息处理费后的答复期限",
    "restart",
    {"restart": "自缴清次日重新计算", "resume": "发出通知至缴清的时间不计入，之后续算"},
    fee_rules.A6_RESTART,
    Grade.UNVERIFIED,
)
EMAIL_RECEIPT = Setting(
    "email_receipt",
    "电子邮件申请的收到之日",
    "confirmation",
    {"confirmation": "双方确认之日（条例第三十一条）", "arrival": "邮件系统接收之日（国办公开办函〔2015〕207号）"},
    receipt_2015.EMAIL,
    Grade.INFERRED,
)
WEB_RECEIPT = Setting(
    "web_receipt",
    "网上系统申请的收到之日",
    "confirmation",
    {"confirmation": "双方确认之日（条例第三十一条）", "arrival": "提交之日（机关在指南中规定的）"},
    receipt_2015.WEB,
    Grade.INFERRED,
)
LETTER_ELSEWHERE = Setting(
    "letter_elsewhere",
    "需签收的信件寄给公开工作机构以外的机构或个人的，收到之日",
    "signature",
    {
        "signature": "行政机关签收之日（条例第三十一条）",
        "confirmation": "转到后与申请人确认之日（国办公开办函〔2015〕207号）",
    },
    receipt_2015.ELSEWHERE,
    Grade.INFERRED,
)
NONWORKING_ARRIVAL = Setting(
    "nonworking_arrival",
    "休息日到达的邮件、电子邮件的收到之日",
    "same_day",
    {"same_day": "到达当日", "next_working_day": "下一个工作日"},
    ogi.A31_I2,
    Grade.UNVERIFIED,
)
CONFIRMATION_GAP = Setting(
    "confirmation_gap",
    "到达之后几个工作日仍未确认即报警",
    1,
    {0: "当日未确认即报警", 1: "超过1个工作日", 2: "超过2个工作日", 3: "超过3个工作日", 5: "超过5个工作日"},
    ogi.A31_I3,
    Grade.INFERRED,
)
EXTENSION_BEFORE_RESTART = Setting(
    "extension_before_restart",
    "期限重新计算之前已作的延长",
    "lapses",
    {"lapses": "不带入重新计算的期限", "stays": "带入重新计算的期限"},
    ogi.A30,
    Grade.UNVERIFIED,
)
FILING_ROLL = Setting(
    "filing_roll",
    "规范性文件备案末日遇休息日",
    "no_roll",
    {"no_roll": "不顺延，提前报送", "next_working_day": "顺延到下一个工作日"},
    liaoning.FILING_A3,
    Grade.UNVERIFIED,
)
REEVALUATION_MONTHS = Setting(
    "reevaluation_months",
    "认定不主动公开的信息多久评估一次",
    12,
    {3: "每3个月", 6: "每6个月", 12: "每12个月", 24: "每24个月"},
    ogi.A18,
    Grade.UNVERIFIED,
)
INTERPRETATION_DAYS = Setting(
    "interpretation_days",
    "政策公布后几个工作日内应当发布解读",
    3,
    {0: "同日", 1: "1个工作日", 3: "3个工作日", 5: "5个工作日", 10: "10个工作日"},
    three_reviews.WITHIN_3_WORKING_DAYS,
    Grade.UNVERIFIED,
)
QUESTION_CONSULT_DAYS = Setting(
    "question_consult_days",
    "咨询几个工作日内答复",
    5,
    {3: "3个工作日", 5: "5个工作日", 7: "7个工作日", 10: "10个工作日", 15: "15个工作日", 20: "20个工作日"},
    inspection_19.ANSWER_DAYS,
    Grade.UNVERIFIED,
)
QUESTION_CORRECTION_DAYS = Setting(
    "question_correction_days",
    "网页纠错几个工作日内核实答复",
    3,
    {1: "1个工作日", 3: "3个工作日", 5: "5个工作日", 10: "10个工作日"},
    inspection_19.ANSWER_DAYS,
    Grade.UNVERIFIED,
)
QUESTION_OPINION_DAYS = Setting(
    "question_opinion_days",
    "意见建议几个工作日内答复",
    15,
    {5: "5个工作日", 10: "10个工作日", 15: "15个工作日", 20: "20个工作日", 30: "30个工作日"},
    ogi.A9,
    Grade.UNVERIFIED,
)
QUESTION_DISCLOSE_DAYS = Setting(
    "question_disclose_days",
    "建议纳入主动公开的几个工作日内审核答复",
    20,
    {10: "10个工作日", 15: "15个工作日", 20: "20个工作日", 30: "30个工作日"},
    ogi.A44,
    Grade.UNVERIFIED,
)
QUESTION_COMPLAINT_DAYS = Setting(
    "question_complaint_days",
    "反映未依法公开的几个工作日内核实答复",
    20,
    {10: "10个工作日", 15: "15个工作日", 20: "20个工作日", 30: "30个工作日"},
    ogi.A47,
    Grade.UNVERIFIED,
)
QUESTION_WAITING = Setting(
    "question_waiting",
    "请提问人补充说明、等待补充的时间是否计入答复的工作日",
    "counts",
    {"counts": "照常计入", "stops": "自请补充当日至收到补充的前一日不计入"},
    inspection_19.ANSWER_DAYS,
    Grade.UNVERIFIED,
)
RECORD_DAYS = Setting(
    "record_days",
    "要求更正自身信息记录的几个工作日内告知结果",
    20,
    {10: "10个工作日", 15: "15个工作日", 20: "20个工作日", 30: "30个工作日"},
    ogi.A41,
    Grade.UNVERIFIED,
)

ALL = (
    STOP_FIRST_DAY,
    STOP_LAST_DAY,
    AFTER_PAYMENT,
    EMAIL_RECEIPT,
    WEB_RECEIPT,
    LETTER_ELSEWHERE,
    NONWORKING_ARRIVAL,
    CONFIRMATION_GAP,
    EXTENSION_BEFORE_RESTART,
    FILING_ROLL,
    REEVALUATION_MONTHS,
    INTERPRETATION_DAYS,
    QUESTION_CONSULT_DAYS,
    QUESTION_CORRECTION_DAYS,
    QUESTION_OPINION_DAYS,
    QUESTION_DISCLOSE_DAYS,
    QUESTION_COMPLAINT_DAYS,
    QUESTION_WAITING,
    RECORD_DAYS,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One choice for every setting; field names are the settings' names."""

    stop_first_day: str = "counts"
    stop_last_day: str = "stops"
    after_payment: str = "restart"
    email_receipt: str = "confirmation"
    web_receipt: str = "confirmation"
    letter_elsewhere: str = "signature"
    nonworking_arrival: str = "same_day"
    confirmation_gap: int = 1
    extension_before_restart: str = "lapses"
    filing_roll: str = "no_roll"
    reevaluation_months: int = 12
    interpretation_days: int = 3
    question_consult_days: int = 5
    question_correction_days: int = 3
    question_opinion_days: int = 15
    question_disclose_days: int = 20
    question_complaint_days: int = 20
    question_waiting: str = "counts"
    record_days: int = 20

    @classmethod
    def from_mapping(cls, chosen: Mapping[str, object]) -> Settings:
        """The defaults with the given choices. Refused (`BadSetting`): unknown names and values."""
        values: dict[str, Any] = {name: setting(name).parse(text) for name, text in chosen.items()}
        return cls(**values)

    def caveat(self, which: Setting) -> str:
        """What a result must say that rests on the choice made for `which`."""
        value: Value = getattr(self, which.name)
        return which.caveat(value)

    def changed(self) -> dict[str, Value]:
        """The choices that differ from the default."""
        chosen: dict[str, Value] = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in chosen.items() if value != setting(name).default}


def setting(name: str) -> Setting:
    """The setting of that name. Refused: unknown names, with those that exist."""
    for each in ALL:
        if each.name == name:
            return each
    raise BadSetting(f"没有“{name}”这个设置，可用：{'、'.join(each.name for each in ALL)}。")


DEFAULT = Settings()
