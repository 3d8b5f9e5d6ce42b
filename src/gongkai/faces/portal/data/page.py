"""The page of the open data: what there is, what each field means, on which terms it may be used, how to check a copy.

Law:     条例 24 (searched, consulted, downloaded on one platform)
Unclear: no national text that we could read fixes the terms on which published information may be used again. What the office has
         settled is shown as it wrote it (`GONGKAI_DATA_LICENCE`); else that it is not settled.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.look.open_data.fields import DATASETS
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept

_HERE = "数据开放"
_UNSETTLED = (
    "这些数据都是依法主动公开的政府信息，任何人可以免费获取。再利用的许可条款，国家层面没有核实到统一的规定（未核实），"
    "本站也没有另行约定。引用时请注明来源和获取日期，不改动原意；法律、行政法规另有规定的，从其规定。"
)


def licence() -> str:
    """On which terms the data may be used: what the office settled, else that nothing is settled."""
    told: str = settings.DATA_LICENCE
    return told or _UNSETTLED


@require_safe
@kept(made_from.program)
def data_page(request: HttpRequest) -> HttpResponse:
    """What there is to download."""
    context = {
        "datasets": DATASETS.values(),
        "licence": licence(),
        "settled": bool(settings.DATA_LICENCE),
        "tags": ColumnTags(
            _HERE, "本平台公开数据的整份下载、字段说明和使用说明。", "数据开放,下载,接口,CSV,JSON", _HERE
        ),
        "crumbs": [("首页", "/")],
        "here": _HERE,
    }
    return render(request, "portal/data.html", context)
