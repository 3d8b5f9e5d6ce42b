"""`gongkai rebuild`: do the tables still say what the journal says? Compared, and made again where they do not.

Takes:   the database, the calendar and settings in force.
Gives:   every row that differed; with --calendar the open cases that a new holiday notice moves. Exit code 0 when nothing
         differed or moved, 1 when something did, 2 when it could not be done.
"""

from __future__ import annotations

import argparse

from gongkai.faces.cli.run import start_django

SUMMARY = "按日志重算登记、期限；放假通知更新后用 --calendar"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="只核对，不改动")
    parser.add_argument("--calendar", action="store_true", help="按新收录的放假通知重算未办结的期限，列出变动的件")
    parser.add_argument(
        "--organ", action="append", default=[], metavar="机关", help="只做这个机关（代码或者名称），可多次"
    )
    parser.add_argument("--fresh", action="store_true", help="从头做起，不接着上次中断的地方")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    start_django()
    from gongkai.faces.cli import rebuild_tables  # noqa: PLC0415 - late: needs Django set up

    return rebuild_tables.run(args)
