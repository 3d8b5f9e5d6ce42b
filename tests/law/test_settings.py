"""Settings of the law: what may be chosen, what is refused."""

import dataclasses

import pytest

from gongkai.law import settings as law
from gongkai.law.cite import Grade
from gongkai.law.settings import ALL, DEFAULT, BadSetting, Settings


def test_the_value_holds_exactly_the_settings_with_their_defaults() -> None:
    assert {field.name: field.default for field in dataclasses.fields(Settings)} == {s.name: s.default for s in ALL}
    assert DEFAULT.changed() == {}


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.name)
def test_every_setting_is_open_cited_and_has_a_choice(setting: law.Setting) -> None:
    assert setting.grade in (Grade.INFERRED, Grade.UNVERIFIED)
    assert setting.default in setting.choices
    assert len(setting.choices) > 1
    assert setting.cite.label


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.name)
def test_every_choice_can_be_made_by_word_and_says_so(setting: law.Setting) -> None:
    for value, meaning in setting.choices.items():
        chosen = Settings.from_mapping({setting.name: str(value)})
        assert getattr(chosen, setting.name) == value
        assert meaning in chosen.caveat(setting)
        assert chosen.changed() == ({} if value == setting.default else {setting.name: value})


def test_unknown_names_and_values_are_refused_with_what_exists() -> None:
    with pytest.raises(BadSetting, match="after_payment"):
        Settings.from_mapping({"payment": "resume"})
    with pytest.raises(BadSetting, match="restart（自缴清次日重新计算）"):
        Settings.from_mapping({"after_payment": "never"})


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        DEFAULT.after_payment = "resume"  # type: ignore[misc]  # the assignment is what must fail
