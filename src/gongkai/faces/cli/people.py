"""`gongkai people`: logins and posts, from the first administrator on. For whoever operates the machine."""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "人员：开通登录名、任职、免职、重设密码、停用、解锁"

_ASKED = "密码从标准输入读（一行）；终端上会提示输入两遍。"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(
        dest="act", required=True, metavar="add|appoint|dismiss|password|off|on|unlock|second-factor|list"
    )
    add = _act(acts, "add", "开通登录名并任职", f"开通登录名并任一个职务。{_ASKED}")
    add.add_argument("--name", required=True, metavar="姓名")
    add.add_argument("--email", default="", metavar="邮箱")
    _post(add)
    appoint = _act(acts, "appoint", "再任一个职务", "给已有的登录名再任一个职务。")
    _post(appoint)
    appoint.add_argument("--until", metavar="D", help="任职的最后一天，如临时代理（不给则不限）")
    dismiss = _act(acts, "dismiss", "免去一个职务", "免去一个职务；以前办的事仍记在名下。")
    _where(dismiss)
    dismiss.add_argument("--last-day", metavar="D", help="任职的最后一天（默认今天）")
    _act(acts, "password", "重设密码", f"重设密码，已登录的须重新登录。{_ASKED}")
    _act(acts, "off", "停用登录名", "停用登录名，立即不能再登录。")
    _act(acts, "on", "恢复登录名", "恢复停用的登录名。")
    _act(acts, "unlock", "解除登录锁定", "解除因密码多次输错造成的锁定。")
    _act(acts, "second-factor", "取消动态验证码", "取消动态验证码，由本人登录后重新设置；用于手机和恢复码都丢了的。")
    listing = acts.add_parser("list", help="列出人员和职务", description="列出人员和现任职务。")
    listing.add_argument("--organ", default="", metavar="X", help="只列这个机关的（代码或名称）")
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    listing.set_defaults(go="list_people")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.people_acts", args.go, args))


def _act(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, short: str, long: str
) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=short, description=long)
    parser.add_argument("login", metavar="登录名")
    parser.set_defaults(go=name.replace("-", "_"))
    return parser


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organ", required=True, metavar="X", help="机关的代码或名称")
    parser.add_argument(
        "--role", required=True, metavar="R", help="clerk reviewer head compiler leader supervisor admin，或其中文名称"
    )


def _post(parser: argparse.ArgumentParser) -> None:
    _where(parser)
    parser.add_argument("--since", metavar="D", help="任职的第一天（默认今天）")
