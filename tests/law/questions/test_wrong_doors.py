"""Hints to other channels on a labelled list of sentences: right where one is due, silent at ordinary requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.law.questions.wrong_doors import WRONG_DOORS, hints

LINES = [
    line.split("｜", 1)
    for line in Path(__file__).with_name("wrong_doors.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_list_is_long_enough_to_hold_the_words() -> None:
    labels = [label for label, _ in LINES]
    assert len({sentence for _, sentence in LINES}) == len(LINES) >= 80
    assert labels.count("-") >= 40
    assert {code for label in labels if label != "-" for code in label.split(",")} == set(WRONG_DOORS)


@pytest.mark.parametrize(("label", "sentence"), LINES)
def test_each_sentence_is_shown_the_doors_that_it_is_for(label: str, sentence: str) -> None:
    wanted = [] if label == "-" else label.split(",")
    assert sorted(door.code for door in hints(sentence)) == sorted(wanted)


def test_words_of_records_silence_only_their_own_clause() -> None:
    assert [door.code for door in hints("申请公开补偿标准文件。我家被拖欠补偿款，请领导解决")] == ["petition"]


def test_every_door_says_what_to_do_and_on_what_it_rests() -> None:
    for door in WRONG_DOORS.values():
        assert door.cites
        assert door.advice.endswith("。")
        assert door.meant_for
    assert hints("") == ()


def test_long_texts_are_looked_through_quickly() -> None:
    assert hints("请公开" + "某某村补偿名单" * 800) == ()
