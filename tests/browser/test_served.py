"""The program as it is operated: gunicorn, collected and hashed style sheets, uploads over a real connection."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.rigs import browser as rig
from tests.rigs.served import serving

ALONE = {"GONGKAI_SCHEDULE": "0", "GONGKAI_WORKERS": "1"}
"""One process that serves: each loads the whole program, and the first start is looked at with all of them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    with serving(folder, GONGKAI_UPLOAD_MB="10", GONGKAI_TEXT_MB="1") as address:
        yield address


def _get(address: str) -> tuple[int, dict[str, str], bytes]:
    with urllib.request.urlopen(address, timeout=60) as response:
        return response.status, dict(response.headers), response.read()


def test_it_is_healthy_and_says_where_to_look(root: str, folder: Path) -> None:
    status, _, body = _get(f"{root}/healthz")
    assert (status, json.loads(body)["status"]) == (200, "ok")
    said = (folder / "log").read_text(encoding="utf-8")
    assert f"{root}/reports/check/" in said
    assert "Traceback" not in said


def test_style_sheets_are_hashed_and_kept_for_ever(root: str, chromium: Browser) -> None:
    with rig.opened(chromium, root, "desktop") as page:
        page.goto("/")
        sheets = page.eval_on_selector_all("link[rel=stylesheet]", "links => links.map(link => link.href)")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.site-header')).backgroundColor")
            == "rgb(23, 80, 122)"
        )
    assert sheets
    for sheet in sheets:
        _, headers, _ = _get(sheet)
        assert "immutable" in headers["Cache-Control"]


def test_an_upload_above_the_limit_ends_on_our_page_not_on_a_broken_connection(
    root: str, chromium: Browser, tmp_path: Path
) -> None:
    big = tmp_path / "年报.html"
    big.write_bytes(b"<p>x</p>" * 2_000_000)
    with rig.opened(chromium, root, "phone") as page:
        page.goto("/reports/check/")
        page.locator("input[type=file]").first.set_input_files(big)
        page.locator("main form [type=submit]").first.click()
        expect(page.locator("h1")).to_have_text("文件太大")
        expect(page.locator("main")).to_contain_text("10 MB")
        page.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 413 itself


@pytest.mark.parametrize(("with_cookie", "status", "title"), [(True, 413, "文件太大"), (False, 403, "表单已失效")])
def test_so_does_a_long_text_however_it_is_refused(root: str, with_cookie: bool, status: int, title: str) -> None:
    _, headers, _ = _get(f"{root}/reports/check/")
    cookie = headers["Set-Cookie"].partition(";")[0] if with_cookie else ""
    long = urllib.request.Request(
        f"{root}/reports/check/", b"report_text=" + b"x" * 9_000_000, headers={"Cookie": cookie}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(long, timeout=60)
    assert refused.value.code == status
    assert f"<h1>{title}</h1>" in refused.value.read().decode()
    refused.value.close()


def test_the_second_start_does_nothing_again(root: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "var").symlink_to(folder / "var")
    with serving(tmp_path, **ALONE) as again:
        assert _get(again + "/")[0] == 200
    first, second = ((place / "log").read_text(encoding="utf-8") for place in (folder, tmp_path))
    for step in ("更新数据库", "收集样式文件"):
        assert step in first
        assert step not in second


def test_in_production_plain_http_is_sent_to_https(root: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "var").symlink_to(folder / "var")
    with serving(
        tmp_path,
        **ALONE,
        GONGKAI_PRODUCTION="1",
        SECRET_KEY="k" * 50,
        ALLOWED_HOSTS="www.example.gov.cn",
        GONGKAI_TRUSTED_PROXY="1",
    ) as address:
        # A monitor on the machine itself asks by number and without HTTPS.
        assert _get(f"{address}/healthz")[0] == 200
        ours = {"X-Forwarded-Proto": "https", "Host": "www.example.gov.cn"}
        request = urllib.request.Request(address + "/", headers=ours)
        with urllib.request.urlopen(request, timeout=60) as response:
            assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        opener = urllib.request.build_opener(_Unmoved)
        with pytest.raises(urllib.error.HTTPError) as moved:
            opener.open(address + "/", timeout=60)
        assert moved.value.code == 301
        assert moved.value.headers["Location"].startswith("https://")
        moved.value.close()
        with pytest.raises(urllib.error.HTTPError) as stranger:
            opener.open(urllib.request.Request(address + "/", headers={**ours, "Host": "evil.example"}), timeout=60)
        assert stranger.value.code == 400
        stranger.value.close()
        assert "evil.example" not in (tmp_path / "log").read_text(encoding="utf-8")


class _Unmoved(urllib.request.HTTPRedirectHandler):
    """Shows the redirection instead of following it."""

    def redirect_request(self, *args: object, **named: object) -> None:
        return None
