"""What Word shows is what is read; what is left behind is said; what could harm is refused in one sentence."""

from __future__ import annotations

import pytest

from gongkai.texts.clean import clean, pictures
from gongkai.texts.docx import read
from gongkai.texts.package import Refused
from gongkai.texts.plain import plain
from tests.texts import word_files


def test_a_notice_as_its_reader_saw_it() -> None:
    found = read(word_files.notice())
    assert plain(found.body).split("\n") == [
        "关于发放补贴的通知",
        "各乡镇人民政府：",
        "一、补贴对象",
        "（一）老年人",
        "（二）残疾人",
        "二、标准",
        "1. 60岁以上每人80元。",
        "档次\t金额",
        "另行通知",
        "[图]",
        "[图]",
        "· 带身份证",
        "2026年3月7日",
    ]
    assert '<p class="center">关于发放' in found.body
    assert '<p class="right">2026' in found.body
    assert '<td colspan="2">另行通知</td>' in found.body
    assert clean(found.body) == found.body
    assert pictures(found.body) == list(found.pictures)
    assert list(found.pictures.values()) == [("图1.png", word_files.png())]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("inner", "text", "note"),
    [
        (
            '<w:r><w:t>甲</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>乙</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="x"><w:r><w:t>丙</w:t></w:r></w:ins>',
            "甲丙",
            "文件有2处修订痕迹",
        ),
        ("<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>", "甲", "文件有1处隐藏文字"),
        ('<w:r><w:t>甲</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>', "甲", "文件有1条批注"),
    ],
)
def test_what_is_left_behind_is_said(inner: str, text: str, note: str) -> None:
    found = read(word_files.of_xml(inner))
    assert plain(found.body) == text
    assert [each.split("，")[0] for each in found.notes] == [note]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "另存为 docx"),
        (b"%PDF-1.7", "这不是 docx"),
        (b"PK\x03\x04torn", "已损坏"),
        (word_files.altered(word_files.notice(), {"word/vbaProject.bin": lambda _: b"x"}), "含有宏"),
        (
            word_files.altered(
                word_files.notice(),
                {"word/document.xml": lambda _: b'<!DOCTYPE x [<!ENTITY a "b">]><w:document/>'},
            ),
            "实体声明",
        ),
        (word_files.altered(word_files.notice(), {"word/document.xml": lambda _: b" " * 13_000_000}), "压缩炸弹"),
        (
            word_files.altered(word_files.notice(), {"word/document.xml": lambda _: b"<a>" * 200 + b"</a>" * 200}),
            "套得太深",
        ),
        (word_files.altered(word_files.notice(), {"word/document.xml": lambda _: b"<w:document"}), "已损坏"),
        (word_files.altered(word_files.notice(), {"word/document.xml": lambda _: b"<x/>"}), "对不上"),
    ],
)
def test_what_could_harm_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(data)


def test_a_picture_outside_of_the_file_is_not_fetched() -> None:
    data = word_files.altered(
        word_files.notice(),
        {
            "word/_rels/document.xml.rels": lambda old: old.replace(
                b'Target="media/image1.png"', b'Target="http://a.example/x.png" TargetMode="External"'
            )
        },
    )
    found = read(data)
    assert found.pictures == {}
    assert "img" not in found.body
