"""Hypothesis strategies that damage a sound document as transport, editors and attackers do."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

Damage = Callable[[bytes], bytes]


@st.composite
def byte_damage(draw: st.DrawFn, data: bytes) -> bytes:
    """Flips, deletions, repetitions and insertions, one to four of them."""
    damaged = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        if not damaged:
            break
        at = draw(st.integers(0, len(damaged) - 1))
        size = draw(st.integers(1, 400))
        kind = draw(st.sampled_from(("flip", "delete", "repeat", "insert", "cut")))
        if kind == "flip":
            damaged[at] ^= draw(st.integers(1, 255))
        elif kind == "delete":
            del damaged[at : at + size]
        elif kind == "repeat":
            damaged[at:at] = damaged[at : at + size]
        elif kind == "insert":
            damaged[at:at] = draw(st.binary(min_size=1, max_size=24))
        else:
            del damaged[at:]
    return bytes(damaged)


LABELS = (
    "一、本年新收政府信息公开申请数量", "（七）总计", "四、结转下年度继续办理", "第二十条第（一）项", "行政规范性文件",
    "行政复议", "结果维持", "三、收到和处理政府信息公开申请情况", "总计", "自然人", "1.属于国家秘密", "3.其他", "2024年",
)  # fmt: skip
PIECES = (
    "0",
    "12",
    "305",
    "0000000",
    " |",
    "|",
    "\n",
    "\t",
    " ",
    "（",
    "）",
    "-",
    "/",
    "－",
    ",",
    ".",
    "一",
    "万",
    "件",
    "\u3000",
    "\xa0",
    "\ufffd",
    "１",
)


@st.composite
def label_soup(draw: st.DrawFn) -> str:
    """Labels of the form in any order with digits, bars and blanks between."""
    return "".join(draw(st.lists(st.sampled_from(LABELS + PIECES + PIECES), max_size=120)))


@st.composite
def text_damage(draw: st.DrawFn, text: str) -> str:
    """Lines swapped, doubled, lost; characters lost or put in; nothing below characters."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(("lose", "double", "swap", "shorten", "put", "join")))
        if kind == "lose" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "shorten" and lines[at]:
            cut = draw(st.integers(0, len(lines[at]) - 1))
            lines[at] = lines[at][:cut] + lines[at][cut + 1 :]
        elif kind == "put":
            lines.insert(at, draw(st.sampled_from(LABELS + PIECES)))
        elif kind == "join" and at + 1 < len(lines):
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines)
