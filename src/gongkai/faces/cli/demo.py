"""`gongkai demo`: fill an empty installation with the demo county.

Takes:   the day that counts as today. Gives: the county, or nothing where it is there already.
Refused: production, an installation with data of its own, a package without the county.
"""

from __future__ import annotations

import argparse
from datetime import date

from gongkai.faces.cli import wall
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.run import prepare, settings, start_django

SUMMARY = "把演示县装进空的系统，看看各处的样子"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", metavar="日期", help="以哪一天为今天（年-月-日），不给则用当天")


def run(args: argparse.Namespace) -> int:
    today = _day(args.today) if args.today else None
    if settings().switch("GONGKAI_PRODUCTION"):
        raise Failure("正式运行（GONGKAI_PRODUCTION=1）的系统不装演示县；请另用一个数据文件夹，不设这一项。")
    start_django()
    prepare()
    from gongkai.faces.cli import demo_filling  # noqa: PLC0415 - late: needs Django set up

    if not demo_filling.fill(today or wall.today()):
        print("演示县已经在这里，没有改动。")
    demo_filling.print_logins()
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failure(f"--today 的“{text}”不是日期，请写成年-月-日，如 2026-11-22。") from None
