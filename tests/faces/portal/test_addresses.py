"""Every address of the portal, and what it answers to a stranger: a new address must be written down here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Answers:
    """The status for a plain GET, and for a POST with nothing in it; `sample` where the route has parameters."""

    get: int
    post: int
    sample: str = ""


ADDRESSES = {
    "": Answers(200, 405),
    "healthz": Answers(200, 405),
    "accessibility/": Answers(200, 405),
    "look/": Answers(303, 405),
    "sitemap/": Answers(200, 405),
    "help/": Answers(200, 405),
    "apply/": Answers(200, 405),
    "apply/seen/": Answers(404, 405),
    "apply/<slug:code>/": Answers(404, 404, "apply/nobody/"),
    "apply/<slug:code>/near/": Answers(405, 404, "apply/nobody/near/"),
    "correct/": Answers(200, 405),
    "correct/<slug:code>/": Answers(404, 404, "correct/nobody/"),
    "progress/": Answers(200, 422),
    "progress/paper/": Answers(405, 404),
    "verify/": Answers(200, 422),
    "tools/due/": Answers(200, 405),
    "tools/fee/": Answers(200, 405),
    "reports/check/": Answers(200, 422),
    "reports/check/rules/": Answers(200, 405),
    "reports/check/export/": Answers(405, 400),
    "reports/check/keep/": Answers(405, 400),
    "reports/check/kept/<str:token>/": Answers(404, 405, "reports/check/kept/nothing/"),
    "reports/check/kept/<str:token>/delete/": Answers(405, 303, "reports/check/kept/nothing/delete/"),
    "reports/check/deleted/": Answers(200, 405),
    # What is shown of an organ is told in tests/faces/portal/disclosure; here there is none.
    "xxgk/": Answers(200, 405),
    "xxgk/<slug:code>/": Answers(404, 405, "xxgk/nobody/"),
    "xxgk/<slug:code>/guide/": Answers(404, 405, "xxgk/nobody/guide/"),
    "xxgk/<slug:code>/system/": Answers(404, 405, "xxgk/nobody/system/"),
    "xxgk/<slug:code>/items/": Answers(404, 405, "xxgk/nobody/items/"),
    "xxgk/<slug:code>/items/<str:number>/": Answers(404, 405, "xxgk/nobody/items/nobody-2026-00001/"),
    "xxgk/<slug:code>/items/<str:number>/files/<int:place>/<str:name>": Answers(
        404, 405, "xxgk/nobody/items/nobody-2026-00001/files/1/表.pdf"
    ),
    "xxgk/<slug:code>/columns/<slug:slug>/": Answers(404, 405, "xxgk/nobody/columns/policies/"),
    "xxgk/<slug:code>/columns/<slug:slug>/<int:year>/": Answers(404, 405, "xxgk/nobody/columns/policies/2024/"),
    "xxgk/<slug:code>/years/<int:year>/": Answers(404, 405, "xxgk/nobody/years/2024/"),
    "xxgk/<slug:code>/activities/": Answers(404, 405, "xxgk/nobody/activities/"),
    "xxgk/<slug:code>/activities/<path:number>/": Answers(404, 405, "xxgk/nobody/activities/HD-2026-01/"),
    "xxgk/<slug:code>/catalogue/": Answers(404, 405, "xxgk/nobody/catalogue/"),
    "xxgk/<slug:code>/catalogue.csv": Answers(404, 405, "xxgk/nobody/catalogue.csv"),
    "xxgk/<slug:code>/documents/": Answers(404, 405, "xxgk/nobody/documents/"),
    "xxgk/<slug:code>/apply/": Answers(404, 405, "xxgk/nobody/apply/"),
    "search/": Answers(200, 405),
    "search/suggest/": Answers(200, 405),
    "ask/": Answers(200, 405),
    "ask/progress/": Answers(200, 422),
    "ask/<slug:code>/": Answers(404, 404, "ask/nobody/"),
    "answers/": Answers(200, 405),
    "answers/<slug:code>/<str:number>/": Answers(404, 405, "answers/nobody/nobody-W-2026-00001/"),
    "policies/": Answers(200, 405),
    "policies/interpretations/": Answers(200, 405),
    "reports/": Answers(200, 405),
    "reports/<slug:code>/": Answers(404, 405, "reports/nobody/"),
    "reports/<slug:code>/<int:year>/": Answers(404, 405, "reports/nobody/2024/"),
    "reports/<slug:code>/<int:year>/report.<str:kind>": Answers(404, 405, "reports/nobody/2024/report.docx"),
    "feed.xml": Answers(200, 405),
    "rss.xml": Answers(200, 405),
    "xxgk/<slug:code>/feed.xml": Answers(404, 405, "xxgk/nobody/feed.xml"),
    "xxgk/<slug:code>/rss.xml": Answers(404, 405, "xxgk/nobody/rss.xml"),
    "xxgk/<slug:code>/columns/<slug:slug>/feed.xml": Answers(404, 405, "xxgk/nobody/columns/policies/feed.xml"),
    "xxgk/<slug:code>/columns/<slug:slug>/rss.xml": Answers(404, 405, "xxgk/nobody/columns/policies/rss.xml"),
    "data/": Answers(200, 405),
    "data/checksums.txt": Answers(200, 405),
    r"^data/(?P<name>[a-z]+)\.(?P<kind>csv-metadata|schema)\.json$": Answers(200, 405, "data/items.schema.json"),
    r"^data/(?P<name>[a-z]+)\.(?P<kind>csv|json)$": Answers(200, 405, "data/items.csv"),
    "robots.txt": Answers(200, 405),
    "sitemap.xml": Answers(200, 405),
    "sitemap-site.xml": Answers(200, 405),
    r"^sitemap-pages-(?P<code>[-a-zA-Z0-9_]+)\.xml$": Answers(404, 405, "sitemap-pages-nobody.xml"),
    r"^sitemap-(?P<year>[0-9]{4})-(?P<part>[1-9][0-9]?)-(?P<code>[-a-zA-Z0-9_]+)\.xml$": Answers(
        404, 405, "sitemap-2026-1-nobody.xml"
    ),
    # The interface for machines (tests/faces/api).
    "api/": Answers(200, 405),
    "api/openapi.json": Answers(200, 405),
    "api/search": Answers(200, 405),
    "api/items": Answers(200, 405),
    "api/items/removed": Answers(200, 405),
    "api/items/<organ>/<number>": Answers(404, 405, "api/items/nobody/nobody-2026-00001"),
    "api/documents": Answers(200, 405),
    "api/reports": Answers(200, 405),
    "api/reports/<organ>/<year>": Answers(404, 405, "api/reports/nobody/2024"),
    "api/columns": Answers(200, 405),
    "api/organs": Answers(200, 405),
    "api/activities": Answers(200, 405),
    "api/answers": Answers(200, 405),
    "xxgk/<slug:code>/qr.svg": Answers(404, 405, "xxgk/nobody/qr.svg"),
    "xxgk/<slug:code>/items/<str:number>/qr.svg": Answers(404, 405, "xxgk/nobody/items/nobody-2026-00001/qr.svg"),
    "reports/<slug:code>/<int:year>/qr.svg": Answers(404, 405, "reports/nobody/2024/qr.svg"),
    "statistics/": Answers(200, 405),
    "statistics/figures.csv": Answers(200, 405),
    "statistics/<slug:code>/": Answers(404, 405, "statistics/nobody/"),
    "statistics/<slug:code>/figures.csv": Answers(404, 405, "statistics/nobody/figures.csv"),
    # For those who build pages; off in operation (test_design_page).
    "design/": Answers(200, 405),
}
POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
}


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route


def test_every_address_is_listed_and_no_other() -> None:
    # Those of the desk, which ask who one is, are listed in tests/faces/desk.
    found = {route for route in _routes(get_resolver().url_patterns) if not route.startswith("desk/")}
    assert found == set(ADDRESSES)


@pytest.mark.parametrize("route", ADDRESSES)
def test_addresses_answer_as_listed(route: str, client: Client) -> None:
    expected = ADDRESSES[route]
    path = "/" + (expected.sample or route)
    assert (client.get(path).status_code, client.post(path).status_code) == (expected.get, expected.post)


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    "path", ["/" + (answers.sample or route) for route, answers in ADDRESSES.items()] + ["/no/such/page"]
)
def test_every_answer_carries_the_strict_headers(path: str, client: Client) -> None:
    enormous = client.post(path, CONTENT_LENGTH=str(10**12))
    assert enormous.status_code == 413
    for response in (client.get(path), client.post(path), enormous):
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        # A page whose address is its key sends even its own site no more than the origin.
        assert response["Referrer-Policy"] in ("same-origin", "strict-origin")
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("route", [route for route, answers in ADDRESSES.items() if answers.post != 405])
def test_a_form_from_another_site_is_refused(route: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/" + (ADDRESSES[route].sample or route))
    assert response.status_code == 403
    assert "表单已失效" in response.content.decode()
