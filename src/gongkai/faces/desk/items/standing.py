"""What must be said at once of an item as it stands: by which door it went out, what became of it, what is late or has fallen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.apps.documents import queries as documents
from gongkai.apps.documents.registers import KEEP
from gongkai.apps.publishing.models import Way
from gongkai.apps.registered import ANNUL
from gongkai.faces.desk.items import story
from gongkai.faces.desk.items.forms import WHAT_CITIZENS_SEE
from gongkai.faces.desk.items.seen import Seen
from gongkai.law.procedures.publication import LEVELS
from gongkai.law.procedures.publication_forms import INTERPRETATIONS, WITHDRAWALS
from gongkai.law.publication.case import HIDDEN

NORMATIVE = "normative"
_LEFT = {ANNUL: "撤销登记", KEEP: "保留登记"}


@dataclass(frozen=True, slots=True)
class Urgent:
    """The badge of an emergency publication."""

    title: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """That an item was withdrawn, and what citizens see in its place."""

    word: str
    day: date | None
    seen: str
    by: str
    successor: str


def urgent(seen: Seen) -> Urgent | None:
    """The badge while an emergency publication waits for approval, and after it."""
    case, who = seen.case, seen.view.names.get(seen.case.emergency_by, "")
    if seen.row.way != Way.EMERGENCY or not case.live:
        return None
    owing = seen.row.state == "owing"
    title = "应急公开，还没有补审" if owing else "应急公开，已补审"
    text = f"{who}于 {case.published} 应急公开，没有经过三审三校和保密审查。" + ("须由另一人补审。" if owing else "")
    return Urgent(title, text, case.emergency_reason)


def gone(seen: Seen) -> Gone | None:
    """None while nothing was taken off."""
    case = seen.case
    if not case.withdrawn_how:
        return None
    seen_now = WHAT_CITIZENS_SEE.get(case.withdrawn_how, "")
    word = WITHDRAWALS.get(case.withdrawn_how, case.withdrawn_how)
    return Gone(word, case.withdrawn, seen_now, case.withdrawn_by, case.successor)


def unexplained(seen: Seen) -> bool:
    """Whether a published policy still owes its interpretation."""
    done = any(each.genre in INTERPRETATIONS and each.published_on for each in seen.view.explaining)
    return seen.row.explain_by is not None and not done and not seen.case.withdrawn_how


def warnings(seen: Seen, today: date) -> list[str]:
    """A sentence each: another text is public than the one at work, signatures that fell, an interpretation that is late."""
    row, case, found = seen.row, seen.case, []
    if case.live and case.digest != case.live and not case.withdrawn_how:
        found.append(f"公众现在看到的是第 {case.live_version} 稿；下面是正在办理的一稿。")
    used = story.spent(case.acts)
    fell = sum(each.seq not in used for each in case.fallen)
    if fell and row.state in (*LEVELS, "draft"):
        found.append(f"有 {fell} 个签名因改动或者退回作废，须重新审签。")
    if row.explain_by and row.explain_by < today and unexplained(seen):
        found.append(f"政策已经公开，解读最迟应在 {row.explain_by} 公开，现在还没有。")
    return found


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The document of a page that was taken off: where it stands in the register, and what may be done with it there."""

    text: str
    url: str
    acts: tuple[tuple[str, str], ...]


def left_behind(seen: Seen, writable: bool) -> LeftBehind | None:
    """None while the page is public, and once the document was annulled or stands on another page."""
    if seen.case.withdrawn_how not in HIDDEN or seen.row.genre != NORMATIVE:
        return None
    row = documents.without_page(seen.row.organ_id, seen.row.document_number)
    if row is None:
        return None
    events = (ANNUL, KEEP) if writable and row.left_on else ()
    acts = tuple((_LEFT[event], reverse("desk:documents:act", args=[row.pk, event])) for event in events)
    said = "页面撤下了，文件仍在规范性文件登记簿里，"
    said += "对外不再显示，撤销以前仍计入年报表二。" if row.left_on else "照常显示和计数，只是没有页面。"
    return LeftBehind(said, reverse("desk:documents:entry", args=[row.pk]), acts)
