"""`gongkai ledger`: the Excel ledger of an office: its template, checking it, taking it in, giving it out.

Exit codes: 0 fine; 1 the ledger has faults, nothing was taken; 2 it could not be read or was refused.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

SUMMARY = "台账：取模板、核对、导入、导出 Excel 台账"

_CHECK_HELP = """\
核对不需要数据库，也不改动文件。每处问题写明工作表、单元格、原因和怎样改。

--json：{"file", "remarks": [要说明的], "counts": {"requests", "remedies", …} 或 null, "faults": [{"sheet", "cell", "reason", "remedy"}]}

退出码：0 没有问题；1 有问题；2 文件读不了，或命令被拒绝。"""

_IMPORT_HELP = """\
有一处问题，就什么也不导入。同一份文件再导入一次，不会重复登记；在原来的行上续填的，只补登后来的事项。
中断后再次运行同一命令，从停下的地方接着核对；登记在最后一步一次完成，要么全部，要么没有。

--json：{"file", "run", "remarks", "counts": {…}, "faults": [...]}

退出码：0 已导入，或没有新的内容；1 有问题，没有导入；2 文件读不了，或命令被拒绝。"""


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="template|check|import|export")
    template = acts.add_parser(
        "template", help="取空白台账", description="写一本空白的 Excel 台账，带下拉列表和填写说明。"
    )
    template.add_argument("--organ", default="", metavar="NAME", help="单位全称，写入“机构”表")
    template.add_argument("--out", type=Path, required=True, metavar="F.xlsx", help="写到哪里")
    template.set_defaults(go="template")
    check = acts.add_parser(
        "check",
        help="核对一本台账",
        description="逐格核对一本台账。",
        epilog=_CHECK_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("file", type=Path, metavar="FILE", help="台账（xlsx）")
    check.add_argument("--json", action="store_true", help="打印 JSON")
    check.set_defaults(go="check")
    taken = acts.add_parser(
        "import",
        help="导入一本台账",
        description="核对一本台账，没有问题的登记入库。",
        epilog=_IMPORT_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    taken.add_argument("file", type=Path, metavar="FILE", help="台账（xlsx）")
    taken.add_argument("--organ", required=True, metavar="CODE_OR_NAME", help="导入到哪个机关")
    taken.add_argument("--as", dest="login", required=True, metavar="LOGIN", help="由谁导入：登录名")
    taken.add_argument("--json", action="store_true", help="打印 JSON")
    taken.set_defaults(go="import_")
    given = acts.add_parser("export", help="导出台账", description="把一个机关的全部登记写成 Excel 台账。")
    given.add_argument("--organ", required=True, metavar="CODE_OR_NAME", help="哪个机关")
    given.add_argument("--as", dest="login", default="", metavar="LOGIN", help="由谁导出：登录名；不填按系统导出")
    given.add_argument("--out", type=Path, required=True, metavar="F.xlsx", help="写到哪里")
    given.add_argument("--personal", action="store_true", help="连同个人信息（每次查看都记入日志）")
    given.set_defaults(go="export")


def run(args: argparse.Namespace) -> int:
    # Reading workbooks and the database are slow to load, and `gongkai --help` needs neither.
    module = "ledger_files" if args.go in ("template", "check") else "ledger_database"
    return int(getattr(importlib.import_module(f"gongkai.faces.cli.{module}"), args.go)(args))
