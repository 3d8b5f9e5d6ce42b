"""What is to be looked through by when, what else is owed, and the lists of every clean-up: to show, to print, as csv and xlsx."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from gongkai.apps.documents import queries
from gongkai.apps.documents.models import Document
from gongkai.apps.documents.queries import Listed, Owed
from gongkai.apps.documents.registers import KEEP
from gongkai.apps.people import rights
from gongkai.apps.registered import ANNUL
from gongkai.faces.desk.documents.listing import HOME, ways
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look.report.files import download
from gongkai.law.clocks.publication import FILING_DAYS
from gongkai.law.documents import clean_up as law
from gongkai.law.sources import liaoning
from gongkai.texts.cells import harmless

TITLE = "清理和备案"
_HEADINGS = ("序号", "名称", "文号", "制发之日", "公布之日", "结论", "理由", "终止之日", "决定的文号")


@require_safe
@officer
def clean_up(request: DeskRequest) -> HttpResponse:
    """What is due in the officer's organ."""
    officer_ = request.officer
    rights.demand(officer_.actor, "publishing.read")
    found = queries.clean_up(officer_.actor.organ_id, officer_.today)
    writable = rights.may(officer_.actor, "document.record")
    context = {
        "found": found,
        "due": [_line(each, writable, officer_.today.year) for each in found.due],
        "to_amend": [_line(each, writable, officer_.today.year) for each in found.to_amend],
        "to_file": [_line(each, writable, officer_.today.year) for each in found.to_file],
        "left": [_left(each, writable) for each in found.left],
        "lapsing": [_line(each, writable, officer_.today.year) for each in found.lapsing],
        "rounds": [(name, day, count) for name, day, count in queries.rounds(officer_.actor.organ_id)],
        "cites": law.CITES,
        "filing": liaoning.FILING_A3,
        "filing_days": FILING_DAYS,
        "years": law.EVERY_YEARS,
        "ways": ways("clean-up"),
        "crumbs": [(HOME, reverse("desk:documents:list"))],
        "here": TITLE,
    }
    return render(request, "desk/documents/clean_up.html", context)


@require_safe
@officer
def lists(request: DeskRequest) -> HttpResponse:
    """The lists of one clean-up, as they are printed and published."""
    name, found = _round(request)
    context = {
        "name": name,
        "organ": request.officer.organ_name,
        "lists": [(law.LISTS[code], rows) for code, rows in found.items()],
        "cite": liaoning.CLEAN_UP_A20,
        "crumbs": [(HOME, reverse("desk:documents:list")), (TITLE, reverse("desk:documents:clean-up"))],
        "here": name,
    }
    return render(request, "desk/documents/lists.html", context)


@require_safe
@officer
def export(request: DeskRequest, suffix: str) -> HttpResponse:
    """The lists as csv or xlsx."""
    if suffix not in ("csv", "xlsx"):
        raise Http404
    name, found = _round(request)
    file_name = f"{request.officer.organ_name}{name}规范性文件目录"
    return download(_csv(found) if suffix == "csv" else _xlsx(found), file_name, suffix)


def _round(request: DeskRequest) -> tuple[str, dict[str, tuple[Listed, ...]]]:
    actor = request.officer.actor
    rights.demand(actor, "publishing.read")
    name = request.GET.get("name", "")
    found = dict(queries.round_lists(actor.organ_id, name))
    if not any(found.values()):
        raise Http404
    return name, found


def _line(each: Owed, writable: bool, year: int) -> dict[str, Any]:
    round_ = urlencode({"round": f"{year}年清理"})
    return {
        "owed": each,
        "url": reverse("desk:documents:entry", args=[each.document.pk]),
        "conclude": f"{reverse('desk:documents:conclude', args=[each.document.pk])}?{round_}" if writable else "",
        "file": reverse("desk:documents:act", args=[each.document.pk, "file"]) if writable else "",
        "amend": reverse("desk:documents:amend", args=[each.document.pk]) if writable else "",
        "extend": reverse("desk:documents:act", args=[each.document.pk, "extend"]) if writable else "",
    }


def _left(row: Document, writable: bool) -> dict[str, Any]:
    acts = ((ANNUL, "撤销登记"), (KEEP, "保留登记")) if writable else ()
    return {
        "document": row,
        "url": reverse("desk:documents:entry", args=[row.pk]),
        "acts": [(label, reverse("desk:documents:act", args=[row.pk, event])) for event, label in acts],
    }


def _cells(place: int, each: Listed) -> tuple[object, ...]:
    row, told = each.document, each.conclusion
    return (
        place,
        row.title,
        row.number,
        row.issued_on,
        row.published_on,
        law.CONCLUSIONS[told.conclusion],
        told.reason,
        told.ended_on,
        told.by,
    )


def _csv(found: dict[str, tuple[Listed, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for rows in found.values():
        for place, each in enumerate(rows, 1):
            writer.writerow(["" if cell is None else harmless(str(cell)) for cell in _cells(place, each)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _xlsx(found: dict[str, tuple[Listed, ...]]) -> bytes:
    book = Workbook(write_only=True)
    for code, rows in found.items():
        sheet = book.create_sheet(law.CONCLUSIONS[code])
        for letter, width in zip("ABCDEFGHI", (6, 40, 24, 12, 12, 12, 40, 12, 24), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.append([law.LISTS[code]])
        sheet.append(_HEADINGS)
        for place, each in enumerate(rows, 1):
            sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in _cells(place, each)])
        if not rows:
            sheet.append(["（无）"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
