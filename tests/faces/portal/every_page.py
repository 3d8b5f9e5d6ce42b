"""Every kind of page that the portal shows, each with one address in the demo county, and what a page loads."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.columns.models import Column
from gongkai.apps.publishing.models import Item
from gongkai.apps.questions.models import PublicAnswer
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.supervision.models import Activity, ActivityState

COLUMN, CONTENT = "column", "content"

NO_PAGE = (
    "healthz",
    "look/",
    "search/suggest/",
    "progress/paper/",
    "apply/seen/",
    "apply/<slug:code>/near/",
    "xxgk/<slug:code>/items/<str:number>/files/",
    "reports/<slug:code>/<int:year>/report.",
    "reports/check/export/",
    "reports/check/keep/",
    "reports/check/kept/",
)
"""Beginnings of routes that show no page of their own: files, forms that were sent, results that only who asked can open."""
_NO_PAGE_ENDS = (".xml", r"\.xml$", ".csv", "qr.svg", ".txt", r"\.json$", "json)$")


def shows_a_page(route: str) -> bool:
    """Whether a route of the portal answers with a page for people."""
    return not route.startswith(("api/", *NO_PAGE)) and not route.endswith(_NO_PAGE_ENDS)


def pages() -> dict[str, tuple[str, str]]:
    """By route: an address of that kind in the demo county, and whether it is a column's page or one of content."""
    item = Item.objects.filter(genre="policy", state="live", live__isnull=False, withdrawn_on=None).latest("pk")
    report = AnnualReport.objects.filter(published__isnull=False).select_related("organ").latest("year")
    activity = Activity.objects.exclude(state=ActivityState.CANCELLED).filter(annulled=False).latest("pk")
    answer = PublicAnswer.objects.select_related("organ").latest("pk")
    code = item.organ.code
    column = Column.objects.filter(organ_id=item.organ_id, annulled=False, name=item.column).first()
    slug = column.slug if column else ""
    below = f"/xxgk/{code}"
    return {
        "": ("/", COLUMN),
        "accessibility/": ("/accessibility/", COLUMN),
        "sitemap/": ("/sitemap/", COLUMN),
        "help/": ("/help/", COLUMN),
        "apply/": ("/apply/", COLUMN),
        "apply/<slug:code>/": (f"/apply/{code}/", COLUMN),
        "correct/": ("/correct/", COLUMN),
        "correct/<slug:code>/": (f"/correct/{code}/", COLUMN),
        "progress/": ("/progress/", COLUMN),
        "verify/": ("/verify/", COLUMN),
        "tools/due/": ("/tools/due/?channel=web&received=2026-11-24&kind_0=confirmed&day_0=2026-11-25", COLUMN),
        "tools/fee/": ("/tools/fee/?scale=requests&count=45", COLUMN),
        "reports/check/": ("/reports/check/", COLUMN),
        "reports/check/rules/": ("/reports/check/rules/", COLUMN),
        "reports/check/deleted/": ("/reports/check/deleted/", COLUMN),
        "xxgk/": ("/xxgk/", COLUMN),
        "xxgk/<slug:code>/": (f"{below}/", COLUMN),
        "xxgk/<slug:code>/guide/": (f"{below}/guide/", COLUMN),
        "xxgk/<slug:code>/system/": (f"{below}/system/", COLUMN),
        "xxgk/<slug:code>/items/": (f"{below}/items/", COLUMN),
        "xxgk/<slug:code>/items/<str:number>/": (f"{below}/items/{item.number}/", CONTENT),
        "xxgk/<slug:code>/columns/<slug:slug>/": (f"{below}/columns/{slug}/", COLUMN),
        "xxgk/<slug:code>/columns/<slug:slug>/<int:year>/": (f"{below}/columns/{slug}/2026/", COLUMN),
        "xxgk/<slug:code>/years/<int:year>/": (f"{below}/years/2026/", COLUMN),
        "xxgk/<slug:code>/activities/": (f"/xxgk/{activity.organ.code}/activities/", COLUMN),
        "xxgk/<slug:code>/activities/<path:number>/": (
            f"/xxgk/{activity.organ.code}/activities/{activity.number}/",
            CONTENT,
        ),
        "xxgk/<slug:code>/catalogue/": (f"{below}/catalogue/", COLUMN),
        "xxgk/<slug:code>/documents/": (f"{below}/documents/?all=1", COLUMN),
        "xxgk/<slug:code>/apply/": (f"{below}/apply/", COLUMN),
        "search/": ("/search/?q=河湖", COLUMN),
        "policies/": ("/policies/", COLUMN),
        "policies/interpretations/": ("/policies/interpretations/", COLUMN),
        "reports/": ("/reports/", COLUMN),
        "reports/<slug:code>/": (f"/reports/{report.organ.code}/", COLUMN),
        "reports/<slug:code>/<int:year>/": (f"/reports/{report.organ.code}/{report.year}/", CONTENT),
        "ask/": ("/ask/", COLUMN),
        "ask/progress/": ("/ask/progress/", COLUMN),
        "ask/<slug:code>/": (f"/ask/{code}/", COLUMN),
        "answers/": ("/answers/", COLUMN),
        "answers/<slug:code>/<str:number>/": (f"/answers/{answer.organ.code}/{answer.number}/", CONTENT),
        "statistics/": ("/statistics/", COLUMN),
        "statistics/<slug:code>/": (f"/statistics/{code}/", COLUMN),
        "data/": ("/data/", COLUMN),
        "design/": ("/design/", COLUMN),
    }


def loaded(client: Client, tree: LexborHTMLParser) -> dict[str, int]:
    """Everything that a page loads beside itself, by address, with its size."""
    found: dict[str, int] = {}
    for node in tree.css("link[href], script[src], img[src], source[src], iframe[src], object[data]"):
        if node.tag == "link" and (node.attributes.get("rel") or "") not in ("stylesheet", "icon", "preload"):
            continue
        url = str(node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("data"))
        if url.startswith("/static/"):
            place = finders.find(url.removeprefix("/static/"))
            assert isinstance(place, str), url
            found[url] = Path(place).stat().st_size
        else:
            assert url.startswith("/"), url
            answer = client.get(url)
            assert answer.status_code == 200, url
            found[url] = len(b"".join(answer) if answer.streaming else answer.content)
    return found
