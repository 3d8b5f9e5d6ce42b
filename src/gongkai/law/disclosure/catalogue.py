"""What must an organ publish unasked?

Law:     条例 12 (elements of the catalogue), 20 (fifteen items), 21 (more for counties and townships), 26 (20 working days)
Takes:   the level of the organ.
Gives:   `Duty`s in the order of the Regulation. Which organ holds which information, the organ decides (articles 10, 19).
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.cite import Cite
from gongkai.law.clocks.publication import PUBLICATION_WORKING_DAYS
from gongkai.law.sources import ogi


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of information that is published unasked."""

    name: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class EntryElement:
    """One thing that the catalogue tells of each piece of information; `name` is the field that holds it."""

    name: str
    label: str


ENTRY_ELEMENTS = (
    EntryElement("number", "索引号"),
    EntryElement("title", "名称"),
    EntryElement("summary", "内容概述"),
    EntryElement("formed_on", "生成日期"),
)
"""What article 12 asks of the catalogue, in its order."""

ENTRY_CITE = ogi.A12

_SUFFIX = "应当主动公开。"
_ITEMS = (
    ogi.A20_I1,
    ogi.A20_I2,
    ogi.A20_I3,
    ogi.A20_I4,
    ogi.A20_I5,
    ogi.A20_I6,
    ogi.A20_I7,
    ogi.A20_I8,
    ogi.A20_I9,
    ogi.A20_I10,
    ogi.A20_I11,
    ogi.A20_I12,
    ogi.A20_I13,
    ogi.A20_I14,
    ogi.A20_I15,
)
EVERYBODY = tuple(Duty(cite.gist.removesuffix(_SUFFIX), cite) for cite in _ITEMS)
"""Article 20, item by item."""

EVERYBODY_CITE, MORE_CITE = ogi.A20, ogi.A21

_COUNTY = ("市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助")
_TOWNSHIP = (
    "贯彻落实农业农村工作政策",
    "农田水利工程建设运营",
    "农村土地承包经营权流转",
    "宅基地使用情况审核",
    "土地征收",
    "房屋征收",
    "筹资筹劳",
    "社会救助",
)
_BY_LEVEL = {"city": _COUNTY, "county": _COUNTY, "township": _TOWNSHIP}

TERM = ogi.A26
TERM_WORDS = f"自形成或者变更之日起{PUBLICATION_WORKING_DAYS}个工作日内公开，法律、法规另有规定的从其规定"


def duties(level: str) -> tuple[Duty, ...]:
    """What article 21 adds for a level of government: city, county, township; nothing for others."""
    return tuple(Duty(name, ogi.A21) for name in _BY_LEVEL.get(level, ()))
