"""A house whose items are at every stage before, beside and after the public, each with a file that nobody outside may have."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from gongkai.apps.files import actions as files
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Person
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.models import Batch, Item
from tests.apps.files.made import a_xlsx
from tests.apps.office import member, office
from tests.apps.publishing.desk import FIELDS, NOW, House, content, house, published, signed
from tests.faces.logged_in import logged_in

SECRET = "绝不能提前知道的事"
SHEET = "内部测算.xlsx"


VISITORS = (
    "clerk of another organ",
    "head of another organ",
    "secrecy reviewer of another organ",
    "supervisor from above",
    "administrator from above",
    "head from above",
)
"""Officers who have no business with these texts."""


@dataclass(frozen=True)
class Private:
    """Items by how they stand; `live` is public and has a private text beside it; `known` is wholly public."""

    house: House
    items: dict[str, Item]
    known: Item
    digest: str
    batch: int
    officers: dict[str, Actor]
    """By what they are; see `VISITORS`."""

    def stranger(self) -> Client:
        return Client()

    def visitors(self) -> dict[str, Client]:
        """Logged in, each of them."""
        return {name: self.visitor(name) for name in VISITORS}

    def visitor(self, name: str) -> Client:
        return entered(self.officers[name])


def entered(actor: Actor) -> Client:
    return logged_in(Person.objects.get(pk=actor.person))


def _officers(above: Organ) -> dict[str, Actor]:
    other = office("land", parent=above)
    actors = (
        other.clerk,
        other.head,
        member(other.organ, "secrecy"),
        member(above, "supervisor"),
        member(above, "admin"),
        member(above, "head"),
    )
    return dict(zip(VISITORS, actors, strict=True))


def private() -> Private:
    """The world."""
    above = office("county").organ
    where = house("changtu")
    organ = where.office.organ
    organ.parent = above
    organ.save()
    blob = files.store(where.clerk, a_xlsx((("数", SECRET),)), SHEET, NOW)

    def text(number: int, **changed: object) -> Content:
        fields = {**FIELDS, "title": f"{SECRET}{number}", **changed}
        return Content(fields, f"<p>{SECRET}</p>", (FileRef(blob.digest, SHEET),))

    def draft(number: int, **changed: object) -> Item:
        return actions.draft(where.clerk, text(number, **changed), NOW)

    known = published(where, content(title="公开的政策", genre="policy"))
    # An interpretation on its way stands beside a policy that everybody reads.
    made = {"draft": draft(1, genre="text", interprets=known.number)}
    made["in review"] = signed(where, draft(2), "first_proof")
    made["cleared"] = signed(where, draft(3))
    scheduled = signed(where, draft(4))
    made["scheduled"] = actions.act(where.clerk, scheduled.pk, "schedule", {"publish_at": "2026-03-02 18:00"}, NOW)
    made["discarded"] = actions.act(where.clerk, draft(5).pk, "discard", {"reason": "不用了"}, NOW)
    withheld = draft(6, attribute="withheld", ground="internal", ground_reason="内部事务")
    actions.act(where.clerk, withheld.pk, "propose_withhold", {}, NOW)
    made["withheld"] = actions.act(where.head, withheld.pk, "approve_withhold", {}, NOW)
    taken = signed(where, draft(7))
    actions.act(where.clerk, taken.pk, "publish", {}, NOW)
    made["withdrawn"] = actions.act(where.head, taken.pk, "withdraw", {"how": "mistaken", "reason": "误发"}, NOW)
    live = published(where)
    actions.act(where.clerk, live.pk, "correct", {"reason": "改数"}, NOW)
    made["live"] = actions.edit(where.clerk, live.pk, text(8), NOW)
    batch = Batch.objects.create(
        organ=organ, name=SECRET, digest="0" * 64, rows=1, person=where.clerk.person, begun_at=NOW
    )
    return Private(where, made, known, blob.digest, batch.pk, _officers(above))
