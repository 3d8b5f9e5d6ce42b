"""How does a text come from the page on which it is written, and how does it get there?

Takes:   what was sent: HTML of the editor or by hand, or plain lines.
Gives:   the text as it is kept (`texts.clean`), and in words what could not come along.

Kept, a picture is called by its digest; on the page it has an address of the desk.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from gongkai.texts import clean
from gongkai.texts.blocks import quoted

LINES, HTML = "lines", "html"
_NO_DIGEST = "0" * 64
_PLAIN = re.compile(r"(?:<p>[^<]*</p>\s*)*")
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_PICTURE = re.compile(r'<img src="file:([0-9a-f]{64})" alt="([^"]*)">')
# What the reader of a page never sees as words, and who sends it may not know that it is there.
_FOREIGN: Mapping[str, str] = {
    "script": "脚本",
    "iframe": "内嵌页面",
    "object, embed, applet": "内嵌对象",
    "form, input, select, textarea, button": "表单",
    "video, audio": "音视频",
    "svg, canvas, math": "画图",
    "style, link": "样式",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A text as it is kept, and what was left out of what was sent, a sentence each."""

    body: str
    notes: tuple[str, ...] = ()


def taken(sent: str, written: str) -> Taken:
    """What was sent, clean. Refused (`texts.tree.TooLong`): more than is taken at all."""
    if written == LINES:
        return Taken(clean.from_text(sent))
    found = clean.cleaned(_by_digest(sent))
    return Taken(found.body, (*_foreign(sent), *found.notes))


def for_page(body: str) -> str:
    """A kept text with its pictures at the addresses of the desk."""
    return clean.shown(body, address)


def as_lines(body: str) -> str | None:
    """A text of plain paragraphs as lines; None for one that has more to it."""
    if not _PLAIN.fullmatch(body):
        return None
    return "\n".join(html.unescape(each) for each in _PARAGRAPH.findall(body))


def address(digest: str) -> str:
    """Where officers fetch a file that is not public."""
    return reverse("desk:item:file", args=[digest])


def alternatives(body: str) -> dict[str, str]:
    """What the text says of each picture, by digest: the first that says anything counts."""
    found: dict[str, str] = {}
    for digest, alt in _PICTURE.findall(body):
        found[digest] = found.get(digest) or html.unescape(alt)
    return found


def described(body: str, said: Mapping[str, str]) -> str:
    """The text with other words for its pictures."""

    def again(found: re.Match[str]) -> str:
        words = said.get(found[1])
        return f'<img src="file:{found[1]}" alt="{quoted(words)}">' if words is not None else found[0]

    return _PICTURE.sub(again, body)


def with_picture(body: str, digest: str, alt: str) -> str:
    """The text with a picture after it."""
    return clean.clean(f'{body}\n<figure><img src="file:{digest}" alt="{quoted(alt)}"></figure>')


def _by_digest(sent: str) -> str:
    # A browser that copies within the page writes the whole address.
    place = re.escape(address(_NO_DIGEST)).replace(_NO_DIGEST, "([0-9a-f]{64})")
    return re.sub(rf'(src\s*=\s*["\'])(?:https?://[^/"\']*)?{place}(["\'])', r"\1file:\2\3", sent, flags=re.IGNORECASE)


def _foreign(sent: str) -> tuple[str, ...]:
    tree = LexborHTMLParser(sent)
    counted = Counter({name: len(tree.css(tags)) for tags, name in _FOREIGN.items()})
    counted["事件脚本"] = sum(any(key.lower().startswith("on") for key in each.attributes) for each in tree.css("*"))
    gone = "、".join(f"{name} {count} 处" for name, count in counted.items() if count)
    return (f"去掉了不能公开的内容：{gone}。",) if gone else ()
