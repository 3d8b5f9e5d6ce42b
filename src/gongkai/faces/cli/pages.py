"""`gongkai pages`: the public pages as files."""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "页面文件：重新生成、核对、清空，nginx 的配置"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="rebuild|check|clear|nginx")
    rebuild = acts.add_parser("rebuild", help="把公开的页面都写成文件，已有的不重写；中断了再执行就接着做")
    rebuild.add_argument("--organ", action="append", default=[], metavar="代码", help="只做这个机关，可多次")
    rebuild.add_argument("--fresh", action="store_true", help="先全部清空，从头做起")
    rebuild.add_argument("--jobs", type=int, default=0, metavar="N", help="用几个进程（默认与处理器核数相同）")
    rebuild.add_argument("--json", action="store_true", help="输出 JSON")
    check = acts.add_parser("check", help="核对：每个页面文件与现在生成的一字不差，没有多余的文件")
    check.add_argument("--json", action="store_true", help="输出 JSON")
    acts.add_parser("clear", help="清空全部页面文件，页面照常显示，由定时任务重新写")
    nginx = acts.add_parser("nginx", help="按现在的设置输出 nginx 的配置")
    nginx.add_argument("--domain", action="append", default=[], metavar="域名", help="可多次；不给则用 ALLOWED_HOSTS")
    nginx.add_argument("--certificate", default="", metavar="文件", help="证书（PEM）；与 --key 一起给出时用 HTTPS")
    nginx.add_argument("--key", default="", metavar="文件", help="证书的私钥")
    nginx.add_argument("--listen", default="", metavar="地址", help="监听的地址和端口，默认 80；有证书时 443")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.pages_acts", args.act, args))
