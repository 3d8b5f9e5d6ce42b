"""Prose whose lines a page broke and whose characters a layout spread out reads as the office wrote it."""

from __future__ import annotations

from gongkai.annual.read.sections import rejoined, split

SPREAD = """\
二 、 主 动 公 开 政 府 信 息 情 况
三 、 收 到 和 处 理 政 府 信 息 公
开 申 请 情 况
本 年 收 到 申 请 3 件 , 办 结 3 件 。
( 一 ) 按 时 办 结 情 况 。 2024 年 全 部 按 时 办 结 。
"""


def test_headings_spread_out_by_the_layout_stay_apart() -> None:
    _, sections = split(rejoined(SPREAD))
    assert [section.title for section in sections if section.level == 1] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]


def test_spaces_between_spread_characters_go_and_those_of_words_stay() -> None:
    text = rejoined(SPREAD + "网 址 为 Open Data 专 栏 。\n")
    assert "本年收到申请3件,办结3件。" in text
    assert "(一)按时办结情况。2024年全部按时办结。" in text
    assert "Open Data" in text


def test_a_subheading_is_its_whole_line_and_no_more() -> None:
    text = "一、总体情况\n（四）政府信息公开平台建设情况\n网站运行平稳。\n（五）监督保障情况。全年考核1次。\n（六）公开平台建设方面网站运行平稳。\n"
    _, sections = split(text)
    assert [(section.title, section.text) for section in sections[1:]] == [
        ("（四）政府信息公开平台建设情况", "网站运行平稳。"),
        ("（五）监督保障情况", "全年考核1次。"),
        ("（六）公开平台建设方面", "网站运行平稳。"),
    ]
