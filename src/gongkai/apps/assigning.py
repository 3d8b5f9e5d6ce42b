"""Whom does a typed name mean, to whom a case is given?

Takes:   the data of an act as told, in which somebody is named by name, by login, or by both as lists show them (`people.queries.label`).
Gives:   the same data with the name alone and, where that person has a login, the key beside it, which `Field.by_program` keeps from being told.
         Loads, lists, alerts and calendars go by the key: two of one name are two, and who changes the name keeps the cases.
Unclear: whoever has no login may be named all the same; nothing then goes by a key, and screens say so (`NO_LOGIN`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gongkai.apps.people import queries as people
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.casework.corrections import CORRECT

ASSIGN = "assign"
NO_LOGIN = "没有对应的登录名"


def keyed(
    organ_id: int, acts: Sequence[CaseAct], event: str, data: Mapping[str, object], today: date
) -> Mapping[str, object]:
    """The data of an act with the key of whom it names; of acts that name nobody as they are. `acts` are those so far, for corrections.

    Refused (`Refusal`): a name that more than one of the organ's people has.
    """
    if event == ASSIGN:
        return _named(organ_id, data, today)
    instead, target = data.get("data"), data.get("target")
    wrong = next((act for act in acts if act.seq == target), None)
    if event != CORRECT or not isinstance(instead, Mapping) or wrong is None:
        return data
    if wrong.event == ASSIGN and instead.get("to") == wrong.data.get("to"):
        # Whoever it was is still meant: `entering.kept` has put the key back.
        return data
    return {**data, "data": keyed(organ_id, acts, wrong.event, instead, today)}


def shown(name: str, key: str | int | None) -> str:
    """A name as screens show it: whether there is a login behind it."""
    return name if key or not name else f"{name}（{NO_LOGIN}）"


def _named(organ_id: int, data: Mapping[str, object], today: date) -> Mapping[str, object]:
    told = data.get("to")
    plain = {name: value for name, value in data.items() if name != "assignee"}
    if not isinstance(told, str):
        return plain
    wanted, here = told.strip(), people.staff(organ_id, today)
    meant = [each for each in here if wanted in (each.username, people.label(each))]
    meant = meant or [each for each in here if each.name == wanted]
    if len(meant) > 1:
        which = "、".join(people.label(each) for each in meant)
        raise Refusal(f"本机关有{len(meant)}位“{wanted}”，请写明交给哪一位：{which}。")
    return {**plain, "to": meant[0].name, "assignee": str(meant[0].pk)} if meant else {**plain, "to": wanted}
