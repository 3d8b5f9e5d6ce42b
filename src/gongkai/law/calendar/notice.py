"""What did the State Council's notice say about one year's days off, and is the record still what was entered?

Law:     放假办法 (the festivals), the yearly notice of the General Office of the State Council (the days)
Takes:   one JSON record a notice; corrections are records of their own that supersede.
Gives:   an immutable `Notice`; a record whose hash does not fit its content is refused.
Unclear: document numbers and days of issue await a check against the originals: `number_grade` says so, and a
         number that is not verified is kept in the record but not printed in a citation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gongkai.law.cite import Cite, Grade, Instrument

_FIELDS = {
    "id",
    "title",
    "number",
    "grade",
    "number_grade",
    "year",
    "region",
    "issued",
    "off",
    "work",
    "supersedes",
    "remarks",
    "sha256",
}
_REQUIRED = {"id", "title", "year", "off", "work"}
_LONGEST_HOLIDAY = 31


class BadNotice(ValueError):
    """A notice that cannot be taken: one Chinese sentence with the file, the fault and the remedy."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `off` names each day off by its holiday; `work` holds the days worked by exception.

    `grade` is how well the days are known, `number_grade` how well the document number and the day of issue are.
    `supersedes` is the id of the record that this one corrects. `region` is empty for the whole country; a notice with
    a region adds local days off (放假办法 article 4) and never settles a year by itself.
    """

    id: str
    title: str
    number: str
    grade: Grade
    number_grade: Grade
    year: int
    issued: date | None
    off: Mapping[date, str]
    work: frozenset[date]
    supersedes: str
    region: str
    remarks: Mapping[date, str]
    sha256: str

    @property
    def days(self) -> frozenset[date]:
        return self.work | frozenset(self.off)

    @property
    def facts(self) -> tuple[object, ...]:
        """What the notice settles, without its title and number: two records of one notice agree in this."""
        return self.year, self.region, self.supersedes, self.work, frozenset(self.off)

    @property
    def cite(self) -> Cite:
        number = "" if self.number_grade is Grade.UNVERIFIED else self.number
        instrument = Instrument(f"holidays-notice-{self.id}", self.title, number, issued=self.issued)
        return Cite(instrument, f"{self.year}年的放假和调休上班日期。", part="放假安排", grade=self.grade)

    def known_on(self, day: date) -> bool:
        """Whether the notice could be known on `day`. Without a day of issue: from the first day of its year."""
        return (self.issued or date(self.year, 1, 1)) <= day


def content_hash(record: Mapping[str, object]) -> str:
    """SHA-256 over the canonical form: the record without its own hash, keys sorted, no white space, UTF-8."""
    content = {key: value for key, value in record.items() if key != "sha256"}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def parse_notice(text: str, name: str) -> Notice:
    """One record from its JSON text. `name` is the file's name, used in refusals.

    Refused: what is not JSON, unknown or missing fields, a missing or wrong hash, impossible dates, a day that is both
    off and worked, a weekday among the working weekends of a notice that corrects nothing.
    """
    record = _record(text, name)
    try:
        notice = _build(record)
    except BadNotice as refusal:
        raise BadNotice(f"放假通知 {name}：{refusal}") from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadNotice(f"放假通知 {name} 有缺少或写错的项，请对照自带的通知文件改正。") from None
    _verify(record, name)
    return notice


def load_notices(directory: Path) -> tuple[Notice, ...]:
    """Every `*.json` record of a directory, by file name. Refused: a directory that is missing or holds none."""
    if not directory.is_dir():
        raise BadNotice(f"放假通知目录 {directory} 不存在，或者不是目录，请检查路径。")
    files = sorted(directory.glob("*.json"))
    if not files:
        raise BadNotice(f"目录 {directory} 里没有放假通知（*.json），请放入通知文件或去掉这个目录。")
    return tuple(parse_notice(_text(file), file.name) for file in files)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadNotice(f"放假通知 {file.name} 读不出来，请确认它是 UTF-8 编码的文本文件。") from None


def _record(text: str, name: str) -> dict[str, object]:
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise BadNotice(f"放假通知 {name} 不是有效的 JSON，请对照自带的通知文件改正。") from None
    if not isinstance(record, dict):
        raise BadNotice(f"放假通知 {name} 应是一个 JSON 对象，请对照自带的通知文件改正。")
    if unknown := sorted(set(record) - _FIELDS):
        raise BadNotice(f"放假通知 {name} 有不认识的项“{'、'.join(unknown)}”，请删去或改正。")
    if missing := sorted(_REQUIRED - set(record)):
        raise BadNotice(f"放假通知 {name} 缺少“{'、'.join(missing)}”，请补上。")
    return record


def _verify(record: Mapping[str, object], name: str) -> None:
    stored = record.get("sha256")
    if not stored:
        raise BadNotice(
            f'放假通知 {name} 没有校验值；请与原文逐日核对，无误后加入 "sha256": "{content_hash(record)}"。'
        )
    if stored != content_hash(record):
        raise BadNotice(
            f"放假通知 {name} 的内容与校验值不符，可能被改动过；已生效的通知不得修改，更正请另加一个文件并写明 supersedes。"
        )


def _build(record: Mapping[str, object]) -> Notice:
    off: dict[date, str] = {}
    for span in _items(record["off"]):
        for day in _days(span["from"], span["to"]):
            off[day] = str(span["name"])
    work = [_date(day) for day in _items(record["work"])]
    remarks = record.get("remarks") or {}
    issued = record.get("issued")
    if not isinstance(remarks, dict) or not isinstance(record["year"], int):
        raise BadNotice("year 应是整数，remarks 应是“日期: 说明”，请改正。")
    notice = Notice(
        id=str(record["id"]),
        title=str(record["title"]),
        number=str(record.get("number") or ""),
        grade=Grade(record.get("grade") or Grade.UNVERIFIED.value),
        number_grade=Grade(record.get("number_grade") or Grade.UNVERIFIED.value),
        year=record["year"],
        issued=_date(issued) if issued else None,
        off=off,
        work=frozenset(work),
        supersedes=str(record.get("supersedes") or ""),
        region=str(record.get("region") or ""),
        remarks={_date(day): str(remark) for day, remark in remarks.items()},
        sha256=str(record.get("sha256") or ""),
    )
    _reject_contradictions(notice)
    return notice


def _date(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise BadNotice(f"日期“{text}”不存在或写法不对，请写成 2027-01-01 的样子。") from None


def _items(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list):
        raise BadNotice("off 和 work 应是列表，请改正。")
    return value


def _days(first: str, last: str) -> list[date]:
    start, end = _date(first), _date(last)
    if not 0 <= (end - start).days < _LONGEST_HOLIDAY:
        raise BadNotice(f"放假区间 {first} 至 {last} 先后颠倒或过长，请改正。")
    return [start + timedelta(i) for i in range((end - start).days + 1)]


def _reject_contradictions(notice: Notice) -> None:
    if both := sorted(notice.work & frozenset(notice.off)):
        raise BadNotice(f"{both[0]} 既是放假又是上班，请改正。")
    for day in sorted(notice.days):
        # A notice reaches at most into the last days of the year before (元旦) or the first of the year after.
        if not date(notice.year - 1, 12, 1) <= day <= date(notice.year + 1, 1, 31):
            raise BadNotice(f"{day} 不在 {notice.year} 年前后，请核对年份。")
    weekdays = sorted(day for day in notice.work if day.weekday() < 5)
    if weekdays and not notice.supersedes:
        raise BadNotice(f"调休上班日 {weekdays[0]} 不是周末；只有更正先前通知的文件才可把平日改回上班。")
