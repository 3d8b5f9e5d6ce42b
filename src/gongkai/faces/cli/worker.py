"""`gongkai worker`: do by the clock what nobody should have to remember."""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "定时任务：到时公开、日汇总、到期销毁等；由 gongkai run 一并启动"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--once", action="store_true", help="把到时的各做一次就结束")
    acts.add_argument("--job", metavar="名称", help="不等时间，现在做一次；名称见 --list")
    acts.add_argument("--list", action="store_true", help="列出各项任务、上次和下次运行")
    parser.add_argument("--json", action="store_true", help="与 --list 同用，输出 JSON")


def run(args: argparse.Namespace) -> int:
    acts = importlib.import_module("gongkai.faces.cli.office")  # Late: listing the commands must not pay for Django.
    return int(acts.run("gongkai.faces.cli.worker_acts", _act(args), args))


def _act(args: argparse.Namespace) -> str:
    if args.list:
        return "listed"
    return "once" if args.once or args.job else "keep"
