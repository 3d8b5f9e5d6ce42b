"""What does proofing doubt in a text, how was each doubt answered, and may this officer answer it?

Takes:   what was found in a version (publishing/findings), the case with its answers, who looks, what was typed.
Gives:   `ShownDoubt`s, numbered in the order of the page; by part of the text, those at a place and those without one apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import ROLE_NAMES
from gongkai.apps.publishing.findings import BODY as IN_BODY
from gongkai.apps.publishing.findings import TITLE as IN_TITLE
from gongkai.apps.publishing.findings import Found
from gongkai.apps.publishing.models import FileUse
from gongkai.apps.publishing.versions import Stored
from gongkai.faces.desk.items import comparing
from gongkai.faces.desk.items.redlined import Doubt
from gongkai.law.cite import Cite
from gongkai.law.procedures.publication import PUBLICATION
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS
from gongkai.law.publication.case import PRIVATE_FAMILIES, ItemCase, family
from gongkai.law.publication.item import CLEARING
from gongkai.proofing import RULES
from gongkai.proofing.finding import Tier

TITLE = "title"
"""The part of title and fields."""
_FAMILIES: Mapping[str, str] = {
    "word": "文字",
    "date": "日期",
    "name": "名称",
    "number": "数字",
    "personal": "个人信息",
    "secrecy": "涉密敏感",
    "file": "附件痕迹",
}
_TIERS = {Tier.CONFIRMED.value: "确定", Tier.STRONG.value: "很可能", Tier.WEAK.value: "供参考，可以不答复"}
_SHAPES = {Tier.CONFIRMED.value: "■", Tier.STRONG.value: "▲", Tier.WEAK.value: "●"}
_VERDICTS = PUBLICATION_FORMS["answer"].field("verdict").choices
RIGHT, CLEARED = "right", "cleared"


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """One doubt on the page. `verdict` is what may be answered, as a word; empty where this officer may not, for `why_not`.

    `open_`: it must be answered and is not. `same` are the numbers of the places with the very same words among the same
    neighbours: they have one key and one answer, given at the first. `typed` and `error` are what was sent for it and refused.
    """

    number: int
    found: Found
    part: str
    open_: bool
    answer: str
    verdict_code: str = ""
    why_not: str = ""
    typed: str = ""
    error: str = ""
    same: tuple[int, ...] = ()

    @property
    def cite(self) -> Cite | None:
        """The provision of its rule, where an instrument and not only good Chinese asks for it."""
        rule = RULES.get(self.found.code)
        return rule.provision if rule else None

    @property
    def answered_at(self) -> int:
        """The number of the earlier place at which this one is answered with it; 0 where it is answered here."""
        return self.same[0] if self.same and self.same[0] < self.number else 0

    @property
    def key(self) -> str:
        return self.found.key

    @property
    def family(self) -> str:
        return _FAMILIES.get(family(self.found.code), "疑点")

    @property
    def tier(self) -> str:
        return _TIERS.get(self.found.tier, "")

    @property
    def shape(self) -> str:
        return _SHAPES.get(self.found.tier, "●")

    @property
    def verdict(self) -> str:
        return _VERDICTS.get(self.verdict_code, "")

    @property
    def placed(self) -> bool:
        """Whether it stands at characters that the page shows; of a picture it shows none."""
        within = self.part != comparing.BODY or self.found.where == IN_BODY
        return self.part != TITLE and within and self.found.end > self.found.start

    @property
    def text(self) -> str:
        return self.found.text

    @property
    def suggestion(self) -> str:
        return self.found.suggestion

    @property
    def message(self) -> str:
        return self.found.message


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent in the fields of doubts, by key; `refused` is the one that was answered, with the reason why not."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    error: str = ""


def shown(
    text: Stored, found: Sequence[Found], case: ItemCase, actor: Actor, names: Mapping[str, str], typed: Typed
) -> list[ShownDoubt]:
    """Every doubt of a text in the order of the page."""
    use = {each.place: each for each in text.files}
    order = {TITLE: 0, comparing.BODY: 1}

    def part(each: Found) -> str:
        if each.place == 0:
            return TITLE if each.where == IN_TITLE else comparing.BODY
        file = use.get(each.place)
        # A picture stands within the text.
        return comparing.file_key(file) if file and file.use == FileUse.ATTACHMENT else comparing.BODY

    def place(each: Found) -> tuple[int, int, bool, int]:
        return order.get(part(each), 2), each.place, each.end <= each.start, each.start

    numbered = list(enumerate(sorted(found, key=place), 1))
    by_key: dict[str, list[int]] = {}
    for number, each in numbered:
        by_key.setdefault(each.key, []).append(number)
    return [
        replace(
            _shown(number, each, part(each), case, actor, names, typed),
            same=tuple(other for other in by_key[each.key] if other != number),
        )
        for number, each in numbered
    ]


def marks(doubts: Sequence[ShownDoubt]) -> dict[str, list[Doubt]]:
    """The places of doubts by part, as a redline takes them."""
    by_part: dict[str, list[Doubt]] = {}
    for each in doubts:
        if each.placed:
            by_part.setdefault(each.part, []).append(Doubt(each.number, each.found.start, each.found.end, each.open_))
    return by_part


def _shown(
    number: int,
    each: Found,
    part: str,
    case: ItemCase,
    actor: Actor,
    names: Mapping[str, str],
    typed: Typed,
) -> ShownDoubt:
    answer = case.answered(each.key)
    said = ""
    if answer is not None:
        who = f"{names.get(answer.person, '（已离开）')}（{ROLE_NAMES.get(answer.role, answer.role)}）"
        said = f"{_VERDICTS.get(answer.verdict, answer.verdict)}：{answer.reason}（{who}，{answer.day}）"
    why_not = "" if answer else _why_not(each, case, actor)
    private = family(each.code) in PRIVATE_FAMILIES
    may = answer is None and not why_not
    return ShownDoubt(
        number,
        each,
        part,
        answer is None and each.demanded,
        said,
        (CLEARED if private else RIGHT) if may else "",
        why_not,
        typed.reasons.get(each.key, ""),
        typed.error if typed.refused == each.key else "",
    )


def _why_not(each: Found, case: ItemCase, actor: Actor) -> str:
    """Why this officer may not answer; empty for who may. The act itself refuses by the same law."""
    if PUBLICATION.row(case.state, "answer") is None:
        return "这时不用答复。"
    if not rights.may(actor, "publication.answer"):
        return "您的岗位不参加审签。"
    if family(each.code) not in PRIVATE_FAMILIES:
        return ""
    if actor.role not in CLEARING:
        return f"由{'、'.join(PUBLICATION.roles[role] for role in CLEARING)}答复；有问题的请退回删改。"
    return "您起草或者改过这一稿，由另一人答复。" if actor.person in case.touched else ""
