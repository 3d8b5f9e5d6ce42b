"""Is there room for these files: in the case, and of what strangers may send to one organ in a day?

Law:     none; settings (GONGKAI_PAPERS_*), so that no case and no stranger fills the disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import QuerySet, Sum

from gongkai.apps.papers.examining import Examined
from gongkai.apps.papers.models import Paper
from gongkai.apps.papers.refusals import PaperRefusal
from gongkai.apps.people.actor import APPLICANT, Actor

_MB = 1024 * 1024


def demand_room(actor: Actor, subject: str, subject_id: int, files: Sequence[Examined], day: date) -> None:
    """Refused (`PaperRefusal`): more than one case holds, or than an organ takes from its applicants in a day."""
    size = sum(len(each.data) for each in files)
    there = Paper.objects.filter(organ_id=actor.organ_id, subject=subject, subject_id=subject_id)
    if there.count() + len(files) > settings.PAPERS_A_CASE:
        raise PaperRefusal(
            f"一件最多存 {settings.PAPERS_A_CASE} 份材料，已有 {there.count()} 份；请把要交的合并成一个 PDF，或者当面、邮寄提交。"
        )
    if _sum(there) + size > settings.PAPERS_CASE_MB * _MB:
        raise PaperRefusal(
            f"一件的材料合计不超过 {settings.PAPERS_CASE_MB} MB；请压缩图片，或者刻成光盘当面、邮寄提交。"
        )
    if actor.person != APPLICANT:
        return
    today = Paper.objects.filter(organ_id=actor.organ_id, person=APPLICANT, added_on=day)
    if _sum(today) + size > settings.PAPERS_DAY_MB * _MB:
        raise PaperRefusal(
            f"本机关今天通过网站收到的附件已满 {settings.PAPERS_DAY_MB} MB；请不带附件先提交，附件明天再补，或者当面、邮寄提交。"
        )


def _sum(rows: QuerySet[Paper]) -> int:
    return int(rows.aggregate(total=Sum("size"))["total"] or 0)
