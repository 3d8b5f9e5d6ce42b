"""Migrations led through in half their time leave what Django's own way leaves."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import Field

from gongkai.config import migrating

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def state() -> ProjectState:
    """What all migrations together come to."""
    return MigrationLoader(None).project_state()


def test_a_copied_field_says_of_itself_what_djangos_own_copy_says(state: ProjectState) -> None:
    fields = [field for model in state.models.values() for field in model.fields.values()]
    assert len(fields) > 500
    for field in fields:
        assert migrating.copied(field).deconstruct() == field.clone().deconstruct()


def test_tables_are_the_same_to_the_order_of_their_columns(state: ProjectState) -> None:
    usual = _tables(state.clone())
    with migrating.copying_fields_as_they_are():
        assert _tables(state.clone()) == usual


def test_django_copies_as_it_did_afterwards() -> None:
    usual = Field.clone
    with pytest.raises(ZeroDivisionError), migrating.copying_fields_as_they_are():
        raise ZeroDivisionError
    assert Field.clone is usual


def _tables(state: ProjectState) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its columns: kind, check, what it points at."""
    return {
        model._meta.label: [
            (
                each.column,
                each.db_type(connection),
                each.null,
                repr(each.db_check(connection)),
                each.related_model and each.related_model._meta.label,
            )
            for each in (*model._meta.local_fields, *model._meta.local_many_to_many)
        ]
        for model in state.apps.get_models()
    }
