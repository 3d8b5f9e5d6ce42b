"""`gongkai verify`: is the journal as it was written, and is every published text what was signed? Names what is not.

Exit codes: 0 whole, 1 something was changed, 2 it could not be verified.
"""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "核验台账日志和已公开的信息：逐条重算哈希，指出被改动的"
_EPILOG = """\
--head 给出以前记在外面的日汇总（gongkai heads 列出），能发现连日汇总一并重算的改写。
退出码：0 完好；1 有被改动的；2 不能核验。"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument(
        "--organ", action="append", default=[], metavar="X", help="只核验这个机关（代码或名称，可多个）"
    )
    parser.add_argument("--head", action="append", default=[], metavar="DAY:HASH", help="记在外面的日汇总（可多个）")
    parser.add_argument("--records", action="store_true", help="一并解开密封的个人信息和案卷材料，与登记时核对")
    parser.add_argument("--restore-guards", action="store_true", help="先补上数据库缺少的防改触发器")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.journal_acts", "verify", args))
