"""The real nginx with the printed configuration: the bytes and headers of Django, everything else through to Django."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from gongkai.apps.pages import shelf
from gongkai.config import kept_pages, nginx
from gongkai.faces.cli import main
from tests.faces.portal.disclosure.published import Shown, policy, shown, withdrawn
from tests.rigs import nginx as rig
from tests.rigs.kept_pages import kept, own_pages

_OF_THE_SERVER = {"content-length", "etag", "last-modified", "date", "server", "connection", "accept-ranges", "vary"}


@dataclass(frozen=True)
class Front:
    """nginx in front of the test's own server, and what is published there."""

    server: rig.Server
    place: Shown
    item: str
    log: Path


@pytest.fixture
def front(tmp_path: Path, live_server: Any, transactional_db: None) -> Iterator[Front]:
    host, port = live_server.url.removeprefix("http://").split(":")
    with own_pages(tmp_path, domain="localhost"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_HOST", host)
        patch.setenv("PORT", port)
        place = shown()
        item = place.page(policy(place.house))
        listening = rig.free_port()
        text = nginx.text(["localhost"], listen=f"127.0.0.1:{listening}")
        with rig.running(text, listening, tmp_path / "nginx") as server:
            yield Front(server, place, item, tmp_path / "nginx" / "access")


def put(path: str, text: bytes) -> None:
    """A file that is not what Django would say, so that one sees who answered."""
    file = kept_pages.site() / kept_pages.relative(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    Path(f"{file}.gz").write_bytes(gzip.compress(text))
    file.write_bytes(text)


def test_kept_pages_go_out_as_django_would_give_them(front: Front) -> None:
    paths = ["/", "/xxgk/", "/help/", "/feed.xml", "/rss.xml", f"/xxgk/{front.place.code}/feed.xml", front.item]
    kept(*paths)
    for path in paths:
        fresh = Client(headers={"host": "localhost"}).get(path)
        answer = front.server.ask(path)
        assert (answer.status, answer.body) == (200, fresh.content), path
        theirs = {name.lower(): value for name, value in fresh.headers.items()}
        for name in (theirs.keys() | answer.headers.keys()) - _OF_THE_SERVER:
            ours, wanted = answer.headers.get(name, ""), theirs.get(name, "")
            assert sorted(ours.split("; ")) == sorted(wanted.split("; ")), (path, name)
        assert {each.strip() for each in answer.headers["vary"].split(",")} == {"Accept-Encoding", "Cookie"}
        packed = front.server.ask(path, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == fresh.content
        for told in (
            {"If_None_Match": answer.headers["etag"]},
            {"If_Modified_Since": answer.headers["last-modified"]},
        ):
            again = front.server.ask(path, **told)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["cache-control"] == "no-cache"
        head = front.server.ask(path, "HEAD")
        assert (head.status, head.body) == (200, b"")


def test_an_address_that_is_not_ascii_has_its_file(front: Front) -> None:
    path = "/help/%E5%BC%80/"
    put(path, b"KEPT")
    assert front.server.ask(path).body == b"KEPT"
    assert gzip.decompress(front.server.ask(path, Accept_Encoding="gzip").body) == b"KEPT"
    for other in ("/help/%e5%bc%80/", "/help/%25E5%25BC%2580/", "/help/%E5%BC/", "/help/%2E%2E/help/%E5%BC%80/"):
        assert front.server.ask(other).body != b"KEPT", other


def test_both_servers_name_a_page_alike(front: Front) -> None:
    from gongkai.config import kept_server

    kept("/help/")
    file = kept_pages.site() / "help/index.html"
    for name, told in ((file, {}), (Path(f"{file}.gz"), {"Accept_Encoding": "gzip"})):
        page = kept_server._page(name.stat(), name.read_bytes(), "help/index.html", packed=bool(told))
        answer = front.server.ask("/help/", **told)
        assert (answer.headers["etag"], answer.headers["last-modified"]) == (page.etag, page.modified)


def test_only_plain_requests_get_a_file(front: Front) -> None:
    put("/help/", b"KEPT")
    ask = front.server.ask
    assert ask("/help/").body == b"KEPT"
    assert ask("/help/", Cookie="sessionid=look; outlook=1").body == b"KEPT"
    for path, told in (
        ("/help/?q=1", {}),
        ("/help/", {"Cookie": "look=large"}),
        ("/help/", {"Cookie": "a=b; look=large"}),
    ):
        answer = ask(path, **told)
        assert answer.status == 200
        assert answer.body != b"KEPT", (path, told)
    assert ask("/help/", "POST", Content_Length="0").status in (403, 405)
    assert ask("/help/", Host="elsewhere.example").status == 400


def test_what_nginx_itself_refuses_has_the_headers_of_a_page(front: Front) -> None:
    put("/help/", b"KEPT")
    page = front.server.ask("/help/")
    for status, told in ((412, {"If_Match": '"another"'}), (416, {"Range": "bytes=900-"})):
        answer = front.server.ask("/help/", **told)
        assert answer.status == status
        for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
            assert answer.headers[name] == page.headers[name]


def test_the_secret_address_of_a_calendar_stands_in_no_log(front: Front) -> None:
    secret = "0123456789abcdef0123456789abcdef01234567"
    assert front.server.ask(f"/desk/calendar/{secret}.ics").status == 404
    assert front.server.ask(f"/desk/calendar/{secret}.ics", "HEAD").status == 404
    front.server.ask("/healthz")
    until = time.monotonic() + 5
    while "/healthz" not in front.log.read_text() and time.monotonic() < until:
        time.sleep(0.02)
    assert "/healthz" in front.log.read_text(), "of one worker the lines stand in the order of the requests"
    assert secret not in front.log.read_text()


def test_nothing_outside_and_nothing_twice_is_reached(front: Front) -> None:
    put("/help/", b"KEPT")
    home = kept_pages.home()
    (home / "secret").write_bytes(b"SECRET")
    ask = front.server.ask
    for path in (
        "/../secret",
        "/help/../../secret",
        "/%2e%2e/secret",
        "/help/%2e%2e/%2e%2e/secret",
        "/..%2fsecret",
        "/.none",
        "/help/index.html",
        "/help/index.html.gz",
        "/help//",
        "//help/",
        "/./help/",
        "/HELP/",
        "/help%2f",
        "/%68elp/",
        "/help/%00",
        "/help/;a=b",
        "/" + "a" * 700 + "/",
    ):
        answer = ask(path)
        assert answer.body not in (b"KEPT", b"SECRET"), path


def test_what_an_act_removes_is_gone_at_once_and_what_is_missing_is_rendered(front: Front) -> None:
    kept(front.item, "/")
    assert front.server.ask(front.item).status == 200
    row = _row(front)
    begun = time.monotonic()
    withdrawn(front.place.house, row, "mistaken")
    assert front.server.ask(front.item).status == 410
    assert time.monotonic() - begun < 2
    assert not shelf.exists("/")
    assert front.server.ask("/").status == 200
    assert front.server.ask("/no/such/page/").status == 404


def test_the_command_prints_it_and_refuses_what_is_no_domain(capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(ALLOWED_HOSTS=["www.example.gov.cn", "localhost"]):
        assert main(["pages", "nginx"]) == 0
    text = capsys.readouterr().out
    assert "server_name www.example.gov.cn;" in text
    assert main(["pages", "nginx", "--domain", "a;b"]) == 2
    assert main(["pages", "nginx", "--domain", "a.cn", "--certificate", "/etc/a.pem"]) == 2
    assert "--key" in capsys.readouterr().err


def _row(front: Front) -> Any:
    from gongkai.apps.publishing.models import Item

    return Item.objects.get(number=front.item.rstrip("/").rpartition("/")[2])
