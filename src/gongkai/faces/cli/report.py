"""`gongkai report`: read, check, add up and convert published annual reports; compile and hold against today our own.

Exit codes: 0 nothing found, or notes only; 1 there are errors or doubts; 2 something could not be read or was refused.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

SUMMARY = "年报：读取、核对、汇总、转换、编制"

_CHECK_HELP = """\
FILE 可以是文件，也可以是文件夹（连同其下各级文件夹里的 html、txt、docx、pdf、xlsx、json）。
多份一起核对时，同一单位上一年度的年报在其中的，自动用来比较。

--json：只有一个文件时打印发现的列表；给了文件夹或多个文件时打印对象的列表，每份一个：
  {"file", "organ", "year", "form", "previous", "problem", "remarks", "findings": [发现]}
--out：把发现写成一张表（.xlsx 或 .html）。中断后再次运行同一命令，从停下的地方接着做。

退出码：0 没有发现，或只有提示；1 有错误或存疑；2 有文件读不了，或命令被拒绝。"""

_COMPILE_HELP = """\
--texts 的文件按段落写，键为 overview disclosure requests management platform supervision
problems measures fees innovations others，如 TOML：platform = "按季度巡检网站。"
文字里可用标记，如 {requests.new}、{items.published}、{table3.1.6}，数字由台账填入。
--set 可给多个，如 --set licences=all；可用的口径见 docs/law-settings.md。

退出码：0 编好，没有发现或只有提示；1 编好，有错误或存疑；2 被拒绝，没有写文件。"""


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="read|check|rollup|convert|rules|compile|rerender")
    read = acts.add_parser(
        "read", help="读一份已发布的年报", description="读一份已发布的年报，列出表格、正文数字和读不准的地方。"
    )
    read.add_argument("file", type=Path, metavar="FILE", help="html、txt、docx、pdf、xlsx 或 json 文件")
    read.add_argument("--json", action="store_true", help="打印标准 JSON")
    read.set_defaults(go="read")
    check = acts.add_parser(
        "check",
        help="核对一份或多份年报",
        description="核对表内勾稽、正文与表格、与上年衔接、遗留的单位名称和年份等。",
        epilog=_CHECK_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("files", type=Path, nargs="+", metavar="FILE", help="文件或文件夹")
    check.add_argument("--previous", type=Path, metavar="FILE", help="上一年度的年报（只核对一份时用）")
    check.add_argument("--json", action="store_true", help="打印 JSON")
    check.add_argument("--out", type=Path, metavar="F", help="把发现写成 .xlsx 或 .html")
    check.set_defaults(go="check")
    rollup = acts.add_parser(
        "rollup",
        help="把各单位的年报汇总成一份",
        description="逐格相加各单位的三张表。空格按0计并说明；有一份读不准的格，汇总数就不能确定，并指出是哪一份。",
        epilog="退出码：0 正常；1 有不能确定的数，或与 --compare 的汇总表不同；2 读不了或被拒绝。",
    )
    rollup.add_argument("files", type=Path, nargs="+", metavar="FILE", help="各单位的年报，文件或文件夹")
    rollup.add_argument("--out", type=Path, required=True, metavar="F", help="汇总结果：.docx .pdf .html .xlsx .json")
    rollup.add_argument("--compare", type=Path, metavar="FILE", help="已有的汇总年报，逐格比较")
    rollup.add_argument("--organ", default="", metavar="NAME", help="汇总年报的单位名称")
    rollup.set_defaults(go="rollup")
    convert = acts.add_parser(
        "convert",
        help="把一份年报转成另一种文件",
        description="表格、正文、单位、年度不变，换成另一种文件。有字体里没有的字时逐个列出：写 pdf 时拒绝，写别的文件时照写，退出码为 1。",
    )
    convert.add_argument("file", type=Path, metavar="FILE", help="要转换的年报")
    convert.add_argument("--out", type=Path, required=True, metavar="F", help=".docx .pdf .html .xlsx .json")
    convert.set_defaults(go="convert")
    rules = acts.add_parser("rules", help="逐条看核对的规则", description="每条规则查什么、程度、怎么改、依据。")
    rules.add_argument("code", nargs="*", metavar="CODE", help="只看这几条，如 table3.row_total")
    rules.set_defaults(go="rules")
    _configure_compile(acts)


def _configure_compile(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compile_ = acts.add_parser(
        "compile",
        help="由台账或数据库编制年报",
        description="三张表由登记的事项算出，正文的数字与表格绑定；编好后自动核对。给 --ledger 时不用数据库。",
        epilog=_COMPILE_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    source = compile_.add_mutually_exclusive_group(required=True)
    source.add_argument("--ledger", type=Path, metavar="X.xlsx", help="Excel 台账")
    source.add_argument("--organ", metavar="NAME", help="数据库中的机关，代码或名称")
    compile_.add_argument("--year", type=int, required=True, metavar="Y", help="报告年度")
    compile_.add_argument(
        "--as-of", metavar="D", help="数据截止日，如 2024-06-30；不给则到年末，年度还没有过完的到今天"
    )
    compile_.add_argument(
        "--previous", type=Path, metavar="FILE", help="上一年度的年报，用来核对结转；--organ 时默认用库中已公布的"
    )
    compile_.add_argument("--texts", type=Path, metavar="FILE", help="本机关改写的段落，.toml 或 .json")
    compile_.add_argument(
        "--set", action="append", default=[], dest="choices", metavar="NAME=VALUE", help="更改一项口径"
    )
    compile_.add_argument("--out", type=Path, required=True, metavar="F", help=".docx .html .pdf .xlsx .json")
    compile_.set_defaults(go="compile_", module="gongkai.faces.cli.report_compile")
    rerender = acts.add_parser(
        "rerender",
        help="已公布的年报按今天的数据重编一遍，列出不同之处",
        description="不改动任何年报。逐份列出：补登、更正的事项使哪些格变了，正文、模板、口径有哪些不同。",
        epilog="退出码：0 没有不同；1 有不同；2 被拒绝。",
    )
    rerender.add_argument("--organ", metavar="NAME", help="只看这个机关，代码或名称")
    rerender.add_argument("--year", type=int, metavar="Y", help="只看这个年度")
    rerender.set_defaults(go="rerender", module="gongkai.faces.cli.report_compile")


def run(args: argparse.Namespace) -> int:
    # The readers' and writers' libraries are slow to load, and `gongkai --help` needs none of them.
    module = importlib.import_module(getattr(args, "module", "gongkai.faces.cli.report_acts"))
    return int(getattr(module, args.go)(args))
