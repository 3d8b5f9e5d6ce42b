"""Items for the desk's tests, brought to a state by the public doors: one person drafts, four others sign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from gongkai.apps.publishing import actions
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.facts import objects
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.versions import stored
from gongkai.law.procedures.publication import STAGES
from gongkai.law.publication.checklists import CHECKLISTS
from tests.faces.desk.world import Office

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
FIELDS: Mapping[str, object] = {
    "title": "关于春季造林的通知",
    "genre": "information",
    "column": "通知公告",
    "attribute": "proactive",
    "formed_on": "2026-11-18",
    "source": "昌图县林业和草原局",
}
POLICY = {**FIELDS, "title": "春季造林补助办法", "genre": "policy"}
BODY = "<p>各乡镇人民政府：</p><p>请按时完成春季造林任务。</p><p>特此通知。</p>"
SIGNERS = {
    "first_review": "reviewer",
    "first_proof": "reviewer",
    "second_review": "head",
    "second_proof": "head",
    "secrecy_review": "secrecy",
    "third_review": "leader",
    "third_proof": "leader",
}


class Desk:
    """Acts a minute after each other."""

    def __init__(self, where: Office) -> None:
        self.where, self.now = where, NOW - timedelta(days=1)

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def draft(self, body: str = BODY, files: tuple[FileRef, ...] = (), **changed: object) -> Item:
        """A draft by the clerk."""
        return actions.draft(self.where.actor("clerk"), Content({**FIELDS, **changed}, body, files), self.tick())

    def edit(self, row: Item, body: str, files: tuple[FileRef, ...] = (), **changed: object) -> Item:
        """Another text by the clerk."""
        told = Content({**FIELDS, **changed}, body, files)
        return actions.edit(self.where.actor("clerk"), row.pk, told, self.tick())

    def act(self, row: Item, event: str, role: str = "clerk", **told: object) -> Item:
        return actions.act(self.where.actor(role), row.pk, event, told, self.tick())

    def signed(self, row: Item, upto: str = "third_proof") -> Item:
        """Sent to review and signed up to a stage, that one too."""
        if row.state == "draft":
            row = self.act(row, "submit")
        codes = [code for code, _ in STAGES]
        for stage in codes[codes.index(row.state) : codes.index(upto) + 1]:
            row = self.act(row, stage, SIGNERS[stage], **ticked(row, stage))
        return row

    def live(self, **changed: object) -> Item:
        """An item that went the whole way."""
        return self.act(self.signed(self.draft(**changed)), "publish")  # type: ignore[arg-type]  # fields of the draft


def ticked(row: Item, stage: str) -> dict[str, object]:
    """What a signature is to vouch for, every line of it."""
    told: dict[str, object] = {"checked": [line.code for line in CHECKLISTS[stage]]}
    if stage == "secrecy_review":
        told["objects"] = list(objects(stored(row.working).content)) if row.working else []
    return told
