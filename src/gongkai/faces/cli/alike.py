"""`gongkai alike`: has every request what it is compared by, and nothing that was shredded? Compared, and put right.

Takes:   the database and the keys of the vault. Gives: cases without signatures, signatures that outlived their text. Exit code 0 when there are none (or,
         for `rebuild`, when it was put right), 1 when `check` found some, 2 when it could not be done.
"""

from __future__ import annotations

import argparse

from gongkai.faces.cli.run import start_django

SUMMARY = "相近申请：核对比对特征，重做比对特征"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    check = acts.add_parser("check", help="只核对：每件申请、留言是不是都有比对特征，正文已销毁的是不是都没有了")
    rebuild = acts.add_parser("rebuild", help="核对并补齐、去掉；程序更新后没有重做完的，接着做完")
    rebuild.add_argument(
        "--fresh", action="store_true", help="清空后全部重做；要逐件打开密封的内容，每件都记入台账日志"
    )
    for each in (check, rebuild):
        each.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    start_django()
    from gongkai.faces.cli import alike_acts  # noqa: PLC0415 - late: needs Django set up

    return alike_acts.run(args)
