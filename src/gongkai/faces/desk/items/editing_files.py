"""Attachments and pictures of a text that is being written: what was sent, what is shown of each, and their private address.

Files are private: an officer of the organ who may read drafts fetches them here, nobody else anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.template.defaultfilters import filesizeformat
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.files import actions as files
from gongkai.apps.files import queries as stored
from gongkai.apps.files.kinds import KINDS
from gongkai.apps.files.models import Blob
from gongkai.apps.files.refusal import NotStored
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.content import FileRef
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items.editing_text import address, alternatives
from gongkai.faces.look.files import handed_out
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.look.whole import whole
from gongkai.proofing.files import CLEARABLE
from gongkai.texts import clean

ATTACHMENT, PICTURE = "attachment", "picture"
NO_PICTURE = "“{}”不是浏览器能显示的图片，请转换成 png 或者 jpg，或者作为附件上传。"
_LONGEST_NAME, _LONGEST_ALT = 200, 300


@dataclass(frozen=True, slots=True)
class Row:
    """A file as the page shows it. `traces` are what readers do not see in it, a sentence each."""

    digest: str
    name: str
    use: str
    alt: str = ""
    order: int = 0
    dropped: bool = False
    size: str = ""
    traces: tuple[str, ...] = ()
    clearable: bool = False

    @property
    def url(self) -> str:
        return address(self.digest) if self.digest else ""


def sent(told: QueryDict) -> list[Row]:
    """The rows of a form, in the order that was asked for, those that were struck out last."""
    columns = [told.getlist(f"file_{name}") for name in ("digest", "use", "name", "alt", "order")]
    dropped = set(told.getlist("file_drop"))
    rows = [
        Row(
            digest,
            name.strip(),
            use,
            alt.strip(),
            whole(order, 999),
            f"{use}:{digest}" in dropped,
        )
        for digest, use, name, alt, order in zip(*columns, strict=False)
        if use in (ATTACHMENT, PICTURE)
    ]
    return sorted(rows, key=lambda row: (row.dropped, row.order))


def of(refs: Iterable[FileRef]) -> list[Row]:
    """The rows of a text that was kept."""
    return [Row(each.digest, each.name, each.use, each.alt, place) for place, each in enumerate(refs, 1)]


def shown(actor: Actor, rows: Iterable[Row]) -> list[Row]:
    """The rows with what is known of each file; those that the organ does not have are left out."""
    found = []
    for row in rows:
        try:
            blob = stored.blob(actor.organ_id, row.digest)
        except Blob.DoesNotExist:
            continue
        found.append(replace(row, size=filesizeformat(blob.size), traces=_traces(blob), clearable=_clearable(blob)))
    return found


def refs(rows: Sequence[Row], body: str) -> tuple[FileRef, ...]:
    """The files of a text: attachments in their order, then the pictures that stand in it."""
    attached = [FileRef(row.digest, row.name, ATTACHMENT) for row in rows if row.use == ATTACHMENT and not row.dropped]
    said, names = alternatives(body), {row.digest: row.name for row in rows}
    pictures = [
        FileRef(digest, names.get(digest) or f"图片{place}", PICTURE, said.get(digest, "").strip()[:_LONGEST_ALT])
        for place, digest in enumerate(clean.pictures(body), 1)
    ]
    return (*attached, *pictures)


def faults(rows: Sequence[Row]) -> list[str]:
    """What is wrong with the names, a sentence each."""
    kept = [row for row in rows if not row.dropped]
    found = ["有一个附件没有名称，请填写。" for row in kept if not row.name][:1]
    found += [
        f"文件名称最多{_LONGEST_NAME}个字：“{row.name[:20]}……”，请改短。"
        for row in kept
        if len(row.name) > _LONGEST_NAME
    ]
    names = [row.name for row in kept if row.use == ATTACHMENT and row.name]
    found += [f"有两个附件都叫“{name}”，请改成不同的名称。" for name in dict.fromkeys(names) if names.count(name) > 1]
    return found


def store(request: DeskRequest, name: str = "file") -> list[tuple[Blob, str]]:
    """Keep every file that was sent under a name. Refused (`NotStored`): what is of no kind that may be published."""
    actor, now = request.officer.actor, request.officer.now
    kept = []
    for each in request.FILES.getlist(name):
        called = PurePath(str(each.name or "文件").replace("\\", "/")).name[-_LONGEST_NAME:]
        try:
            kept.append((files.store(actor, each.read(), called, now), called))
        except NotStored as refusal:
            raise NotStored(f"“{called}”没有传上去：{refusal}") from refusal
    return kept


def told(blob: Blob, name: str, use: str = ATTACHMENT) -> dict[str, object]:
    """A stored file for the page's script."""
    row = Row(blob.digest, name, use)
    return {
        "digest": blob.digest,
        "name": name,
        "url": row.url,
        "picture": is_picture(blob),
        "size": filesizeformat(blob.size),
        "traces": list(_traces(blob)),
        "clearable": _clearable(blob),
    }


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_upload`.
@require_POST
@officer
def upload(request: DeskRequest) -> HttpResponse:
    """Keep one file: what is known of it as JSON, or why it is refused. Nobody sees it but the organ's officers."""
    request.upload_handlers = [InMemory(request)]
    return _upload(request)


@csrf_protect
def _upload(request: DeskRequest) -> HttpResponse:
    rights.demand(request.officer.actor, "publication.draft")
    use = PICTURE if request.POST.get("use") == PICTURE else ATTACHMENT
    try:
        kept = store(request)
    except NotStored as refusal:
        return refused(str(refusal))
    if not kept:
        return refused("没有收到文件，请重新选。")
    blob, name = kept[0]
    if use == PICTURE and not is_picture(blob):
        return refused(NO_PICTURE.format(name))
    return JsonResponse(told(blob, name, use))


def refused(reason: str, status: int = 422) -> HttpResponse:
    """One sentence for the page's script."""
    return JsonResponse({"reason": reason}, status=status)


@require_safe
@officer
def served(request: DeskRequest, digest: str) -> HttpResponse:
    """A file of a draft for an officer of its organ: pictures to be seen, everything else to be kept."""
    actor = request.officer.actor
    if not rights.may(actor, "draft.read"):
        raise Http404
    try:
        blob = stored.blob(actor.organ_id, digest)
    except Blob.DoesNotExist:
        raise Http404 from None
    return handed_out(request, blob, digest[:12], pictures=True)


def is_picture(blob: Blob) -> bool:
    """Whether browsers show it within a text."""
    return KINDS[blob.kind].picture


def _clearable(blob: Blob) -> bool:
    """Whether a copy without what readers do not see can be made here."""
    return bool(stored.traces(blob)) and blob.kind in CLEARABLE


def _traces(blob: Blob) -> tuple[str, ...]:
    said = [f"{each.where}：{each.message}" if each.where else each.message for each in stored.traces(blob)]
    return tuple(dict.fromkeys([*said, blob.unread] if blob.unread else said))
