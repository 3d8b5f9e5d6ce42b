"""Files go out bounded, are fetched once, and what is damaged is told by a page."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from gongkai.apps.files import actions, shelf
from gongkai.apps.files.models import Blob
from gongkai.faces.look.files import PUBLIC, handed_out
from tests.apps.files.made import a_picture
from tests.apps.publishing.desk import NOW, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def blob() -> Blob:
    return actions.store(house().clerk, a_picture(), "造林.png", NOW)


def test_a_file_is_saved_and_runs_nothing(rf: RequestFactory, blob: Blob) -> None:
    answer = handed_out(rf.get("/"), blob, "造林.png", kept=PUBLIC)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, no-cache"
    policy = answer._csp_config  # type: ignore[attr-defined]  # what the middleware writes into the header
    assert policy["default-src"] == ["'none'"]
    assert policy["sandbox"] == [""]
    assert handed_out(rf.get("/"), blob, "造林.png", pictures=True)["Content-Disposition"].startswith("inline;")


def test_what_the_reader_has_is_not_sent_again(rf: RequestFactory, blob: Blob) -> None:
    etag = handed_out(rf.get("/"), blob, "造林.png")["ETag"]
    again = handed_out(rf.get("/", headers={"If-None-Match": etag}), blob, "造林.png")
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/xxgk/office/items/1/files/1/x", "/desk/items/1/files/x/"])
def test_a_damaged_file_is_a_page_that_says_so(
    rf: RequestFactory, blob: Blob, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.path_of(blob.digest).write_bytes(b"altered")
    answer = handed_out(rf.get(path), blob, "造林.png")
    assert answer.status_code == 503
    assert "文件在存放处损坏或者丢失" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert blob.digest[:8] in caplog.text
