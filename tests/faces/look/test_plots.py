"""A plot tells the same as its table: to the eye, to whoever points, to whoever listens."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.faces.look.plots import Plot, Series, bars, lines, rows, shown

VALUES = st.lists(
    st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 1e6, allow_nan=False)), min_size=1, max_size=40
)


def _inside(plot: Plot) -> None:
    width, height = float(plot.width), float(plot.height)
    for each in plot.rects:
        assert 0 <= float(each.x) <= float(each.x) + float(each.width) <= width + 0.2
        assert -0.2 <= float(each.y) <= float(each.y) + float(each.height) <= height + 0.2
    for dot in plot.dots:
        assert 0 <= float(dot.x) <= width
        assert 0 <= float(dot.y) <= height
    for stroke in plot.strokes:
        for point in stroke.points.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert -0.2 <= y <= height


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_every_shape_lies_within_the_frame_and_every_number_is_told(values: list[int | float | None]) -> None:
    labels = [f"第{at}" for at in range(len(values))]
    for plot in (bars("题", labels, values, "条"), rows("题", labels, values, "条")):
        _inside(plot)
        assert plot.description == "，".join(
            f"{name} {shown(value)}条" for name, value in zip(labels, values, strict=True)
        )
    _inside(lines("题", labels, [Series("甲", tuple(values)), Series("乙", tuple(reversed(values)))], "条"))


def test_a_bar_is_as_high_as_its_number() -> None:
    plot = bars("题", ["一", "二", "三"], [10, 20, None])
    heights = [float(each.height) for each in plot.rects]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert len(heights) == 2, "no bar where there is no number"
    assert "—" in [each.text for each in plot.words]
    assert [each.label for each in plot.rects] == ["一：10", "二：20"]


def test_a_line_is_broken_where_nothing_is_known() -> None:
    plot = lines("题", ["1", "2", "3", "4", "5"], [Series("甲", (1, 2, None, 4, 5))])
    assert len([each for each in plot.strokes if each.css == "line series-1"]) == 2
    assert len(plot.dots) == 4


def test_series_differ_by_shape_and_their_names_do_not_cover_each_other() -> None:
    plot = lines("题", ["1", "2"], [Series(name, (1, 5)) for name in "甲乙丙"])
    assert len({bool(each.points) for each in plot.dots}) == 2
    assert len({each.points.count(" ") for each in plot.dots}) == 2
    heights = sorted(float(each.y) for each in plot.words if "name" in each.css)
    assert all(after - before >= 12 for before, after in pairwise(heights))


@pytest.mark.parametrize("values", [[0, 0], [None, None], [1, 0]])
def test_nothing_much_is_drawn_all_the_same(values: list[int | None]) -> None:
    for plot in (bars("题", ["一", "二"], values), rows("题", ["一", "二"], values)):
        _inside(plot)
    _inside(lines("题", ["一", "二"], [Series("甲", tuple(values))]))


def test_a_long_name_is_cut_and_told_whole_to_whoever_points() -> None:
    name = "某县农业农村和水利林业综合行政执法大队"
    plot = rows("题", [name], [3])
    assert plot.words[0].text.endswith("…")
    assert plot.rects[0].label == f"{name}：3"
