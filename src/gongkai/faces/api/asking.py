"""What several operations ask for in the same words: an organ, a page of a list."""

from __future__ import annotations

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.faces.api.cursor import MOST, USUAL
from gongkai.faces.api.problems import Wrong

FIRST_YEAR, LAST_YEAR = 1949, 2199


class OfOrgan(Schema):
    """Narrowed to an organ."""

    organ: str | None = Field(
        None,
        max_length=100,
        description="机关：代码（organ_code），或者现在的名称、简称。不写则所有机关。",
        examples=["changtu"],
    )


class Paged(Schema):
    """One page of a list."""

    limit: int = Field(USUAL, ge=1, le=MOST, description=f"一页几条，1 到 {MOST}。", examples=[50])
    cursor: str | None = Field(
        None, max_length=400, description="翻页用：照抄上一页 next 网址里的 cursor，其他参数不变。不写则从第一页开始。"
    )


def organ_of(told: str | None) -> Organ | None:
    """The organ that is meant; None where none was told. Refused (`Wrong`): none by that name, or several."""
    if told is None or not told.strip():
        return None
    try:
        return organs.organ(told, timezone.localdate())
    except organs.NoSuchOrgan as unknown:
        raise Wrong(422, unknown.reason, "organ") from unknown
