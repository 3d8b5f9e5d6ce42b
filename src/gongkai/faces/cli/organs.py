"""`gongkai organs`: found, rename, recode, move, dissolve and list organs. For whoever operates the machine."""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "机构：设立、更名、更改代码、改变隶属、撤销、列出"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="found|rename|recode|move|dissolve|describe|list")
    found = acts.add_parser("found", help="设立机关", description="设立一个机关，写明代码、全称、类别、层级。")
    found.add_argument("code", metavar="代码", help="字母、数字、短横，如 county-office")
    found.add_argument("--name", required=True, metavar="全称")
    found.add_argument("--short", default="", metavar="简称")
    found.add_argument("--kind", required=True, metavar="K", help="government office department township authorised")
    found.add_argument("--level", required=True, metavar="L", help="province city county township")
    found.add_argument("--parent", default="", metavar="X", help="上级机关（代码或名称）")
    found.add_argument("--since", metavar="D", help="设立之日（默认今天）")
    found.set_defaults(go="found")
    rename = _act(acts, "rename", "更名", "自某日起更名；以前的年报仍用旧名。")
    rename.add_argument("--name", required=True, metavar="新全称")
    rename.add_argument("--short", default="", metavar="新简称")
    rename.add_argument("--since", metavar="D", help="启用之日（默认今天）")
    recode = _act(acts, "recode", "更改代码", "更改网址中的代码；用原来代码的网址转到新的，索引号不变。")
    recode.add_argument("--code", required=True, metavar="新代码")
    move = _act(acts, "move", "改变隶属", "改变上级机关；不给 --parent 则没有上级。")
    move.add_argument("--parent", default="", metavar="X", help="新的上级机关（代码或名称）")
    dissolve = _act(acts, "dissolve", "撤销", "撤销机关；已有的登记都保留。")
    dissolve.add_argument("--last-day", metavar="D", help="存续的最后一天（默认今天）")
    dissolve.add_argument("--successor", default="", metavar="X", help="承接职能的机关（代码或名称）")
    describe = _act(acts, "describe", "修改办公信息", "修改指南里的办公信息和答复书里的救济机关。")
    describe.add_argument("--set", action="append", required=True, dest="fields", metavar="NAME=VALUE", help="可多个")
    listing = acts.add_parser("list", help="列出机关", description="按隶属列出现有的机关。")
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    listing.set_defaults(go="list_organs")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.organs_acts", args.go, args))


def _act(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, short: str, long: str
) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=short, description=long)
    parser.add_argument("organ", metavar="机关", help="代码或名称")
    parser.set_defaults(go=name)
    return parser
