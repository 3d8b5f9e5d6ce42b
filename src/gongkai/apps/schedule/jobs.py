"""Which jobs run by the clock, how often, and what each does? One row a job.

Gives:   `JOBS`. A job takes the moment and says in one Chinese sentence what it did, or the empty text for nothing. It may be run
         twice or be killed half-way without harm: it asks what is due, and each piece is done in a transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from gongkai.apps.alike import keeping as alike
from gongkai.apps.documents import actions as documents
from gongkai.apps.everything_public import everything_public
from gongkai.apps.files import actions as files
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import vault
from gongkai.apps.notices import actions as notices
from gongkai.apps.pages import keeping as pages
from gongkai.apps.papers import actions as papers
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import queries as items
from gongkai.apps.reporting import actions as reporting
from gongkai.apps.saved import actions as saved
from gongkai.apps.schedule.rhythm import Daily, DailyFrom, Every, Rhythm
from gongkai.apps.search import actions as search
from gongkai.apps.search import keeping as index
from gongkai.apps.search.wishes import KEPT_DAYS
from gongkai.apps.watch import actions as watch
from gongkai.apps.watch import queries as watched
from gongkai.law.casework import Refusal

SAME_SOURCE_ASKED = "same-source-asked"
"""The job that does at once what an officer asked for."""
_FEW = 5


@dataclass(frozen=True, slots=True)
class Job:
    """One recurring job. `nothing` is said when there was nothing to do; one that runs longer than `limit` is stopped."""

    key: str
    name: str
    does: str
    rhythm: Rhythm
    act: Callable[[datetime], str]
    nothing: str
    limit: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Standing:
    """What goes on all the time beside the jobs, in a process of its own: `act` takes the clock, and what waits and tells to stop.

    `nice` is how far it stands back behind readers and officers when the processors are busy.
    """

    key: str
    name: str
    does: str
    act: Callable[[Callable[[], datetime], Callable[[float], bool]], None]
    nice: int = 0


def _publish_due(now: datetime) -> str:
    done = publishing.publish_due(now)
    stuck = [each for each in done if each.refused]
    said = "、".join(
        f"{name} {count} 条"
        for name, count in (
            ("公开", sum(each.event == "go_live" and not each.refused for each in done)),
            ("到期下线", sum(each.event == "expire" and not each.refused for each in done)),
        )
        if count
    )
    if stuck:
        # Every other item was done; those that could not be are a failure until somebody mends them.
        why = "；".join(f"{each.number}《{each.title}》：{each.refused}" for each in stuck[:_FEW])
        raise Refusal(f"{said + '；' if said else ''}{len(stuck)} 条到时没有办成：{why}")
    return f"{said}。" if said else ""


def _gather_heads(now: datetime) -> str:
    made = journal.gather_heads(timezone.localdate(now) - timedelta(days=1), now)
    return f"汇总了 {len(made)} 天，最近一天 {made[-1].day}。" if made else ""


def _shred(now: datetime) -> str:
    today = timezone.localdate(now)
    journal.settle_due(today, settings.PERSONAL_YEARS)
    papers.settle_due(today, settings.PERSONAL_YEARS)
    done = vault.shred_due(today, now)
    papers.sweep(now)
    if done:
        return f"销毁了 {len(done)} 份期满的个人信息，都已记入台账日志。"
    return "" if settings.PERSONAL_YEARS else "没有设置保管年限（GONGKAI_PERSONAL_YEARS），没有销毁。"


def _same_source(now: datetime) -> str:
    done = documents.compare_due(now)
    if failed := [each for each in done if each.failure]:
        # Each failure stands on the desk of its organ too.
        why = "；".join(f"{each.source}：{each.failure}" for each in failed[:_FEW])
        raise Refusal(f"{len(failed)} 个清单没有比成：{why}")
    unlike = sum(each.unlike for each in done)
    return f"比对了 {len(done)} 个清单，{unlike} 处不一致。" if done else ""


def _same_source_asked(now: datetime) -> str:
    done = documents.take_asked(now)
    return f"按要求取了 {done} 个清单比对。" if done else ""


def _purge_checks(now: datetime) -> str:
    gone = reporting.purge(now)
    return f"删除了 {gone} 份到期的体检结果。" if gone else ""


def _sweep_files(now: datetime) -> str:
    gone = files.sweep(now, items.typed_files()) + papers.sweep(now)
    return f"清除了 {gone} 份没有用到的文件。" if gone else ""


def _renew_index(now: datetime) -> str:
    count = index.renew(lambda: everything_public(timezone.localdate(now)))
    if count is not None and not index.current():
        raise Refusal(f"全文检索的索引核对了 {count} 条，其间一直有信息公开或者改变，还没有全部核对完。")
    return "" if count is None else f"程序更新后，重新做了全文检索的索引，共 {count} 条。"


def _check_index(now: datetime) -> str:
    done = index.compare(everything_public(timezone.localdate(now)), mend=True)
    if not done.differences:
        return ""
    which = "、".join(f"{each.title or each.key}（{index.WORDS[each.what]}）" for each in done.differences[:_FEW])
    return f"核对 {done.told} 条，改正 {len(done.differences)} 条：{which}。"


def _renew_alike(now: datetime) -> str:
    count = alike.renew(now)
    return "" if count is None else f"程序更新后，重做了 {count} 件申请、留言的比对特征；逐件打开的都已记入台账日志。"


def _forget_wishes(now: datetime) -> str:
    gone = search.forget(timezone.localdate(now) - timedelta(KEPT_DAYS))
    return f"删除了 {gone} 行 {KEPT_DAYS} 天以前的搜索次数。" if gone else ""


def _watch(now: datetime) -> str:
    # Asked again and again: what the morning did not finish, or the machine slept through, is done in the next.
    last = watched.last_round()
    if last is not None and last.finished_at is not None and last.finished_at >= watched.begins(now):
        return ""
    done = watch.round_of_the_day(now, again=True)
    if done is None:
        return ""
    return f"检查 {done.checked} 件，新提醒 {done.raised} 条，消除 {done.settled} 条，用 {done.took_ms / 1000:.1f} 秒。"


def _send(now: datetime) -> str:
    notices.gather(now, digests=False)
    done = notices.send_due(now)
    return f"发出 {done.sent} 条，{done.failed} 条没有发出。" if done.sent or done.failed else ""


def _digest(now: datetime) -> str:
    made = notices.gather(now, digests=True)
    return f"做成汇总 {made} 份。" if made else ""


def _make_tables(now: datetime) -> str:
    made = saved.make_waiting(now)
    return f"生成了 {made} 份清单。" if made else ""


def _sweep_tables(now: datetime) -> str:
    gone = saved.sweep(now)
    return f"删除了 {gone} 份到期的清单。" if gone else ""


def _end_sessions(now: datetime) -> str:
    call_command("clearsessions", verbosity=0)
    return ""


JOBS: tuple[Job, ...] = (
    Job(
        "publish",
        "到时公开、到期下线",
        "公开设定了时间并已审签完毕的信息，给到期的信息标注失效。",
        Every(1),
        _publish_due,
        "没有到时的。",
    ),
    Job(
        "heads",
        "台账日志日汇总",
        "把前一天各机关的台账日志汇成一行哈希，供公布或另存。",
        Daily(0, 10),
        _gather_heads,
        "前几天都已汇总。",
    ),
    Job(
        "shred",
        "个人信息到期销毁",
        "销毁归档满保管年限的案件的个人信息。",
        Daily(1, 40),
        _shred,
        "没有期满的。",
        timedelta(hours=1),
    ),
    Job(
        "same-source",
        "规范性文件同源比对",
        "按设置的网址和天数，取省级数据库的清单与登记簿比对；不一致的列为待办。",
        Daily(4, 20),
        _same_source,
        "没有设置网址，或者还没有到比对的日子。",
        timedelta(hours=1),
    ),
    Job(
        SAME_SOURCE_ASKED,
        "立即取清单比对",
        "取经办人要求立即比对的省级数据库清单，与登记簿比对；页面上看得到进度，可以停下。",
        Every(1),
        _same_source_asked,
        "没有要取的。",
        timedelta(hours=1),
    ),
    Job(
        "purge",
        "体检结果到期删除",
        "删除超过保留天数的年报体检结果。",
        Daily(3, 15),
        _purge_checks,
        "没有到期的。",
    ),
    Job(
        "sweep",
        "清除没有用到的文件",
        "删除上传后一直没有用在任何稿件里的文件；任何一稿用过的永远保留。",
        Daily(3, 45),
        _sweep_files,
        "没有要清除的。",
        timedelta(hours=1),
    ),
    Job(
        "search-renew",
        "程序更新后重做检索索引",
        "新版程序做索引的方法变了的，逐条重做；做完以前，搜索页面说明结果可能不全。",
        Every(5),
        _renew_index,
        "索引就是现在的程序做的。",
        timedelta(hours=6),
    ),
    Job(
        "search-check",
        "核对检索索引",
        "把公开的信息与索引逐条核对，不一致的改正；日子已过、没有举行的活动不再搜到。",
        Daily(0, 5),
        _check_index,
        "全部一致。",
        timedelta(hours=2),
    ),
    Job(
        "alike-renew",
        "程序更新后重做相近申请的比对特征",
        "比对方法变了的，逐件重做；做完以前，“重复与频次”等页面说明可能不全。",
        Every(5),
        _renew_alike,
        "比对特征就是现在的程序做的。",
        timedelta(hours=6),
    ),
    Job(
        "search-forget",
        "搜索次数到期删除",
        f"删除 {KEPT_DAYS} 天以前搜过的词和次数（不记是谁搜的）。",
        Daily(2, 50),
        _forget_wishes,
        "没有到期的。",
    ),
    Job(
        "watch",
        "期限巡查",
        "逐件检查没有办结的申请、复议诉讼和留言，列出要提醒的；当天没有做完的，几分钟后接着做。",
        DailyFrom(*settings.WATCH_AT),
        _watch,
        "今天的巡查已经做完。",
        timedelta(hours=2),
    ),
    Job(
        "digest",
        "提醒汇总",
        "工作日把没有单独发出的提醒汇成每人一份，放进发件箱。",
        Daily(7, 40),
        _digest,
        "没有要汇总的。",
    ),
    Job(
        "send",
        "发送通知",
        "把发件箱里的电子邮件、短信、企业微信发出去；没有发出的隔一会儿再试。",
        Every(1),
        _send,
        "没有要发的。",
    ),
    Job(
        "tables",
        "生成申请清单",
        "生成经办人在列表上要的清单，做一段记一段，停下的可以接着做。",
        Every(1),
        _make_tables,
        "没有等着生成的。",
        timedelta(hours=1),
    ),
    Job(
        "tables-sweep",
        "清单到期删除",
        "删除生成满一天的申请清单。",
        Every(30),
        _sweep_tables,
        "没有到期的。",
    ),
    Job(
        "sessions",
        "清除过期的登录",
        "删除已过期的登录记录，过期的本来就不能再用。",
        Daily(3, 30),
        _end_sessions,
        "已清除。",
    ),
)
STANDING: tuple[Standing, ...] = (
    Standing("pages-sweep", "清除过时的页面", "每秒看一次，办理之后已经不对的页面文件随即清除。", pages.sweep_on),
    Standing("pages-write", "生成页面", "把清除了的和新公开的页面写成文件，供直接读取。", pages.write_on, nice=10),
)
_BY_KEY = {job.key: job for job in JOBS}


def job(key: str) -> Job:
    """The job of a key. Refused with LookupError: one that is not in the table, which is a slip of the caller."""
    return _BY_KEY[key]
