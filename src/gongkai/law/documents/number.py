"""When are two document numbers the same?

Law:     NUMBER (GB/T 9704-2012): the organ's code, the year in hexagonal brackets, the serial without padding or 第
Takes:   a number as somebody typed it. Gives: its normal form, in which the same number is the same text.
"""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"(.+?)[〔\[【(<〈《{]((?:19|20)\d\d)年?[〕\]】)>〉》}]第?0*(\d+)号?")
_SPACE = re.compile(r"\s+")


def normal(number: str) -> str:
    """The number with the brackets, digits and serial of the standard; what has another shape only without its spaces."""
    bare = _SPACE.sub("", unicodedata.normalize("NFKC", number))
    found = _NUMBER.fullmatch(bare)
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else bare
