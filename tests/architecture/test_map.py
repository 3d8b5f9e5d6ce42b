"""The map names every room, so that a newcomer finds where a file goes."""

from __future__ import annotations

import re

from tests.architecture.tree import ROOT, SOURCE, tracked


def test_the_map_names_every_room() -> None:
    text = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    inside = {
        path.relative_to(SOURCE).parts[0] for path in tracked() if SOURCE in path.parents and path.parent != SOURCE
    }
    deeper = {
        "/".join(path.relative_to(SOURCE).parts[:2])
        for path in tracked()
        if SOURCE in path.parents and len(path.relative_to(SOURCE).parts) > 2
    }
    outside = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    rooms = sorted(inside | deeper | outside)
    assert [room for room in rooms if f"`{room}/" not in text and f"`{room}`" not in text] == []


def test_the_map_names_nothing_that_is_gone() -> None:
    named = {
        line.split("`")[1]
        for line in (ROOT / "docs" / "map.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists() and not (SOURCE / name).exists()] == []


def test_every_link_in_the_documents_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in tracked()
        if page.suffix == ".md"
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
