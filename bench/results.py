"""Where are the figures of each bench kept? In bench/results.md, one section for each, so that one that runs alone writes over nothing but its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.measure import Figure

FILE = Path(__file__).with_name("results.md")
HEAD = (
    "# 基准\n\n一节里的数在同一次运行中并排测得；`python -m bench 节名…` 重测并改写所说的各节，`make bench` 重测所有的节。"
    "各节不一定是同一次运行测得的。\n"
)
TABLE = "| 项目 | 公开 | 对照 | 值 | 界限 | |\n|---|---|---|---|---|---|\n"
_SECTION = "## "


def row(figure: Figure) -> str:
    """A figure as a line of its table."""
    bound = f"{'≥' if figure.at_least else '≤'} {figure.limit:g} {figure.unit}" if figure.limit is not None else ""
    mark = "" if figure.limit is None else "达到" if figure.kept else "未达到"
    return f"| {figure.what} | {figure.ours} | {figure.beside} | {figure.value:.2f} {figure.unit} | {bound} | {mark} |"


def kept(told: str) -> dict[str, list[str]]:
    """The rows of each section of a file's text, by the name of the bench."""
    found: dict[str, list[str]] = {}
    for section in f"\n{told}".split(f"\n{_SECTION}")[1:]:
        name, _, rest = section.partition("\n")
        lines = [line for line in rest.splitlines() if line.startswith("| ")]
        found[name.strip()] = lines[1:]
    return found


def keep(name: str, figures: Sequence[Figure], order: Sequence[str], file: Path = FILE) -> None:
    """Put the figures of a bench in the place of those that it had before. Sections stand in `order`; none is lost."""
    sections = kept(file.read_text(encoding="utf-8")) if file.exists() else {}
    sections[name] = [row(each) for each in figures]
    file.write_text(_text(sections, order), encoding="utf-8")


def _text(sections: Mapping[str, Sequence[str]], order: Sequence[str]) -> str:
    names = [*(name for name in order if name in sections), *(name for name in sections if name not in order)]
    return HEAD + "".join(
        f"\n{_SECTION}{name}\n\n{TABLE}" + "".join(f"{line}\n" for line in sections[name]) for name in names
    )
