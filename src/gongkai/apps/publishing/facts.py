"""What does an act have to know of the text as it is stored now?

Takes:   the row, its case, the version with its files read from the database, the duty, the bundle.
Gives:   `Given` for the guards of the procedure, with the exact sentence where a fact is not true.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.apps.columns import queries as columns
from gongkai.apps.documents import queries as documents
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import bundles, duties, findings
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import FileUse, Item
from gongkai.apps.publishing.pictures import pictures, without_words
from gongkai.apps.publishing.versions import Stored
from gongkai.law.casework.filling import day_of
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.procedures.publication_forms import CONTENT_FIELDS, INTERPRETATIONS, POLICIES
from gongkai.law.publication.case import Given, ItemCase

_REQUIRED = tuple(each for each in CONTENT_FIELDS if each.required)


def given(row: Item, case: ItemCase, text: Stored, actor: Actor, now: datetime, *, bundled: bool = False) -> Given:
    """The facts for the acts that the present state has. `bundled`: the act comes from the policy's page."""
    today = localdate(now)
    content = text.content
    why: dict[str, str] = {}
    lacking, faults = missing(row, content, today), _of_document(row, content)
    if lacking:
        why["complete"] = f"这一稿还缺：{'、'.join(lacking)}。请先补齐。"
    elif faults:
        why["complete"] = "".join(faults)
    duty = _duty(row, case, actor, today, why)
    open_ones = findings.unanswered(case, findings.examined(text, now))
    for fact, found in open_ones.items():
        if found:
            why[fact] = findings.sentence(fact, found)
    if open_ones["private_cleared"]:
        why["harmless"] = f"{why['private_cleared']}应急公开也不得公开有疑点的内容。"
    waiting = bundles.waiting_for(row)
    if waiting:
        names = "、".join(f"“{each.title}”（{PUBLICATION.states[each.state]}）" for each in waiting[:5])
        how = "一同定时，请先取消定时，再一并定时" if row.state == "scheduled" else "审签完毕，须待齐备后一同公开"
        why["bundle_ready"] = f"与这份政策同步发布的{names}还没有{how}。"
    with_policy = bundled or _goes_with_policy(row, content, why)
    return Given(
        digest=content.digest,
        complete=not lacking and not faults,
        proactive=content.fields.get("attribute", "proactive") == "proactive",
        ground_given=_ground_given(content),
        on_duty=duty,
        proofed=not open_ones["proofed"],
        private_cleared=not open_ones["private_cleared"],
        files_clean=not open_ones["files_clean"],
        harmless=not open_ones["private_cleared"],
        interpreted=content.fields.get("genre") not in POLICIES or bundles.interpreted(row),
        bundle_ready=not waiting,
        with_policy=with_policy,
        due_now=row.publish_at is not None and row.publish_at <= now,
        expired=row.expires_on is not None and row.expires_on <= today,
        why=why,
        objects=objects(content),
    )


def objects(content: Content) -> dict[str, str]:
    """What secrecy review looks at one by one: title, fields, text and pictures together, and every attachment by its place."""
    attached = [(place, each) for place, each in enumerate(content.files, 1) if each.use == FileUse.ATTACHMENT]
    return {"body": "标题、要素和正文（含图片）"} | {f"file-{place}": f"附件“{each.name}”" for place, each in attached}


def missing(row: Item, content: Content, today: date) -> list[str]:
    """What a text still lacks before it may be sent to review, by name."""
    fields = content.fields
    lacking = [f"“{each.label}”" for each in _REQUIRED if fields.get(each.name) in (None, "", [])]
    opened = columns.open_names(row.organ_id, today)
    if opened and fields.get("column") and fields["column"] not in opened:
        lacking.append(f"现有的栏目（“{fields['column']}”不是本机关开着的栏目）")
    if not content.body.strip() and not content.files:
        lacking.append("正文")
    if count := without_words(content.body):
        lacking.append(f"{count}张图片的替代文字")
    names = {each.digest: each for each in content.files if each.use == FileUse.PICTURE}
    if any(digest not in names for digest in pictures(content.body)):
        lacking.append("正文中一张图片的文件")
    genre = str(fields.get("genre", ""))
    lacking += _of_days(content, today)
    return lacking + _of_policy(row, genre, str(fields.get("interprets", "")))


def _of_document(row: Item, content: Content) -> tuple[str, ...]:
    """What the register of documents finds wrong with a normative text, or with one that was normative, as sentences."""
    if content.fields.get("genre") != "normative" and row.published_on is None:
        return ()
    return documents.check_item(content.fields, row.organ_id, row.number)


def _of_days(content: Content, today: date) -> list[str]:
    days = {
        name: day_of(content.fields.get(name)) for name in ("formed_on", "effective_on", "valid_until", "expires_on")
    }
    formed, effective, until, expires = days.values()
    wrong = []
    if formed and formed > today:
        wrong.append(f"不晚于今天的形成日期（现在是 {formed}）")
    if effective and until and until < effective:
        wrong.append(f"不早于施行日期的有效期（现在是 {until}）")
    if expires and expires <= today:
        wrong.append(f"今天以后的下线日期（现在是 {expires}）")
    return wrong


def _of_policy(row: Item, genre: str, interprets: str) -> list[str]:
    if genre in INTERPRETATIONS and not interprets:
        return ["“所解读的政策”的索引号"]
    if not interprets:
        return []
    if genre in POLICIES:
        return ["没有填写“所解读的政策”的政策文件（政策不解读别的政策）"]
    policy = bundles.policy_of(row, interprets)
    if policy is None or policy.state == "discarded":
        return [f"“所解读的政策”（没有索引号为“{interprets}”的信息）"]
    if policy.way != "recorded" and policy.genre not in POLICIES:
        return [f"“所解读的政策”（“{interprets}”的体裁不是政策文件）"]
    return []


def _ground_given(content: Content) -> bool:
    fields = content.fields
    withheld = fields.get("attribute") in ("on_request", "withheld")
    return withheld and bool(fields.get("ground")) and bool(str(fields.get("ground_reason", "")).strip())


def _duty(row: Item, case: ItemCase, actor: Actor, today: date, why: dict[str, str]) -> bool:
    if case.state not in LEVELS:
        return False
    found = duties.on_duty(row.organ_id, case.state, actor.person, today)
    if not found.may:
        named = people.names(found.whose)
        who = "、".join(named.get(each, each) for each in found.whose) or "已停用的人员"
        why["on_duty"] = f"“{PUBLICATION.events[case.state]}”指定由{who}办理；请由其办理，或者先调整审签分工。"
    return found.may


def _goes_with_policy(row: Item, content: Content, why: dict[str, str]) -> bool:
    """Whether it may go without its policy: that one is public, or there is none. What was given up, or is not to be made public,
    is not told by what explains it either."""
    policy = bundles.policy_of(row, str(content.fields.get("interprets", "")))
    if policy is None or policy.published_on is not None:
        return True
    if policy.state in ("discarded", "withheld"):
        name = PUBLICATION.states[policy.state]
        why["with_policy"] = f"所解读的政策“{policy.title}”{name}，这份材料不能公开；请收回修改，或者作废。"
    return False
