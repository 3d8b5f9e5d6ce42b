"""Items for tests: an office with its people, texts, and items brought to a state by the public doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import actions, bundles
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.facts import objects
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.versions import stored
from gongkai.law.procedures.publication import STAGES
from gongkai.law.publication.checklists import CHECKLISTS
from tests.apps.office import Office, at, member, office

DAY = date(2026, 3, 2)
NOW = at(DAY)
FIELDS: Mapping[str, object] = {
    "title": "关于春季造林的通知",
    "genre": "information",
    "column": "通知公告",
    "attribute": "proactive",
    "formed_on": "2026-02-27",
    "source": "昌图县林业和草原局",
}
POLICY = {**FIELDS, "title": "春季造林补助办法", "genre": "policy"}
NORMATIVE = {**POLICY, "genre": "normative", "document_number": "昌政发〔2026〕1号", "effective_on": "2026-04-01"}
BODY = "<p>各乡镇人民政府：</p><p>请按时完成春季造林任务。</p>"


@dataclass(frozen=True)
class House:
    """An office with everybody whom a publication needs, each another person."""

    office: Office
    clerk: Actor
    proofer: Actor
    reviewer: Actor
    secrecy: Actor
    head: Actor
    leader: Actor

    @property
    def organ_id(self) -> int:
        return self.office.organ.pk

    def signer(self, stage: str) -> Actor:
        """Who signs a stage, if nothing else is said: four levels, four persons."""
        return {
            "first_review": self.proofer,
            "first_proof": self.proofer,
            "second_review": self.reviewer,
            "second_proof": self.reviewer,
            "secrecy_review": self.secrecy,
            "third_review": self.leader,
            "third_proof": self.leader,
        }[stage]


def house(code: str = "changtu") -> House:
    """A new house."""
    made = office(code)
    organ = made.organ
    return House(
        made, made.clerk, member(organ, "clerk"), made.reviewer, member(organ, "secrecy"), made.head, made.leader
    )


def content(body: str = BODY, **changed: object) -> Content:
    """A text that may be sent to review."""
    return Content({**FIELDS, **changed}, body)


def ticked(stage: str, row: Item | None = None) -> dict[str, object]:
    """The checklist of a stage, every line of it; for secrecy review every thing of the item besides, or the text alone."""
    told: dict[str, object] = {"checked": [line.code for line in CHECKLISTS[stage]]} if stage in CHECKLISTS else {}
    if stage == "secrecy_review":
        found = objects(stored(row.working).content) if row and row.working else ("body",)
        told["objects"] = list(found)
    return told


def drafted(where: House, text: Content | None = None, now: datetime = NOW) -> Item:
    """A draft by the clerk."""
    return actions.draft(where.clerk, text or content(), now)


def signed(where: House, row: Item, upto: str = "third_proof", now: datetime = NOW) -> Item:
    """The item signed up to a stage, that one too; sent to review first if it is a draft. A policy (no normative document) that
    nothing explains is exempted.
    """
    if row.state == "draft":
        row = actions.act(where.clerk, row.pk, "submit", {}, now)
    codes = [code for code, _ in STAGES]
    if row.genre == "policy" and row.state in codes[:6] and upto in codes[5:] and not bundles.interpreted(row):
        row = actions.act(where.head, row.pk, "exempt", {"reason": "内容浅显"}, now)
    for stage in codes[codes.index(row.state) : codes.index(upto) + 1]:
        row = actions.act(where.signer(stage), row.pk, stage, ticked(stage, row), now)
    return row


def published(where: House, text: Content | None = None, now: datetime = NOW) -> Item:
    """An item that went the whole way."""
    row = signed(where, drafted(where, text, now), now=now)
    return actions.act(where.clerk, row.pk, "publish", {}, now)
