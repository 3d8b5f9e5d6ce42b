"""What is a draft, whole, and what stands for it in the journal?

Takes:   the fields of a draft (law/procedures/publication_forms.CONTENT_FIELDS), the text as clean HTML (texts/clean), its files.
Gives:   `Content` and its digest: SM3 over all of it, so that a changed comma, a renamed attachment or another picture behind the same
         name is another digest.

In the text a picture stands as `<img src="file:DIGEST" alt="…">`: where it is fetched from is decided by whoever shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.apps.journal.canonical import canonical, sm3

OLD_ADDRESS, OLD_MOMENT = "old_address", "old_moment"
"""What the text of a moved-in item keeps of where and when it was read before, beside the fields of a draft: for leading readers of
the old address on, and for the hour at which it was published, where that is known."""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of a draft: the digest of its content (files.Blob), how it is called, `attachment` or `picture`, what it shows."""

    digest: str
    name: str
    use: str = "attachment"
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """One text with everything that is published or decided with it. `fields` hold JSON types; empty ones are left out."""

    fields: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    files: tuple[FileRef, ...] = ()

    @property
    def title(self) -> str:
        return str(self.fields.get("title", ""))

    @property
    def digest(self) -> str:
        """What a signature is bound to."""
        told = {name: value for name, value in self.fields.items() if value not in ("", None, [])}
        files = [[each.use, each.digest, each.name, each.alt] for each in self.files]
        return sm3(canonical({"fields": told, "body": self.body, "files": files}).encode())
