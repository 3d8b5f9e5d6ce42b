"""The whole catalogue of an organ as one csv file, sent line by line: what a library or another system takes over.

Law:     条例 12 (elements of the catalogue), 24 (to download)
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from gongkai.apps.columns import catalogue
from gongkai.faces.portal.disclosure.places import place
from gongkai.law.disclosure.catalogue import ENTRY_ELEMENTS
from gongkai.texts.cells import harmless

_HEADINGS = (*(each.label for each in ENTRY_ELEMENTS), "栏目", "公开日期")


class _Echo:
    """What csv writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


@require_safe
def catalogue_csv(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """索引号、名称、内容概述、生成日期, and column and day of publication. 404: an unknown organ."""
    where = place(code)
    response = StreamingHttpResponse(_lines(where.organ.pk, where.today), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{where.organ.code}-catalogue.csv"'
    return response


def _lines(organ_id: int, on: date) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # Spreadsheets take a file for UTF-8 by this mark alone.
    yield "\ufeff" + str(writer.writerow(_HEADINGS))
    for each in catalogue.everything(organ_id, on):
        cells = (each.number, each.title, each.summary, each.formed_on or "", each.column, each.published_on)
        yield str(writer.writerow([harmless(str(cell)) for cell in cells]))
