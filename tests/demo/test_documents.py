"""What is told of the demo county is so: its logins, its password."""

from __future__ import annotations

import re

import pytest

from demo import officers
from tests.architecture.tree import ROOT

PAGES = ("README.md", "README.zh-CN.md", "docs/for-officers/first-look.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_login_that_a_page_names_exists(page: str) -> None:
    told = (ROOT / page).read_text(encoding="utf-8")
    known = {each.username for each in officers.logins()}
    like_logins = {name for name in re.findall(r"`([a-z]+(?:-[a-z]+)?2?)`", told) if name.split("-")[0] in _FIRST_WORDS}
    assert like_logins
    assert like_logins - known == set()


@pytest.mark.parametrize("page", PAGES[:2])
def test_the_password_is_the_one_that_opens(page: str) -> None:
    assert f"`{officers.password()}`" in (ROOT / page).read_text(encoding="utf-8")


_FIRST_WORDS = {"clerk", "reviewer", "head", "compiler", "leader", "supervisor", "admin", "land"}
