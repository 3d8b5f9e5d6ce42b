"""What may an applicant do who does not accept the reply, or who got none in time: where, until when, what must come first?

Law:     复议法 20, 23; 行诉法 45, 46; the paragraph of the letter by law.casework.letters
Takes:   the case, the act by which the reply was served, the organ, the day. Gives: `Remedies`, None while there is nothing to contest.
Unclear: from which day the terms run where the day of receipt is not known: that of service is taken, and said to be provisional.
"""

from __future__ import annotations

from datetime import date

from gongkai.apps import rules
from gongkai.apps.applying.seen import Remedies, Remedy
from gongkai.apps.organs.models import Organ
from gongkai.law.casework import CaseAct, RequestCase, outline_of
from gongkai.law.casework.filling import text
from gongkai.law.casework.letters import silence
from gongkai.law.clocks import remedies as clocks
from gongkai.law.decisions import Forums, Review, decision
from gongkai.law.decisions.remedy import review_comes_first

_SIGNED_FOR = frozenset({"by_hand", "by_organ"})


def forums(organ: Organ) -> Forums | None:
    """Who hears a dispute with this organ; None where the organ has not told both."""
    if not organ.review_organ.strip() or not organ.court.strip():
        return None
    return Forums(organ.review_organ, organ.court, organ.review_online)


def remedies(case: RequestCase, served: CaseAct | None, organ: Organ, today: date) -> Remedies | None:
    """Against the reply that was served; else against silence, once the term has passed."""
    if served is None:
        return _against_silence(case, organ, today)
    if case.decided is None or not case.decision or decision(case.decision).letter is None:
        return None
    got = next((act.day for act in case.acts if act.event == "service_received" and act.seq > served.seq), None)
    # By hand, and through another organ, the day of the reply is the day on which the applicant signed for it (235号).
    got = got or (served.day if text(served.data, "manner") in _SIGNED_FOR else None)
    known, calendar = got or served.day, rules.calendar()
    told = outline_of(case, case.decided, forums(organ), text(served.data, "manner"), rules.chosen())
    first = [review_comes_first(decision(each), case.decided) for each in case.withheld or (case.decision,)]
    review = clocks.review_application(known, calendar, first=all(first))
    ways = [Remedy("申请行政复议", _where(organ.review_organ), review, any(first), organ.review_online)]
    if not all(first):
        ways.append(Remedy("直接提起行政诉讼", _where(organ.court), clocks.direct_suit(known, calendar), False))
    caveats = (
        [] if got else [f"这里从送出答复之日（{served.day}）起算；期限从您收到答复之日起算，收到得晚的，最后一天也晚。"]
    )
    if any(first):
        what = "不予公开" if all(first) else "其中不予公开的部分"
        caveats.append(
            f"对{what}不服的，必须先申请行政复议；对复议决定不服，收到之日起{clocks.SUIT_AFTER_REVIEW_DAYS}日内可以再起诉。"
        )
    paragraph = told.remedy.text if told and told.remedy else ""
    cites = told.remedy.cites if told and told.remedy else ()
    return Remedies(paragraph, tuple(ways), cites, tuple(caveats))


def _against_silence(case: RequestCase, organ: Organ, today: date) -> Remedies | None:
    found = silence(case, today, rules.chosen())
    if found is None or case.due is None:
        return None
    review, cites = found
    by_review, by_suit = clocks.against_silence(case.due, rules.calendar())
    first = review is Review.FIRST
    ways = [
        Remedy(
            "申请行政复议",
            _where(organ.review_organ),
            by_review,
            first,
            organ.review_online,
        )
    ]
    if not first:
        ways.append(Remedy("直接提起行政诉讼", _where(organ.court), by_suit, False))
    order = "先申请行政复议，再提起诉讼。" if first else "可以申请行政复议，也可以直接起诉。"
    return Remedies(
        f"答复期限（{case.due}）已过，还没有收到答复的，{order}也可以向政府信息公开主管部门投诉、举报。",
        tuple(ways),
        cites,
        by_review.caveats,
    )


def _where(name: str) -> str:
    return name or "（本机关没有写明，请向本机关询问）"
