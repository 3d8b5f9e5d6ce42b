"""`gongkai heads`: the hash of every chain on a day, to be kept outside. Run it once a night."""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "日汇总：汇总到昨天，列出最近几天的哈希，供公布或另存"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--last", type=int, default=10, metavar="N", help="列出最近几天（默认 10）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.journal_acts", "heads", args))
