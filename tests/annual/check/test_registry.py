"""Every rule is registered, cited, documented and reached by a test; nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import gongkai.annual.check as package
from gongkai.annual.check import RULES, registry
from gongkai.annual.check.registry import rule
from gongkai.law.returns import FORMS

SOURCE = Path(package.__file__).parent
DOCUMENT = SOURCE / "explained.md"
HERE = Path(__file__).parent


def functions() -> set[tuple[str, str]]:
    return {
        (path.stem, node.name)
        for path in SOURCE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("rule_")
    }


def test_every_rule_is_registered_and_every_registration_is_a_rule() -> None:
    registered = {(each.run.__module__.rsplit(".", 1)[1], each.run.__name__) for each in RULES.values()}
    assert registered == functions()
    assert set(RULES) == set(registry.RULES)


def test_every_rule_says_what_it_rests_on() -> None:
    for code, each in RULES.items():
        assert each.code == code
        assert each.cite.gist
        assert each.forms
        assert set(each.forms) <= set(FORMS)
        assert each.run.__doc__


def test_codes_are_dotted_and_plain() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+\.[a-z_]+", code) for code in RULES)


def test_every_code_is_explained_to_the_officer() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    explained = re.findall(r"^### `([a-z0-9._]+)`", text, re.MULTILINE)
    assert explained == list(RULES)
    for code in RULES:
        body = text.split(f"### `{code}`")[1].split("\n### ")[0].split("\n## ")[0]
        assert "**查什么**" in body, code
        assert "**怎么改**" in body, code
        assert "**程度**" in body, code


def test_every_code_is_reached_by_a_test() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (HERE / "prose.toml", HERE / "test_tables.py"))
    assert [code for code in RULES if code not in told] == []


def test_a_code_is_registered_once() -> None:
    code = next(iter(RULES))
    with pytest.raises(ValueError, match="重复"):
        rule(code, RULES[code].cite)(RULES[code].run)
