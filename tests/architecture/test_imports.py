"""Imports run one way, apps meet only at their doors, and a late import says why."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT, SOURCE, modules, tracked

# A ledger comes in and goes out by doors of its own: whole registers at once, under locks that the caller holds.
APP_DOORS = {"actions", "queries", "importing", "exporting"}
# What the small shared apps offer besides: who acts and what they may, what an entry is and how it is hashed, what is
# sealed beside it. Their models stand in the ForeignKeys of all the others.
SHARED_DOORS = {
    "organs": {"models"},
    "people": {"actor", "models", "rights"},
    # Whatever guards its own tables in the database is asked for by the journal's question for what is missing.
    "journal": {"canonical", "models", "refusals", "triggers", "vault"},
    # A file stands in the ForeignKeys of whatever uses it; why one is refused or lost is said by whoever asked.
    "files": {"models", "refusal"},
    # A paper stands in the ForeignKeys of what made it; why one is refused or lost is said by whoever asked.
    "papers": {"models", "refusals"},
    # The process in which strangers' files are opened serves whoever has such files.
    "reporting": {"bounded", "forking", "showing", "wire"},
    # Whatever is public tells itself to the index, and which kept pages are true no more; `everything_public` asks all of them.
    "search": {"findable", "keeping", "wishes"},
    "publishing": {"findable"},
    "questions": {"briefs", "showing", "watched"},
    # What is compared of requests is made by the job after an update, and by hand.
    "alike": {"keeping"},
    # Letters hang on a request; whoever follows one by its code is given the row.
    "requests": {"models", "watched"},
    # What went out with an act is shown by that act.
    "replies": {"settling"},
    "supervision": {"showing"},
    "pages": {"keeping", "scopes"},
    # The policy library is the register and the pages of other policies read as one.
    "documents": {"library", "showing"},
    # The watch looks at all that is open, for nobody in particular; an applicant is told where the registration says.
    "remedies": {"watched"},
    "records": {"models", "watched"},
    "notices": {"linking"},
}


def test_the_layers_are_kept() -> None:
    # In a process of its own: it sets up the logging of its process anew and silences all that was there.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_apps_meet_only_through_actions_and_queries() -> None:
    strangers = []
    for path, tree in modules("apps"):
        home = path.split("/")[1]
        for name in _imported(tree):
            parts = name.split(".")
            foreign = parts[:2] == ["gongkai", "apps"] and len(parts) > 2 and parts[2] != home
            # What several apps rest on stands beside them as one module, and is no app.
            if not foreign or (SOURCE / "apps" / f"{parts[2]}.py").is_file():
                continue
            if not (len(parts) > 3 and parts[3] in APP_DOORS | SHARED_DOORS.get(parts[2], set())):
                strangers.append(f"{path} imports {name}")
    assert strangers == []


def test_a_late_import_says_why() -> None:
    silent = []
    for path, tree in modules():
        lines = (SOURCE / path).read_text(encoding="utf-8").splitlines()
        late = {
            inner
            for outer in ast.walk(tree)
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
            for inner in ast.walk(outer)
            if isinstance(inner, ast.Import | ast.ImportFrom)
        }
        silent += [f"{path}:{node.lineno}" for node in late if "#" not in lines[node.lineno - 1]]
    assert silent == []


# What is switched off must be named, and the reason must stand behind it.
_SWITCHED_OFF = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)(?P<codes>:\s*[A-Z0-9]+(?:,\s*[A-Z0-9]+)*|\[[^\]]+\])?(?:\s*(?:-+|#)\s*(?P<why>.*))?$"
)


def test_a_check_switched_off_says_which_and_why() -> None:
    silent = []
    for path in tracked():
        if path.suffix != ".py" or ROOT / "tests" in path.parents:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = _SWITCHED_OFF.search(line)
            if found and (not found["codes"] or len((found["why"] or "").strip()) < 8):
                silent.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert silent == []


def test_this_test_sees_what_it_forbids() -> None:
    for line in (
        "x = 1  # noqa",
        "x = 1  # noqa: E501",
        "x = y  # type: ignore",
        "x = y  # type: ignore[call-overload]",
    ):
        found = _SWITCHED_OFF.search(line)
        assert found
        assert not found["codes"] or not found["why"]
    reasoned = _SWITCHED_OFF.search("x = y  # type: ignore[call-overload]  # the stubs do not know it")
    assert reasoned
    assert reasoned["why"] == "the stubs do not know it"
