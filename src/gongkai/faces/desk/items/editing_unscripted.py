"""Files and imports without any script: the form is sent with a file, and comes back with it and everything that was typed."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from gongkai.apps.files import actions as files
from gongkai.apps.files import queries as stored
from gongkai.apps.files.models import Blob
from gongkai.apps.files.refusal import NotStored
from gongkai.apps.people import rights
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items import editing_files
from gongkai.faces.desk.items.editing_files import ATTACHMENT, NO_PICTURE, PICTURE, Row, is_picture, refused
from gongkai.faces.desk.items.editing_state import Typed
from gongkai.faces.desk.items.editing_text import HTML, Taken, for_page, taken, with_picture
from gongkai.faces.look.uploads import InMemory
from gongkai.law.casework import Refusal
from gongkai.texts import clean, docx
from gongkai.texts.official import structured
from gongkai.texts.package import Refused
from gongkai.texts.tree import TooLong

WAYS = frozenset({"upload", "picture", "append", "replace", "structure"})
"""Buttons that send the form with a file: an attachment, a picture, a document behind the text or in its place; and the one that
marks the parts of an official document."""


CLEAR = "clear-"
"""Begins the name of the button that puts a clean copy in the place of a file; its digest follows."""
_MARKED = "已按公文格式标出标题、文号、主送机关、各级标题、附件说明、署名和日期，文字没有改动，请核对。"


@dataclass(frozen=True, slots=True)
class After:
    """The page after a file came with it: what is wrong, what is to be known."""

    typed: Typed
    faults: Sequence[str] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """A document that was read: clean text, its pictures stored."""

    body: str
    title: str
    rows: Sequence[Row]
    notes: Sequence[str]


def done(request: DeskRequest, typed: Typed, way: str) -> After:
    """What a button with a file does. Nothing typed is lost, whatever is wrong with the file."""
    try:
        if way.startswith(CLEAR):
            return _cleared(request, typed, way.removeprefix(CLEAR))
        if way == "structure":
            return After(replace(typed, text=Taken(structured(typed.text.body))), notes=(_MARKED,))
        if way == "upload":
            return _attached(request, typed)
        return _pictured(request, typed) if way == "picture" else _imported(request, typed, way)
    except Refusal as refusal:
        return After(typed, (refusal.reason,))
    except NotStored as refusal:
        return After(typed, (str(refusal),))


def brought(request: DeskRequest, data: bytes, name: str) -> Brought:
    """A document as text, the parts of an official one marked. Refused (`Refusal`): what is no docx, or cannot be read."""
    if not name.lower().endswith(".docx"):
        raise Refusal(f"“{name}”不是 docx 文件；doc、wps 请在 Word 或 WPS 里另存为 docx 再导入。")
    try:
        found = docx.read(data)
    except (Refused, TooLong) as refusal:
        raise Refusal(f"“{name}”没有导入：{refusal}") from refusal
    rows: list[Row] = []
    notes, body = list(found.notes), found.body
    for digest, (called, content) in found.pictures.items():
        try:
            blob = files.store(request.officer.actor, content, called, request.officer.now)
        except NotStored as refusal:
            notes.append(f"图片“{called}”没有带过来：{refusal}")
            body = body.replace(f"file:{digest}", "")
            continue
        body = body.replace(f"file:{digest}", f"file:{blob.digest}")
        rows.append(Row(blob.digest, called, PICTURE))
    body = structured(clean.clean(body))
    return Brought(body, _title(body), rows, notes)


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_read`.
@require_POST
@officer
def read(request: DeskRequest) -> HttpResponse:
    """A document as text for the editor, as JSON. Nothing is saved but its pictures."""
    request.upload_handlers = [InMemory(request)]
    return _read(request)


@csrf_protect
def _read(request: DeskRequest) -> HttpResponse:
    rights.demand(request.officer.actor, "publication.draft")
    file = request.FILES.get("file")
    if file is None:
        return refused("没有收到文件，请重新选。")
    try:
        found = brought(request, file.read(), str(file.name))
    except Refusal as refusal:
        return refused(refusal.reason)
    shown = editing_files.shown(request.officer.actor, found.rows)
    pictures = [
        {
            "digest": row.digest,
            "name": row.name,
            "url": row.url,
            "size": row.size,
            "traces": list(row.traces),
            "clearable": row.clearable,
        }
        for row in shown
    ]
    return JsonResponse(
        {"html": for_page(found.body), "title": found.title, "pictures": pictures, "notes": list(found.notes)}
    )


@require_POST
@officer
def structure(request: DeskRequest) -> HttpResponse:
    """The text of the editor with the parts of an official document marked, as JSON. Nothing is saved."""
    rights.demand(request.officer.actor, "publication.draft")
    try:
        found = taken(request.POST.get("body", ""), HTML)
    except TooLong as too_long:
        return refused(str(too_long))
    return JsonResponse({"html": for_page(structured(found.body)), "note": _MARKED})


def _title(body: str) -> str:
    """What the document itself is called, if it says so."""
    found = re.search(r'<p class="doc-title">(.*?)</p>', body)
    return html.unescape(re.sub(r"<[^>]*>", "", found[1])).strip() if found else ""


def _cleared(request: DeskRequest, typed: Typed, digest: str) -> After:
    """A copy without what readers do not see, in the place of the file, in the list and in the text."""
    actor = request.officer.actor
    try:
        blob = files.clear(actor, stored.blob(actor.organ_id, digest), request.officer.now)
    except Blob.DoesNotExist:
        return After(typed, ("没有这个文件，请重新上传。",))
    body = typed.text.body.replace(f"file:{digest}", f"file:{blob.digest}")
    rows = [replace(row, digest=blob.digest) if row.digest == digest else row for row in typed.rows]
    after = replace(typed, text=Taken(body, typed.text.notes), rows=rows)
    left = " 还有不能自动清除的，见文件旁的说明。" if stored.traces(blob) else ""
    return After(after, notes=(f"已换成清除了属性、作者、位置等信息的副本。{left}",))


def _attached(request: DeskRequest, typed: Typed) -> After:
    kept = editing_files.store(request, "upload")
    if not kept:
        return After(typed, ("请先选要添加的附件，再按“上传”。",))
    known = {row.digest for row in typed.rows if row.use == ATTACHMENT}
    fresh = [
        Row(blob.digest, name, ATTACHMENT, order=len(typed.rows) + place)
        for place, (blob, name) in enumerate(kept, 1)
        if blob.digest not in known
    ]
    return After(replace(typed, rows=[*typed.rows, *fresh]), notes=[f"已上传：{name}。" for _, name in kept])


def _pictured(request: DeskRequest, typed: Typed) -> After:
    kept = editing_files.store(request, "picture")
    alt = request.POST.get("picture_alt", "").strip()
    if not kept:
        return After(typed, ("请先选图片文件，再按“插到正文最后”。",))
    blob, name = kept[0]
    if not is_picture(blob):
        return After(typed, (NO_PICTURE.format(name),))
    body = with_picture(typed.text.body, blob.digest, alt)
    rows = [*typed.rows, Row(blob.digest, name, PICTURE, alt, len(typed.rows) + 1)]
    notes = ["图片已插到正文最后。" if alt else "图片已插到正文最后，请填写它的替代文字。"]
    return After(replace(typed, text=Taken(body, typed.text.notes), rows=rows), notes=notes)


def _imported(request: DeskRequest, typed: Typed, way: str) -> After:
    file = request.FILES.get("docx")
    if file is None:
        return After(typed, ("请先选 Word 文件（.docx），再按导入的按钮。",))
    found = brought(request, file.read(), str(file.name))
    body = found.body if way == "replace" else "\n".join(part for part in (typed.text.body, found.body) if part)
    values = {**typed.values, "title": typed.values.get("title") or found.title}
    after = replace(typed, values=values, text=Taken(body), rows=[*typed.rows, *found.rows])
    return After(after, notes=(f"已从“{file.name}”导入正文，请核对。", *found.notes))
