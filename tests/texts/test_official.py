"""The parts of an official document are found, in doubt left alone, and no word is changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.texts.clean import clean, from_text
from gongkai.texts.official import structured
from gongkai.texts.plain import plain
from tests.texts.hostile import trees

_LETTER = """某县人民政府办公室关于印发《某县养老服务补贴办法》的通知
某政办发〔2026〕12号
各乡镇人民政府、街道办事处，县直各有关单位：
现将《某县养老服务补贴办法》印发给你们，请认真贯彻执行。
一、总体要求
按照县政府部署，做好补贴工作。
（一）基本原则
坚持公开公平。
1.补贴对象
户籍在本县的老年人。
（1）低保对象
按全额发放。
二、加强领导。各单位要高度重视。
附件：1.补贴标准表
2.申请表
某县人民政府办公室
2026年3月7日
（此件公开发布）"""


def _tags(text: str) -> dict[str, str]:
    found = {}
    for line in structured(from_text(text)).split("\n"):
        tag = line.split(">", 1)[0].removeprefix("<").replace('p class="', "").rstrip('"')
        found[plain(line)[:6]] = tag
    return found


def test_a_whole_notice() -> None:
    assert _tags(_LETTER) == {
        "某县人民政府": "doc-signature",
        "某政办发〔2": "doc-number",
        "各乡镇人民政": "doc-to",
        "现将《某县养": "p",
        "一、总体要求": "h2",
        "按照县政府部": "p",
        "（一）基本原": "h3",
        "坚持公开公平": "p",
        "1.补贴对象": "h4",
        "户籍在本县的": "p",
        "（1）低保对": "p",
        "按全额发放。": "p",
        "二、加强领导": "p",
        "附件：1.补": "doc-attachment-note",
        "2.申请表": "doc-attachment-note",
        "2026年3": "doc-date",
        "（此件公开发": "p",
    }
    assert structured(from_text(_LETTER)).startswith('<p class="doc-title">')


@pytest.mark.parametrize(
    ("text", "at", "tag"),
    [
        ("关于某事的通知\n某政发[2026]3号\n正文。", "某政发[20", "doc-number"),
        ("正文。\n1.甲\n2.乙\n3.丙", "2.乙", "p"),
        ("请注意以下事项：\n正文。", "请注意以下事", "p"),
        ("正文。\n一九九八年三月七日", "一九九八年三", "doc-date"),
        ("正文。\n2026年3月7日\n正文。", "2026年3", "p"),
        ("正文。\n1.5万元以下的\n正文。", "1.5万元以", "p"),
        ("第一章 总则\n第一条 为了公开。", "第一章 总则", "h2"),
        ("正文。\n一、最后一行", "一、最后一行", "p"),
    ],
)
def test_what_is_in_doubt_stays_a_paragraph(text: str, at: str, tag: str) -> None:
    assert _tags(text)[at] == tag


_LINES = st.lists(st.sampled_from([*_LETTER.split("\n"), "甲", "2026年3月7日", "某县教育局", "一、乙"]), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.one_of(_LINES.map(lambda lines: from_text("\n".join(lines))), trees.map(clean)))
def test_no_word_is_changed_and_twice_is_once(body: str) -> None:
    once = structured(body)
    assert plain(once) == plain(body)
    assert structured(once) == once
    assert clean(once) == once
