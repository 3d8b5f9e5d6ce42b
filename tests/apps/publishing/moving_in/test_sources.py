"""Whatever bytes an export holds, its rows are read or the file is refused in a sentence; nothing else happens."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.apps.publishing.moving_in import mapping, sources
from gongkai.apps.publishing.moving_in.fault import Fault, Unreadable

_SIGNS = st.sampled_from(
    [
        "标题",
        "正文",
        ",",
        '"',
        "\n",
        "\r\n",
        "[",
        "]",
        "{",
        "}",
        ":",
        '"标题":',
        '"a"',
        "1",
        "1e999",
        "9" * 5000,
        "\\ud800",
        "\x00",
        "\ufeff",
        "null",
        "甲",
    ]
)
_BYTES = st.one_of(
    st.lists(_SIGNS, max_size=20).map(lambda parts: "".join(parts).encode()),
    st.lists(_SIGNS, max_size=20)
    .map(lambda parts: "标题,正文\n" + "".join(parts))
    .map(lambda text: text.encode("gb18030", "ignore")),
    st.binary(max_size=60),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_BYTES, st.sampled_from(["a.csv", "a.json"]))
def test_any_bytes(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    # Anything but the one refusal is a failure.
    with suppress(Unreadable):
        for each in sources.rows(path, mapping.same_names()):
            assert each.place
            if isinstance(each, sources.Row):
                "".join(each.told.values()).encode()


def _rows(tmp_path: Path, text: str, told: str = "", name: str = "a.csv") -> list[sources.Row | Fault]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return list(sources.rows(path, mapping.read(told, False)))


def test_a_row_of_another_width_is_named_by_its_first_line(tmp_path: Path) -> None:
    found = _rows(tmp_path, '标题,正文\n甲,"一\n二"\n乙\n丙,三\n')
    assert [each.place for each in found] == ["a.csv 第2行", "a.csv 第4行", "a.csv 第5行"]
    assert isinstance(found[1], Fault)
    assert found[1].reason == "有1格，第一行有2列"


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        ("甲,乙\n1,2\n", "", "没有认得的列名（甲、乙）"),
        ("标题,正文\n1,2\n", "[fields]\nsource = '来源'", "“来源”不是“a.csv”的列"),
        ("标题,标题\n1,2\n", "", "“标题”这一列有几个"),
    ],
)
def test_columns_that_do_not_fit_are_refused(tmp_path: Path, text: str, told: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        _rows(tmp_path, text, told)


def test_a_list_larger_than_a_block_is_read_entry_by_entry(tmp_path: Path) -> None:
    entries = ",".join(f'{{"标题": "第{at}条", "正文": "{"字" * 900}"}}' for at in range(1500))
    found = _rows(tmp_path, f"[{entries}]", name="a.json")
    assert len(found) == 1500
    assert isinstance(found[-1], sources.Row)
    assert found[-1].told["title"] == "第1499条"


def test_a_json_with_deeper_keys_and_lists_of_files(tmp_path: Path) -> None:
    told = '[fields]\ntitle = "meta.title"\nattachments = "files"'
    text = '{"meta": {"title": "甲"}, "files": [{"path": "a.pdf", "name": "表"}, "b.pdf"], "keywords": ["一", "二"]}'
    found = _rows(tmp_path, text, told, "a.jsonl")[0]
    assert isinstance(found, sources.Row)
    assert (found.told["title"], found.told["keywords"]) == ("甲", "一 二")
    assert found.attachments == (("a.pdf", "表"), ("b.pdf", ""))
