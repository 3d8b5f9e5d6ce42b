"""Filling an empty installation with the demo county, for `gongkai demo` and `gongkai run --demo`.

Loaded late by both: needs Django set up and the database migrated.
"""

from __future__ import annotations

import logging
import time
from datetime import date
from types import ModuleType

from django.conf import settings

from gongkai.faces.cli.failure import Failure
from gongkai.faces.look import demo_county

_LOG = logging.getLogger("gongkai")


def fill(today: date) -> bool:
    """Load the county, telling the years as they pass. False when it is there already.

    Refused (`Failure`): what `demo.load` refuses; no county beside this program.
    """
    load = _load()
    before, dry, begun, year = _LOG.level, settings.NOTICES_DRY, time.monotonic(), 0

    def tell(day: date) -> None:
        nonlocal year
        if day.year != year:
            year = day.year
            print(f"· 演示县：{year}年", flush=True)

    # Its persons are invented and so are their addresses: nothing goes out, the outbox shows what would.
    settings.NOTICES_DRY = True
    # A line in the log for each of a thousand acts would hide what is told here.
    _LOG.setLevel(logging.WARNING)
    try:
        fresh = bool(load.load(today, tell))
    except load.NotLoaded as reason:
        raise Failure(str(reason)) from None
    finally:
        _LOG.setLevel(before)
        settings.NOTICES_DRY = dry
    if fresh:
        print(f"· 演示县：装好了，用了 {time.monotonic() - begun:.1f} 秒", flush=True)
    return fresh


def fill_if_empty(today: date) -> bool:
    """As `fill`, for whoever starts the program: what is there is left alone, and what stands in the way is only told. Whether what is there
    now is the demo county.
    """
    try:
        load = _load()
        if load.standing() is load.Standing.EMPTY:
            fill(today)
            print_logins()
        return bool(load.standing() is load.Standing.DEMO)
    except Failure as reason:
        print(f"· 没有装演示县：{reason}", flush=True)
        return False


def print_logins() -> None:
    """Who may log in, and with what; and with which codes an applicant's page is opened."""
    told = demo_county.everybody()
    print(f"登录 /desk/，密码都是 {told.password}：")
    for each in told.people:
        print(f"  {each.username:<14}{each.name}（{each.roles}）")
    shown = list(demo_county.part("codes").told())
    if shown:
        print("申请人凭登记编号和查询码在 /progress/ 看自己的申请（机关选县政府办公室），例如：")
    for case in shown:
        print(f"  {case.number:<14}{case.code}  {case.what}")


def _load() -> ModuleType:
    try:
        return demo_county.part("load")
    except demo_county.NoCounty as reason:
        raise Failure(str(reason)) from None
