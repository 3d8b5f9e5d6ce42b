"""One function assigns the cached columns of cases; nothing else in the program does."""

from __future__ import annotations

import ast

import pytest
from django.db import models

from gongkai.apps.remedies import projection as remedies
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.requests import projection as requests
from gongkai.apps.requests.models import Request
from tests.architecture.tree import modules

IDENTITY = {"id", "organ_id", "number"}
WRITERS = {
    "apps/requests/projection.py": "the one that assigns them",
    "apps/remedies/projection.py": "the one that assigns them",
    "apps/cached_rows.py": "writes what the projection gives, for rebuild",
    "apps/importing.py": "writes what the projection gives, in bulk",
}
WRITING = {"create", "bulk_create", "update", "bulk_update", "update_or_create", "get_or_create", "save"}


def _columns(model: type[models.Model]) -> set[str]:
    return {field.attname for field in model._meta.concrete_fields} - IDENTITY


@pytest.mark.parametrize(("module", "model"), [(requests, Request), (remedies, Remedy)])
def test_the_projection_gives_every_column(module: object, model: type[models.Model]) -> None:
    tree = next(tree for path, tree in modules("apps") if path == _path(module))
    given = {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict)
        for key in node.value.keys
        if isinstance(key, ast.Constant)
    }
    assert given == _columns(model)


def test_nothing_else_assigns_a_cached_column() -> None:
    strays = []
    for path, tree in modules("apps", "faces"):
        if path in WRITERS or "/migrations/" in path:
            continue
        for node in ast.walk(tree):
            strays += [f"{path}:{node.lineno} {name}" for name in _written(node)]
    assert strays == []


def test_the_hunt_sees_what_it_forbids() -> None:
    for text in ("row.counted = 1", "Request.objects.filter(pk=1).update(closed_on=None)", "Request(state='new')"):
        assert [name for node in ast.walk(ast.parse(text)) for name in _written(node)], text


def _written(node: ast.AST) -> list[str]:
    """Columns of a request or a remedy that a statement assigns; `self.x` is some other object's own."""
    only_theirs = (_columns(Request) | _columns(Remedy)) - {
        "state",
        "subject",
        "group",
        "items",
        "person_id",
        "outcome",
    }
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return [
            target.attr
            for target in targets
            if isinstance(target, ast.Attribute)
            and target.attr in only_theirs
            and not (isinstance(target.value, ast.Name) and target.value.id == "self")
        ]
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        everything = _columns(Request) | _columns(Remedy)
        if called in ("Request", "Remedy") or (
            called.rsplit(".", 1)[-1] in WRITING and called.startswith(("Request.", "Remedy."))
        ):
            return [word.arg for word in node.keywords if word.arg in everything]
    return []


def _path(module: object) -> str:
    return str(module.__name__).removeprefix("gongkai.").replace(".", "/") + ".py"  # type: ignore[attr-defined]
