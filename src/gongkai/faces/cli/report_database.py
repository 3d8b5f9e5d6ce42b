"""The part of `gongkai report compile` and `rerender` that asks the database. Loaded only when it is needed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date

from rich.console import Console

from gongkai.annual.compile.material import Material
from gongkai.annual.model import Report
from gongkai.faces.cli import wall
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.run import start_django
from gongkai.law.settings import Value

start_django()

from django.db import DatabaseError  # noqa: E402 -- models can be loaded only after Django is set up

from gongkai.apps.organs import queries as organs  # noqa: E402 -- the same
from gongkai.apps.reporting import queries  # noqa: E402 -- the same
from gongkai.apps.reporting.queries.rerendering import Difference, rerender_published  # noqa: E402 -- the same


def source(
    organ: str, year: int, as_of: date, chosen: Mapping[str, Value]
) -> tuple[Material, Mapping[str, str], Report | None]:
    """What an organ did in a year, the paragraphs that it wrote for the report, and the report that it published on the
    year before. Refused: an unknown organ."""
    organ_id = _organ(organ, as_of)
    try:
        found = queries.material(organ_id, year, as_of, chosen)
        return found, queries.texts_of(organ_id, year), queries.latest_published(organ_id, year - 1)
    except DatabaseError as error:
        raise _unreachable() from error


def rerender(args: argparse.Namespace) -> int:
    """Every published report of the organ and year asked for, with what would differ today."""
    today = wall.today()
    organ_id = _organ(args.organ, today) if args.organ else None
    found = [(each, rerender_published(each)) for each in queries.published(organ_id, args.year)]
    console = Console(highlight=False, soft_wrap=True)
    if not found:
        raise Failure("没有这样的已公布的年报；请核对 --organ 和 --year。")
    for each, differences in found:
        console.print(f"{each.organ}{each.year}年度（第{each.number}版，{each.day}公布）", markup=False)
        for difference in differences:
            console.print(f"  {_line(difference)}", markup=False)
        if not differences:
            console.print("  没有不同", markup=False)
    return int(any(differences for _, differences in found))


def _line(difference: Difference) -> str:
    return f"{difference.where}：公布时为{difference.frozen}，现在为{difference.now}（{difference.why}）"


def _organ(code_or_name: str, on: date) -> int:
    try:
        return organs.organ(code_or_name, on).pk
    except organs.NoSuchOrgan as refusal:
        raise Failure(str(refusal)) from None
    except DatabaseError as error:
        raise _unreachable() from error


def _unreachable() -> Failure:
    return Failure("数据库连不上，或者结构还没有更新。请检查 DATABASE_URL，再执行 gongkai run --prepare。")
