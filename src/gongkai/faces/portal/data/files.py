"""The files of open data: whole, as they are at the moment in which they are asked for.

A file is made anew each time, for it must hold neither more nor less than what is public now; who has it already is told so by its
tag before anything is read. Any site may read it (CORS `*`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.look import fresh, throttle
from gongkai.faces.look.open_data.fields import DATASETS, Dataset
from gongkai.faces.look.root import absolute
from gongkai.faces.portal.data.dictionary import csvw, schema
from gongkai.faces.portal.data.page import licence
from gongkai.faces.portal.data.written import written

_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
_SHARE = 10
"""A whole file costs as much as so many questions to the interface."""
_KEPT_SECONDS = 24 * 3600
View = Callable[..., HttpResponseBase]


def _given(view: View) -> View:
    """A file to who does not have it yet and has not asked too often."""

    @require_safe
    @wraps(view)
    def handle(request: HttpRequest, **parts: str) -> HttpResponseBase:
        share = throttle.share(request, "data", -(-settings.API_A_MINUTE // _SHARE))
        if not share.allowed:
            return _too_often(share)
        tag = fresh.of_state(request)
        if fresh.has_it(request, tag):
            answer: HttpResponseBase = fresh.not_modified(tag)
        else:
            answer = fresh.tagged(request, view(request, **parts), tag)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    return handle


@_given
def data_file(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """One dataset in one format. 404: a dataset or a format that there is not."""
    dataset = _dataset(name, kind)
    # Who only asks for the head is not made to wait for the rest.
    lines = iter(()) if request.method == "HEAD" else written(dataset, kind, _base(request), timezone.localdate())
    answer = StreamingHttpResponse(lines, content_type=_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer.headers["Link"] = f'<{_metadata_url(request, name, kind)}>; rel="describedby"; type="application/json"'
    return answer


@_given
def metadata(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """The dictionary of a csv file, or the schema of a JSON file."""
    dataset = _dataset(name, "csv" if kind == "csv-metadata" else "json")
    if kind == "csv-metadata":
        told = csvw(dataset, absolute(request, reverse("portal:data:file", args=[name, "csv"])), licence())
    else:
        told = schema(dataset, absolute(request, request.path))
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type=_TYPES["json"])


@_given
def checksums(request: HttpRequest) -> HttpResponseBase:
    """SHA-256 of every file as it is now, in the form of `sha256sum`."""
    base = _base(request)
    key = f"open_data_checksums:{fresh.state()}:{hashlib.sha256(base.encode()).hexdigest()[:12]}"
    text = cache.get(key)
    if text is None:
        text = "".join(_sums(base))
        cache.set(key, text, _KEPT_SECONDS)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _sums(base: str) -> Iterator[str]:
    for dataset in DATASETS.values():
        for kind in dataset.kinds:
            digest = hashlib.sha256()
            for piece in written(dataset, kind, base, timezone.localdate()):
                digest.update(piece)
            yield f"{digest.hexdigest()}  {dataset.name}.{kind}\n"


def _dataset(name: str, kind: str) -> Dataset:
    found = DATASETS.get(name)
    if found is None or kind not in found.kinds:
        raise Http404
    return found


def _metadata_url(request: HttpRequest, name: str, kind: str) -> str:
    told = "csv-metadata" if kind == "csv" else "schema"
    return absolute(request, reverse("portal:data:metadata", args=[name, told]))


def _too_often(share: throttle.Share) -> HttpResponse:
    text = f"这个网络地址一分钟内下载得太多，请过 {share.seconds} 秒再试；只要有变化的，请带上次的 ETag 来问（If-None-Match）。\n"
    answer = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
    answer.headers["Retry-After"] = str(share.seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _base(request: HttpRequest) -> str:
    return absolute(request, "/").removesuffix("/")
