"""What happens to an organ: founded, renamed, given another code, moved, dissolved, its office described. Each is an entry in the journal.

Refused with `law.casework.Refusal` (one Chinese sentence) or `people.rights.Forbidden`; nothing is changed then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from gongkai.apps.journal import actions as journal
from gongkai.apps.organs.models import FormerCode, Kind, Level, Organ, OrganName
from gongkai.apps.organs.queries import family, name_on, plain
from gongkai.apps.pages import actions as pages
from gongkai.apps.pages import scopes
from gongkai.apps.people.actor import SYSTEM, Actor
from gongkai.apps.people.rights import demand
from gongkai.apps.search import actions as search
from gongkai.law.casework import Refusal

OFFICE_FIELDS: Mapping[str, str] = {
    "office_name": "公开工作机构名称",
    "office_address": "办公地址",
    "office_hours": "办公时间",
    "phone": "联系电话",
    "fax": "传真",
    "email": "电子邮箱",
    "postal_code": "邮政编码",
    "review_organ": "行政复议机关",
    "court": "管辖法院",
    "review_online": "网上申请复议的网址",
}
"""What the guide says of the office (article 12), and the forums that end every letter."""

# Of an organ without a superior nobody stands above: only a right that reaches all organs suffices.
_NOWHERE = 0


@transaction.atomic
def found(
    actor: Actor,
    code: str,
    name: str,
    kind: str,
    level: str,
    since: date,
    now: datetime,
    parent_id: int | None = None,
    short_name: str = "",
) -> Organ:
    """A new organ with its first name.

    Refused: a code that is taken or not made of letters, digits and hyphens; a name that somebody bears in that time;
    an unknown kind or level; a superior that does not exist on that day.
    """
    demand(actor, "organs.manage", parent_id or _NOWHERE)
    _one_at_a_time()
    parent = None if parent_id is None else _alive(parent_id, since)
    organ = Organ(code=plain(code), kind=kind, level=level, parent=parent, since=since)
    if kind not in Kind.values or level not in Level.values:
        known = "、".join(f"{each.value}（{each.label}）" for each in (*Kind, *Level))
        raise Refusal(f"机构类别“{kind}”或者层级“{level}”不对，可用：{known}。")
    _refuse_taken(organ.code)
    _refuse_bad_fields(organ)
    called, short = _checked_names(name, short_name, since, None, None)
    organ.save()
    OrganName.objects.create(organ=organ, name=called, short_name=short, since=since)
    data = {"code": organ.code, "name": called, "short_name": short, "kind": kind, "level": level, "parent": parent_id}
    _enter(actor, organ, "found", since, now, data)
    return organ


@transaction.atomic
def rename(actor: Actor, organ_id: int, name: str, since: date, now: datetime, short_name: str = "") -> OrganName:
    """A new name from a day on. The old one ends the day before and stays true of the days, and the reports, before.

    Refused: a dissolved organ; a day not after the start of the present name; a name that somebody bears from then on.
    """
    demand(actor, "organs.manage", organ_id)
    _one_at_a_time()
    organ = _lasting(organ_id)
    present = organ.names.get(until__isnull=True)
    if since <= present.since:
        raise Refusal(f"“{present.name}”自 {present.since} 启用，新名称须在其后启用，请核对日期。")
    called, short = _checked_names(name, short_name, since, None, organ.pk)
    if (called, short) == (present.name, present.short_name):
        raise Refusal(f"新名称与现名称“{called}”相同，不用更名。")
    present.until = since - timedelta(days=1)
    present.save(update_fields=["until"])
    new = OrganName.objects.create(organ=organ, name=called, short_name=short, since=since)
    _enter(actor, organ, "rename", since, now, {"before": present.name, "name": called, "short_name": short})
    return new


@transaction.atomic
def move(actor: Actor, organ_id: int, parent_id: int | None, day: date, now: datetime) -> Organ:
    """Put an organ below another, or at the top. Refused: below itself or below what stands below it."""
    demand(actor, "organs.manage", organ_id)
    demand(actor, "organs.manage", parent_id or _NOWHERE)
    _one_at_a_time()
    organ = _lasting(organ_id)
    parent = None if parent_id is None else _alive(parent_id, day)
    if parent is not None and parent.pk in family(organ.pk):
        raise Refusal(f"“{name_on(parent.pk, day)}”就是本机关或在其下级，不能作为它的上级，请另选。")
    before, organ.parent = organ.parent_id, parent
    organ.save(update_fields=["parent"])
    _enter(actor, organ, "move", day, now, {"before": before, "parent": parent_id})
    return organ


@transaction.atomic
def recode(actor: Actor, organ_id: int, code: str, day: date, now: datetime) -> Organ:
    """Another code from a day on: addresses with the old one lead on, index numbers stay as they were given out.

    Refused: a dissolved organ; a code that an organ bears or bore, or that is not made of letters, digits and hyphens.
    """
    demand(actor, "organs.manage", organ_id)
    _one_at_a_time()
    organ = _lasting(organ_id)
    before, organ.code = organ.code, plain(code)
    if organ.code == before:
        raise Refusal(f"新代码与现代码“{before}”相同，不用更改。")
    # Its own former code it may take up again.
    FormerCode.objects.filter(organ=organ, code=organ.code).delete()
    _refuse_taken(organ.code)
    _refuse_bad_fields(organ)
    organ.save(update_fields=["code"])
    FormerCode.objects.create(organ=organ, code=before, until=day)
    search.recode(organ.pk, before, organ.code)
    _enter(actor, organ, "recode", day, now, {"before": before, "code": organ.code})
    return organ


@transaction.atomic
def dissolve(actor: Actor, organ_id: int, last_day: date, now: datetime, successor_id: int | None = None) -> Organ:
    """End an organ and its name with a day; `successor_id` is the organ that takes over what it did.

    Refused: one that is dissolved already or has living organs below it; a successor that does not exist then, or is itself.
    """
    demand(actor, "organs.manage", organ_id)
    _one_at_a_time()
    organ = _lasting(organ_id)
    present = organ.names.get(until__isnull=True)
    if last_day < present.since:
        raise Refusal(f"“{present.name}”自 {present.since} 启用，撤销之日不能在其前，请核对日期。")
    below = organ.children.filter(until__isnull=True).order_by("code")
    if below:
        called = "、".join(name_on(each.pk, last_day) for each in below)
        raise Refusal(f"“{present.name}”还有下级机关：{called}。请先撤销或改变它们的隶属。")
    if successor_id == organ.pk:
        raise Refusal("承接职能的机关不能是被撤销的机关自己，请另选。")
    organ.successor = None if successor_id is None else _alive(successor_id, last_day, "承接职能的机关")
    organ.until = present.until = last_day
    organ.save(update_fields=["until", "successor"])
    present.save(update_fields=["until"])
    _enter(actor, organ, "dissolve", last_day, now, {"successor": successor_id} if successor_id else {})
    return organ


@transaction.atomic
def describe(actor: Actor, organ_id: int, fields: Mapping[str, str], day: date, now: datetime) -> Organ:
    """Change what the guide says of the office. Takes the `OFFICE_FIELDS` that change; what stays the same is not entered.

    Refused: unknown fields, a text that is too long, an address that is none, a dissolved organ.
    """
    demand(actor, "organs.describe", organ_id)
    _one_at_a_time()
    organ = _lasting(organ_id)
    if unknown := sorted(set(fields) - set(OFFICE_FIELDS)):
        raise Refusal(f"没有“{'、'.join(unknown)}”这项，可改：{'、'.join(OFFICE_FIELDS)}。")
    changed = {}
    for field, text in fields.items():
        before, after = getattr(organ, field), text.strip()
        if before != after:
            changed[field] = {"before": before, "after": after}
            setattr(organ, field, after)
    _refuse_bad_fields(organ)
    if changed:
        organ.save(update_fields=list(changed))
        _enter(actor, organ, "describe", day, now, changed)
    return organ


def _enter(actor: Actor, organ: Organ, event: str, day: date, now: datetime, data: Mapping[str, object]) -> None:
    # The operator at the shell belongs to no organ: the entry stands in the chain of the organ that it is about.
    by = replace(actor, organ_id=organ.pk) if actor.person == SYSTEM else actor
    journal.append("organ", organ.pk, event, day, by, now, data)
    # Names and codes stand on pages of other organs too: of superiors, heirs, publishers.
    pages.changed(*(scopes.of_organ(organ.code) if event == "describe" else (scopes.EVERYTHING,)))


def _one_at_a_time() -> None:
    """Two who take the same name at once: SQLite writes one after the other anyway, PostgreSQL is told to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {OrganName._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _lasting(organ_id: int) -> Organ:
    """The organ, locked. Refused: a dissolved one."""
    organ = Organ.objects.select_for_update().get(pk=organ_id)
    if organ.until is not None:
        raise Refusal(f"“{name_on(organ.pk, organ.until)}”已于 {organ.until} 撤销，不能再改动。")
    return organ


def _refuse_taken(code: str) -> None:
    if Organ.objects.filter(code=code).exists():
        raise Refusal(f"代码“{code}”已有机关使用，请换一个。")
    # Addresses with it lead on to the organ that bore it.
    if (former := FormerCode.objects.filter(code=code).select_related("organ").first()) is not None:
        raise Refusal(f"代码“{code}”是机关 {former.organ.code} 用过的，原来的网址仍在使用，请换一个。")


def _alive(organ_id: int, day: date, what: str = "上级机关") -> Organ:
    """The superior, or the successor. Refused: none, or one that does not exist on that day."""
    organ = Organ.objects.filter(pk=organ_id).first()
    if organ is None:
        raise Refusal(f"没有这个{what}，请重新选择。")
    if organ.since > day or organ.until is not None:
        raise Refusal(f"{what}“{name_on(organ.pk, day)}”在 {day} 还没有设立或者已经撤销，请另选或核对日期。")
    return organ


def _checked_names(
    name: str, short_name: str, since: date, until: date | None, organ_id: int | None
) -> tuple[str, str]:
    called, short = plain(name), plain(short_name)
    if not called:
        raise Refusal("机关的名称不能为空，请写全称。")
    if len(called) > 100 or len(short) > 50:
        raise Refusal("机关的全称不能超过100个字，简称不能超过50个字。")
    for each in filter(None, (called, short)):
        others = OrganName.objects.exclude(organ_id=organ_id or _NOWHERE)
        borne = (others.filter(name=each) | others.filter(short_name=each)).exclude(until__lt=since)
        if until is not None:
            borne = borne.filter(since__lte=until)
        if (other := borne.select_related("organ").first()) is not None:
            raise Refusal(
                f"“{each}”自 {other.since} 起已是机关 {other.organ.code} 的名称，同一时间一个名称只能属于一个机关。"
            )
    return called, "" if short == called else short


def _refuse_bad_fields(organ: Organ) -> None:
    try:
        organ.clean_fields(exclude=["kind", "level", "parent", "successor"])
    except ValidationError as error:
        labels = {**OFFICE_FIELDS, "code": "代码"}
        told = "；".join(f"{labels.get(field, field)}：{''.join(lines)}" for field, lines in error.message_dict.items())
        raise Refusal(f"{told.rstrip('。')}。请改正后重新提交。") from error
