"""What every command that works on the office's own database has in common.

It starts Django, calls the act, and turns each refusal of an app into the one line that a command answers with.
"""

from __future__ import annotations

import argparse
import importlib
import re
from datetime import date

from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.run import start_django


def run(module: str, act: str, args: argparse.Namespace) -> int:
    """Run `act` of a module that needs the database. Refused (`Failure`): whatever the apps refuse, in their words."""
    start_django()
    from django.db import DatabaseError  # noqa: PLC0415 - late: needs Django set up

    from gongkai.apps.journal.refusals import VaultRefusal  # noqa: PLC0415 - the same
    from gongkai.apps.organs.queries import NoSuchOrgan  # noqa: PLC0415 - the same
    from gongkai.apps.people.rights import Forbidden  # noqa: PLC0415 - the same
    from gongkai.law.casework import Refusal  # noqa: PLC0415 - the same

    try:
        return int(getattr(importlib.import_module(module), act)(args))
    except (Refusal, Forbidden, NoSuchOrgan, VaultRefusal) as refusal:
        raise Failure(refusal.reason) from None
    except DatabaseError as error:
        raise Failure(
            "数据库连不上，或者结构还没有更新。请检查 DATABASE_URL，再执行 gongkai run --prepare。"
        ) from error


def day(text: str | None, today: date, where: str) -> date:
    """A day as typed, today when nothing was. Refused (`Failure`): what is none."""
    if text is None:
        return today
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text.strip())
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text.strip())
    except ValueError:
        raise Failure(f"{where} 的日期“{text}”看不懂，请写成 2024-03-04 的样子。") from None
