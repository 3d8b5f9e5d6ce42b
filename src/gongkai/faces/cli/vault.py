"""`gongkai vault`: personal data at the end of its time, and new keys."""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "个人信息：到期销毁、更换密钥"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="shred|rotate")
    shred = acts.add_parser(
        "shred", help="销毁保管期满的", description="按 GONGKAI_PERSONAL_YEARS 销毁期满的个人信息。"
    )
    shred.set_defaults(go="shred")
    rotate = acts.add_parser("rotate", help="换一把密钥", description="造一把新密钥，把全部个人信息重新密封。")
    rotate.add_argument("--continue", dest="unfinished", action="store_true", help="接着做上次没有做完的，不再造新密钥")
    rotate.set_defaults(go="rotate")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.journal_acts", args.go, args))
