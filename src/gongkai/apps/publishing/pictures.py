"""Which pictures stand in a text, and which of them say nothing to who does not see them?"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

PREFIX = "file:"
"""How the text names a picture: by the digest of its content, so that nobody can put another behind the same address."""


def pictures(body: str) -> list[str]:
    """The digests of the pictures of a text, in their order; "" for one that names no file."""
    return [_source(each.attributes.get("src")) for each in LexborHTMLParser(body).css("img")] if "<img" in body else []


def without_words(body: str) -> int:
    """How many pictures of a text have no alternative text."""
    if "<img" not in body:
        return 0
    return sum(not (each.attributes.get("alt") or "").strip() for each in LexborHTMLParser(body).css("img"))


def _source(src: str | None) -> str:
    return src.removeprefix(PREFIX) if src and src.startswith(PREFIX) else ""
