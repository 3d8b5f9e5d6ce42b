"""How a text looks with what changed and what is doubted in it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.faces.desk.items.redlined import Doubt, Run, Stretch, changes, stretches


@dataclass(frozen=True, slots=True)
class Span:
    kind: str
    text: str


def runs(found: tuple[Stretch, ...]) -> list[Run]:
    return [run for stretch in found for paragraph in stretch.paragraphs for run in paragraph.runs]


def test_a_changed_character_is_one_change_between_what_stayed() -> None:
    found = stretches([Span("equal", "绿化管理制"), Span("delete", "渡"), Span("insert", "度"), Span("equal", "如下")])
    assert [(run.kind, run.text, run.change) for run in runs(found)] == [
        ("equal", "绿化管理制", 0),
        ("delete", "渡", 1),
        ("insert", "度", 0),
        ("equal", "如下", 0),
    ]
    assert changes(found) == 1


def test_long_stretches_without_change_or_doubt_are_folded_but_not_their_neighbours() -> None:
    text = "\n".join(f"第{n}段" for n in range(10)) + "\n"
    found = stretches([Span("equal", text), Span("insert", "新的一段"), Span("equal", "\n" + text)])
    assert [(len(each.paragraphs), each.folded) for each in found] == [(9, True), (3, False), (9, True)]
    assert found[0].length == 27
    assert [each.folded for each in stretches([Span("equal", text)], fold=False)] == [False]


def test_a_doubt_keeps_its_paragraph_open_and_is_told_where_it_begins() -> None:
    text = "\n".join(f"第{n}段" for n in range(10))
    found = stretches([Span("equal", text)], [Doubt(7, 20, 22)])
    opened = [paragraph for each in found if not each.folded for paragraph in each.paragraphs]
    assert [paragraph.doubted for paragraph in opened] == [(), (7,), ()]
    marked = [run for run in runs(found) if run.doubts]
    assert [(run.text, run.begins, run.open_) for run in marked] == [(text[20:22], (7,), True)]


def test_a_doubt_across_a_change_begins_once_and_covers_all_of_the_new_text() -> None:
    found = stretches(
        [Span("equal", "二〇"), Span("delete", "三"), Span("insert", "二"), Span("equal", "六年")], [Doubt(1, 0, 5)]
    )
    assert [(run.text, run.begins) for run in runs(found) if run.doubts] == [("二〇", (1,)), ("二", ()), ("六年", ())]


def test_a_paragraph_that_ends_anew_is_shown_by_a_sign() -> None:
    found = stretches([Span("equal", "甲"), Span("insert", "\n"), Span("equal", "乙")])
    assert [[run.text for run in each.runs] for each in found[0].paragraphs] == [["甲", "¶"], ["乙"]]


def test_nothing_makes_nothing() -> None:
    assert stretches([]) == ()
    assert stretches([Span("equal", "")], fold=False) == ()


SPANS = st.lists(
    st.builds(Span, st.sampled_from(("equal", "insert", "delete")), st.text(alphabet="绿化\n管", max_size=6)),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(SPANS, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=3))
def test_no_character_is_lost_or_made_up_and_each_doubt_begins_once(
    spans: list[Span], places: list[tuple[int, int]]
) -> None:
    new = "".join(each.text for each in spans if each.kind != "delete")
    doubts = [Doubt(n, start, start + length) for n, (start, length) in enumerate(places, 1)]
    found = stretches(spans, doubts)
    for kinds in (("equal", "insert"), ("delete",)):
        told = "".join(run.text for run in runs(found) if run.kind in kinds).replace("¶", "")
        assert told == "".join(each.text for each in spans if each.kind in kinds).replace("\n", "")
    begun = [number for run in runs(found) for number in run.begins]
    assert len(begun) == len(set(begun))
    assert set(begun) <= {each.number for each in doubts if each.start < len(new)}
    assert [run.change for run in runs(found) if run.change] == sorted(
        {run.change for run in runs(found) if run.change}
    )
