"""Kinds and parts of columns, and the tree to begin with: whole, of the law, and without a gap."""

from __future__ import annotations

import pytest

from gongkai.law.website.columns import KINDS, SECTIONS, SERVES, asked_of, serves_named
from gongkai.law.website.default_tree import DEFAULTS, STATUTORY, default_tree
from gongkai.law.website.updating import FORMATION, PERIODIC, TERMS


def test_an_organ_is_asked_for_article_20_and_what_its_level_adds() -> None:
    assert len(asked_of("county")) == 15 + 7
    assert asked_of("city") == asked_of("county")
    assert len(asked_of("township")) == 15 + 8
    assert len(asked_of("province")) == 15
    assert serves_named("20.7") == "第二十条第（七）项 财政预算、决算信息"
    assert serves_named("21.county.7") == "第二十一条 社会救助"
    assert serves_named("") == ""


@pytest.mark.parametrize("level", ["county", "township"])
def test_the_tree_to_begin_with_serves_every_item_of_its_level(level: str) -> None:
    tree = default_tree(level)
    assert {each.serves for each in tree if each.serves} == set(asked_of(level))
    assert {each.section for each in tree if not each.parent and each.section} == set(SECTIONS)
    assert len({each.slug for each in tree}) == len({each.name for each in tree}) == len(tree)
    seen: set[str] = set()
    for each in tree:
        assert not each.parent or each.parent in seen, "a superior stands before what is below it"
        assert each.kind in KINDS
        assert each.description
        assert each.keywords
        assert (each.times > 0) == (each.every in PERIODIC)
        assert each.every == FORMATION if each.parent == STATUTORY else True
        seen.add(each.slug)


def test_a_name_means_the_same_column_on_every_level() -> None:
    named = {each.name: each.slug for each in DEFAULTS}
    assert all(named[each.name] == each.slug for each in DEFAULTS)
    assert set(SERVES) == {each.serves for each in DEFAULTS if each.serves}


def test_terms_are_those_of_kinds_that_there_are() -> None:
    assert set(TERMS) <= set(KINDS)
