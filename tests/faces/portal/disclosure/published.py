"""Items that went the whole way to the public, with files, interpretations, repeals, for what strangers and citizens see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps.files import actions as files
from gongkai.apps.files.models import Blob
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.models import Item
from tests.apps.files.made import a_picture, a_xlsx
from tests.apps.office import at
from tests.apps.publishing.desk import BODY, FIELDS, NORMATIVE, NOW, POLICY, House, drafted, house, signed

TABLE = "<table><tbody><tr><th>乡镇</th><th>亩数</th></tr><tr><td>金家镇</td><td>1200</td></tr></tbody></table>"
SHEET = "造林 任务（2026）.xlsx"
LATER = at(date(2026, 3, 9))


@dataclass(frozen=True)
class Shown:
    """A house and what it has published."""

    house: House
    code: str

    def page(self, item: Item) -> str:
        return f"/xxgk/{self.code}/items/{item.number}/"

    def file(self, item: Item, place: int, name: str) -> str:
        return f"{self.page(item)}files/{place}/{name}"


def shown(code: str = "changtu") -> Shown:
    return Shown(house(code), code)


def sheet(where: House, rows: int = 3) -> Blob:
    return files.store(where.clerk, a_xlsx(tuple(("树苗", each) for each in range(rows))), SHEET, NOW)


def picture(where: House) -> Blob:
    return files.store(where.clerk, a_picture(), "造林现场.png", NOW)


def illustrated(where: House, **changed: object) -> Content:
    """A text with a table, a picture and an attachment."""
    image, data = picture(where), sheet(where)
    body = f'{BODY}{TABLE}<figure><img src="file:{image.digest}" alt="造林现场"></figure>'
    refs = (FileRef(image.digest, "造林现场.png", "picture", "造林现场"), FileRef(data.digest, SHEET))
    return Content({**POLICY, "keywords": "造林 补助", "summary": "造林补助的对象和标准。", **changed}, body, refs)


def policy(where: House, now: datetime = NOW, **changed: object) -> Item:
    """A policy with everything on its page, public."""
    return out(where, drafted(where, illustrated(where, **changed), now), now)


def explained(where: House, number: str, now: datetime = NOW, **changed: object) -> Item:
    """An interpretation in text of a policy, public."""
    fields = {**FIELDS, "title": "《春季造林补助办法》解读", "genre": "text", "interprets": number, **changed}
    return out(where, drafted(where, Content(fields, "<p>谁可以领补助？</p>"), now), now)


def normative(where: House, number: str, now: datetime = NOW, **changed: object) -> Item:
    """A normative document without interpretation, public."""
    fields = {**NORMATIVE, "title": f"办法{number}", "document_number": number, "effective_on": "2026-03-02", **changed}
    row = drafted(where, Content(fields, BODY), now)
    actions.act(where.leader, row.pk, "exempt", {"reason": "只改日期，不必解读"}, now)
    return out(where, row, now)


def out(where: House, row: Item, now: datetime = NOW) -> Item:
    """Signed by everybody and published."""
    row = signed(where, row, now=now)
    return actions.act(where.clerk, row.pk, "publish", {}, now)


def withdrawn(where: House, row: Item, how: str, now: datetime = LATER, **told: object) -> Item:
    return actions.act(where.head, row.pk, "withdraw", {"how": how, "reason": "见批示", **told}, now)
