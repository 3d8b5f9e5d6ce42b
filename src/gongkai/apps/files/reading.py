"""What does a file say to its readers, and what does it carry besides? Plain Python: no database, no settings.

Takes:   bytes and the kind that they prove (kinds.py).
Gives:   `Reading`: the text, why there is none, the traces. Refused (`Hostile`): what must not be opened further.
Unclear: pictures have no text, scans neither: of a scan that is said, for somebody has to read it with their own eyes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import python_calamine

from gongkai.annual.read import charset, docx
from gongkai.annual.read.document import Grid
from gongkai.annual.read.office import Package as Document
from gongkai.annual.read.refusal import Unreadable
from gongkai.proofing.files import Hostile, traces, unexamined
from gongkai.proofing.files.package import Package
from gongkai.proofing.finding import Trace

MOST_CHARACTERS = 2_000_000
_MOST_PAGES = 1500
_DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_DRAWING_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_WORD_PARAGRAPH = f"{{{docx.NAMESPACE}}}p"
_WORD_TEXT = f"{{{docx.NAMESPACE}}}t"
_CUT = f"文字超过 {MOST_CHARACTERS // 10_000} 万字，后面的没有读取，请人工查看。"
_WORDLESS = "文件里没有可读的文字（可能是扫描件），无法自动检查内容，请人工逐页查看。"


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file, why it is missing or cut, and its traces as JSON types."""

    text: str
    unread: str
    hidden: list[dict[str, str]]

    def told(self) -> dict[str, object]:
        return {"text": self.text, "unread": self.unread, "hidden": self.hidden}


def read(data: bytes, kind: str) -> Reading:
    """Text and traces. Refused: `Hostile`."""
    text, unread = text_of(data, kind)
    # Marks in the text are found by whoever examines a version: with the rules of that day, not of the day of upload.
    found = [*traces(data, kind), *([unexamined(unread)] if unread and kind in _READERS else [])]
    return Reading(text, unread, [as_json(each) for each in found])


def text_of(data: bytes, kind: str) -> tuple[str, str]:
    """The text that readers see, and why there is none or not all of it. Refused: `Hostile`, also for no kind of ours."""
    text = ""
    if kind in _MUTE:
        return "", f"{kind} 文件的文字不能自动读取，请人工查看，或者同时提供 docx 或 pdf。"
    if kind in _WORDLESS_KINDS:
        return "", ""
    if kind not in _READERS:
        raise Hostile(f"不认识“{kind}”文件；请提供 {'、'.join(_READERS)} 或者图片。")
    try:
        text = _READERS[kind](data)
    except Unreadable as refusal:
        raise Hostile(str(refusal)) from refusal
    text = storable(text)
    if not text.strip():
        return "", _WORDLESS
    return (text[:MOST_CHARACTERS], _CUT) if len(text) > MOST_CHARACTERS else (text, "")


def storable(text: str) -> str:
    """Without what no database keeps: zeros, and halves of characters that a broken file leaves."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def as_json(trace: Trace) -> dict[str, str]:
    """A trace as it is stored."""
    return {
        "code": trace.code,
        "where": storable(trace.where),
        "text": storable(trace.text),
        "message": storable(trace.message),
        "cite": trace.cite.key if trace.cite else "",
    }


def _docx(data: bytes) -> str:
    """The text as printed; then what stands at the head and the foot of pages and in notes, where marks of secrecy stand too."""
    document = docx.read(Document(data))
    lines = []
    for block in document.blocks:
        if isinstance(block, Grid):
            lines += ["\t".join(box.text.replace("\n", " ") for box in row) for row in block.rows]
        else:
            lines.append(block)
    package = Package(data)
    seen: set[str] = set()
    for name in package.names:
        if re.fullmatch(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml", name):
            for paragraph in package.xml(name).iter(_WORD_PARAGRAPH):
                words = "".join(t.text or "" for t in paragraph.iter(_WORD_TEXT)).strip()
                if words and words not in seen:
                    seen.add(words)
                    lines.append(words)
    return "\n".join(lines)


def _sheets(data: bytes) -> str:
    """Visible sheets, row by row, cells parted by tabs."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        lines: list[str] = []
        size = 0
        for sheet in book.sheets_metadata:
            if (
                sheet.visible != python_calamine.SheetVisibleEnum.Visible
                or sheet.typ != python_calamine.SheetTypeEnum.WorkSheet
            ):
                continue
            for row in book.get_sheet_by_name(sheet.name).iter_rows():
                line = "\t".join(map(_cell, row)).rstrip("\t")
                lines.append(line)
                size += len(line) + 1
                if size > MOST_CHARACTERS:
                    return "\n".join(lines)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Hostile("表格打不开，可能已损坏或设有密码；请另存为 xlsx 后再上传。") from error
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _slides(data: bytes) -> str:
    package = Package(data)
    names = list(package.matching("ppt/slides/slide"))
    names.sort(key=lambda name: int(re.sub(r"\D", "", name) or 0))
    lines: list[str] = []
    for name in names:
        for paragraph in package.xml(name).iter(_DRAWING_PARAGRAPH):
            lines.append("".join(t.text or "" for t in paragraph.iter(_DRAWING_TEXT)))
    return "\n".join(filter(None, lines))


def _pdf(data: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        raise Hostile(
            "PDF 设有打开密码；请去掉密码后重新上传。" if locked else "PDF 不完整或已损坏，打不开；请重新导出后上传。"
        ) from error
    try:
        return "\n".join(_pages(document))
    except pypdfium2.PdfiumError as error:
        raise Hostile("PDF 有的页打不开；请重新导出后上传。") from error
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    size = 0
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        words = page.get_textpage()
        text = words.get_text_range().replace("\r\n", "\n").replace("\x00", "")
        words.close()
        page.close()
        yield text
        size += len(text)
        if size > MOST_CHARACTERS:
            return


def _rows(data: bytes) -> str:
    """A csv as rows with tabs between the cells, as of every other table: its commas are no marks of a sentence."""
    text = _plain(data)
    try:
        return "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in csv.reader(io.StringIO(text)))
    except csv.Error:
        return text


def _plain(data: bytes) -> str:
    return charset.decode(data)[0].replace("\r\n", "\n").replace("\x00", "")


_READERS: dict[str, Callable[[bytes], str]] = {
    "docx": _docx,
    "xlsx": _sheets,
    "xls": _sheets,
    "pptx": _slides,
    "pdf": _pdf,
    "txt": _plain,
    "csv": _rows,
}
_MUTE = frozenset({"doc", "ppt", "ofd"})
_WORDLESS_KINDS = frozenset({"jpg", "png", "webp", "gif"})
