"""`gongkai doctor`: can this installation do its work, and what should be mended?

Takes:   the settings, the database, the disk, the types, the calendar of this machine.
Gives:   one line a check. Exit code 0 when all can work (hints allowed), 1 when something must be mended.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from gongkai.config.environment import BadSetting, Environment, current, data_folder
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.run import start_django
from gongkai.law.calendar import BadNotice

SUMMARY = "检查安装：设置、数据库、字体、工作日历、磁盘"
_GB = 1024**3


class State(Enum):
    GOOD = "正常"
    HINT = "提醒"
    BAD = "不行"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do about it."""

    subject: str
    state: State
    message: str


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    checks = list(examine())
    if args.json:
        rows = [{"subject": c.subject, "state": c.state.name.lower(), "message": c.message} for c in checks]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for check in checks:
            print(f"[{check.state.value}] {check.subject}：{check.message}")
    return 1 if any(check.state is State.BAD for check in checks) else 0


def examine() -> Iterator[Check]:
    """Every check in turn. Without usable settings nothing else can be examined."""
    yield _python()
    try:
        environment = current()
        data_folder(environment)
        start_django()
    except (BadSetting, Failure) as error:
        yield Check("设置", State.BAD, str(error))
        return
    yield from _settings(environment)
    yield from _law_settings()
    yield from _django_side()
    yield _types()
    yield _disk(environment)


def _python() -> Check:
    # make setup and pip refuse an older one than 3.11; this line is for the person who reads a report of trouble.
    return Check("Python", State.GOOD, platform.python_version())


def _settings(environment: Environment) -> Iterator[Check]:
    if environment.switch("GONGKAI_PRODUCTION"):
        yield Check("设置", State.GOOD, "正式运行")
        if not environment.switch("GONGKAI_TRUSTED_PROXY"):
            sentence = "没有设置 GONGKAI_TRUSTED_PROXY=1；由反向代理终结 HTTPS 的，网页会反复跳转，请设置。"
            yield Check("反向代理", State.HINT, sentence)
    else:
        yield Check("设置", State.HINT, "试用方式；正式运行请设置 GONGKAI_PRODUCTION=1。")
    empty = [
        name
        for name in ("GONGKAI_ORGAN", "GONGKAI_CONTACT", "GONGKAI_SITE_DOMAIN", "GONGKAI_SITE_ID")
        if not environment.text(name)
    ]
    if empty:
        yield Check("页脚", State.HINT, f"没有设置 {'、'.join(empty)}，页脚的主办单位信息不完整。")


def _law_settings() -> Iterator[Check]:
    from django.conf import settings  # noqa: PLC0415 - late: needs Django set up

    changed = settings.LAW_CHOICES.changed()
    if not changed:
        yield Check("法律口径", State.GOOD, "全部按默认（docs/law-settings.md）")
    for sentence in changed:
        yield Check("法律口径", State.HINT, f"与默认不同：{sentence}")


def _guards() -> Iterator[Check]:
    from django.db import connection  # noqa: PLC0415 - late: needs Django set up

    from gongkai.apps.journal import triggers  # noqa: PLC0415 - the same
    from gongkai.apps.publishing import triggers as item_triggers  # noqa: PLC0415 - the same
    from gongkai.apps.questions import triggers as answer_triggers  # noqa: PLC0415 - the same
    from gongkai.apps.reporting import triggers as report_triggers  # noqa: PLC0415 - the same

    of_reports = report_triggers.statements(connection.vendor)
    if lacking := triggers.missing(connection, of_reports):
        yield Check("年报定稿", State.BAD, f"缺少 {len(lacking)} 个防改的触发器。执行：gongkai report rerender 核对。")
    else:
        yield Check("年报定稿", State.GOOD, "防改的触发器齐全")
    if lacking := triggers.missing(connection, item_triggers.statements(connection.vendor)):
        said = f"缺少 {len(lacking)} 个防改的触发器，未审签的也可能公开。执行：gongkai verify --restore-guards。"
        yield Check("信息发布", State.BAD, said)
    else:
        yield Check("信息发布", State.GOOD, "审签和公开的触发器齐全")
    if lacking := triggers.missing(connection, answer_triggers.statements(connection.vendor)):
        said = f"缺少 {len(lacking)} 个触发器，未签字的答复也可能公开。执行：gongkai verify --restore-guards。"
        yield Check("互动交流", State.BAD, said)
    else:
        yield Check("互动交流", State.GOOD, "签字公开的触发器齐全")
    if lacking := triggers.missing(connection):
        yield Check(
            "台账日志", State.BAD, f"缺少 {len(lacking)} 个防改的触发器，可能有人改动过。执行：gongkai verify。"
        )
    else:
        yield Check("台账日志", State.GOOD, "防改的触发器齐全")
    yield _keys()
    yield _papers()


def _papers() -> Check:
    from gongkai.apps.papers import queries as papers  # noqa: PLC0415 - late: needs Django set up

    # Opening every file takes long: that is asked of `gongkai verify --records`.
    if lost := papers.missing():
        said = f"{lost} 份案卷材料的文件不见了，请从备份恢复数据文件夹下的 papers，再执行：gongkai verify --records。"
        return Check("案卷材料", State.BAD, said)
    return Check("案卷材料", State.GOOD, "文件齐全；逐份核对用 gongkai verify --records")


def _keys() -> Check:
    from gongkai.apps.journal import vault  # noqa: PLC0415 - late: needs Django set up

    match vault.state_of_keys():
        case "unused":
            return Check("个人信息密钥", State.GOOD, "尚未生成，初次使用时自动生成；生成后请立即备份。")
        case "open":
            return Check("个人信息密钥", State.HINT, "别的用户也能读密钥文件，请执行：chmod 600 密钥文件。")
        case "good":
            return Check("个人信息密钥", State.GOOD, "可用；请确认已有备份，且不与数据库放在一起。")
        case refusal:
            return Check("个人信息密钥", State.BAD, refusal)


def _django_side() -> Iterator[Check]:
    from django.db import connection  # noqa: PLC0415 - late: needs Django set up

    from gongkai.config import health  # noqa: PLC0415 - the same

    if not health.database_answers():
        yield Check("数据库", State.BAD, "连不上。请检查 DATABASE_URL，以及数据库服务是否已启动。")
    else:
        version = ".".join(str(part) for part in connection.get_database_version())
        yield Check("数据库", State.GOOD, f"{connection.display_name} {version}")
        missing = health.missing_migrations()
        if not missing:
            yield from _guards()
            yield _computed()
            yield _counted()
            yield _listed()
            yield _findable()
            yield _schedule()
            yield from _watched()
        else:
            yield Check("数据库结构", State.BAD, f"还有 {len(missing)} 项更新没有做。执行：gongkai run --prepare。")
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


def _computed() -> Check:
    from gongkai.apps.requests import queries as requests  # noqa: PLC0415 - late: needs Django set up

    try:
        owed = requests.rebuild_due()
    except BadNotice as error:
        return Check("登记的期限", State.BAD, str(error))
    if owed:
        return Check("登记的期限", State.HINT, owed)
    return Check("登记的期限", State.GOOD, "按现行放假安排和口径计算")


def _counted() -> Check:
    from django.db import connection  # noqa: PLC0415 - late: needs Django set up

    from gongkai.apps.publishing import counting  # noqa: PLC0415 - the same
    from gongkai.apps.requests import month_counts  # noqa: PLC0415 - the same

    if wrong := counting.wrong(connection):
        return Check("栏目条数", State.BAD, f"{wrong} 个栏目月份的条数与公开的信息不符。执行：gongkai rebuild。")
    if wrong := month_counts.wrong(connection):
        return Check(
            "每月件数", State.BAD, f"{wrong} 个月份的申请件数与登记的申请不符，图表不准。执行：gongkai rebuild。"
        )
    return Check("栏目条数、每月件数", State.GOOD, "与公开的信息和登记的申请一致")


def _listed() -> Check:
    from django.db import connection  # noqa: PLC0415 - late: needs Django set up

    from gongkai.apps.requests import words  # noqa: PLC0415 - the same

    if wrong := words.wrong(connection):
        return Check(
            "申请的检索", State.BAD, f"{wrong} 件申请与检索用的索引不符，列表可能找不到。执行：gongkai rebuild。"
        )
    return Check("申请的检索", State.GOOD, "索引与登记的申请一致")


def _findable() -> Check:
    from gongkai.apps.search import keeping  # noqa: PLC0415 - late: needs Django set up

    # Holding every text against the index takes minutes: that is asked of `gongkai search check`.
    if not keeping.current():
        return Check(
            "全文检索", State.HINT, "索引还是更新以前的，定时任务会重做；要马上重做，执行：gongkai search rebuild。"
        )
    return Check("全文检索", State.GOOD, "索引是现在的版本；逐条核对用 gongkai search check")


def _schedule() -> Check:
    from django.utils import timezone  # noqa: PLC0415 - late: needs Django set up

    from gongkai.apps.schedule import queries as schedule  # noqa: PLC0415 - the same

    if faults := schedule.examined(timezone.now()).faults:
        # A hint: an installation that is not running yet, or is stopped for the night, is not broken.
        return Check("定时任务", State.HINT, " ".join(faults[:3]))
    return Check("定时任务", State.GOOD, "都按时运行")


def _watched() -> Iterator[Check]:
    from django.utils import timezone  # noqa: PLC0415 - late: needs Django set up

    from gongkai.apps.notices import queries as notices  # noqa: PLC0415 - the same
    from gongkai.apps.watch import queries as watch  # noqa: PLC0415 - the same

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


def _types() -> Check:
    from gongkai.annual.write import fonts  # noqa: PLC0415 - late: loads the typesetter

    families = fonts.families()
    lacking = [kind for kind, names in families.items() if not names]
    if lacking:
        return Check("字体", State.BAD, f"缺少 {'、'.join(lacking)}，写不出 PDF。请重新执行 make setup。")
    return Check("字体", State.GOOD, f"正文用 {families['fangsong'][0]}，标题用 {families['title_song'][0]}")


def _disk(environment: Environment) -> Check:
    free = shutil.disk_usage(environment.folder("GONGKAI_DATA")).free
    if free < _GB // 4:
        return Check("磁盘", State.BAD, f"数据文件夹只剩 {free / _GB:.2f} GB，请先腾出空间。")
    if free < 2 * _GB:
        return Check("磁盘", State.HINT, f"数据文件夹还剩 {free / _GB:.1f} GB，请留意。")
    return Check("磁盘", State.GOOD, f"还剩 {free / _GB:.1f} GB")
