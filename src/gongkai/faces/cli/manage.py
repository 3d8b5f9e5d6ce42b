"""`gongkai manage …`: Django's own administration commands with this installation's settings."""

from __future__ import annotations

import argparse

from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.run import start_django

SUMMARY = "Django 的管理命令，如 gongkai manage migrate --plan"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="命令", help="不给则列出全部")


def run(args: argparse.Namespace) -> int:
    start_django()
    from django.core.management import (  # noqa: PLC0415 - late: listing the commands must not pay for Django
        CommandError,
        ManagementUtility,
    )
    from django.db import DatabaseError  # noqa: PLC0415 - the same

    try:
        ManagementUtility(["gongkai manage", *(args.words or ["help"])]).execute()
    except CommandError as error:
        raise Failure(str(error)) from error
    except DatabaseError as error:
        raise Failure(
            "数据库连不上，或者结构还没有更新。请检查 DATABASE_URL，再执行 gongkai run --prepare。"
        ) from error
    return 0
