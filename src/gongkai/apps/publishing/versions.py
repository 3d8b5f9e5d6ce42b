"""How is a text kept, and how does it come out again?

Takes:   `Content`, with files that were stored before (apps/files). Gives: `Version` rows, which nothing changes afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.apps.files.models import Blob
from gongkai.apps.journal.canonical import canonical
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.models import FileUse, Item, Version, VersionFile
from gongkai.apps.publishing.pictures import pictures
from gongkai.law.casework import Refusal
from gongkai.law.casework.filling import shown, unseen
from gongkai.law.procedures.publication_forms import CONTENT_FIELDS

LONGEST_BODY = 2_000_000
MOST_FILES = 200
_NAME, _ALT = 200, 300


@dataclass(frozen=True, slots=True)
class Stored:
    """A version with the content that is stored of it now, and the blobs of its files in their order."""

    version: Version
    content: Content
    files: tuple[VersionFile, ...]


def checked(content: Content, organ_id: int) -> dict[str, Blob]:
    """The blobs of the files of a draft by digest.

    Refused (`Refusal`): a text that is too long or holds what no screen shows, files that were not uploaded in this organ,
    names and descriptions that are none, pictures of the text that are not among its files.
    """
    if len(content.body) > LONGEST_BODY:
        raise Refusal(f"正文有{len(content.body)}个字符，最多{LONGEST_BODY}个，请拆成几条或者改用附件。")
    if hidden := unseen(content.body):
        raise Refusal(f"正文含有不能显示的字符（编码 {ord(hidden):04X}），请删去后重新保存。")
    if len(content.files) > MOST_FILES:
        raise Refusal(f"附件和图片有{len(content.files)}个，最多{MOST_FILES}个，请合并。")
    for each in content.files:
        _check_file(each)
    known = blobs(organ_id, [each.digest for each in content.files])
    for each in content.files:
        if each.digest not in known:
            raise Refusal(f"文件“{shown(each.name)}”没有上传成功，请重新上传。")
    among = {each.digest for each in content.files}
    if any(each not in among for each in pictures(content.body)):
        raise Refusal("正文里有一张图片没有随稿保存，请重新插入这张图片。")
    return known


def _check_file(file: FileRef) -> None:
    if file.use not in FileUse.values:
        raise Refusal(f"文件“{shown(file.name)}”的用途应为附件或者正文图片。")
    for what, told, most in (("名称", file.name, _NAME), ("替代文字", file.alt, _ALT)):
        if len(told) > most or unseen(told) or "\n" in told or "\r" in told:
            raise Refusal(f"文件“{shown(file.name)}”的{what}应为一行，不超过{most}个字。")
    if not file.name.strip():
        raise Refusal("有一个附件没有名称，请填写。")


def blobs(organ_id: int, digests: Iterable[str]) -> dict[str, Blob]:
    """The stored files of an organ by digest."""
    wanted = set(digests)
    found = Blob.objects.filter(organ_id=organ_id, digest__in=wanted) if wanted else ()
    return {each.digest: each for each in found}


def keep(item: Item, content: Content, number: int, known: Mapping[str, Blob], actor: Actor, now: datetime) -> Version:
    """Write a text as the next version of an item."""
    version = Version.objects.create(
        item=item,
        number=number,
        title=content.title,
        body=content.body,
        meta=meta(content),
        digest=content.digest,
        person=actor.person,
        written_at=now,
    )
    VersionFile.objects.bulk_create(
        VersionFile(version=version, place=place, blob=known[each.digest], use=each.use, name=each.name, alt=each.alt)
        for place, each in enumerate(content.files, 1)
    )
    return version


def meta(content: Content) -> str:
    """The fields of a draft as a version keeps them."""
    return canonical(told(content))


def told(content: Content) -> dict[str, object]:
    """The fields of a draft that are told, by their order in the form; empty ones are left out."""
    names = (*(each.name for each in CONTENT_FIELDS), *sorted(set(content.fields) - {e.name for e in CONTENT_FIELDS}))
    return {name: content.fields[name] for name in names if content.fields.get(name) not in (None, "", [])}


def stored(version: Version) -> Stored:
    """A version as it is stored now: two queries with the one that found it."""
    return with_files(version, VersionFile.objects.filter(version=version).select_related("blob").order_by("place"))


def with_files(version: Version, files: Iterable[VersionFile]) -> Stored:
    """The same from rows that were read before."""
    rows: Sequence[VersionFile] = tuple(files)
    refs = tuple(FileRef(each.blob.digest, each.name, each.use, each.alt) for each in rows)
    try:
        fields = json.loads(version.meta)
    except ValueError:  # Altered behind the program's back: what is left has another digest, which is then said.
        fields = {}
    return Stored(version, Content(fields if isinstance(fields, dict) else {}, version.body, refs), tuple(rows))
