"""What of documents is late or waits, in words: each with its number and the place where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from gongkai.apps.documents.queries import CleanUp
from gongkai.apps.documents.same_source import queries as same_source


@dataclass(frozen=True, slots=True)
class Said:
    """One sort of what is owed; `wrong` when its day has passed already."""

    label: str
    how_many: int
    url: str
    wrong: bool


def said(found: CleanUp, organ_id: int) -> list[Said]:
    """Every sort, those of which nothing is owed too."""
    cleaning, compared = reverse("desk:documents:clean-up"), reverse("desk:documents:same-source")
    standing = same_source.standing(organ_id)
    return [
        Said("应当清理、已经逾期", sum(each.late for each in found.due), f"{cleaning}#due", True),
        Said("清理结论为修改、还没有修改", len(found.to_amend), f"{cleaning}#to-amend", False),
        Said("公布后逾期没有备案", sum(each.late for each in found.to_file), f"{cleaning}#to-file", True),
        Said("页面误发撤下、登记还没有处理", len(found.left), f"{cleaning}#left", True),
        Said("不久期满失效", len(found.lapsing), f"{cleaning}#lapsing", False),
        Said("与省级数据库不一致、待处理", standing.open, compared, False),
        Said("最近一次同源比对没有比成", int(standing.failed is not None), compared, True),
    ]
