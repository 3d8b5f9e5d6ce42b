"""The manual's table of settings is the program's, and nothing else reads the environment."""

from __future__ import annotations

import ast
import re

from gongkai.config.environment import SETTINGS
from tests.architecture.tree import ROOT, modules

_ROW = re.compile(
    r"^\| `(?P<name>\w+)` \| (?P<kind>[^|]+) \| (?P<default>[^|]*) \| (?P<description>[^|]+) \|$", re.MULTILINE
)


def test_the_manual_lists_every_setting_as_declared() -> None:
    manual = (ROOT / "docs" / "operating" / "settings.md").read_text(encoding="utf-8")
    listed = [
        (row["name"], row["kind"], row["default"].strip(" `"), row["description"]) for row in _ROW.finditer(manual)
    ]
    assert listed == [(s.name, s.kind, s.default, s.description) for s in SETTINGS]


# Which settings module Django loads is decided where a process begins; a child gets only what it needs of ours.
_BEGINNINGS = {"config/environment.py", "config/wsgi.py", "faces/cli/run.py", "apps/reporting/bounded.py"}


def test_nothing_else_reads_the_environment() -> None:
    readers = {
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    assert readers - _BEGINNINGS == set()
