"""Words that templates of the desk need: `{% load desk %}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from gongkai.faces.desk.items.marked import marked
from gongkai.law.cite import Cite

register = template.Library()
register.filter("marked", marked)


@register.filter
def cited(cites: Iterable[Cite]) -> str:
    """Provisions in one line, the name of an instrument once: 《…条例》第三十二条、第三十三条第三款；《…办法》第六条."""
    parts: list[str] = []
    before = None
    for cite in dict.fromkeys(cites):
        place = cite.label.split("》", 1)[-1] if cite.instrument.title and cite.article is not None else cite.label
        same = before is cite.instrument and place != cite.label
        text = (place if same else cite.label) + cite.caveat
        parts.append(("、" if same else "；" if parts else "") + text)
        before = cite.instrument
    return "".join(parts)
