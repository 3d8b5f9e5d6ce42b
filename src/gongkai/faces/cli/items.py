"""`gongkai items`: bring the items of an old site in, and make a batch public or send it back."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

SUMMARY = "信息迁入：把旧网站的信息读进来，由另一人整批核准"

_HELP = """\
可以读 csv、json（列表或一行一条），或者旧网站网页的文件夹（UTF-8 或 GBK）。网页按国务院办公厅规定的标签取标题、日期、来源、栏目；
别的写法在对照文件里写明：

  [source]
  site = "http://www.example.gov.cn"   # 旧网址的开头，其后是文件夹里的路径
  pictures = "drop"                    # 找不到的图片不带；不写则算问题
  [fields]                             # 我们的要素 = 旧的列名、json 的键、meta:名称 或 css:选择器
  title = "标题"
  body = "css:#zoom"
  [fixed]                              # 统一写明的
  source = "某县人民政府办公室"
  [values.column]                      # 旧的写法 = 新的写法
  "通知" = "通知公告"

要素的名称：title body published_on column source formed_on address attachments genre document_number summary keywords
effective_on valid_until changes registration_number interprets expires_on index_number。csv、json 的列名就是这些名称或其中文名的，不用对照文件。
index_number 是旧网站公开的索引号，写了就沿用，没有写的由本系统编号；interprets 写同一批或者已经在这里的政策的索引号。

有一处问题，就什么也不迁入；全部问题一次列出。--skip-bad 把有问题的留下不迁，并列出。中断后再次运行同一命令，从停下的地方接着做。
迁入的信息在另一位负责人或者分管领导整批核准之前，外面看不到。

退出码：0 已迁入，或没有新的内容；1 有问题；2 文件读不了，或命令被拒绝。"""


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="import|batches|accept|reject")
    taken = acts.add_parser(
        "import",
        help="读入旧网站的信息",
        description="读入旧网站的信息，待另一人核准。",
        epilog=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    taken.add_argument("source", type=Path, metavar="FILE-OR-FOLDER", help="csv、json 文件，或者网页的文件夹")
    taken.add_argument("--mapping", type=Path, metavar="M.toml", help="对照文件")
    taken.add_argument("--check", action="store_true", help="只核对，不迁入")
    taken.add_argument("--skip-bad", action="store_true", help="有问题的留下不迁，并列出")
    taken.set_defaults(go="import_")
    listed = acts.add_parser("batches", help="列出各批", description="列出一个机关迁入的各批。")
    listed.set_defaults(go="batches")
    accepted = acts.add_parser("accept", help="核准一批", description="把一批信息整批公开，公开日期是旧网站的日期。")
    accepted.set_defaults(go="accept")
    rejected = acts.add_parser("reject", help="退回一批", description="把一批信息整批退回，以后可以重新迁入。")
    rejected.add_argument("--reason", required=True, help="理由")
    rejected.set_defaults(go="reject")
    for each in (accepted, rejected):
        each.add_argument("batch", type=int, metavar="BATCH", help="哪一批，见 gongkai items batches")
    for each in (taken, listed, accepted, rejected):
        each.add_argument("--organ", required=True, metavar="CODE_OR_NAME", help="哪个机关")
        each.add_argument(
            "--as", dest="login", default="", metavar="LOGIN", help="由谁办理：登录名；读入时不填按系统读入"
        )
        each.add_argument("--json", action="store_true", help="打印 JSON")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.items_acts", args.go, args))
