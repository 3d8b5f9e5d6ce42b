"""What stands on the shelf when a journey begins: texts brought to the public through the doors of the program, by real officers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gongkai.apps.publishing.models import Item
from gongkai.law.procedures.publication import STAGES
from tests.faces.desk.items.world import SIGNERS, Desk, ticked
from tests.faces.desk.world import Office


class Shelf(Desk):
    """Acts of today, up to now: what is done in a browser afterwards comes after them."""

    def __init__(self, where: Office) -> None:
        super().__init__(where)
        begun = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
        self.now = max(begun, timezone.now() - timedelta(minutes=30))

    def tick(self) -> datetime:
        self.now += timedelta(milliseconds=100)
        return self.now

    def signed(self, row: Item, upto: str = "third_proof", signers: Mapping[str, str] = SIGNERS) -> Item:
        """Signed up to a stage, by whom is given."""
        if row.state == "draft":
            row = self.act(row, "submit")
        codes = [code for code, _ in STAGES]
        for stage in codes[codes.index(row.state) : codes.index(upto) + 1]:
            row = self.act(row, stage, signers[stage], **ticked(row, stage))
        return row

    def normative(self, title: str, number: str, formed: date, effective: date, body: str) -> Item:
        """A normative document that everybody reads, with its interpretation."""
        told = {"title": title, "genre": "normative", "document_number": number, "formed_on": str(formed)}
        row = self.draft(body, (), **told, effective_on=str(effective), column="政策文件")
        beside = {"title": f"{title}解读", "genre": "text", "interprets": row.number, "formed_on": str(formed)}
        self.signed(self.draft("<p>解读。</p>", (), **beside))
        return self.act(self.signed(row), "publish")
