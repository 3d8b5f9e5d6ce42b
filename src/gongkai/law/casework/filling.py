"""Is a form filled as it asks, with values of the right kind?

Takes:   a form and the data given, which may be any JSON.
Gives:   nothing when it is, and readers of single values of data that were checked before; else a `Refusal` that names the field, what is wrong and how to mend it.

Private fields travel beside the data, into the vault; data that carry one are refused, lest it enter the journal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from gongkai.law.casework.act import Refusal
from gongkai.law.cite import Cite
from gongkai.law.procedures.fields import Field, FieldKind, Form

LONGEST_LINE, LONGEST_TEXT = 200, 5000
LARGEST_WHOLE = 1_000_000
FIRST_YEAR, LAST_YEAR = 2000, 2100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Controls, halves of characters, what no document may hold; and what is never seen but turns or hides the words around it.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    r"\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)


def check_filled(form: Form, name: str, data: object, cites: tuple[Cite, ...]) -> None:
    """Refused: data that are no object, unknown or private fields, required ones left out, values of the wrong kind.

    `name` is what the act is called on screens.
    """
    if not isinstance(data, Mapping):
        raise Refusal(f"“{name}”的内容应为各栏目及其值，请逐栏填写。", cites)
    fields = {field.name: field for field in form.fields}
    for key in data:
        if key not in fields:
            known = "、".join(f"{each.label}（{each.name}）" for each in form.fields if not each.private) or "无"
            raise Refusal(f"“{name}”没有“{shown(key)}”这一栏，可填：{known}。", cites)
        if fields[key].private:
            raise Refusal(f"“{name}”的“{fields[key].label}”是个人信息，须另行加密保存，不能写入办理经过。", cites)
    for field in form.fields:
        if field.private:
            continue
        value = data.get(field.name)
        if empty(value):
            if field.required:
                raise Refusal(f"“{name}”缺“{field.label}”，请填写。", cites)
        elif fault := _FAULTS[field.kind](field, value):
            raise Refusal(f"“{name}”的“{field.label}”{fault}", cites)


def empty(value: object) -> bool:
    """Nothing was told: null, an empty text, an empty list."""
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, list) and not value)


def day_of(text: object) -> date | None:
    """The day that a text names as YYYY-MM-DD; None for anything else."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def unseen(text: str) -> str:
    """The first character of a text that no screen shows and no document should hold; "" when there is none."""
    found = _UNSEEN.search(text)
    return found[0] if found else ""


def text(data: Mapping[str, object], name: str) -> str:
    """A text of an act's data, empty where it was not told."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def whole(data: Mapping[str, object], name: str, otherwise: int = 0) -> int:
    """A whole number of an act's data."""
    value = data.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def codes(data: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A list of codes of an act's data."""
    value = data.get(name)
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


def shown(value: object) -> str:
    """What was given, fit for a sentence: short, on one line, nothing that cannot be printed."""
    try:
        text = str(value)
    except ValueError:  # Python writes no number of more than some thousand digits.
        return "过大的数"
    return "".join(each if each.isprintable() else "?" for each in text[:40])


def text_fault(field: Field, value: object) -> str:
    """What is wrong with the text of a field, private ones too: the end of a sentence that names the field; else ""."""
    if not isinstance(value, str):
        return "应为文字，请改填文字。"
    longest = field.most or (LONGEST_TEXT if field.kind is FieldKind.LONG else LONGEST_LINE)
    if len(value) > longest:
        return f"有{len(value)}个字，最多{longest}个，请缩短。"
    if unseen(value):
        return "含有不能显示的字符，请删去后重新填写。"
    if field.kind is FieldKind.TEXT and ("\n" in value or "\r" in value):
        return "只能填一行，请删去换行。"
    return ""


def _day(field: Field, value: object) -> str:
    if day_of(value) is None:
        return f"“{shown(value)}”不是有效的日期，请写成年-月-日，如 2024-03-04（{FIRST_YEAR}至{LAST_YEAR}年）。"
    return ""


def _whole(field: Field, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"“{shown(value)}”不是整数，请填整数。"
    most = LARGEST_WHOLE if field.most is None else field.most
    if not field.least <= value <= most:
        return f"应在 {field.least} 到 {most} 之间，收到 {shown(value)}。"
    return ""


def _yes(field: Field, value: object) -> str:
    return "" if isinstance(value, bool) else "应为是或否。"


def _choice(field: Field, value: object) -> str:
    if not isinstance(value, str) or value not in field.choices:
        return f"没有“{shown(value)}”这一项，可选：{_choices(field)}。"
    return ""


def _several(field: Field, value: object) -> str:
    if not isinstance(value, list):
        return f"应为若干选项，可选：{_choices(field)}。"
    for each in value:
        if fault := _choice(field, each):
            return fault
    return "有重复的选项，请各选一次。" if len(set(value)) < len(value) else ""


def _choices(field: Field) -> str:
    return "、".join(f"{name}（{code}）" for code, name in field.choices.items())


_FAULTS = {
    FieldKind.TEXT: text_fault,
    FieldKind.LONG: text_fault,
    FieldKind.DAY: _day,
    FieldKind.WHOLE: _whole,
    FieldKind.YES: _yes,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _several,
}
