"""May a row of an old site's export become an item, and which?

Law:     条例 24 (index and elements); 国办发〔2017〕47号 (what a page tells of itself)
Takes:   a `Row`, the mapping, the columns that are open, the day of the import.
Gives:   `Prepared`, or every fault of the row: the first is not the only one that has to be mended.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import date, datetime

from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import versions
from gongkai.apps.publishing.content import OLD_ADDRESS, OLD_MOMENT, Content, FileRef
from gongkai.apps.publishing.moving_in.beside import Beside, NotBeside
from gongkai.apps.publishing.moving_in.fault import Fault
from gongkai.apps.publishing.moving_in.mapping import ADDRESS, BODY, DAY, FIELDS, NUMBER, Mapping
from gongkai.apps.publishing.moving_in.sources import Row
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.procedures.fields import FieldKind
from gongkai.law.procedures.publication import PUBLICATION
from gongkai.law.procedures.publication_forms import CONTENT_FIELDS
from gongkai.law.publication.case import Given, ItemCase
from gongkai.law.publication.item import attempt, replay
from gongkai.texts.clean import TooLong, clean, from_text

STAGE = "stage"
_MOMENT = re.compile(
    r"(?P<y>\d{4})\s*[-/.年—–]\s*(?P<m>\d{1,2})\s*[-/.月—–]\s*(?P<d>\d{1,2})日?(?:[\sT]*(?P<h>\d{1,2}):(?P<i>\d{2})(?::\d{2}(?:\.\d+)?)?)?Z?"
)
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--)>?")
_DEFAULT = {"genre": "information", "attribute": "proactive"}
_ASKED = {"title": "title", "column": "column", "source": "source", DAY: DAY}
_LONGEST_ADDRESS = 1000
LONGEST_NUMBER = 40
_NOT_IN_NUMBERS = re.compile(r"[\s/\\?#]")
"""What an address cannot hold, or would read as something else."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row that may be staged. `key` names it for ever among what was moved into the organ; `blank` pictures lack words;
    `number` is the index number that it had, empty where it gets one of ours.
    """

    place: str
    key: str
    content: Content
    act: CaseAct
    case: ItemCase
    blank: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """What all rows of a run are held against. `of_document` says what the register of documents finds wrong."""

    actor: Actor
    today: date
    mapping: Mapping
    columns: Collection[str]
    beside: Beside
    of_document: Callable[[Table[str, object]], tuple[str, ...]]

    def judge(self, row: Row) -> Prepared | list[Fault]:
        """The item that a row becomes, or everything that is wrong with it."""
        faults: list[Fault] = []
        fields = self._fields(row, faults)
        body, files = self._body(row, faults)
        files += self._attachments(row, faults)
        if not body and not files:
            faults.append(self._fault(row, BODY, "没有正文，也没有附件", "请核对对照文件里正文在哪里"))
        address = (row.told.get(ADDRESS) or row.own_address).strip()
        if len(address) > _LONGEST_ADDRESS:
            faults.append(self._fault(row, ADDRESS, "太长", "请核对"))
        number = self._number(row, faults)
        if faults:
            return faults
        day = fields.pop(DAY)
        moment = fields.pop(OLD_MOMENT, "")
        kept = {
            **fields,
            DAY: day,
            **({OLD_MOMENT: moment} if moment else {}),
            **({OLD_ADDRESS: address} if address else {}),
        }
        content = Content(kept, body, _once(files))
        act = self._act(content)
        try:
            versions.checked(content, self.actor.organ_id)
            case = attempt(ItemCase(PUBLICATION.initial), act, Given())
        except Refusal as refused:
            return [Fault(row.place, "", refused.reason.rstrip("。"), "请改正这一条")]
        known = address or f"{fields['title']}\n{day}\n{content.digest}"
        blank = sum(not each.alt for each in content.files if each.use == "picture")
        return Prepared(row.place, hashlib.sha256(known.encode()).hexdigest(), content, act, case, blank, number)

    def again(self, place: str, key: str, content: Content, blank: int, number: str) -> Prepared:
        """A row that was found good before, without asking once more what it was held against."""
        act = self._act(content)
        return Prepared(place, key, content, act, replay((act,)), blank, number)

    def number_of(self, row: Row) -> str:
        """The index number that a row tells, as it stands; empty for none."""
        return self._told(row, NUMBER).strip()

    def _act(self, content: Content) -> CaseAct:
        beside = (OLD_ADDRESS, OLD_MOMENT)
        told = {name: value for name, value in versions.told(content).items() if name not in beside}
        data = {**told, "digest": content.digest, "version": 1}
        return CaseAct(1, STAGE, self.today, self.actor.role, self.actor.person, data)

    def _told(self, row: Row, name: str) -> str:
        told = row.told.get(name, "").strip() or self.mapping.fixed.get(name, _DEFAULT.get(name, ""))
        return self.mapping.values.get(name, {}).get(told, told)

    def _number(self, row: Row, faults: list[Fault]) -> str:
        """The index number under which the old site published it: it stands in the address of the page."""
        told = self.number_of(row)
        if len(told) > LONGEST_NUMBER:
            faults.append(self._fault(row, NUMBER, f"超过{LONGEST_NUMBER}个字", "请核对，或者留空，由本系统编号"))
        elif told and (not told.isprintable() or _NOT_IN_NUMBERS.search(told) or not told.strip(".")):
            reason = f"“{told}”含有空格、斜线、“?”“#”或者不能显示的字符"
            faults.append(self._fault(row, NUMBER, reason, "请改写，或者留空，由本系统编号"))
        return told

    def _fields(self, row: Row, faults: list[Fault]) -> dict[str, object]:
        fields: dict[str, object] = {}
        for each in CONTENT_FIELDS:
            told = self._told(row, each.name)
            if each.kind is not FieldKind.LONG:
                told = " ".join(told.split())
            if not told:
                continue
            if each.kind is FieldKind.DAY:
                if found := self._day(row, each.name, told, faults):
                    fields[each.name] = found.date().isoformat()
            elif each.kind is FieldKind.CHOICE:
                code = next((code for code, label in each.choices.items() if told in (code, label)), "")
                if code:
                    fields[each.name] = code
                else:
                    remedy = f"请写成{'、'.join(each.choices.values())}之一，或者在对照文件 [values.{each.name}] 里写明"
                    faults.append(self._fault(row, each.name, f"“{told[:30]}”不认得", remedy))
            else:
                fields[each.name] = told
        self._published(row, fields, faults)
        for name in _ASKED:
            if name not in fields and not any(fault.field == FIELDS[name] for fault in faults):
                faults.append(self._fault(row, name, "没有填写", "请补上，或者在对照文件 [fixed] 里统一写明"))
        column = fields.get("column")
        if column and self.columns and column not in self.columns:
            remedy = "请先设置这个栏目，或者在对照文件 [values.column] 里写明归到现在的哪一个"
            faults.append(self._fault(row, "column", f"“{str(column)[:60]}”不是本机关开着的栏目", remedy))
        if fields.get("attribute") != "proactive":
            faults.append(self._fault(row, "attribute", "不是主动公开", "只有已经公开的信息可以迁入，请去掉这一条"))
        if fields.get("genre") == "normative":
            faults += [
                Fault(row.place, FIELDS["genre"], each.rstrip("。"), "请补正") for each in self.of_document(fields)
            ]
        return fields

    def _published(self, row: Row, fields: dict[str, object], faults: list[Fault]) -> None:
        if not (told := self._told(row, DAY)):
            return
        found = self._day(row, DAY, told, faults)
        if found is None:
            return
        if found.date() >= self.today:
            remedy = "迁入的应是以前公开的信息，请核对日期；今天的请在本系统起草"
            faults.append(self._fault(row, DAY, f"{found:%Y-%m-%d} 不早于迁入之日", remedy))
            return
        fields[DAY] = found.date().isoformat()
        if found.hour or found.minute:
            fields[OLD_MOMENT] = f"{found:%Y-%m-%d %H:%M}"

    def _day(self, row: Row, name: str, told: str, faults: list[Fault]) -> datetime | None:
        found = _MOMENT.fullmatch(told.strip())
        try:
            if found is None:
                raise ValueError("another shape")
            year, month, day, hour, minute = (int(found[part] or 0) for part in "ymdhi")
            return datetime(year, month, day, hour, minute)  # noqa: DTZ001 -- the clock of the old site, as it was printed
        except ValueError:
            faults.append(self._fault(row, name, f"“{told[:30]}”不是日期", "请写成 2020-01-31 或者 2020-01-31 09:30"))
            return None

    def _body(self, row: Row, faults: list[Fault]) -> tuple[str, list[FileRef]]:
        told = row.told.get(BODY, "")
        files: list[FileRef] = []
        try:
            if not _TAG.search(told):
                return from_text(told), files
            if "<img" in told.lower() or "<a" in told.lower():
                told = self._rewritten(row, told, files, faults)
            return clean(told), files
        except TooLong as refused:
            faults.append(self._fault(row, BODY, str(refused).rstrip("。"), "请拆成几条"))
            return "", files

    def _rewritten(self, row: Row, html: str, files: list[FileRef], faults: list[Fault]) -> str:
        """The text with its pictures by digest; links to files beside it become attachments."""
        tree = LexborHTMLParser(html)
        for image in tree.css("img"):
            source = (image.attributes.get("src") or "").strip()
            try:
                digest, name = self.beside.digest(row, source)
            except NotBeside as missing:
                if not self.mapping.drop:
                    remedy = f'{missing.remedy}；不要这些图片的，在对照文件 [source] 里写 pictures = "drop"'
                    faults.append(self._fault(row, BODY, f"图片{missing.reason}", remedy))
                continue
            alt = " ".join((image.attributes.get("alt") or "").split())[:300]
            image.attrs["src"], image.attrs["alt"] = f"file:{digest}", alt
            files.append(FileRef(digest, name[-200:], "picture", alt))
        for link in tree.css("a"):
            href = (link.attributes.get("href") or "").strip()
            if self.beside.path(row, href) is None:
                continue
            files += self._file(row, href, " ".join(link.text().split()), faults)
            link.attrs["href"] = ""
        return (tree.body.inner_html if tree.body else "") or ""

    def _attachments(self, row: Row, faults: list[Fault]) -> list[FileRef]:
        return [found for path, name in row.attachments for found in self._file(row, path, name, faults)]

    def _file(self, row: Row, path: str, name: str, faults: list[Fault]) -> Iterator[FileRef]:
        try:
            digest, own = self.beside.digest(row, path)
        except NotBeside as missing:
            faults.append(self._fault(row, "attachments", missing.reason, missing.remedy))
            return
        ending = own.rpartition(".")[2]
        shown = name if name.lower().endswith(f".{ending.lower()}") else f"{name[:180]}.{ending}" if name else own
        yield FileRef(digest, shown[-200:])

    def _fault(self, row: Row, name: str, reason: str, remedy: str) -> Fault:
        return Fault(row.place, FIELDS[name], reason, remedy)


def _once(files: list[FileRef]) -> tuple[FileRef, ...]:
    """Each content once for each use: attachments first, as they are numbered."""
    found: dict[tuple[str, str], FileRef] = {}
    for each in files:
        found.setdefault((each.use, each.digest), each)
    return tuple(sorted(found.values(), key=lambda each: each.use))
