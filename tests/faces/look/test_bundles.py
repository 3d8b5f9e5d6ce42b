"""One style sheet from many: whole, in order, and written anew when a part has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from gongkai.faces.look import bundles
from gongkai.faces.look.bundles import BUNDLES, Bundles


@pytest.mark.parametrize("path", BUNDLES)
def test_a_bundle_is_its_parts_in_order(path: str) -> None:
    found = finders.find(path)
    assert isinstance(found, str)
    parts = [finders.find(part) for part in BUNDLES[path]]
    assert Path(found).read_text(encoding="utf-8") == "".join(
        Path(str(part)).read_text(encoding="utf-8") for part in parts
    )


def test_every_bundle_is_collected() -> None:
    assert {path for path, _ in Bundles().list([])} == set(BUNDLES)


def test_what_is_no_bundle_is_left_to_others() -> None:
    assert Bundles().find("portal/tokens.css") == []
    assert isinstance(finders.find("portal/tokens.css"), str)


def test_a_changed_part_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DATA = tmp_path
    part = tmp_path / "part.css"
    part.write_text("a{}", encoding="utf-8")
    monkeypatch.setattr(bundles, "BUNDLES", {"x.css": ("part.css",)})
    finder = Bundles()
    monkeypatch.setattr(finder._parts, "find", lambda path: str(tmp_path / path))
    assert Path(finder.find("x.css")).read_text(encoding="utf-8") == "a{}"
    part.write_text("b{}", encoding="utf-8")
    assert Path(finder.find("x.css")).read_text(encoding="utf-8") == "b{}"


def test_a_part_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(bundles, "BUNDLES", {"x.css": ("portal/nothing.css",)})
    with pytest.raises(FileNotFoundError, match="nothing"):
        Bundles().find("x.css")
