"""Files that came with a form which was refused: kept sealed for a day, so that nobody has to choose them again.

Takes:   `owner`, by which one form of one person is known: a keyed digest of what only that form and that browser or officer have.
Gives:   `keep`, `lines`, `taken`, `take_away`, `move`, `forget`; `sweep`, by which what is older than `KEPT` is gone.

Nothing here is in the journal or in a log: these are no papers of a case yet. Name, kind and key of each stand sealed in its row; without the
row nobody reads the bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Count, QuerySet, Sum

from gongkai.apps.journal import vault
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.papers import safe
from gongkai.apps.papers.examining import Examined, Upload, examine, names
from gongkai.apps.papers.models import WaitingPaper
from gongkai.apps.papers.refusals import PaperLost, PaperRefusal

KEPT = timedelta(days=1)
_OF_NO_ORGAN = 0
"""What bytes are bound to that belong to no case yet."""
_MB = 1024 * 1024
_FIRST = "第 1 个文件"
"""How a refusal of one file begins: here each is looked at by itself, and is no first one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kept file as its owner is shown it."""

    id: int
    name: str
    size: int
    group: str


def owner(*secrets: str) -> str:
    """Who owns what came with a form: nobody finds it who does not have all of these."""
    return vault.keyed("\n".join(("waiting papers", *secrets)))


def keep(of: str, group: str, uploads: Sequence[Upload], now: datetime, *, stranger: bool) -> tuple[str, ...]:
    """Keep files as they came; of those that are not kept, why, each in a sentence. `stranger`: who sends is no officer, and shares one room
    with all who are none (GONGKAI_PAPERS_DAY_MB)."""
    refused: list[str] = []
    for upload in uploads:
        try:
            (file,) = examine([upload])
            if any(_told(row).get("same") == _same(file) for row in _of(of, now).filter(group=group)):
                # Whoever chose it once more because he did not see that it is here.
                continue
            _demand_room(of, file, now, stranger)
            _kept(of, group, file, now, stranger)
        except PaperRefusal as refusal:
            refused.append(f"没有留下，请重新选择：{refusal.reason.removeprefix(_FIRST)}")
    return tuple(refused)


def lines(of: str, now: datetime) -> tuple[Line, ...]:
    """What is kept for a form, in the order in which it came."""
    return tuple(Line(row.pk, _told(row)["name"], row.size, row.group) for row in _of(of, now))


def taken(of: str, now: datetime, group: str = "") -> tuple[Examined, ...]:
    """The files themselves, looked at when they came. They stay until they are forgotten. Refused (`PaperRefusal`): bytes that are gone."""
    return tuple(_opened(row) for row in _of(of, now).filter(group=group))


def take_away(of: str, which: int) -> bool:
    """Take one away that its owner does not want; whether there was one."""
    return bool(_gone(WaitingPaper.objects.filter(owner=of, pk=which)))


def move(of: str, to: str) -> None:
    """Another form goes on with what this one had."""
    WaitingPaper.objects.filter(owner=of).update(owner=to)


def forget(of: str) -> int:
    """Everything that was kept for a form is gone: it stands in a case now. How many."""
    return _gone(WaitingPaper.objects.filter(owner=of))


def sweep(now: datetime) -> int:
    """What nobody came back for within `KEPT` is gone; how many. May be run twice or be stopped half-way."""
    return _gone(WaitingPaper.objects.filter(kept_at__lt=now - KEPT))


def _of(of: str, now: datetime) -> QuerySet[WaitingPaper]:
    return WaitingPaper.objects.filter(owner=of, kept_at__gte=now - KEPT).order_by("pk")


def _gone(rows: QuerySet[WaitingPaper]) -> int:
    found = list(rows.values_list("pk", "stored"))
    for _, stored in found:
        safe.forget(stored)
    WaitingPaper.objects.filter(pk__in=[pk for pk, _ in found]).delete()
    return len(found)


def _demand_room(of: str, file: Examined, now: datetime, stranger: bool) -> None:
    named, size = names([file]), len(file.data)
    here = _of(of, now).aggregate(n=Count("pk"), size=Sum("size"))
    if here["n"] >= settings.PAPERS_AT_ONCE:
        raise PaperRefusal(f"{named}：一次最多 {settings.PAPERS_AT_ONCE} 个文件，请先拿掉不要的，或者合并成一个 PDF。")
    if (here["size"] or 0) + size > settings.PAPERS_CASE_MB * _MB:
        raise PaperRefusal(f"{named}：合计不超过 {settings.PAPERS_CASE_MB} MB，请压缩。")
    if stranger:
        others = WaitingPaper.objects.filter(stranger=True, kept_at__gte=now - KEPT).aggregate(size=Sum("size"))
        if (others["size"] or 0) + size > settings.PAPERS_DAY_MB * _MB:
            raise PaperRefusal(f"{named}：本网站现在暂存的文件已满，请改好以后再选。")


def _kept(of: str, group: str, file: Examined, now: datetime, stranger: bool) -> None:
    stored = safe.new_name()
    sealed = vault.seal_bytes(_OF_NO_ORGAN, stored, file.data)
    safe.put(stored, sealed.data)
    told = {
        "name": file.name,
        "media": file.media,
        "key": sealed.key,
        "digest": sealed.digest,
        "same": _same(file),
    }
    WaitingPaper.objects.create(
        owner=of,
        stranger=stranger,
        group=group,
        told=vault.guarded(json.dumps(told, ensure_ascii=False)),
        stored=stored,
        size=len(file.data),
        kept_at=now,
    )


def _same(file: Examined) -> str:
    """What two files share that are one: name and content."""
    return vault.keyed(f"waiting paper {sha256(file.data).hexdigest()} {file.name}")


def _told(row: WaitingPaper) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(vault.revealed(row.told))
    except VaultRefusal:
        # Sealed with a key that was changed meanwhile: `_opened` then says that it must be chosen again.
        return {"name": "（读不出名称）"}
    return found


def _opened(row: WaitingPaper) -> Examined:
    told, data = _told(row), None
    if "key" in told:
        try:
            data = vault.open_bytes(_OF_NO_ORGAN, row.stored, told["key"], safe.get(row.stored), told["digest"])
        except PaperLost:
            data = None
    if data is None:
        _gone(WaitingPaper.objects.filter(pk=row.pk))
        raise PaperRefusal(f"先前收到的“{told['name']}”读不出来了，请重新选择。")
    return Examined(told["name"], data, told["media"])
