"""What does the journal hold of one organ, as a ledger?

Takes:   the organ, the day; whether personal data is to be included. Gives: `Ledger` in its normal form: acts in force,
         corrections worked in, who acted by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from gongkai.annual.compile.prose import beside_ours, own_words
from gongkai.annual.compile.template import BLOCKS
from gongkai.annual.ledger.kinds import TEXT_KEYS
from gongkai.annual.ledger.model import Ledger, LedgerCase
from gongkai.annual.ledger.steps import PROCEDURES
from gongkai.annual.ledger.write import normal
from gongkai.apps import rules
from gongkai.apps.casebook import Stored
from gongkai.apps.documents import exporting as documents
from gongkai.apps.importing import name_of
from gongkai.apps.ledgers.comparing import HIDDEN, effective
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import exporting as publishing
from gongkai.apps.remedies import queries as remedies
from gongkai.apps.reporting import queries as reporting
from gongkai.apps.requests import queries as requests
from gongkai.apps.supervision import exporting as supervision
from gongkai.law.casework.corrections import CORRECT, standing, target_of

GONE = "（已销毁）"
"""Stands for personal data whose time of keeping is over."""

Progress = Callable[[str, int, int], None]
_OPENERS = {"request": requests.personal, "remedy": remedies.personal}


def gathered(actor: Actor, personal: bool, now: datetime, progress: Progress) -> Ledger:
    """The ledger of the actor's organ. Reading personal data is journaled record by record (`journal.vault`)."""
    today = timezone.localdate(now)
    organ = organs.by_id(actor.organ_id)
    cases = {"request": list(requests.stored(actor.organ_id)), "remedy": list(remedies.stored(actor.organ_id))}
    called = _called(act.person for told in cases.values() for each in told for act in each.acts)
    total, done = sum(len(told) for told in cases.values()), 0
    found: dict[str, list[LedgerCase]] = {"request": [], "remedy": []}
    for kind, told in cases.items():
        for each in told:
            found[kind].append(_case(kind, each, called, actor, personal, now))
            done += 1
            progress("export", done, total)
    texts = _texts(actor)
    mended = [each.number for told in cases.values() for each in told if any(act.event == CORRECT for act in each.acts)]
    return normal(
        Ledger(
            organs.name_on(organ.pk, today),
            organ.kind,
            tuple(found["request"]),
            tuple(found["remedy"]),
            tuple(publishing.items(organ.pk)),
            tuple(documents.documents(organ.pk)),
            tuple(supervision.activities(organ.pk)),
            tuple(supervision.tallies(organ.pk)),
            {at: own_words(text) for at, text in texts.items() if at[1] in TEXT_KEYS},
            (*_said(mended, personal, today), *_rewritten(texts)),
        )
    )


def _said(mended: list[str], personal: bool, today: date) -> tuple[str, ...]:
    """What whoever opens the workbook must know."""
    said = [f"{today} 从系统导出，只列现行有效的登记。"]
    if mended:
        shown = "、".join(mended[:10]) + ("等" if len(mended) > 10 else "")
        said.append(f"有 {len(mended)} 件曾经更正，表中是更正以后的内容，更正前的内容留在系统内：{shown}。")
    if not personal:
        said.append(f"不含个人信息，相应的格写作“{HIDDEN}”；可以用来编制年报，不能用来重新登记。")
    return tuple(said)


def _texts(actor: Actor) -> dict[tuple[int, str], str]:
    """The paragraphs that the office wrote for its reports, by year and key."""
    years = [row.year for row in reporting.reports(actor) if row.organ_id == actor.organ_id]
    return {
        (year, key): text for year in sorted(years) for key, text in reporting.texts_of(actor.organ_id, year).items()
    }


def _rewritten(texts: Mapping[tuple[int, str], str]) -> tuple[str, ...]:
    """Paragraphs that a ledger cannot carry: it holds an office's own words beside our sentences, not in their place."""
    headings = {block.key: block.heading or "开头" for block in BLOCKS}
    lost = [
        f"{year}年度“{headings.get(key, '开头')}”"
        for (year, key), text in texts.items()
        if key not in TEXT_KEYS or beside_ours(key, own_words(text)) != text
    ]
    if not lost:
        return ()
    return (f"年报中这些段落在系统内整段改写过，台账带不走改写，由台账编出的年报用系统的句子：{'、'.join(lost)}。",)


def _called(keys: Iterable[str]) -> Mapping[str, str]:
    """How the ledger calls everybody who acted. Two who would be called the same are told apart by the key."""
    wanted = sorted(set(keys))
    names = people.names(wanted)
    plain = {key: name_of(key, names) for key in wanted}
    twice = {name for name in plain.values() if list(plain.values()).count(name) > 1}
    return {key: f"{name}（{key}）" if name in twice and key in names else name for key, name in plain.items()}


def _case(
    kind: str, stored: Stored, called: Mapping[str, str], actor: Actor, personal: bool, now: datetime
) -> LedgerCase:
    acts, private = [], {}
    opened = _OPENERS[kind](actor, stored.case_id, "export", now) if personal and stored.records else None
    order = effective(kind, stored, rules.calendar(), rules.settings())
    for seq, act in enumerate(order, 1):
        acts.append(replace(act, seq=seq, person=called[act.person]))
        if told := _private(kind, stored, act.event, act.seq, opened if personal else None):
            private[seq] = told
    return LedgerCase(stored.number, tuple(acts), private)


def _private(
    kind: str, stored: Stored, event: str, seq: int, opened: Mapping[int, Mapping[str, str]] | None
) -> dict[str, str]:
    """The private fields of an act, those that its corrections told among them. `opened` is None for an export without."""
    fields = [field for field in PROCEDURES[kind][1][event].fields if field.private]
    places = [seq, *_corrections_of(stored, seq)]
    if not fields or not any(place in stored.records for place in places):
        return {}
    if opened is None:
        return {field.name: HIDDEN for field in fields if field.required}
    told: dict[str, str] = {}
    for place in places:
        told |= opened.get(place, {})
    gone = any(place in stored.records and place not in opened for place in places)
    return {
        field.name: told.get(field.name) or GONE for field in fields if field.name in told or (gone and field.required)
    }


def _corrections_of(stored: Stored, seq: int) -> list[int]:
    """The places of the corrections in force that are about an act, or about a correction of it."""
    aimed = {seq}
    found = []
    for each in standing(stored.acts).corrections:
        if target_of(each) in aimed:
            aimed.add(each.seq)
            found.append(each.seq)
    return found
