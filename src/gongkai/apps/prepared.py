"""What every act asks of the database in the same words, or tells it: how is that put into SQL once a process instead of each time?

Takes:   a queryset whose values are told when it is asked; a new row.
Gives:   `Prepared`, rows as the queryset would give them; `add`, the row written. Nothing of what the database answered is kept.

To write the statement out takes Django longer than the database needs to answer it: of an act that was most of its time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Generic, TypeVar

from django.db import connection, models

ModelT = TypeVar("ModelT", bound=models.Model)
_FIRST = 2**52 + 9
"""Numbers that stand for those to come, larger than any that a statement holds by itself."""


class Prepared(Generic[ModelT]):
    """A queryset by whole numbers and words, such as `Prepared(lambda pk: Request.objects.select_for_update().filter(pk=pk), int)`.

    `kinds` says of each value whether it is a number of a wide column or words; a comparison that turns its value into something
    else (`startswith`, a date) is refused when it is asked first.
    """

    def __init__(self, shape: Callable[..., models.QuerySet[ModelT]], *kinds: type[int] | type[str]) -> None:
        self._shape = shape
        self._stand_ins: list[int | str] = [
            _FIRST + place if kind is int else f"\N{SYMBOL FOR NULL}{place}" for place, kind in enumerate(kinds)
        ]
        self._known: dict[str, tuple[models.Manager[ModelT], str, tuple[object, ...]]] = {}

    def __call__(self, *values: int | str) -> list[ModelT]:
        """The rows for these values, in the order of the queryset."""
        if connection.vendor not in self._known:
            self._known[connection.vendor] = self._put()
        manager, sql, told = self._known[connection.vendor]
        by_stand_in: dict[object, int | str] = dict(zip(self._stand_ins, values, strict=True))
        return list(manager.raw(sql, tuple(by_stand_in.get(each, each) for each in told)))

    def _put(self) -> tuple[models.Manager[ModelT], str, tuple[object, ...]]:
        asked = self._shape(*self._stand_ins)
        sql, told = asked.query.sql_with_params()
        if missing := [each for each in self._stand_ins if each not in told]:
            raise ValueError(f"a prepared query must compare with what it is told as it is: {missing}")
        return asked.model._default_manager, sql, told


def add(row: models.Model) -> None:
    """Write a new row, whose key the database gives; as `save(force_insert=True)` without signals, which nobody here listens to."""
    model = type(row)
    with connection.cursor() as cursor:
        statement, fields = _insert(model, connection.vendor)
        cursor.execute(statement, [each.get_db_prep_save(each.pre_save(row, True), connection) for each in fields])
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=64)
def _insert(model: type[models.Model], vendor: str) -> tuple[str, tuple[models.Field[object, object], ...]]:
    fields = tuple(each for each in model._meta.concrete_fields if not each.primary_key)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(each.column)) for each in fields)
    places = ", ".join("%s" for _ in fields)
    key = quote(str(model._meta.pk.column))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}"  # noqa: S608 -- names of our models
    return statement, fields
