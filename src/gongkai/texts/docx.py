"""What does a Word file say, as a text that may be published?

Takes:   the bytes of a docx that nobody vouches for.
Gives:   `Imported`: a clean text (`texts.clean`), its pictures by digest, and what was left behind, a sentence each. Numbers that Word
         counts are words of the text, as its reader saw them; headings, tables, lists, links, notes at the foot come along.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from cryptography.hazmat.primitives.hashes import SM3, Hash
from lxml import etree

from gongkai.texts import numbering
from gongkai.texts.clean import TooLong, cleaned
from gongkai.texts.numbering import W
from gongkai.texts.package import Package, Refused

_XML_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_STYLES = """
p[style-name='gongkai title'] => p.doc-title:fresh
p[style-name='gongkai center'] => p.center:fresh
p[style-name='gongkai right'] => p.right:fresh
u => u
"""
_PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp", "image/webp": "webp"}
_MOST_PICTURES = 300
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Imported:
    """The text; the pictures that it names, digest to name and bytes; what was left behind, for the officer."""

    body: str
    pictures: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class _Image(Protocol):
    content_type: str

    def open(self) -> Any: ...


def read(data: bytes, digest_of: Callable[[bytes], str] | None = None) -> Imported:
    """The text of a docx. `digest_of` names a picture by its bytes (SM3 unless told otherwise).

    Refused (`Refused`): other formats, locked, torn, swollen files, files with macros; a text too long.
    """
    package = Package(data)
    document = package.xml("word/document.xml")
    notes = _left_behind(document, package)
    rebuilt = _rebuilt(package, document)
    pictures: dict[str, tuple[str, bytes]] = {}
    lost: list[str] = []
    named = digest_of or _sm3

    def picture(image: _Image) -> dict[str, str]:
        kind = _PICTURES.get(image.content_type)
        content = _picture_bytes(image) if kind and len(pictures) < _MOST_PICTURES else b""
        if not content:
            lost.append(image.content_type)
            return {"src": ""}
        digest = named(content)
        pictures.setdefault(digest, (f"图{len(pictures) + 1}.{kind}", content))
        return {"src": f"file:{digest}"}

    # Loaded when the first file is imported: a tenth of a second that every start of the program would pay.
    import mammoth  # noqa: PLC0415 -- loaded late, as said

    try:
        result = mammoth.convert_to_html(
            rebuilt,
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(picture),
            include_embedded_style_map=False,
            transform_document=mammoth.transforms.paragraph(_aligned),
        )
        found = cleaned(result.value)
    except TooLong as error:
        raise Refused(str(error)) from error
    except RecursionError as error:
        raise Refused("文件里的内容套得太深，无法读取；请理顺后另存，再导入。") from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:
        # mammoth trusts the parts of a file to fit together; one where they do not is torn.
        raise Refused("文件内部的部件对不上，可能已损坏；请用 Word 或 WPS 打开，另存后再导入。") from error
    if lost:
        notes.append(f"有{len(lost)}张图片的格式不能公开（只收 png、jpg、gif、bmp、webp），没有带过来，请另行上传。")
    return Imported(found.body, pictures, (*notes, *(note for note in found.notes if "图片" not in note)))


def _sm3(content: bytes) -> str:
    state = Hash(SM3())
    state.update(content)
    return state.finalize().hex()


def _picture_bytes(image: _Image) -> bytes:
    try:
        with image.open() as stream:
            content: bytes = stream.read()
            return content
    except (KeyError, ValueError, OSError):
        # A picture outside of the file, or one that its part only names.
        return b""


def _aligned(paragraph: Any) -> Any:
    """Word's alignment and title as styles that the map above knows; a style of the writer's own goes before."""
    name = (paragraph.style_name or "").lower()
    if name == "title":
        return paragraph.copy(style_id=None, style_name="gongkai title")
    plain = paragraph.numbering is None and not name.startswith("heading")
    if plain and paragraph.alignment in ("center", "right", "end"):
        side = "center" if paragraph.alignment == "center" else "right"
        return paragraph.copy(style_id=None, style_name=f"gongkai {side}")
    return paragraph


def _left_behind(document: etree._Element, package: Package) -> list[str]:
    """What of the file is no part of its text."""

    def count(*tags: str) -> int:
        return sum(1 for tag in tags for _ in document.iter(f"{W}{tag}"))

    notes = []
    if changed := count("ins", "del", "moveFrom", "moveTo"):
        notes.append(f"文件有{changed}处修订痕迹，已按接受全部修订读取，请核对。")
    if comments := count("commentReference"):
        notes.append(f"文件有{comments}条批注，没有带过来。")
    hidden = [each for each in document.iter(f"{W}vanish") if each.get(f"{W}val") not in ("0", "false")]
    for each in hidden:
        run = next(each.iterancestors(f"{W}r"), None)
        around = run.getparent() if run is not None else None
        if run is not None and around is not None:
            around.remove(run)
    if hidden:
        notes.append(f"文件有{len(hidden)}处隐藏文字，没有带过来，请核对。")
    if any(_has_words(package, name) for name in package.names if name.startswith(("word/header", "word/footer"))):
        notes.append("页眉、页脚里的文字没有带过来。")
    if any(name.startswith(("word/charts/", "word/diagrams/", "word/embeddings/")) for name in package.names):
        notes.append("文件里的图表、图形或者嵌入的对象没有带过来，请另存为图片后上传，或者作为附件。")
    if any(True for _ in document.iter("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath")):
        notes.append("文件里的公式没有带过来，请另存为图片后上传。")
    return notes


def _has_words(package: Package, name: str) -> bool:
    return name.endswith(".xml") and any((each.text or "").strip() for each in package.xml(name).iter(f"{W}t"))


def _rebuilt(package: Package, document: etree._Element) -> io.BytesIO:
    """A file of only those parts that are read, each within its bounds, with numbers spelled out."""
    parts = {name: package.xml(f"word/{name}.xml") for name in _XML_PARTS if f"word/{name}.xml" in package.names}
    numbering.spell_out(document, parts.get("styles"), parts.get("numbering"))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", etree.tostring(document))
        for name, root in parts.items():
            archive.writestr(f"word/{name}.xml", etree.tostring(root))
        for name in package.names:
            if name == _CONTENT_TYPES or (name.endswith(".rels") and name.startswith("word/_rels/")):
                archive.writestr(name, etree.tostring(package.xml(name)))
            elif name.startswith("word/media/"):
                archive.writestr(name, package.content(name))
    made.seek(0)
    return made
