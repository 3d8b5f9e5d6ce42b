"""The frame: broken tables are refused at construction, each with a sentence that names the fault."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from gongkai.law.procedures import PROCEDURES, BadProcedure, Procedure, Transition, allowed, diagram, page
from gongkai.law.sources import ogi
from tests.architecture.tree import ROOT

GO = Transition("go", "a", "b", ("clerk",), (ogi.A45,))
BACK = Transition("back", "b", "a", ("clerk",), (ogi.A45,))


def procedure(*rows: Transition, **changed: object) -> Procedure:
    """Two states, two events, one role; `changed` breaks one part."""
    parts: Mapping[str, object] = {
        "key": "small",
        "title": "小程序",
        "states": {"a": "甲", "b": "乙"},
        "events": {"go": "去", "back": "回"},
        "roles": {"clerk": "经办人"},
        "initial": "a",
        "resting": frozenset({"b"}),
        "transitions": rows,
        "cite": ogi.A45,
        **changed,
    }
    return Procedure(**parts)  # type: ignore[arg-type]  # the parts are checked by the procedure itself


def test_a_sound_table_stands() -> None:
    assert procedure(GO, BACK).facts == frozenset()


@pytest.mark.parametrize(
    ("rows", "changed", "said"),
    [
        ((replace(GO, target="c"), BACK), {}, "没有“c”这个状态"),
        ((replace(GO, source="c"), BACK), {}, "没有“c”这个状态"),
        ((GO, BACK), {"initial": "start"}, "没有“start”这个状态"),
        ((GO, BACK), {"resting": frozenset({"z"})}, "没有“z”这个状态"),
        ((replace(GO, event="jump"), BACK), {}, "没有“jump”这个事件"),
        ((replace(GO, roles=("boss",)), BACK), {}, "没有“boss”这个角色"),
        ((replace(GO, notices=("boss",)), BACK), {}, "没有“boss”这个角色"),
        ((replace(GO, cites=()), BACK), {}, "没有出处"),
        ((replace(GO, roles=()), BACK), {}, "没有角色"),
        ((GO, replace(GO, target="a"), BACK), {}, "重复"),
        ((replace(GO, target="a"), BACK), {}, "到不了状态“b”"),
        ((GO, BACK), {"states": {"a": "甲", "b": "乙", "c": "丙"}}, "到不了状态“c”"),
        ((GO, replace(BACK, target="b")), {"resting": frozenset()}, "状态“b”没有出路"),
        ((GO, BACK), {"events": {"go": "去", "back": "回", "wait": "等"}}, "事件“wait”没有用到"),
        ((GO, BACK), {"roles": {"clerk": "经办人", "boss": "领导"}}, "角色“boss”没有用到"),
    ],
)
def test_a_broken_table_is_refused(rows: tuple[Transition, ...], changed: dict[str, object], said: str) -> None:
    with pytest.raises(BadProcedure, match=said) as refused:
        procedure(*rows, **changed)
    assert str(refused.value).startswith("小程序")
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (("z", "go", "clerk", {}), "状态"),
        (("a", "z", "clerk", {}), "事件"),
        (("a", "go", "z", {}), "角色"),
        (("a", "go", "clerk", {"z": True}), "事实"),
    ],
)
def test_a_caller_that_slips_is_told(ask: tuple[str, str, str, dict[str, bool]], said: str) -> None:
    with pytest.raises(ValueError, match=f"没有“z”这个{said}"):
        allowed(procedure(GO, BACK), *ask)


@pytest.mark.parametrize("found", PROCEDURES, ids=lambda found: found.key)
def test_the_diagram_shows_every_row_and_state_once(found: Procedure) -> None:
    text = diagram(found)
    assert text.startswith("stateDiagram-v2\n")
    for code, name in found.states.items():
        assert text.count(f'state "{name}" as {code}\n') == 1
    for row in found.transitions:
        assert text.count(f"{row.source} --> {row.target}: {found.events[row.event]}") == 1
    assert text.count("[*] -->") == 1


@pytest.mark.parametrize("found", PROCEDURES, ids=lambda found: found.key)
def test_the_page_in_the_documentation_is_the_table_as_it_stands(found: Procedure) -> None:
    path = ROOT / "docs" / "procedures" / f"{found.key}.md"
    assert path.read_text(encoding="utf-8") == page(found), f"请把 page({found.key}) 的输出写入 {path.name}"


def test_names_cannot_break_the_diagram() -> None:
    found = procedure(GO, BACK, states={"a": '甲": x', "b": "乙;"}, events={"go": "去:", "back": "回"})
    assert '甲"' not in diagram(found)
    assert "去:" not in diagram(found)
