"""Kept pages go out before any other work, with the bytes and headers of a page that Django renders; all else goes on to Django."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.annual.ledger.model import LedgerActivity
from gongkai.apps.pages import actions, shelf
from gongkai.apps.supervision import actions as supervision
from gongkai.apps.supervision.models import Activity
from gongkai.config import kept_pages
from gongkai.config.kept_server import KeptPages
from gongkai.faces.look import addresses
from tests.faces.portal.disclosure.published import Shown, policy, shown
from tests.rigs.kept_pages import kept, own_pages, with_settings

pytestmark = pytest.mark.django_db(transaction=True)

Asked = tuple[int, dict[str, str], bytes]
_OF_THE_FILE = {"content-length", "etag", "last-modified", "content-encoding"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, transactional_db: None) -> Iterator[Path]:
    with own_pages(tmp_path) as home:
        actions.begin(timezone.now())
        _looked_at(home, time.time() + 3600)
        yield home


def _looked_at(home: Path, moment: float) -> None:
    """When somebody last looked for pages that are true no more: by default later than any test ends, however slow the machine."""
    os.utime(home / "beat", (moment, moment))


class Embedded:
    """The server's application with a count of what went on to Django."""

    def __init__(self) -> None:
        self.passed_on: list[str] = []
        inner = get_wsgi_application()

        def counted(environ: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
            self.passed_on.append(str(environ["PATH_INFO"]))
            found: Iterable[bytes] = inner(environ, start)
            return found

        self._app = KeptPages(counted)

    def ask(self, path: str, method: str = "GET", query: str = "", **told: str) -> Asked:
        client = Client()
        environ = client._base_environ(REQUEST_METHOD=method, PATH_INFO=path, QUERY_STRING=query)
        environ |= {"HTTP_HOST": "localhost", "HTTP_COOKIE": "", **told}
        heard: list[tuple[int, dict[str, str]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            heard.append((int(status[:3]), {name.lower(): value for name, value in headers}))

        answer = self._app(environ, start)
        body = b"".join(answer)
        return (*heard[0], body)


@pytest.fixture
def place() -> Shown:
    return shown()


def test_a_page_is_written_when_it_is_first_asked_for_and_then_served_as_it_was() -> None:
    server = Embedded()
    first = server.ask("/help/")
    assert shelf.exists("/help/")
    second = server.ask("/help/")
    assert server.passed_on == ["/help/"]
    assert (second[0], second[2]) == (200, first[2])
    assert {n: v for n, v in second[1].items() if n not in _OF_THE_FILE} == {
        n: v for n, v in first[1].items() if n not in _OF_THE_FILE
    }


def test_every_kind_of_page_has_the_headers_and_bytes_that_django_gives_it(place: Shown) -> None:
    row = policy(place.house)
    paths = ["/", "/xxgk/", f"/xxgk/{place.code}/", f"/xxgk/{place.code}/guide/", place.page(row), "/policies/"]
    paths += [f"/xxgk/{place.code}/items/", f"/xxgk/{place.code}/documents/", "/reports/", "/help/", "/tools/due/"]
    with with_settings(SITE={**_site(), "domain": "localhost"}):
        paths += ["/feed.xml", "/rss.xml", f"/xxgk/{place.code}/feed.xml"]
        kept(*paths)
        server = Embedded()
        for path in paths:
            fresh = Client(headers={"host": "localhost"}).get(path)
            status, headers, body = server.ask(path)
            assert (status, body) == (200, fresh.content), path
            theirs = {name.lower(): value for name, value in fresh.headers.items()}
            for name in (theirs.keys() | headers.keys()) - _OF_THE_FILE:
                assert _words(headers.get(name, "")) == _words(theirs.get(name, "")), (path, name)
        assert server.passed_on == []


def test_an_address_that_is_not_ascii_is_kept_as_links_write_it(place: Shown) -> None:
    told = LedgerActivity("开放日〔2026〕1号", "open_day", "政务公开日", timezone.localdate(), 30)
    supervision.record_activity(place.house.clerk, told, timezone.now())
    path = reverse("portal:disclosure:activity", args=[place.code, told.number])
    assert path in {each.path for each in addresses.everything(timezone.localdate())}
    kept(path)
    server = Embedded()
    # As WSGI hands it on: the bytes of the path, each as a character.
    bare = f"/xxgk/{place.code}/activities/{told.number}/".encode().decode("latin-1")
    status, headers, body = server.ask(bare)
    assert (status, body) == (200, Client(headers={"host": "localhost"}).get(path).content)
    assert headers["content-type"] == kept_pages.HTML
    assert server.passed_on == []
    for other in (path, bare.replace("\xe5", "\xff"), bare[:-1]):
        server.ask(other)
    assert len(server.passed_on) == 3, "what only looks like it goes to the program"
    supervision.annul_activity(
        place.house.clerk, Activity.objects.get().pk, "登错了", timezone.localdate(), timezone.now()
    )
    assert not shelf.exists(path)


@pytest.mark.parametrize(
    ("path", "lies"),
    [
        ("/a/%E5%BC%80/", "a/%E5%BC%80/index.html"),
        ("/a/%e5%bc%80/", ""),
        ("/a/%2E%2E/", ""),
        ("/a/%2F/", ""),
        ("/a/%25E5/", ""),
        ("/a/%00/", ""),
        ("/a/开/", ""),
        (f"/a/{'%E5%BC%80' * 26}/", f"a/{'%E5%BC%80' * 26}/index.html"),
        (f"/a/{'%E5%BC%80' * 27}/", ""),
        ("/a/../b/", ""),
        ("/a/.b/", ""),
        ("/a/b./", ""),
        ("/a/b.c/", "a/b.c/index.html"),
        ("/%E5%BC%80.xml", ""),
        ("/a/feed.xml", "a/feed.xml"),
        ("/a/index.html", ""),
    ],
)
def test_an_address_that_can_be_read_in_two_ways_lies_nowhere(path: str, lies: str) -> None:
    assert kept_pages.relative(path) == lies


def test_withdrawn_is_gone_with_the_act(place: Shown) -> None:
    from tests.faces.portal.disclosure.published import withdrawn

    row = policy(place.house)
    kept(place.page(row))
    server = Embedded()
    assert server.ask(place.page(row))[0] == 200
    withdrawn(place.house, row, "mistaken")
    assert not shelf.exists(place.page(row))
    assert server.ask(place.page(row))[0] == 410
    assert not shelf.exists(place.page(row)), "what is gone is not kept"


def test_packed_for_who_takes_it_and_nothing_for_who_has_it() -> None:
    kept("/help/")
    server = Embedded()
    plain, packed = server.ask("/help/"), server.ask("/help/", HTTP_ACCEPT_ENCODING="br, gzip")
    assert packed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert packed[1]["etag"] != plain[1]["etag"]
    assert "content-encoding" not in server.ask("/help/", HTTP_ACCEPT_ENCODING="gzip;q=0, br")[1]
    for told in (
        {"HTTP_IF_NONE_MATCH": plain[1]["etag"]},
        {"HTTP_IF_NONE_MATCH": f'"else", W/{plain[1]["etag"]}'},
        {"HTTP_IF_MODIFIED_SINCE": plain[1]["last-modified"]},
    ):
        status, headers, body = server.ask("/help/", **told)
        assert (status, body) == (304, b"")
        assert headers["cache-control"] == "no-cache"
    assert server.ask("/help/", HTTP_IF_NONE_MATCH='"else"', HTTP_IF_MODIFIED_SINCE=plain[1]["last-modified"])[0] == 200
    status, headers, body = server.ask("/help/", "HEAD")
    assert (status, headers["content-length"], body) == (200, str(len(plain[2])), b"")
    assert server.passed_on == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/help/", {"query": "q=1"}),
        ("/help/", {"method": "POST"}),
        ("/help/", {"HTTP_COOKIE": "a=b; look=large"}),
        ("/help/", {"HTTP_HOST": "elsewhere.example"}),
        ("/help/", {"HTTP_HOST": ""}),
        ("/help/", {"HTTP_RANGE": "bytes=0-3"}),
        ("//help/", {}),
        ("/./help/", {}),
        ("/xxgk/../help/", {}),
        ("/help/index.html", {}),
        ("/help/index.html.gz", {}),
        ("/help/\0", {}),
        ("/HELP/", {}),
        ("/help", {}),
    ],
)
def test_whatever_is_otherwise_django_answers(path: str, told: dict[str, str]) -> None:
    kept("/help/")
    server = Embedded()
    server.ask(path, **told)
    assert server.passed_on == [path]


def test_another_cookie_does_not_matter() -> None:
    kept("/help/")
    server = Embedded()
    server.ask("/help/", HTTP_COOKIE="outlook=1; sessionid=look")
    assert server.passed_on == []


@pytest.mark.parametrize("cookie", ["look/=1", "outlook,x=1", "a,b=1; look=", "look=a; $=b", "\xff=look"])
def test_a_cookie_that_no_site_may_set_is_no_mistake_of_ours(cookie: str) -> None:
    kept("/help/")
    assert Embedded().ask("/help/", HTTP_COOKIE=cookie)[0] == 200


def test_over_https_only_where_that_is_asked() -> None:
    with with_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=60):
        kept("/help/")
        server = Embedded()
        assert server.ask("/help/")[0] == 301
        assert server.passed_on == ["/help/"]
        found = server.ask("/help/", **{"wsgi.url_scheme": "https"})
        assert (found[0], found[1]["strict-transport-security"]) == (200, "max-age=60")
        assert server.passed_on == ["/help/"]


def test_yesterdays_pages_are_served_to_nobody(folder: Path) -> None:
    kept("/help/")
    (folder / "day").write_text((timezone.localdate() - timedelta(days=1)).isoformat())
    server = Embedded()
    server.ask("/help/")
    assert server.passed_on == ["/help/"]
    (folder / "day").write_text(timezone.localdate().isoformat())
    server.ask("/help/")
    assert server.passed_on == ["/help/"]


def test_while_nobody_sweeps_no_page_is_served(folder: Path) -> None:
    kept("/help/")
    _looked_at(folder, 0)
    server = Embedded()
    server.ask("/help/")
    assert server.passed_on == ["/help/"]
    (folder / "beat").touch()
    server.ask("/help/")
    assert server.passed_on == ["/help/"]


def test_a_page_that_was_replaced_is_read_again() -> None:
    kept("/help/")
    server = Embedded()
    server.ask("/help/")
    file = kept_pages.site() / "help/index.html"
    made = file.stat().st_mtime
    file.with_name("new").write_bytes(b"another")
    os.utime(file.with_name("new"), (made + 1, made + 1))
    os.rename(file.with_name("new"), file)
    assert server.ask("/help/")[2] == b"another"


def _site() -> dict[str, str]:
    from django.conf import settings

    found: dict[str, str] = settings.SITE
    return found


def _words(value: str) -> set[str]:
    return {each.strip() for each in value.replace(";", ",").split(",")}


def test_the_day_is_that_of_the_office(folder: Path) -> None:
    kept("/help/")
    assert kept_pages.told_day() == timezone.localdate()
    assert isinstance(kept_pages.told_day(), date)
