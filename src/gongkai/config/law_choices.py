"""Which readings has the office chosen where the law leaves a gap?

Takes:   the words of GONGKAI_LAW_SETTINGS, each `name=value` (docs/law-settings.md lists names and values).
Gives:   `LawChoices`, or `BadSetting` with one Chinese sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gongkai.config.environment import BadSetting
from gongkai.law import settings as law
from gongkai.law.casework import house
from gongkai.law.decisions import options
from gongkai.law.returns import conventions
from gongkai.law.settings import Setting, Settings, Value

KNOWN: Mapping[str, Setting] = {
    each.name: each for each in (*law.ALL, *options.SETTINGS, *conventions.SETTINGS, *house.SETTINGS)
}
"""Every gap of the law that an office may settle for itself."""


@dataclass(frozen=True, slots=True)
class LawChoices:
    """`settings` for clocks, `chosen` for decisions, letters and the return; both hold only what the office named."""

    settings: Settings = law.DEFAULT
    chosen: Mapping[str, Value] = field(default_factory=dict)

    def changed(self) -> tuple[str, ...]:
        """What differs from the default, one Chinese sentence each."""
        values = {**self.settings.changed(), **self.chosen}
        return tuple(
            f"{KNOWN[name].description}：{KNOWN[name].choices[value]}（{name}={value}）"
            for name, value in values.items()
            if value != KNOWN[name].default
        )


def parse(words: Iterable[str]) -> LawChoices:
    """The choices that the words name. Refused (`BadSetting`): unknown names and values, a name given twice."""
    given: dict[str, str] = {}
    for word in words:
        name, separator, value = (part.strip() for part in word.partition("="))
        if not separator or not value:
            raise BadSetting(f"GONGKAI_LAW_SETTINGS 中的“{word}”应写成 名称=值，如 after_payment=resume。")
        if name not in KNOWN:
            raise BadSetting(f"GONGKAI_LAW_SETTINGS 中没有“{name}”这个设置，可用：{'、'.join(KNOWN)}。")
        if name in given:
            raise BadSetting(f"GONGKAI_LAW_SETTINGS 中的“{name}”写了两次，请只留一个。")
        given[name] = value
    clocks = {each.name for each in law.ALL}
    try:
        values = {name: KNOWN[name].parse(value) for name, value in given.items()}
        settings = Settings.from_mapping({name: value for name, value in values.items() if name in clocks})
    except law.BadSetting as error:
        raise BadSetting(f"GONGKAI_LAW_SETTINGS：{error}") from error
    return LawChoices(settings, {name: value for name, value in values.items() if name not in clocks})
