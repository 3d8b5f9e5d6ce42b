"""The comparison with the provincial list: run, failed, run on schedule; its differences settled.

Takes:   the actor, a list (texts/provincial), whence it came, the day.
Gives:   a `Comparison` with its figures. Each difference is a task that stays from run to run: opened, changed, gone, opened again
         when it is found after it was settled. What was explained stays settled as long as it is the very same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.apps import registered
from gongkai.apps.casebook import local_day
from gongkai.apps.documents.models import (
    ComparedText,
    Comparison,
    Difference,
    Document,
    DocumentKind,
    Settlement,
    TaskState,
    Way,
    What,
)
from gongkai.apps.documents.same_source.fetching import NotFetched, fetch
from gongkai.apps.documents.same_source.matching import Found, match
from gongkai.apps.documents.same_source.registers import AGAIN, CHANGED, COMPARISONS, DIFFERENCES, GONE, SETTLE
from gongkai.apps.journal.canonical import sm3
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import OrganName
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.publishing.queries import live_texts
from gongkai.apps.registered import Misfit
from gongkai.config import same_source as setting
from gongkai.config.environment import BadSetting, current
from gongkai.texts.provincial import BadList, ListRow, ProvincialList, read
from gongkai.texts.provincial.model import LABELS, NUMBER, ORGAN, STATE, TEXT
from gongkai.texts.same import normal

__all__ = ["Origin", "compare", "compare_data", "compare_due", "compare_source", "fail", "settle"]

_RETRY_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence a list came: by which way, the name of the file or the address; the names under which our documents stand there."""

    way: Way
    source: str
    organs: tuple[str, ...] = ()


def compare_data(
    actor: Actor, data: bytes, origin: Origin, day: date, now: datetime, columns: Mapping[str, str] | None = None
) -> Comparison:
    """Read and compare. A list that cannot be read is a run that failed, and told as such."""
    rights.demand(actor, COMPARISONS.right)
    try:
        found = read(data, columns)
    except BadList as refused:
        return fail(actor, origin, str(refused), day, now)
    return compare(actor, found, day, now, origin, sm3(data))


@transaction.atomic
def compare(
    actor: Actor, listed: ProvincialList, day: date, now: datetime, origin: Origin, digest: str = ""
) -> Comparison:
    """One run over all normative documents of the actor's organ, with every difference opened, kept or closed.

    Refused (`Forbidden`): whoever may not run it.
    """
    rights.demand(actor, COMPARISONS.right)
    registered.hold(actor)
    rows, left_out = _of_us(actor.organ_id, listed, origin)
    documents = list(
        Document.objects.filter(organ_id=actor.organ_id, annulled=False, kind=DocumentKind.NORMATIVE).order_by("pk")
    )
    texts = live_texts(actor.organ_id, [each.item for each in documents if each.item]) if TEXT in listed.told else {}
    outcome = match(rows, documents, texts, listed.told, day)
    explained = _keep(actor, outcome.found, day, now)
    counted = Counter(each.what for each in outcome.found)
    columns: dict[str, object] = {
        "compared_on": day,
        "ran_at": now,
        "way": origin.way.value,
        "source": _shortened(origin.source),
        "digest": digest,
        "rows": len(rows),
        "identical": outcome.identical,
        "differs": counted[What.DIFFERS],
        "missing_here": counted[What.MISSING_HERE],
        "missing_there": counted[What.MISSING_THERE],
        "duplicates": counted[What.DUPLICATE],
        "explained": explained,
        "left_out": left_out,
        "faults": len(listed.faults),
        "notes": "\n".join(_notes(listed, outcome.without_text, left_out)),
    }
    return registered.record(COMPARISONS, actor, [columns], now)[0]


@transaction.atomic
def fail(actor: Actor, origin: Origin, reason: str, day: date, now: datetime) -> Comparison:
    """A run that could not be done: kept beside those that were, so that nobody takes silence for agreement."""
    rights.demand(actor, COMPARISONS.right)
    registered.hold(actor)
    columns: dict[str, object] = {
        "compared_on": day,
        "ran_at": now,
        "way": origin.way.value,
        "source": _shortened(origin.source),
        "failure": " ".join(reason.split())[:500],
    }
    return registered.record(COMPARISONS, actor, [columns], now)[0]


def settle(
    actor: Actor, difference_id: int, how: str, note: str, day: date, now: datetime, based_on: int | None = None
) -> Difference:
    """Say how a difference was dealt with. Whether it is gone, the next run tells.

    Refused (`Refusal`): one that is not open, an unknown way, no words for what was explained or reported.
    """
    row = Difference.objects.get(pk=difference_id, organ_id=actor.organ_id)
    if how not in Settlement.values:
        raise Misfit("请选择怎样处理的。", "how")
    if how != Settlement.CORRECTED and not note.strip():
        raise Misfit("请写明报给了谁、什么时候，或者为什么本来如此。", "note")
    if row.state != TaskState.OPEN:
        raise Misfit(f"这处差异{row.get_state_display()}，不用再处理。", "how")
    columns = {"state": TaskState.SETTLED.value, "how": how, "note": note.strip(), "settled_on": day}
    return registered.change(DIFFERENCES, actor, row.pk, SETTLE, day, columns, now, based_on=based_on)


def compare_due(now: datetime, take: Callable[..., bytes] = fetch) -> list[Comparison]:
    """Run every comparison whose address is set up and whose time has come; what could not be fetched is a run that failed.

    Raises `BadSetting` for a file of settings that cannot be used: nothing is compared by half a setting.
    """
    today, done = local_day(now), []
    for source in setting.sources(current()):
        try:
            organ = organs.organ(source.organ, today)
        except organs.NoSuchOrgan as error:
            raise BadSetting(f"同源比对的设置里的机关“{source.organ}”没有找到：{error}") from error
        if _time_has_come(organ.pk, source.address, source.every_days, now):
            done.append(compare_source(source, program(organ.pk), now, take))
    return done


def compare_source(source: setting.ListSource, actor: Actor, now: datetime, take: Callable[..., bytes]) -> Comparison:
    """Fetch what one address holds and compare it; what could not be fetched is a run that failed."""
    origin, today = Origin(Way.SCHEDULE, source.address, source.organs), local_day(now)
    try:
        data = take(source.address, private=source.private_network)
    except NotFetched as refused:
        return fail(actor, origin, str(refused), today, now)
    return compare_data(actor, data, origin, today, now, source.columns)


def _time_has_come(organ_id: int, address: str, every_days: int, now: datetime) -> bool:
    last = (
        Comparison.objects.filter(organ_id=organ_id, way=Way.SCHEDULE, source=_shortened(address))
        .order_by("-pk")
        .first()
    )
    if last is None:
        return True
    wait = _RETRY_AFTER if last.failure else timedelta(days=every_days)
    # By days, not by the clock: the worker's minute must not drift.
    return local_day(now) >= local_day(last.ran_at) + wait


def _of_us(organ_id: int, listed: ProvincialList, origin: Origin) -> tuple[list[ListRow], int]:
    """The rows of our organ, by any name that it ever bore; a row that names none is taken for ours."""
    if ORGAN not in listed.told:
        return list(listed.rows), 0
    names = OrganName.objects.filter(organ_id=organ_id).values_list("name", "short_name")
    ours = {normal(name) for pair in names for name in pair if name} | {normal(name) for name in origin.organs}
    rows = [row for row in listed.rows if not row.organ or normal(row.organ) in ours]
    return rows, len(listed.rows) - len(rows)


def _notes(listed: ProvincialList, without_text: int, left_out: int) -> list[str]:
    said = []
    for name in (NUMBER, STATE, TEXT):
        if name not in listed.told:
            said.append(f"清单没有“{LABELS[name]}”一列，没有比对这一项。")
    if ORGAN not in listed.told:
        said.append("清单没有“制定机关”一列，全部行都当作本机关的文件。")
    if left_out:
        said.append(f"清单中其他机关的 {left_out} 行没有比对。")
    if without_text:
        said.append(f"{without_text} 件在本站没有公开的页面，没有比对正文。")
    said += [f"{each.place}：{each.reason}。" for each in listed.faults[:50]]
    if len(listed.faults) > 50:
        said.append(f"另有 {len(listed.faults) - 50} 处读不懂，没有列出。")
    if listed.ignored:
        said.append(f"没有用到的列：{'、'.join(listed.ignored[:20])}。")
    return said


def _keep(actor: Actor, found: Sequence[Found], day: date, now: datetime) -> int:
    """Bring the tasks up to date; how many of what was found is explained already."""
    known = {row.key: row for row in Difference.objects.filter(organ_id=actor.organ_id)}
    fresh, explained = [], 0
    for each in found:
        told = _told(each)
        row = known.pop(each.key, None)
        if row is None:
            fresh.append({**told, "key": each.key, "seen_on": day})
            continue
        explained += _meet_again(actor, row, told, day, now)
    registered.record(DIFFERENCES, actor, fresh, now)
    over = [row for row in known.values() if row.state != TaskState.GONE]
    registered.follow_together(DIFFERENCES, actor, over, GONE, day, {"state": TaskState.GONE.value}, now)
    return explained


def _meet_again(actor: Actor, row: Difference, told: Mapping[str, object], day: date, now: datetime) -> bool:
    """Open it again if it was settled or gone. Whether it stays explained."""
    # Where it stands in the list moves with every row above it.
    changed = {name: value for name, value in told.items() if name != "places" and getattr(row, name) != value}
    if row.state == TaskState.OPEN:
        if changed:
            registered.follow(DIFFERENCES, actor, row.pk, CHANGED, day, told, now)
        return False
    if row.state == TaskState.SETTLED and row.how == Settlement.EXPLAINED and not changed:
        return True
    columns = {
        **told,
        "state": TaskState.OPEN.value,
        "how": "",
        "note": "",
        "settled_on": None,
        "seen_on": day,
        "openings": row.openings + 1,
    }
    registered.follow(DIFFERENCES, actor, row.pk, AGAIN, day, columns, now)
    return False


def _told(each: Found) -> dict[str, object]:
    return {
        "what": each.what.value,
        "number": each.number[:60],
        "title": each.title[:300],
        "register_row": each.document_id,
        "fields": json.dumps(each.fields, ensure_ascii=False) if each.fields else "",
        "places": each.place[:300],
        "text_here": _kept(each.text_here),
        "text_there": _kept(each.text_there),
    }


def _kept(text: str) -> str:
    if not text:
        return ""
    digest = sm3(text.encode())
    ComparedText.objects.get_or_create(digest=digest, defaults={"text": text})
    return digest


def _shortened(source: str) -> str:
    return " ".join(source.split())[:300]
