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

from gongkai.config.environment import BadSetting, Environment, current, data_folder
from gongkai.faces.cli.doctor_check import Check, State
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.run import start_django

SUMMARY = "检查安装：设置、数据库、字体、工作日历、磁盘"
_GB = 1024**3


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
    from gongkai.faces.cli import doctor_django  # noqa: PLC0415 - late: needs Django set up

    yield from _settings(environment)
    yield from doctor_django.examine()
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
