"""Which 登记编号 does a new request get?

Law:     条例 45 asks for a register; how it is numbered is the office's own matter
Gives:   «2026-0007»: the year of arrival and the next number after the highest of that form; or the number given.
"""

from __future__ import annotations

import re
from datetime import date

from django.db import connection
from django.db.models.functions import Greatest, Length

from gongkai.apps.organs.models import Organ
from gongkai.apps.requests.models import NumberSeries, Request
from gongkai.law.casework import Refusal

_OURS = re.compile(r"(?P<year>[0-9]{4})-(?P<place>[0-9]{4,9})")
LONGEST = 40


def hold(organ_id: int) -> None:
    """Let nobody else number in this organ until the transaction ends: two at once get two numbers.

    On SQLite the transaction itself holds everybody else off.
    """
    Organ.objects.select_for_update(no_key=True).only("pk").get(pk=organ_id)


def given(organ_id: int, number: str) -> str:
    """A number that the office chose, in plain form. Refused: one that is taken, empty, too long or of several lines. Others that number
    in the organ wait.
    """
    hold(organ_id)
    plain = number.strip()
    if not plain or len(plain) > LONGEST or not plain.isprintable():
        raise Refusal(f"登记编号应为1到{LONGEST}个字，不能换行，请改正。")
    if found := _OURS.fullmatch(plain):
        # Whoever takes the next number locks the series: it is locked before anybody looks whether the number is taken.
        series = NumberSeries.objects.filter(organ_id=organ_id, year=int(found["year"]))
        series.update(last=Greatest("last", int(found["place"])))
    if _taken(organ_id, plain):
        raise Refusal(f"登记编号“{plain}”已经用过，请换一个，或者留空由系统编号。")
    return plain


def following(organ_id: int, arrived: date) -> str:
    """The next free number of a year, above all that were ever given in its form. Nobody else numbers in that organ and year until the
    transaction ends: the series itself is locked.
    """
    while True:
        last = _moved_on(organ_id, arrived.year)
        if last is None:
            hold(organ_id)
            highest = _highest(organ_id, arrived.year)
            NumberSeries.objects.get_or_create(organ_id=organ_id, year=arrived.year, defaults={"last": highest})
        elif not _taken(organ_id, number := f"{arrived.year}-{last:04}"):
            return number


def expected(organ_id: int, arrived: date, how_many: int) -> list[str]:
    """The numbers that requests of a year would get now, for a page to show. Nothing is taken or locked: somebody else may be quicker."""
    series = NumberSeries.objects.filter(organ_id=organ_id, year=arrived.year).values_list("last", flat=True).first()
    place, found = _highest(organ_id, arrived.year) if series is None else series, list[str]()
    while len(found) < how_many:
        place += 1
        if not _taken(organ_id, number := f"{arrived.year}-{place:04}"):
            found.append(number)
    return found


def forget(organ_id: int) -> None:
    """Numbers came in past these doors: look at all of them when the next is wanted."""
    NumberSeries.objects.filter(organ_id=organ_id).delete()


def _moved_on(organ_id: int, year: int) -> int | None:
    """The series one further, and locked; None where there is none. One statement: others wait no longer than they must."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {NumberSeries._meta.db_table} SET last = last + 1 WHERE organ_id = %s AND year = %s RETURNING last",  # noqa: S608 -- our own name
            [organ_id, year],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _taken(organ_id: int, number: str) -> bool:
    return Request.objects.filter(organ_id=organ_id, number=number).exists()


def _highest(organ_id: int, year: int) -> int:
    like_ours = Request.objects.filter(organ_id=organ_id, number__startswith=f"{year}-")
    # By length first, so that 10000 follows 9999.
    for number in like_ours.order_by(Length("number").desc(), "-number").values_list("number", flat=True).iterator():
        if found := _OURS.fullmatch(number):
            return int(found["place"])
    return 0
