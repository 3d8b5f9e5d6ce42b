"""What `gongkai doctor` looks at with Django set up: the choices of law, the database with all that is kept in it, the calendar.

Takes:   settings that can be used; the clock, for what should have run by now.
Gives:   one `Check` a thing, with the command that mends it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gongkai.apps.journal import vault
from gongkai.apps.notices import queries as notices
from gongkai.apps.papers import queries as papers
from gongkai.apps.publishing import counting
from gongkai.apps.requests import month_counts, words
from gongkai.apps.requests import queries as requests
from gongkai.apps.schedule import queries as schedule
from gongkai.apps.search import keeping
from gongkai.apps.watch import queries as watch
from gongkai.config import health
from gongkai.config.environment import BadSetting
from gongkai.faces.cli import guards
from gongkai.faces.cli.doctor_check import Check, State
from gongkai.law.calendar import BadNotice


def examine() -> Iterator[Check]:
    """Every check in turn. Of a database that does not answer, or is not up to date, nothing more is asked."""
    yield from _law_settings()
    yield from _database()
    yield from _calendar()


def _database() -> Iterator[Check]:
    if not health.database_answers():
        yield Check("数据库", State.BAD, "连不上。请检查 DATABASE_URL，以及数据库服务是否已启动。")
        return
    version = ".".join(str(part) for part in connection.get_database_version())
    yield Check("数据库", State.GOOD, f"{connection.display_name} {version}")
    if missing := health.missing_migrations():
        yield Check("数据库结构", State.BAD, f"还有 {len(missing)} 项更新没有做。执行：gongkai run --prepare。")
        return
    yield from _guards()
    yield _keys()
    yield _papers()
    yield _computed()
    yield _counted()
    yield _listed()
    yield _findable()
    yield _schedule()
    yield from _watched()


def _calendar() -> Iterator[Check]:
    try:
        years = health.calendar_notices()
    except BadNotice as error:
        yield Check("工作日历", State.BAD, str(error))
        return
    for year, known in years.items():
        if known:
            yield Check("工作日历", State.GOOD, f"{year} 年放假安排已收录")
        else:
            yield Check("工作日历", State.HINT, f"{year} 年放假安排尚未收录，跨到该年的期限只是暂定。")


def _law_settings() -> Iterator[Check]:
    changed = settings.LAW_CHOICES.changed()
    if not changed:
        yield Check("法律口径", State.GOOD, "全部按默认（docs/law-settings.md）")
    for sentence in changed:
        yield Check("法律口径", State.HINT, f"与默认不同：{sentence}")


def _guards() -> Iterator[Check]:
    for each in guards.GUARDED:
        if lacking := each.missing():
            said = f"缺少 {len(lacking)} 个{each.task}的触发器，{each.danger}。执行：{guards.HOW}。"
            yield Check(each.subject, State.BAD, said)
        else:
            yield Check(each.subject, State.GOOD, f"{each.task}的触发器齐全")


def _keys() -> Check:
    match vault.state_of_keys():
        case "unused":
            return Check("个人信息密钥", State.GOOD, "尚未生成，初次使用时自动生成；生成后请立即备份。")
        case "open":
            return Check("个人信息密钥", State.HINT, "别的用户也能读密钥文件，请执行：chmod 600 密钥文件。")
        case "good":
            return Check("个人信息密钥", State.GOOD, "可用；请确认已有备份，且不与数据库放在一起。")
        case refusal:
            return Check("个人信息密钥", State.BAD, refusal)


def _papers() -> Check:
    # Opening every file takes long: that is asked of `gongkai verify --records`.
    if lost := papers.missing():
        said = f"{lost} 份案卷材料的文件不见了，请从备份恢复数据文件夹下的 papers，再执行：gongkai verify --records。"
        return Check("案卷材料", State.BAD, said)
    return Check("案卷材料", State.GOOD, "文件齐全；逐份核对用 gongkai verify --records")


def _computed() -> Check:
    try:
        owed = requests.rebuild_due()
    except BadNotice as error:
        return Check("登记的期限", State.BAD, str(error))
    if owed:
        return Check("登记的期限", State.HINT, owed)
    return Check("登记的期限", State.GOOD, "按现行放假安排和口径计算")


def _counted() -> Check:
    if wrong := counting.wrong(connection):
        return Check("栏目条数", State.BAD, f"{wrong} 个栏目月份的条数与公开的信息不符。执行：gongkai rebuild。")
    if wrong := month_counts.wrong(connection):
        return Check(
            "每月件数", State.BAD, f"{wrong} 个月份的申请件数与登记的申请不符，图表不准。执行：gongkai rebuild。"
        )
    return Check("栏目条数、每月件数", State.GOOD, "与公开的信息和登记的申请一致")


def _listed() -> Check:
    if wrong := words.wrong(connection):
        return Check(
            "申请的检索", State.BAD, f"{wrong} 件申请与检索用的索引不符，列表可能找不到。执行：gongkai rebuild。"
        )
    return Check("申请的检索", State.GOOD, "索引与登记的申请一致")


def _findable() -> Check:
    # Holding every text against the index takes minutes: that is asked of `gongkai search check`.
    if not keeping.current():
        return Check(
            "全文检索", State.HINT, "索引还是更新以前的，定时任务会重做；要马上重做，执行：gongkai search rebuild。"
        )
    return Check("全文检索", State.GOOD, "索引是现在的版本；逐条核对用 gongkai search check")


def _schedule() -> Check:
    if faults := schedule.examined(timezone.now()).faults:
        # A hint: an installation that is not running yet, or is stopped for the night, is not broken.
        return Check("定时任务", State.HINT, " ".join(faults[:3]))
    return Check("定时任务", State.GOOD, "都按时运行")


def _watched() -> Iterator[Check]:
    fault = watch.missed(watch.last_round(), timezone.now())
    yield Check("期限巡查", State.HINT if fault else State.GOOD, fault or "按时做完")
    try:
        channels = notices.channels()
    except BadSetting as error:
        yield Check("发送通道", State.BAD, str(error))
        return
    good = channels.for_officers and not channels.dry
    yield Check("发送通道", State.GOOD if good else State.HINT, channels.sentence)
    if unsent := notices.unsent():
        yield Check("发件箱", State.HINT, f"{unsent} 条没有发出，或者不知是否发出，请到工作台“发件箱”处理。")
