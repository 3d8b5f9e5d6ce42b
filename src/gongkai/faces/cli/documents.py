"""`gongkai documents`: the register of normative documents as of a day, and its comparison with the list of the province."""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "规范性文件：某一天有效的清单、与省级数据库的清单比对"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|compare")
    listing = acts.add_parser(
        "list", help="列出某一天有效的文件", description="列出一个机关在某一天有效的规章、规范性文件。"
    )
    _common(listing)
    listing.add_argument("--in-force-on", metavar="D", help="哪一天（默认今天）")
    listing.set_defaults(go="list_documents")
    compare = acts.add_parser(
        "compare",
        help="与清单比对",
        description="把登记簿与省级数据库的清单（json、csv、xlsx、网页）比对；有不一致时退出码为 1。",
    )
    compare.add_argument("source", metavar="文件|网址", help="清单文件，或者以 https:// 开头的网址")
    _common(compare)
    compare.add_argument(
        "--column", action="append", default=[], metavar="字段=列名", help="列的对应，可多个，如 number=发文字号"
    )
    compare.add_argument("--private", action="store_true", help="网址在本单位内部网络里")
    compare.set_defaults(go="compare")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.documents_acts", args.go, args))


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organ", required=True, metavar="机关", help="代码或名称")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
