"""`gongkai proof`: what in a text or a file should be looked at before it goes out.

Exit codes: 0 nothing found, 1 findings, 2 could not be read.
"""

from __future__ import annotations

import argparse
import importlib

SUMMARY = "校对：错别字、用语、日期、文号，个人信息，涉密标志，附件里的隐藏内容"

_HELP = """\
FILE 可以是 txt、csv、html、docx、xlsx、pptx、pdf、xls 文件，图片只查拍摄地点等信息；“-”从标准输入读文字。

--json 打印 [{"code", "tier", "start", "end", "text", "suggestion", "message", "cite"}]，起止按字符计，从 0 起；
tier 为 confirmed（确认）、strong（很可能）或 weak（存疑）。文件里读者看不见的内容（作者、修订、隐藏的表等）
编号以 file. 开头，起止都为 0。

退出码：0 没有发现；1 有发现；2 读不了，或命令被拒绝。"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _HELP
    parser.add_argument("file", metavar="FILE", help="要校对的文件；“-”为标准输入")
    parser.add_argument("--formed-on", metavar="日期", help="形成日期，如 2024-03-05；用来核对年份和所引文件是否还有效")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    # Late: rules and readers are slow to load, and `gongkai --help` needs neither.
    return int(importlib.import_module("gongkai.faces.cli.proof_acts").run(args))
