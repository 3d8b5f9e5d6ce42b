"""The lock pins every file by hash, names no place to fetch it from, and holds exactly what the program imports."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.tree import ROOT, modules

LOCKS = ("run", "dev", "uv")
# Django, the server, and openpyxl (defusedxml, against entity bombs) load these by name; no module of ours imports them.
BY_NAME = {
    "defusedxml",
    "django-allauth",
    "django-axes",
    "django-prose-editor",
    "gunicorn",
    "psycopg",
    # Of icalendar, held where the tests' calendar library can use it too.
    "python-dateutil",
    "setuptools",
    "whitenoise",
}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked_for(name: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return {_normal(found.group()) for line in lines if (found := re.match(r"[A-Za-z][\w.-]*", line))}


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    pairs = (line.split(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {_normal(pin.split("==")[0].split("[")[0]): pin + " " + rest for pin, rest in pairs}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    locked = _locked(name)
    assert locked
    for pin in locked.values():
        assert "==" in pin
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", pin), pin


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_place(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^--?(i|f|index|extra|find|trusted)", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_all_that_was_asked_for(name: str) -> None:
    assert _asked_for(name) - set(_locked(name)) == set()


def test_the_programs_lock_holds_no_test_package() -> None:
    assert (_asked_for("dev") - _asked_for("run")) & set(_locked("run")) == set()


def test_both_locks_agree() -> None:
    run, dev = _locked("run"), _locked("dev")
    assert {name: pin.split(" ")[0] for name, pin in run.items()} == {
        name: pin.split(" ")[0] for name, pin in dev.items() if name in run
    }


def test_the_program_imports_what_it_asks_for_and_asks_for_what_it_imports() -> None:
    homes = packages_distributions()
    used: set[str] = set()
    for _, tree in modules():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            used |= {name.split(".")[0] for name in names}
    used -= {*sys.stdlib_module_names, "gongkai"}
    assert {name for name in used if name not in homes} == set(), "not installed"
    asked = _asked_for("run")
    imported = {_normal(home) for name in used for home in homes[name]}
    assert imported - asked == set(), "imported, not asked for in run.in"
    assert asked - imported - BY_NAME == set(), "asked for in run.in, not imported"
