"""Which file is it, what are its bytes, and how is it handed out?

Whoever asks has decided who may see it (publishing, supervision); an organ's file is found by no other organ.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import quote

from gongkai.apps.files import shelf
from gongkai.apps.files.kinds import ENDINGS, KINDS
from gongkai.apps.files.models import Blob
from gongkai.law import sources
from gongkai.proofing.finding import Trace


@dataclass(frozen=True, slots=True)
class Handout:
    """A file on its way out: what HTTP has to be told, and nothing of HTTP itself."""

    data: bytes
    media_type: str
    disposition: str
    size: int


def blob(organ_id: int, digest: str) -> Blob:
    """The file of an organ by its digest. Refused: `Blob.DoesNotExist`, also for another organ's."""
    return Blob.objects.get(organ_id=organ_id, digest=digest)


def bytes_of(blob: Blob) -> bytes:
    """The content, held against its digest. Refused: `Damaged`."""
    return shelf.get(blob.digest)


def traces(blob: Blob) -> tuple[Trace, ...]:
    """What the file carries unseen and which marks stand in its text, as it was found when it was taken in."""
    registry = sources.registry()
    return tuple(
        Trace(each["code"], each["where"], each["text"], each["message"], registry.get(each["cite"]))
        for each in json.loads(blob.hidden)
    )


def handout(blob: Blob, name: str, inline: bool = False) -> Handout:
    """A file as it is handed out under a name; `inline` shows pictures in the page, everything else is always saved.

    Refused: `Damaged`.
    """
    kind = KINDS[blob.kind]
    data = bytes_of(blob)
    way = "inline" if inline and kind.picture else "attachment"
    return Handout(data, kind.media_type, f"{way}; {_named(name, blob.kind)}", len(data))


def endings() -> tuple[str, ...]:
    """What a page may offer for choosing."""
    return ENDINGS


def handed(data: bytes, kind: str, name: str) -> Handout:
    """Bytes that somebody else keeps on their way out under a name: always saved, never shown in a page."""
    return Handout(data, KINDS[kind].media_type, f"attachment; {_named(name, kind)}", len(data))


def _named(name: str, kind: str) -> str:
    """The name for old programs in ASCII, for the others as RFC 5987 writes it; never more than a name."""
    safe = "".join(c for c in name if c.isprintable() and c not in '/\\:*?"<>|').strip(" .")[:150] or "file"
    if safe.rpartition(".")[2].lower() not in KINDS[kind].endings:
        safe = f"{safe}.{KINDS[kind].endings[0]}"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in safe)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
