"""Which remedy paragraph does a letter end with?

Law:     articles 20, 22, 23 of the review law of 2023; articles 45, 46 of the litigation law; article 1 of 法释〔2025〕8号
Takes:   the decision, the day on which it is made, the organs that hear the dispute, how the letter is served.
Gives:   the paragraph and the provisions it rests on, or none where there is nothing to contest.
Unclear: a decision of 2023 served in 2024 (taken by the day it is made); notices that courts often turn away; silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.cite import Cite
from gongkai.law.clocks.remedies import REVIEW_DAYS, SUIT_AFTER_REVIEW_DAYS, SUIT_MONTHS
from gongkai.law.decisions.letters import Letter
from gongkai.law.decisions.options import NOTICE_REMEDY, SILENCE_REMEDY, Chosen, value
from gongkai.law.decisions.table import Decision, Review
from gongkai.law.sources import litigation_interpretation, litigation_law, ogi, repealed, review_law

_FROM = ogi.OGI_2019.in_force
_REVIEW_FIRST_FROM = review_law.REVIEW_2023.in_force


@dataclass(frozen=True, slots=True)
class Forums:
    """Who hears a dispute: names exactly as a letter prints them. `online` is the address for filing a review online."""

    review_organ: str
    court: str
    online: str = ""

    def __post_init__(self) -> None:
        for name, text in (("复议机关", self.review_organ), ("法院", self.court)):
            if not text.strip():
                raise ValueError(f"救济段缺{name}名称，请在机构资料中填写。")


@dataclass(frozen=True, slots=True)
class Remedy:
    """The paragraph, empty where nothing is to be contested or the setting says so, and what it rests on."""

    text: str
    cites: tuple[Cite, ...] = ()

    @property
    def caveats(self) -> tuple[str, ...]:
        """What to say to the officer of provisions that are not known in full."""
        return tuple(cite.label + cite.caveat for cite in self.cites if cite.caveat)


def remedy(
    decision: Decision,
    on: date,
    forums: Forums,
    *,
    withheld: Sequence[Decision] = (),
    served_online: bool = False,
    chosen: Chosen | None = None,
) -> Remedy:
    """The remedy paragraph of a decision made `on` a day.

    `withheld` are the grounds for the part that a partial disclosure keeps back.
    Refused with ValueError: a day before the Regulation of 2019; partial disclosure without grounds; grounds with any
    other decision; from 2024 a letter served online without an address for filing a review online.
    """
    if _FROM is not None and on < _FROM:
        raise ValueError(f"{on} 适用 2019 年修订前的条例，本系统不生成当时的救济段；请核对作出日期。")
    _refuse_bad_parts(decision, withheld)
    route = _route(decision, on, withheld)
    if route is Review.NONE or decision.letter is None:
        return Remedy("")
    if route is Review.DOUBTFUL and value(NOTICE_REMEDY, chosen or {}) == "omit":
        return Remedy("", (NOTICE_REMEDY.cite,))
    text, cites = _paragraph(decision, decision.letter, route, on, forums)
    return _with_address(text, cites, on, forums, served_online)


def remedy_of_record(on: date, forums: Forums, *, served_online: bool = False) -> Remedy:
    """The remedy paragraph of a letter by which an organ leaves a record as it is (条例 41), made `on` a day: review or suit, as against
    any act of an organ. Refused with ValueError: as `remedy`.
    """
    review = review_law.A20 if _since(on, _REVIEW_FIRST_FROM) else repealed.OLD_CHOICE
    text = f"如对本告知书不服，{_either('自收到本告知书之日起', forums)}。"
    return _with_address(text, (review, litigation_law.A46, ogi.A51), on, forums, served_online)


def review_comes_first(decision: Decision, on: date) -> bool:
    """Whether a suit against the whole of a decision made `on` a day needs a review before it (条例 14 to 16, from 2024)."""
    return _route(decision, on, ()) is Review.FIRST


def remedy_for_silence(on: date, chosen: Chosen | None = None) -> tuple[Review, tuple[Cite, ...]]:
    """How a request left unanswered by `on`, the day after its last day, may be contested."""
    if not _since(on, _REVIEW_FIRST_FROM):
        return Review.EITHER, (repealed.OLD_CHOICE, repealed.OLD_SILENCE)
    if value(SILENCE_REMEDY, chosen or {}) == "review_first":
        return Review.FIRST, (review_law.A23_1_I3, review_law.A23_2)
    return Review.EITHER, _in_force((repealed.OLD_SILENCE, litigation_interpretation.A2_2), on)


def _refuse_bad_parts(decision: Decision, withheld: Sequence[Decision]) -> None:
    if decision.review is Review.BY_PARTS and not withheld:
        raise ValueError("部分公开须写明其余部分不公开的理由，请至少选一种。")
    if decision.review is not Review.BY_PARTS and withheld:
        raise ValueError(f"“{decision.name}”不是部分公开，不应另选不公开的理由。")
    for part in withheld:
        if part.review in (Review.BY_PARTS, Review.NONE) or part.kind == decision.kind:
            raise ValueError(f"“{part.name}”不能作为部分公开中其余部分的理由，请另选。")


def _route(decision: Decision, on: date, withheld: Sequence[Decision]) -> Review:
    if decision.review is Review.BY_PARTS:
        first = any(part.review is Review.FIRST for part in withheld)
        route = Review.BY_PARTS if first else Review.EITHER
    else:
        route = decision.review
    if route in (Review.FIRST, Review.BY_PARTS) and not _since(on, _REVIEW_FIRST_FROM):
        return Review.EITHER
    return route


def _paragraph(
    decision: Decision, letter: Letter, route: Review, on: date, forums: Forums
) -> tuple[str, tuple[Cite, ...]]:
    # In the letter itself 本答复书 is enough; the title has the long name.
    this = "本" + letter.name.removeprefix("政府信息公开申请")
    since = f"自收到{this}之日起"
    ask = f"向{forums.review_organ}申请行政复议"
    first = (
        f"应当{since}{REVIEW_DAYS}日内先{ask}；对行政复议决定仍不服的，"
        f"可以自收到复议决定书之日起{SUIT_AFTER_REVIEW_DAYS}日内向{forums.court}提起行政诉讼"
    )
    either = _either(since, forums)
    review_first = _in_force(
        (review_law.A20, review_law.A23_1_I4, review_law.A23_2, litigation_law.A45, litigation_interpretation.A1_I2), on
    )
    if route is Review.FIRST:
        return f"如对{this}不服，{first}。", review_first
    if route is Review.BY_PARTS:
        text = f"如对{this}中不予公开的部分不服，{first}；如仅对其他部分不服，{either}。"
        return text, (*review_first, litigation_law.A46)
    review = review_law.A20 if _since(on, _REVIEW_FIRST_FROM) else repealed.OLD_CHOICE
    why = decision.reviewability if decision.review is route else (ogi.A51,)
    return f"如对{this}不服，{either}。", (review, litigation_law.A46, *_in_force(why, on))


def _either(since: str, forums: Forums) -> str:
    ask = f"向{forums.review_organ}申请行政复议"
    return f"可以{since}{REVIEW_DAYS}日内{ask}，也可以{since}{SUIT_MONTHS}个月内向{forums.court}提起行政诉讼"


def _with_address(text: str, cites: tuple[Cite, ...], on: date, forums: Forums, served_online: bool) -> Remedy:
    """From 2024 a letter that is served online names where review is filed online."""
    if not served_online or not _since(on, _REVIEW_FIRST_FROM):
        return Remedy(text, cites)
    if not forums.online:
        raise ValueError("本答复通过互联网送达，须同时提供网上提交复议申请书的地址；请在机构资料中填写网上复议地址。")
    return Remedy(f"{text}网上提交行政复议申请书的地址：{forums.online}。", (*cites, review_law.A22_2))


def _in_force(cites: Sequence[Cite], on: date) -> tuple[Cite, ...]:
    return tuple(cite for cite in cites if cite.instrument.applies_on(on))


def _since(on: date, start: date | None) -> bool:
    return start is None or on >= start
