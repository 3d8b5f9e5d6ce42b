"""`gongkai search`: is everything public found, and nothing else? Compared, and put right.

Takes:   the database. Gives: what is missing in the index, what is too much, what is another than what is public now. Exit code 0 when there is
         nothing (or, for `rebuild`, when it was put right), 1 when `check` found something, 2 when it could not be done.
"""

from __future__ import annotations

import argparse

from gongkai.faces.cli.run import start_django

SUMMARY = "全文检索：核对索引，重建索引"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    check = acts.add_parser("check", help="只核对：公开的是不是都搜得到，搜得到的是不是都公开着")
    rebuild = acts.add_parser("rebuild", help="核对并补齐、去掉、改正；中断后再执行，接着做没做完的")
    rebuild.add_argument("--fresh", action="store_true", help="清空后从头建立（索引损坏、换了版本时用）")
    for each in (check, rebuild):
        each.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    start_django()
    from gongkai.faces.cli import search_acts  # noqa: PLC0415 - late: needs Django set up

    return search_acts.run(args)
