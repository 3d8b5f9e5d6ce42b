"""A report comes in as a file or as text; whatever else comes in gets one sentence and the form back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.annual.write import KINDS, write
from gongkai.apps.reporting import bounded
from gongkai.apps.reporting.bounded import Busy, NotExamined, TooHard
from gongkai.apps.reporting.models import KeptCheck
from tests.apps.reporting import invented

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]

ADDRESS = "/reports/check/"


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _file(kind: str = "html", report: Any = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"年报.{kind}", write(report or invented.faulty_report(), kind))


def _post(client: Client, **fields: Any) -> tuple[int, str]:
    response = client.post(ADDRESS, fields)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_checked(client: Client, kind: str) -> None:
    status, page = _post(client, report_file=_file(kind))
    assert status == 200
    assert f"<dd>{invented.ORGAN}</dd>" in page
    assert 'class="number cell-error"' in page


def test_a_sound_report_is_called_sound(client: Client) -> None:
    status, page = _post(client, report_file=_file(report=invented.report()))
    assert status == 200
    assert 'class="number cell-error"' not in page
    assert "finding-error" not in page


def test_last_years_report_is_set_beside(client: Client) -> None:
    status, page = _post(client, report_file=_file(), previous_file=_file("docx", invented.report(2023, 9, 1, 5)))
    assert status == 200
    assert "上年 9" in page
    # 5 were carried out of 2023, 2 into 2024.
    assert 'id="cell-3-2-0"' in page
    assert 'class="number cell-error"' in page.partition('id="cell-3-2-0"')[2][:200]


def test_text_is_checked_like_a_file(client: Client) -> None:
    status, page = _post(client, report_text=write(invented.report(), "html").decode())
    assert status == 200
    assert invented.ORGAN in page


def test_checking_keeps_nothing(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    big = SimpleUploadedFile("年报.html", write(invented.report(), "html") + b" " * 3_000_000)
    assert _post(client, report_file=big)[0] == 200
    assert KeptCheck.objects.count() == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.html", b""),
        ("年报.pdf", b"%PDF-1.7 broken"),
        ("年报.docx", b"PK\x03\x04 broken"),
        ("年报.xlsx", b"\xd0\xcf\x11\xe0"),
        ("别的.txt", "今天天气很好。".encode()),
        ("年报.json", b'{"organ": 1}'),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(client: Client, name: str, data: bytes) -> None:
    status, page = _post(client, report_file=SimpleUploadedFile(name, data))
    assert status == 422
    assert 'id="id_report_file_error"' in page
    assert f"刚才选的是“{name}”" in page
    assert "Traceback" not in page


def test_last_years_report_that_cannot_be_read_is_said_beside_its_own_field(client: Client) -> None:
    status, page = _post(client, report_file=_file(), previous_text="不是年报")
    assert status == 422
    assert 'id="id_previous_text_error"' in page
    assert "<details" in page
    assert " open>" in page
    assert "不是年报</textarea>" in page


def test_a_text_with_characters_that_no_screen_shows_is_refused_in_plain_words(client: Client) -> None:
    status, page = _post(client, report_text="年\0报")
    assert status == 422
    assert "看不见的控制字符" in page


def test_nothing_at_all_is_said(client: Client) -> None:
    for fields in ({}, {"report_text": " \n　"}, {"previous_file": _file()}):
        status, page = _post(client, **fields)
        assert status == 422
        assert "没有收到年报" in page


def test_file_and_text_at_once_are_not_guessed_between(client: Client) -> None:
    status, page = _post(client, report_file=_file(), report_text="文字")
    assert status == 422
    assert "只要一样" in page
    assert "文字</textarea>" in page


def test_a_name_that_is_markup_is_shown_as_text(client: Client) -> None:
    status, page = _post(client, report_file=SimpleUploadedFile("<b onclick=x>.html", b"<p>x"))
    assert status == 422
    assert "<b onclick" not in page


def test_too_large_a_file_and_too_long_a_text_are_refused_before_reading(client: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 50_000
    assert _post(client, report_file=SimpleUploadedFile("年报.html", b" " * 60_000))[0] == 413
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    status, page = _post(client, report_text="字" * 5_000)
    assert status == 413
    assert "文件太大" in page


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(TooHard("这份文件太复杂。"), 422), (Busy("现在同时体检的人多。"), 503), (NotExamined("读不了。"), 422)],
)
def test_refusals_keep_the_text(
    client: Client, monkeypatch: pytest.MonkeyPatch, refusal: NotExamined, status: int
) -> None:
    def refuse(job: object) -> None:
        raise refusal

    monkeypatch.setattr(bounded.reading, "examine", refuse)
    response = client.post(ADDRESS, {"report_text": "我的年报"})
    assert response.status_code == status
    assert str(refusal) in response.content.decode()
    assert "我的年报</textarea>" in response.content.decode()
    assert response.has_header("Retry-After") == (status == 503)


def test_too_many_checks_in_a_minute_are_slowed_down_and_lose_nothing(client: Client, settings: Any) -> None:
    settings.CHECKS_A_MINUTE = 1
    assert _post(client, report_text="一")[0] == 422
    status, page = _post(client, report_text="二")
    assert status == 429
    assert "二</textarea>" in page


def test_the_answer_is_not_cached_anywhere(client: Client) -> None:
    for response in (client.get(ADDRESS), client.post(ADDRESS, {"report_file": _file()})):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


def test_a_text_far_longer_than_any_report_is_refused(client: Client) -> None:
    report = invented.report()
    report.sections[0].text = "政务公开工作稳步推进。\n" * 40_000
    status, page = _post(client, report_file=_file("json", report))
    assert status == 422
    assert "不像一份年报" in page
