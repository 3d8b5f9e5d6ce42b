"""The form of 期限测算: what happened, when, and how open questions of the law are to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from gongkai.faces.look.forms import DayField, OneOfField, TextField
from gongkai.law import settings as law
from gongkai.law.clocks import MEANINGS, Act, Channel, Kind
from gongkai.law.clocks.receipt import RULES

_FEWEST, _MORE, _MOST = 3, 3, 24


def _kinds() -> list[tuple[str, Any]]:
    groups = (("申请办理中的事实", True), ("不需要申请的期限", False))
    return [
        ("", "（未选）"),
        *(
            (
                title,
                [(kind.value, meaning.label) for kind, meaning in MEANINGS.items() if meaning.about_request is about],
            )
            for title, about in groups
        ),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """The three fields of one fact, as a template shows them."""

    number: int
    kind: BoundField
    day: BoundField
    label: BoundField


class DueForm(forms.Form):
    """A request's channel and day, any number of facts, and the settings of `law.settings`.

    Valid: `channel` and `received` are both given or both left out; `acts` and `settings` are ready for the clocks.
    """

    # Almost every field may be left out: saying so at each would be noise. The page says what is needed.
    all_optional = True

    channel = OneOfField(
        label="申请渠道",
        required=False,
        choices=[("", "（没有申请，只算单项期限）"), *((channel.value, rule.label) for channel, rule in RULES.items())],
    )
    received = DayField(label="申请到达之日", required=False, help_text="提交、签收、到件或者发送到达的那一天。")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.acts: list[Act] = []
        self.settings = law.DEFAULT
        self.size = _size(data)
        for number in range(self.size):
            self.fields[f"kind_{number}"] = OneOfField(label="事实", required=False, choices=_kinds())
            self.fields[f"day_{number}"] = DayField(label="日期", required=False)
            self.fields[f"label_{number}"] = TextField(label="征求的对象", required=False, max_length=40)
        for each in law.ALL:
            self.fields[each.name] = OneOfField(
                label=each.description,
                required=False,
                initial=str(each.default),
                choices=[(str(value), meaning) for value, meaning in each.choices.items()],
                help_text=f"{each.cite.label}（{each.grade.value}）",
            )

    def rows(self) -> Iterator[Row]:
        for number in range(self.size):
            yield Row(number + 1, self[f"kind_{number}"], self[f"day_{number}"], self[f"label_{number}"])

    def open_questions(self) -> list[BoundField]:
        return [self[each.name] for each in law.ALL]

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if bool(data.get("channel")) != bool(data.get("received")) and not self.errors:
            lacking = "received" if data.get("channel") else "channel"
            self.add_error(lacking, "渠道和到达之日要一起给；只算单项期限时都不填。")
        for number in range(self.size):
            self._collect(number, data.get(f"kind_{number}"), data.get(f"day_{number}"))
        if not self.errors:
            chosen = {each.name: data[each.name] for each in law.ALL if data.get(each.name)}
            self.settings = law.Settings.from_mapping(chosen)
            if not data.get("received") and not self.acts:
                self.add_error(None, "还没有可算的内容：请填渠道和到达之日，或者填一项事实和日期。")

    def _collect(self, number: int, kind: str | None, day: Any) -> None:
        if kind and not day and f"day_{number}" not in self.errors:
            self.add_error(f"day_{number}", f"第 {number + 1} 项缺少日期。")
        elif day and not kind and f"kind_{number}" not in self.errors:
            self.add_error(f"kind_{number}", f"第 {number + 1} 项只有日期，请选是什么事实。")
        elif kind and day:
            self.acts.append(Act(Kind(kind), day, self.cleaned_data.get(f"label_{number}") or ""))

    @property
    def channel_chosen(self) -> Channel | None:
        chosen = self.cleaned_data.get("channel")
        return Channel(chosen) if chosen else None


def _size(data: QueryDict | None) -> int:
    """How many rows: as many as were sent, and more where the person asked for more."""
    if data is None:
        return _FEWEST
    sent = data.get("rows", "")
    size = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else _FEWEST
    return max(_FEWEST, min(_MOST, size + (_MORE if "more" in data else 0)))
