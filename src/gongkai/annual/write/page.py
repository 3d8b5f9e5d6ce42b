"""How is an official paper laid out?

Law:     GB/T 9704-2012, 5.2 (type area), 5.2.2-5.2.3 (type, lines a page, characters a line), 7.3.3 (body), 7.5 (page numbers)
Gives:   sizes in mm and points, and the names of the types; docx, pdf and the print style of html take them from here.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH_MM, HEIGHT_MM = 210, 297
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
"""The standard gives 37 above and 28 at the binding side, and a type area of 156 by 225 mm; the rest follows."""

TYPE_AREA_MM = WIDTH_MM - LEFT_MM - RIGHT_MM
CHARACTERS_A_LINE = 28
LINE_PITCH_PT = 28
FIRST_LINE_INDENT = 2
"""Characters left free at the beginning of a paragraph."""

PAGE_NUMBER_BELOW_MM = 7
"""From the type area down to the dashes of the page number."""

TITLE_PT, BODY_PT, PAGE_NUMBER_PT, TABLE_PT = 22, 16, 14, 9
"""2号, 3号, 4号; tables are set in 小五, the largest size at which the fifteen columns of table 4 stay readable."""

POINTS_A_MM = 72 / 25.4
TRACKING_PT = TYPE_AREA_MM * POINTS_A_MM / CHARACTERS_A_LINE - BODY_PT
"""28 characters of 3号 are 2 mm wider than the type area: each gives way by a fifth of a point."""


@dataclass(frozen=True, slots=True)
class Type:
    """A typeface of official papers: the name that office software knows, and what else may stand in for it, best first."""

    name: str
    others: tuple[str, ...]

    @property
    def families(self) -> tuple[str, ...]:
        return (self.name, *self.others)


SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
"""Free types that a package ships; always there, so every list ends with one of them."""

FANGSONG = Type(
    "仿宋_GB2312", ("FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02", "STFangsong", SERIF)
)
TITLE_SONG = Type("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "小标宋体", SERIF))
HEI = Type("黑体", ("SimHei", "方正黑体_GBK", "FZHei-B01", SANS))
KAI = Type("楷体_GB2312", ("KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "STKaiti", SERIF))
SONG = Type("宋体", ("SimSun", "方正书宋_GBK", "FZShuSong-Z01", "STSong", SERIF))
