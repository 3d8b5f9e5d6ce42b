"""无障碍声明: what this site does so that everybody can use it, what it does not yet, and the form for its looks.

Law:     GB/T 37668-2019 and WCAG 2, level AA, as facts; what is said here was tested (tests/browser)
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept
from gongkai.faces.portal.looks import LABELS, look_of
from gongkai.law.sources import accessible, ogi

_HERE = "无障碍声明"
_WHAT = {"large": "字和间距放大约三分之一", "contrast": "黑字白底，线条加粗，链接加下划线"}


@require_safe
@kept(tuple)
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement, and the form for large type and strong contrast."""
    chosen = look_of(request).words
    context = {
        "looks": [(word, label, _WHAT[word], word in chosen) for word, label in LABELS.items()],
        "standards": (accessible.GBT_37668, accessible.WCAG_AA),
        "help_cite": ogi.A43,
        "tags": ColumnTags(
            _HERE, "本站怎样让每个人都能使用，大字和高对比的显示方式。", "无障碍,大字,高对比,读屏", "概况信息"
        ),
        "crumbs": [("首页", "/")],
        "here": _HERE,
    }
    return render(request, "portal/about/accessibility.html", context)
