"""`law`, `annual` and `proofing` compute: they read no clock, no network, no environment, and files only at named doors."""

from __future__ import annotations

import ast

from tests.architecture.tree import modules

CORE = ("law", "annual", "proofing", "texts")
_MODULES = {"os", "socket", "subprocess", "urllib.request", "http.client", "requests", "httpx", "asyncio", "time"}
_CALLS = {"open", "input", "print", "exec", "eval"}
_FILES = {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rmtree"}
_CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today")}

# Path: what it may do, and why. An entry that is no longer needed fails too.
ALLOWED: dict[str, tuple[set[str], str]] = {
    "law/calendar/festivals.py": ({"read_text"}, "the table of lunar festivals is data beside the module"),
    "law/calendar/notice.py": ({"read_text"}, "a notice is a file, so that a new one needs no release"),
    "annual/read/entry.py": ({"read_bytes"}, "read_file, the door for those who have a path"),
    "annual/check/explained.py": ({"read_text"}, "the rules in words for officers, beside the module"),
    "annual/write/html.py": ({"read_text"}, "the style sheet beside the module"),
    "proofing/confusions.py": ({"read_text"}, "the list of wrong words is data beside the module"),
    "texts/likeness.py": ({"read_text"}, "what everybody writes around a request is data beside the module"),
    "annual/batch/state.py": (
        {"read_text", "open"},
        "what of a long run is finished, in the file that the caller named",
    ),
    "annual/batch/workers.py": ({"os", "time"}, "one process a core, and a limit of time for each file"),
}


def _deeds(tree: ast.Module) -> set[str]:
    done: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            done |= {alias.name for alias in node.names} & _MODULES
        elif isinstance(node, ast.ImportFrom) and node.module in _MODULES:
            done.add(node.module)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            done.add(node.func.id)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            if node.func.attr in _FILES:
                done.add(node.func.attr)
            elif node.func.attr == "open" and node.args and _is_mode(node.args[0]):
                done.add("open")
            elif (owner, node.func.attr) in _CLOCKS:
                done.add(f"{owner}.{node.func.attr}")
    return done


def _is_mode(argument: ast.expr) -> bool:
    """Tells `path.open("rb")` from `archive.open(name)` and from libraries that open bytes."""
    return isinstance(argument, ast.Constant) and argument.value in {"r", "w", "a", "x", "rb", "wb", "ab", "xb"}


def test_the_core_does_only_what_is_allowed() -> None:
    done = {path: deeds for path, tree in modules(*CORE) if (deeds := _deeds(tree))}
    assert done == {path: deeds for path, (deeds, _) in ALLOWED.items()}


def test_this_test_sees_what_it_forbids() -> None:
    bad = ast.parse("import os\nopen('x')\nx.read_text()\ndate.today()\nfrom socket import socket")
    assert _deeds(bad) == {"os", "open", "read_text", "date.today", "socket"}
