"""Runs as HTML: nothing of a text becomes a tag, and every change and doubt can be gone to."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.desk.items.marked import marked
from gongkai.faces.desk.items.redlined import Run


def test_nothing_of_a_text_becomes_a_tag() -> None:
    hostile = "<script>1</script>&amp;\"'"
    for kind in ("equal", "insert", "delete"):
        tree = LexborHTMLParser(marked([Run(kind, hostile, 1, (1,), (1,), True)], 'x"><script>'))
        assert not tree.css("script")
        assert tree.body is not None
        assert tree.body.text() == f"1{hostile}"


def test_changes_have_an_address_where_the_part_is_told() -> None:
    runs = [Run("delete", "旧", 7), Run("insert", "新"), Run("equal", "的")]
    assert marked(runs, "body") == '<del data-change tabindex="-1" id="change-body-7">旧</del><ins>新</ins>的'
    assert marked(runs) == '<del data-change tabindex="-1">旧</del><ins>新</ins>的'


def test_a_doubt_is_led_up_to_by_its_number_and_looks_answered_when_it_is() -> None:
    waiting, answered = (marked([Run("equal", "三十日", 0, (3,), (3,), open_)], "body") for open_ in (True, False))
    assert '<a class="mark-number" id="at-3" href="#doubt-3"' in waiting
    assert "<mark>三十日</mark>" in waiting
    assert 'class="mark-number answered-number"' in answered
    assert '<mark class="answered">三十日</mark>' in answered
