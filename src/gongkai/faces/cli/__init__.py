"""`gongkai`: the command line.

One module a command, imported only when that command is called, so that `gongkai due` never pays for a PDF library.
A command module has `SUMMARY`, `configure(parser)` and `run(args) -> int`.

Exit codes: 0 fine, 1 there are findings, 2 could not be read or was refused, with one clear line on stderr. A fault of
ours is such a line too; its traceback goes to a file (`fault`).
"""

from __future__ import annotations

import argparse
import importlib
import io
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from gongkai.faces.cli.failure import Failure

COMMANDS = {
    "due": "gongkai.faces.cli.due",
    "fee": "gongkai.faces.cli.fee",
    "report": "gongkai.faces.cli.report",
    "ledger": "gongkai.faces.cli.ledger",
    "proof": "gongkai.faces.cli.proof",
    "items": "gongkai.faces.cli.items",
    "documents": "gongkai.faces.cli.documents",
    "organs": "gongkai.faces.cli.organs",
    "people": "gongkai.faces.cli.people",
    "verify": "gongkai.faces.cli.verify",
    "heads": "gongkai.faces.cli.heads",
    "vault": "gongkai.faces.cli.vault",
    "run": "gongkai.faces.cli.run",
    "worker": "gongkai.faces.cli.worker",
    "demo": "gongkai.faces.cli.demo",
    "rebuild": "gongkai.faces.cli.rebuild",
    "watch": "gongkai.faces.cli.watch",
    "search": "gongkai.faces.cli.search",
    "alike": "gongkai.faces.cli.alike",
    "pages": "gongkai.faces.cli.pages",
    "doctor": "gongkai.faces.cli.doctor",
    "manage": "gongkai.faces.cli.manage",
}


class _Parser(argparse.ArgumentParser):
    """argparse with its few fixed English sentences in Chinese."""

    def error(self, message: str) -> NoReturn:
        for english, chinese in _SENTENCES:
            message = re.sub(english, chinese, message)
        raise Failure(f"{message}。用 {self.prog} --help 看用法。")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in _HEADINGS:
            text = text.replace(english, chinese)
        return text


_SENTENCES = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"one of the arguments (.*) is required", r"以下参数须给一个：\1"),
    (r"argument (.*): expected one argument", r"\1 后面要有一个值"),
    (r"argument (.*): expected at least one argument", r"\1 后面至少要有一个值"),
    (r"argument .*: invalid choice: (.*) \(choose from (.*)\)", r"没有 \1，可用：\2"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 和 \2 不能同时使用"),
    (r"argument (.*): invalid int value: (.*)", r"\1 应为整数，收到 \2"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 可以是 \2，请写全"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 后面不能带值，收到 \2"),
)
_HEADINGS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示本帮助"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. `argv` without the program's name; the process's own arguments by default."""
    words = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file's name need not be valid text, nor need a terminal know Chinese: rather an escape than no answer.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if not words or words[0] in ("-h", "--help"):
            _print_commands()
            return 0
        if words[0] not in COMMANDS:
            raise Failure(f"没有“{words[0]}”这个命令。可用：{'、'.join(COMMANDS)}。")
        module = importlib.import_module(COMMANDS[words[0]])
        parser = _Parser(prog=f"gongkai {words[0]}", description=module.SUMMARY)
        module.configure(parser)
        return int(module.run(parser.parse_args(words[1:])))
    except Failure as failure:
        print(f"错误：{failure}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130
    except Exception as error:
        fault = importlib.import_module("gongkai.faces.cli.fault")  # Late: what it needs is slow to load.
        fault.tell(error)
        return 2


def _print_commands() -> None:
    print("用法：gongkai 命令 [参数]\n\n命令：")
    for name, path in COMMANDS.items():
        print(f"  {name:<10}{importlib.import_module(path).SUMMARY}")
    print("\n退出码：0 正常，1 有发现，2 读不了或被拒绝。每个命令加 --help 看用法。")
