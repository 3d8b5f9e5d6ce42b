"""What somebody chose is kept while the form is shown once more, for that form in that browser alone, for a day, and taken away by a button."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from gongkai.apps.journal.models import Entry
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.models import Paper, WaitingPaper
from gongkai.apps.requests.models import Request
from tests.apps.office import Office, at, office
from tests.apps.questions import world
from tests.faces.portal.applying.filled import checked, receipt, step, text

pytestmark = pytest.mark.django_db
TODAY = world.MONDAY
NOW = at(TODAY, 14)


@pytest.fixture(autouse=True)
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    yield office()
    cache.clear()


def a_file(name: str = "委托书.txt", words: str = "授权诸葛代申请。") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode())


def refused(client: Client, page: bytes, *files: SimpleUploadedFile, shown: int = 0) -> bytes:
    """The form sent without the consent."""
    answer = step(client, page, "send", attachments=list(files), kept_shown=str(shown))
    assert answer.status_code == 422
    return answer.content


def test_what_was_chosen_goes_with_the_form_that_is_sent_again(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = refused(client, checked(client).content, a_file())
    assert "已收到：委托书.txt" in text(page)
    assert "24 小时" in text(page)
    page = refused(client, page, a_file("身份证.txt", "正面"), a_file(), shown=1)
    assert page.decode().count("已收到：") == 2
    receipt(step(client, page, "send", consent="on", kept_shown="2").content)
    assert Paper.objects.count() == 2
    row = WaitingPaper.objects.all()[0]
    kept = " ".join(Entry.objects.values_list("payload", flat=True)) + caplog.text + str(vars(row))
    assert not any(secret in kept for secret in ("委托书", "身份证.txt", "诸葛代"))


def test_one_is_taken_away_by_its_button_and_one_that_came_on_the_way_back_stays(client: Client) -> None:
    page = refused(client, checked(client).content, a_file(), a_file("不要的.txt"))
    found = re.findall(r'name="take_away" value="(\d+)"', page.decode())
    answer = step(client, page, "", consent="on", take_away=found[1], kept_shown="2")
    assert answer.status_code == 200
    assert "不要的.txt" not in text(answer.content)
    assert "已收到：委托书.txt" in text(answer.content)
    assert "checked" in answer.content.decode(), "what was ticked is ticked still"
    back = step(client, answer.content, "who", attachments=a_file("又一份.txt"))
    again = step(client, back.content, "check", kept_shown="1")
    assert "又一份.txt" in text(again.content)


def test_another_browser_with_the_same_token_finds_nothing(client: Client) -> None:
    page = refused(client, checked(client).content, a_file())
    stranger = Client()
    stranger.cookies[settings.CSRF_COOKIE_NAME] = "z" * 32
    seen = step(stranger, page, "check", kept_shown="0")
    assert "委托书.txt" not in text(seen.content)
    which = str(WaitingPaper.objects.get().pk)
    step(stranger, page, "", take_away=which, kept_shown="0")
    assert WaitingPaper.objects.count() == 1


def test_what_is_too_much_is_not_kept_and_said(client: Client, settings: Settings) -> None:
    settings.PAPERS_AT_ONCE, settings.PAPERS_DAY_MB = 2, 1
    page = refused(client, checked(client).content, a_file("一.txt"), a_file("二.txt"), a_file("三.txt"))
    assert "没有留下，请重新选择：“三.txt”：一次最多 2 个文件" in text(page)
    WaitingPaper.objects.all().delete()
    page = refused(client, page, a_file("大.txt", "字" * 400_000))
    assert "暂存的文件已满" in text(page)
    assert not WaitingPaper.objects.exists()


def test_after_a_day_it_is_gone_and_nothing_is_sent_without_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = refused(client, checked(client).content, a_file())
    later = NOW + timedelta(days=1, minutes=1)
    assert papers.sweep(later) >= 1
    assert not WaitingPaper.objects.exists()
    monkeypatch.setattr(timezone, "now", lambda: later)
    answer = step(client, page, "send", consent="on", kept_shown="1")
    assert answer.status_code == 422
    assert "请重新选择附件" in text(answer.content)
    assert not Request.objects.exists()
    receipt(step(client, answer.content, "send", consent="on", kept_shown="0").content)


def test_bytes_that_are_lost_are_said_and_not_passed_over(client: Client) -> None:
    page = refused(client, checked(client).content, a_file())
    WaitingPaper.objects.update(stored="0" * 32)
    answer = step(client, page, "send", consent="on", kept_shown="1")
    assert answer.status_code == 422
    assert "读不出来了，请重新选择" in text(answer.content)
    assert not Request.objects.exists()
