"""Whose report it is, as far as the name tells: which place, which rank, a government or one of its organs.

Unclear: `某市` is a prefecture or a county: the name alone does not tell, and `rank` says `city` for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gongkai.annual.traditional import simplified

_NAME = re.compile(
    r"^(?:中华人民共和国)?(?P<province>[^省市县区旗局委]{2,6}(?:省|自治区))?"
    r"(?P<city>[^省市县区旗局委镇乡]{2,7}(?:市|自治州|地区)(?!场))?"
    r"(?P<county>[^省县区旗局委镇乡]{1,9}(?:自治县|县|区|旗)(?!域|块))?"
    r"(?P<town>[^省市县区旗局委镇乡]{1,6}(?:镇|乡|街道)(?=人民政府|政府|办事处|党|$))?"
    r"(?P<rest>.*)$"
)
_OFFICE = re.compile(r"^(?:人民)?政府办公[室厅]|^(?:管理委员会|管委会)(?:党政)?办公室|^(?:党政|综合)?办公[室厅]$")
_GOVERNMENT = re.compile(r"^(?:人民政府|政府|管理委员会|管委会|办事处)(?:（.*|\(.*)?$")
_NATIONAL = re.compile(r"^(?:国家|国务院|中国|中华)")


@dataclass(frozen=True, slots=True)
class Organ:
    """`place` is the innermost place of the name, `above` the places around it, outermost first.

    `rank`: province, city, county, township, or empty; `kind`: government (its report covers the whole place), office,
    department, or empty where the name does not tell.
    """

    name: str
    place: str
    above: tuple[str, ...]
    rank: str
    kind: str

    @property
    def tail(self) -> str:
        """The last character of the place: 县, 区, 市, 镇 …, empty where no place is known."""
        return "道" if self.place.endswith("街道") else self.place[-1:]

    @property
    def national(self) -> bool:
        return bool(_NATIONAL.match(self.name))


@lru_cache(maxsize=256)
def parse(name: str | None) -> Organ:
    """The parts of an organ's name; a name that is missing or garbled gives an `Organ` of which nothing is known."""
    name = re.sub(r"\s+", "", simplified(name or ""))
    match = _NAME.match(name)
    if match is None or "?" in name or "\ufffd" in name:
        return Organ(name, "", (), "", "")
    ranks = ("province", "city", "county", "town")
    places = [(rank, match[rank]) for rank in ranks if match[rank]]
    rank, place = places[-1] if places else ("", "")
    rest = match["rest"]
    if _OFFICE.match(rest):
        kind = "office"
    elif _GOVERNMENT.match(rest) or (not rest and place):
        kind = "government"
    else:
        kind = "department" if re.search(r"(?:局|委|厅|委员会|办|办公室|中心|处|队|院|部|社|会)$", rest) else ""
    return Organ(name, place, tuple(p for _, p in places[:-1]), "township" if rank == "town" else rank, kind)
