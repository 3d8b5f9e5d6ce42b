"""Every address of a draft and of a private file, tried by everybody who has no business there: each is refused and told to nobody.

`TRIED` lists every address of the site that takes an item, a version or a file; one that is not in it fails the first test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing.models import Item
from tests.apps.publishing.desk import published
from tests.faces.private_world import SECRET, SHEET, VISITORS, Private, entered, private
from tests.rigs import begun

pytestmark = pytest.mark.django_db

_TAKES = re.compile(r"(^|/)(items|files|versions|materials|moving-in)/|digest|place|version")
_NO_ITEM = {
    "desk/items/",
    "desk/items/new/",
    "desk/items/upload/",
    "desk/items/import/",
    "desk/items/structure/",
    "xxgk/<slug:code>/items/",
    "api/items/removed",
}
"""Below the same names, but of no item: lists of what one may see, and forms for what is not there yet."""

# `{pk}` and `{number}` are an item's, `{digest}` is that of the private file, `{batch}` items that are being moved in.
TRIED: dict[str, tuple[str, ...]] = {
    "xxgk/<slug:code>/items/<str:number>/": ("/xxgk/changtu/items/{number}/",),
    "xxgk/<slug:code>/items/<str:number>/files/<int:place>/<str:name>": tuple(
        f"/xxgk/changtu/items/{{number}}/files/{place}/{quote(SHEET)}" for place in (0, 1, 2)
    ),
    "api/items/<organ>/<number>": ("/api/items/changtu/{number}",),
    "xxgk/<slug:code>/items/<str:number>/qr.svg": ("/xxgk/changtu/items/{number}/qr.svg",),
    "desk/items/<int:pk>/": ("/desk/items/{pk}/",),
    "desk/items/<int:pk>/edit/": ("/desk/items/{pk}/edit/",),
    "desk/items/<int:pk>/review/": ("/desk/items/{pk}/review/",),
    "desk/items/<int:pk>/compare/": ("/desk/items/{pk}/compare/?from=1&to=2", "/desk/items/{pk}/compare/?old=1&new=2"),
    "desk/items/<int:pk>/do/<slug:event>/": (
        "/desk/items/{pk}/do/publish/",
        "/desk/items/{pk}/do/first_review/",
        "/desk/items/{pk}/do/emergency/",
    ),
    "desk/items/<int:pk>/versions/<int:number>/": ("/desk/items/{pk}/versions/1/", "/desk/items/{pk}/versions/2/"),
    "desk/items/<int:pk>/versions/<int:number>/files/<int:place>/": (
        "/desk/items/{pk}/versions/1/files/1/",
        "/desk/items/{pk}/versions/2/files/1/",
    ),
    "desk/items/files/<str:digest>/": ("/desk/items/files/{digest}/",),
    "desk/items/autosave/": ("/desk/items/autosave/?item={pk}",),
    "desk/items/presence/": ("/desk/items/presence/?item={pk}",),
    "desk/sessions/<int:pk>/files/": ("/desk/sessions/{pk}/files/",),
    "desk/sessions/<int:pk>/files/<slug:digest>/": ("/desk/sessions/{pk}/files/{digest}/",),
    "desk/moving-in/": ("/desk/moving-in/",),
    "desk/moving-in/<int:pk>/": ("/desk/moving-in/{batch}/",),
    "desk/moving-in/<int:pk>/accept/": ("/desk/moving-in/{batch}/accept/",),
    "desk/moving-in/<int:pk>/reject/": ("/desk/moving-in/{batch}/reject/",),
    "desk/registers/items/": ("/desk/registers/items/",),
    "desk/registers/items/new/": ("/desk/registers/items/new/",),
    "desk/registers/items/<int:pk>/": ("/desk/registers/items/{pk}/",),
    "desk/registers/items/<int:pk>/do/<slug:event>/": ("/desk/registers/items/{pk}/do/annul/",),
}
_LISTS = ("desk/registers/items/", "desk/registers/items/new/", "desk/moving-in/")
"""Pages that everybody at the desk has, of their own organ: they must say nothing of these items."""
_REFUSED = ((400, 403, 404, 405, 409, 422), (404, 405))
"""What may be answered elsewhere (a role that may not at all is told so), and where the address names an item."""
_PORTAL = [route for route in TRIED if route.startswith(("xxgk/", "api/"))]
_DESK = [route for route in TRIED if route.startswith("desk/")]


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route


def test_every_address_that_takes_an_item_a_version_or_a_file_is_tried() -> None:
    found = {route for route in _routes(get_resolver().url_patterns) if _TAKES.search(route)}
    assert found - _NO_ITEM - set(TRIED) == set(), "try it as a stranger: a line in TRIED"
    assert set(TRIED) | _NO_ITEM <= found, "no longer an address"


@begun.rows
def world() -> Private:
    return private()


def _paths(world: Private, route: str, item: Item) -> Iterator[str]:
    for path in TRIED[route]:
        yield path.format(pk=item.pk, number=item.number, digest=world.digest, batch=world.batch)


def _asked(client: Client, path: str) -> Iterator[Any]:
    """Every way of asking."""
    yield client.get(path)
    yield client.head(path)
    yield client.get(path, headers={"Range": "bytes=0-"})
    yield client.post(path, {"item": path.rpartition("=")[2], "checked": "all"})


def _silent(response: Any) -> bool:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "".join(f"{name}{value}" for name, value in response.items())
    return SECRET.encode() not in body and b"PK\x03\x04" not in body and quote(SHEET) not in headers


def test_the_portal_knows_nothing_of_what_is_not_public(world: Private) -> None:
    for route, (name, item) in product(_PORTAL, world.items.items()):
        page_of_public = name == "live" and "files" not in route
        # What was taken off has a page that says so; neither files nor a code are left of it.
        gone = name == "withdrawn" and "files" not in route and "qr.svg" not in route
        for path in _paths(world, route, item):
            for response in _asked(world.stranger(), path):
                expected = {200, 405} if page_of_public else {410, 405} if gone else {404, 405}
                assert response.status_code in expected, (name, path, response.status_code)
                assert _silent(response), (name, path)


@pytest.mark.same_on_both
def test_at_the_desk_a_stranger_is_led_to_the_log_in_whether_there_is_something_or_not(world: Private) -> None:
    nothing = Item(pk=10**9, number="changtu-2026-99999")
    answers = {
        name: [
            (response.status_code, response.headers.get("Location", "").partition("?")[0])
            for route in _DESK
            for path in _paths(world, route, item)
            for response in _asked(world.stranger(), path)
        ]
        for name, item in {
            "draft": world.items["draft"],
            "withdrawn": world.items["withdrawn"],
            "nothing": nothing,
        }.items()
    }
    for name, got in answers.items():
        assert got == answers["nothing"], name
    assert {status for status, _ in answers["nothing"]} <= {302, 401, 405}


@pytest.mark.same_on_both
@pytest.mark.parametrize("visitor", VISITORS)
def test_at_the_desk_who_has_no_business_there_finds_nothing(world: Private, visitor: str) -> None:
    client, wrong = world.visitor(visitor), []
    tried: set[str] = set()
    for route, name in product(_DESK, ("draft", "scheduled", "withdrawn", "live")):
        for path in _paths(world, route, world.items[name]):
            if path in tried:  # an address that names no item
                continue
            tried.add(path)
            for response in (client.get(path), client.post(path)):
                # What is public of the one that is live may be seen from above; the text beside it may not.
                shown = route in _LISTS or name == "live"
                if not _silent(response) or not (
                    shown or response.status_code in _REFUSED[route.startswith("desk/items/<int:pk>")]
                ):
                    wrong.append((name, path, response.status_code, _silent(response)))
    assert not wrong, "\n".join(map(str, wrong))


def test_lists_of_others_say_nothing_of_it(world: Private) -> None:
    pages = (
        "/",
        "/xxgk/changtu/",
        "/xxgk/changtu/items/",
        "/xxgk/changtu/years/2026/",
        "/xxgk/changtu/catalogue/",
        "/statistics/changtu/",
        "/statistics/figures.csv",
        "/xxgk/changtu/documents/?all=1",
    )
    for path in pages:
        assert _silent(world.stranger().get(path)), path
    for visitor, client in world.visitors().items():
        for path in ("/desk/", "/desk/items/", "/desk/items/?text=绝不能", "/desk/registers/items/", "/desk/schedule/"):
            assert _silent(client.get(path)), (visitor, path)


def test_the_page_of_a_public_policy_does_not_tell_what_is_on_its_way(world: Private) -> None:
    assert _silent(world.stranger().get(f"/xxgk/changtu/items/{world.known.number}/"))
    for visitor, client in world.visitors().items():
        assert _silent(client.get(f"/desk/items/{world.known.pk}/")), visitor


def _tricks(number: str, digest: str) -> Iterator[str]:
    sheet = quote(SHEET)
    page = f"/xxgk/changtu/items/{number}"
    for place in ("-1", "1.0", "１", "01", "0x1", "1%00", "99999999999999999999", "1/../1", "%31"):
        yield f"{page}/files/{place}/{sheet}"
    for name in (
        "",
        "x.xlsx",
        "../1/" + sheet,
        sheet.lower() + "%20",
        sheet + "/",
        "%2e%2e%2f" + sheet,
        sheet + "?download=1",
    ):
        yield f"{page}/files/1/{name}"
    for other in (
        number.upper(),
        f"%20{number}",
        f"{number}%20",
        f"{number}%00",
        f"{number};a",
        f"{number}%2f",
        f"{number[:-1]}%{ord(number[-1]):x}",
    ):
        yield f"/xxgk/changtu/items/{other}/"
    yield f"/xxgk/county/items/{number}/"
    yield f"/xxgk/changtu/items/{digest}/"
    yield f"/xxgk/changtu/items/../items/{number}/files/1/{sheet}"
    yield f"/xxgk//changtu/items/{number}/"
    shelf = f"{digest[:2]}/{digest[2:4]}/{digest}"
    for root in (
        "/files/",
        "/media/",
        "/static/",
        "/static/../files/",
        "/static/%2e%2e/files/",
        "/static/..%2ffiles/",
        "/var/files/",
    ):
        yield f"{root}{shelf}"
        yield f"{root}{digest}"


def test_no_trick_with_the_path_leads_to_it(world: Private) -> None:
    tried: set[str] = set()
    for name, item in world.items.items():
        if name == "live":
            continue
        for path in _tricks(item.number, world.digest):
            if path in tried:  # an address that names no item
                continue
            tried.add(path)
            response = world.stranger().get(path)
            assert _silent(response), (name, path)
            assert response.status_code in (301, 400, 404, 410), (name, path, response.status_code)
            assert response.status_code != 410 or name == "withdrawn"


def test_files_of_an_earlier_or_later_text_are_not_those_of_the_public_one(world: Private) -> None:
    live = world.items["live"]
    for place in range(4):
        path = f"/xxgk/changtu/items/{live.number}/files/{place}/{quote(SHEET)}"
        assert world.stranger().get(path).status_code == 404


def test_after_the_withdrawal_the_file_is_gone_even_for_who_has_its_etag(world: Private) -> None:
    item = world.items["withdrawn"]
    path = f"/xxgk/changtu/items/{item.number}/files/1/{quote(SHEET)}"
    response = world.stranger().get(path, headers={"If-None-Match": f'"{world.digest}"'})
    assert response.status_code == 404
    assert _silent(response)


def _noted(item: Item) -> list[str]:
    rows = Entry.objects.filter(subject="item", subject_id=item.pk, event="stranger").order_by("seq")
    return [str(each.data["data"]["event"]) for each in rows]


def test_who_knocks_is_noted_once_a_day_and_a_thing_and_fills_no_journal(world: Private) -> None:
    item = world.items["draft"]
    paths = (
        f"/xxgk/changtu/items/{item.number}/",
        f"/xxgk/changtu/items/{item.number}/files/1/{quote(SHEET)}",
        f"/desk/items/{item.pk}/",
        f"/desk/items/{item.pk}/versions/1/files/1/",
        f"/desk/items/{item.pk}/versions/1/",
    )
    for _ in range(3):
        for path in paths:
            Client().get(path)
    told = ["门户页面", "门户附件", "工作台页面", "稿件附件", "历次稿件"]
    assert _noted(item) == told
    visitors = world.visitors()
    for _ in range(2):
        visitors["supervisor from above"].get(f"/desk/items/{item.pk}/")
    assert _noted(item) == [*told, "工作台页面"]
    last = Entry.objects.filter(subject="item", subject_id=item.pk).latest("seq")
    assert last.role == "supervisor", "an officer is known"
    assert last.organ_id == world.house.organ_id, "in the journal of the organ whose text it is"


def test_what_is_public_and_what_is_not_there_is_not_noted(world: Private) -> None:
    before = Entry.objects.count()
    for path in (
        f"/xxgk/changtu/items/{world.known.number}/files/7/x.pdf",
        f"/desk/items/{world.known.pk}/",
        "/xxgk/changtu/items/changtu-2026-09999/",
        "/desk/items/999999999/",
        "/desk/items/999999999999999999999/",
    ):
        Client().get(path)
    assert Entry.objects.count() == before


def test_an_officer_of_the_house_who_looks_whether_the_page_is_up_is_no_stranger(world: Private) -> None:
    item = world.items["scheduled"]
    client = entered(world.house.clerk)
    assert client.get(f"/xxgk/changtu/items/{item.number}/").status_code == 404
    assert client.get(f"/desk/items/{item.pk}/versions/99/").status_code == 404
    assert _noted(item) == []


def test_what_is_public_can_be_had_whole_and_by_its_right_name_only(world: Private) -> None:
    item = published(world.house)
    assert Client().get(f"/xxgk/changtu/items/{item.number}/").status_code == 200
    assert Client().head(f"/xxgk/changtu/items/{item.number}/").content == b""
