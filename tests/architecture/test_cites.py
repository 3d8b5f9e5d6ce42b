"""Every rule rests on a provision, every provision is declared once, in law/sources, and found there."""

import ast
import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

import pytest

import gongkai.annual
import gongkai.law
from gongkai.annual.check import RULES
from gongkai.law import sources
from gongkai.law.cite import Cite, Grade, Instrument
from gongkai.law.settings import Setting
from tests.architecture.tree import ROOT
from tests.architecture.tree import modules as tree_of

CITING_FIELDS = {"cite", "cites", "grounds", "basis"}
"""Fields of our data that hold provisions; none may be empty."""


PACKAGES = {"law": gongkai.law, "annual": gongkai.annual}


def contents(value: object, seen: set[int]) -> Iterator[object]:
    """The value and all that it holds: members of collections, fields of dataclasses."""
    if id(value) in seen or isinstance(value, str | int | float | type | ModuleType | None):
        return
    seen.add(id(value))
    yield value
    if dataclasses.is_dataclass(value):
        members = [getattr(value, field.name) for field in dataclasses.fields(value)]
    elif isinstance(value, Mapping):
        members = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        members = list(value)
    else:
        return
    for member in members:
        yield from contents(member, seen)


@cache
def data(package: str) -> list[object]:
    """All data at the top of the modules of one package: rules, rows, tiers, settings, relations."""
    seen: set[int] = set()
    return [
        each
        for found in pkgutil.walk_packages(PACKAGES[package].__path__, f"{PACKAGES[package].__name__}.")
        for value in list(vars(importlib.import_module(found.name)).values())
        for each in contents(value, seen)
    ]


def settings() -> list[Setting]:
    return [each for each in data("law") if isinstance(each, Setting)]


def test_every_constant_is_in_the_registry_under_its_own_key() -> None:
    named = dict(sources.constants())
    registry = sources.registry()
    assert len(named) == len(registry) > 200
    assert all(registry[cite.key] is cite for cite in named.values())


@pytest.mark.parametrize(
    ("name", "cite"), list(sources.constants()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_provision_says_what_and_where(name: str, cite: Cite) -> None:
    assert cite.gist.endswith("。"), f"{name} 的要旨应是一句话"
    assert 6 <= len(cite.gist) <= 80, f"{name} 的要旨应简短，用自己的话"
    assert cite.gist.count("。") == 1, f"{name} 的要旨应只有一句"
    assert cite.article is not None or cite.part, f"{name} 没有写明位置"
    assert cite.instrument.title or cite.instrument.number, f"{name} 的文件既无名称也无文号"
    assert isinstance(cite.grade, Grade)


def test_one_key_means_one_instrument() -> None:
    found: dict[str, Instrument] = {}
    for cite in sources.registry().values():
        assert found.setdefault(cite.instrument.key, cite.instrument) == cite.instrument
    for instrument in found.values():
        if instrument.in_force and instrument.until:
            assert instrument.in_force <= instrument.until
        if instrument.in_force and instrument.issued:
            assert instrument.issued <= instrument.in_force


DECLARED_ELSEWHERE = {
    "apps/reporting/finding_form.py": "a stored finding may rest on a cite that has since been renamed",
    "faces/portal/design.py": "the specimen page cites an invented rule",
    "law/calendar/notice.py": "a notice is a data file and is its own provision",
}


def test_provisions_are_declared_in_sources_only() -> None:
    declared = {
        path
        for path, tree in tree_of()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Cite", "Instrument")
    }
    assert {path for path in declared if not path.startswith("law/sources/")} == set(DECLARED_ELSEWHERE)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_provision_that_data_rest_on_is_the_registered_one(package: str) -> None:
    registry = sources.registry()
    found = [each for each in data(package) if isinstance(each, Cite)]
    assert found
    for cite in found:
        assert registry.get(cite.key) == cite, f"{cite.key} 不在 law/sources 中"


@pytest.mark.parametrize("package", PACKAGES)
def test_whatever_has_a_place_for_a_provision_names_one(package: str) -> None:
    checked = 0
    for each in data(package):
        if not dataclasses.is_dataclass(each) or isinstance(each, Cite):
            continue
        for name in {field.name for field in dataclasses.fields(each)} & CITING_FIELDS:
            held = getattr(each, name)
            cites = held if isinstance(held, tuple) else (held,)
            assert cites, f"{each} 没有出处"
            assert all(isinstance(cite, Cite) for cite in cites), f"{each} 的出处不是 Cite"
            checked += 1
    assert checked > {"law": 80, "annual": 0}[package]


def test_every_provision_named_in_code_exists() -> None:
    """`ogi.A33_3` in any module, the screens included, is a constant of that source module."""
    for path, tree in tree_of():
        aliases = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "gongkai.law.sources"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases:
                module = importlib.import_module(f"gongkai.law.sources.{aliases[node.value.id]}")
                assert hasattr(module, node.attr), f"{path} 第{node.lineno}行：没有 {node.attr}"


def test_rules_of_the_check_each_cite_a_provision() -> None:
    registry = sources.registry()
    assert RULES
    for code, rule in RULES.items():
        assert registry.get(rule.cite.key) is rule.cite, f"规则 {code} 的出处不在 law/sources 中"


def test_every_rule_that_is_written_is_asked() -> None:
    written = {
        node.name
        for _, tree in tree_of("annual/check")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("rule_")
    }
    assert {getattr(rule.run, "__name__", "") for rule in RULES.values()} == written


def test_settings_have_one_name_each_and_stand_in_the_documentation() -> None:
    assert len({setting.name for setting in settings()}) == len(settings()) > 10
    text = (ROOT / "docs" / "law-settings.md").read_text(encoding="utf-8")
    for setting in settings():
        assert setting.default in setting.choices
        row = next((line for line in text.splitlines() if line.startswith(f"| `{setting.name}` |")), "")
        assert row, f"docs/law-settings.md 没有 {setting.name}"
        assert setting.description in row
        assert f"`{setting.default}`" in row
        assert setting.grade.value in row
        assert all(meaning in row for meaning in setting.choices.values())


def test_settings_documentation_names_nothing_that_is_gone() -> None:
    text = (ROOT / "docs" / "law-settings.md").read_text(encoding="utf-8")
    listed = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert listed == {setting.name for setting in settings()}
