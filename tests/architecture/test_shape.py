"""Files stay small enough to read, say what they are for, and are called what they are."""

from __future__ import annotations

import ast

from tests.architecture.tree import ROOT, SOURCE, modules, tracked

LONGEST_FILE = 600
LONGEST_FUNCTION = 80
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "stuff"}
CODE = {".py", ".html", ".css", ".sh", ".typ"}


def test_no_file_is_too_long_to_read() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in tracked()
        if path.suffix in CODE and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path}:{node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert long == []


def test_nothing_has_a_name_that_says_nothing() -> None:
    assert [path for path in tracked() if {part.split(".")[0] for part in path.parts} & EMPTY_NAMES] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path for path, tree in modules() if tree.body and not ast.get_docstring(tree) and "/migrations/" not in path
    ]
    assert silent == []


def test_tests_stand_where_their_subject_stands() -> None:
    strays = [
        path.relative_to(ROOT).as_posix()
        for room in ("law", "annual", "proofing", "apps", "faces", "config")
        for path in sorted((ROOT / "tests" / room).rglob("test_*.py"))
        # The corpus is made by the tests: it has no counterpart.
        if "corpus" not in path.parts and not (SOURCE / path.parent.relative_to(ROOT / "tests")).is_dir()
    ]
    assert strays == []
