"""How does the desk ask and call what is recorded for the search? Two registers with a room of their own (faces/desk/registers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import RECORD
from gongkai.apps.search import tending
from gongkai.apps.search.models import Settled
from gongkai.apps.search.registers import END, SETTLED, SYNONYMS
from gongkai.faces.desk.registers.kinds import WITH_REASON, Act, Filled, Kind, asking, usual_acts
from gongkai.law.procedures.fields import Form

_NO_PERSONS = "不要写个人信息。"
_REASON_TOO = tuple(replace(each, required=False) for each in WITH_REASON.fields)


class SynonymsKind(Kind):
    """The register of words that mean the same."""

    def standing(self, row: Any, today: Any) -> str:
        if row.annulled:
            return "误登，已撤销"
        return f"{row.until} 已停用" if row.until else ""

    def struck(self, row: Any) -> bool:
        return bool(row.annulled or row.until)

    def as_kept(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"words": tending.in_order(told["words"])}


class SettledKind(Kind):
    """The register of what was done about words that were not found."""

    def as_kept(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"text": tending.as_counted(told["text"])}


def _end(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return tending.end_synonym(actor, pk, told.columns["until"], told.reason, now, told.based_on)


def _correct_synonym(actor: Actor, pk: int, columns: Mapping[str, object], *more: Any) -> object:
    return tending.correct_synonym(actor, pk, columns, *more)


SYNONYM_KIND = SynonymsKind(
    "synonyms",
    SYNONYMS,
    "搜索：搜其中一个，意思相同的也一并找。",
    asking(
        SYNONYMS,
        RECORD,
        ["words", "note"],
        {"words": "用空格分开，如：低保 最低生活保障。一组最多八个。", "note": f"为什么登记，可不填。{_NO_PERSONS}"},
    ),
    ("words", "note", "since"),
    ("words",),
    lambda actor, told, now: tending.record_synonyms(actor, (told,), now),
    lambda actor, wanted: tending.recorded(actor, wanted.text),
    usual_acts(
        SYNONYMS,
        _correct_synonym,
        tending.annul_synonym,
        end=Act(
            Form(END, SYNONYMS.labels["until"], _REASON_TOO),
            "until",
            "从这一天起，搜其中一个不再一并找别的。",
            _end,
        ),
    ),
    ("day",),
    ("until",),
    space="desk:search:synonyms",
)

SETTLED_KIND = SettledKind(
    "settled",
    SETTLED,
    "没有搜到的词怎样处理。",
    asking(
        SETTLED,
        RECORD,
        ["text", "how", "note"],
        {"text": "照清单上的写。", "note": f"如公开在哪里、怎样指引，可不填。{_NO_PERSONS}"},
    ),
    ("text", "how", "note", "settled_on"),
    ("text",),
    tending.settle,
    lambda actor, wanted: Settled.objects.none(),
    usual_acts(SETTLED, tending.correct_settled, tending.annul_settled),
    ("text",),
    space="desk:search",
)
