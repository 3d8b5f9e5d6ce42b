"""`gongkai watch`: look at every open case now, or say how the watch and the outbox stand.

Takes:   the database. Gives: one sentence, or JSON. Exit code 1 when `state` finds that no round finished in time or that messages did
         not go out.
"""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "期限巡查：现在检查一遍没有办结的案件，或者看巡查和发件箱的情况"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    now = acts.add_parser("run", help="现在检查一遍；今天没有做完的接着做")
    state = acts.add_parser("state", help="上次巡查何时做完、查了多少，提醒发出去没有")
    for each in (now, state):
        each.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.watch_acts", {"run": "walked", "state": "told"}[args.act], args))
