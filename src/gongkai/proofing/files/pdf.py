"""What a pdf carries unseen: author, attached files, notes, text under boxes, scripts, layers that are switched off."""

from __future__ import annotations

import re

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.law.sources import neighbours
from gongkai.proofing.files.covered import covered
from gongkai.proofing.files.package import Hostile
from gongkai.proofing.finding import Trace

_MOST_PAGES = 2000
_REMARKS = frozenset(
    (
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_CARET,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
        pdfium.FPDF_ANNOT_REDACT,
    )
)
_TELLING = {
    "Author": ("file.author", "作者"),
    "Subject": ("file.subject", "主题"),
    "Keywords": ("file.keywords", "关键词"),
}
_SCRIPT = re.compile(rb"/(?:JavaScript|JS)\b")
_LAUNCH = re.compile(rb"/(?:Launch|SubmitForm|ImportData)\b")
_OFF = re.compile(rb"/OFF\s*\[\s*\d+\s+\d+\s+R")
_GARBLED = "（乱码）"
_AGAIN = "请另存（打印）为新的 PDF 后重新上传。"


def _trace(code: str, where: str, text: str, message: str) -> Trace:
    return Trace(code, where, text[:60], message, neighbours.SECRECY_RULES_A42)


def traces(data: bytes) -> list[Trace]:
    """Traces in a pdf. Refused (`Hostile`): one that cannot be opened, or only with a password."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        raise Hostile(
            "PDF 设有打开密码；请去掉密码后重新上传。" if locked else "PDF 不完整或已损坏，打不开；请重新导出后上传。"
        ) from error
    try:
        return [
            *_properties(document),
            *_attached(document),
            *_remarks(document),
            *_covered(document),
            *_acting(document, data),
        ]
    except pypdfium2.PdfiumError as error:
        raise Hostile("PDF 有的页打不开；请重新导出后上传。") from error
    finally:
        document.close()


def _properties(document: pypdfium2.PdfDocument) -> list[Trace]:
    told = {key: _told(document, key) for key in _TELLING}
    return [
        _trace(code, "文件属性", told[key], f"文件属性写着{said}“{told[key][:60]}”；{_AGAIN}")
        for key, (code, said) in _TELLING.items()
        if told[key]
    ]


def _told(document: pypdfium2.PdfDocument, key: str) -> str:
    try:
        return str(document.get_metadata_value(key)).strip("\x00 \r\n")
    except UnicodeError:
        return _GARBLED


def _attached(document: pypdfium2.PdfDocument) -> list[Trace]:
    count = document.count_attachments()
    if not count:
        return []
    names = "、".join(_name(document, number) for number in range(min(count, 5)))
    return [_trace("file.embedded", "附带的文件", names, f"PDF 里附带了{count}个别的文件（{names[:60]}）；{_AGAIN}")]


def _name(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        return str(document.get_attachment(number).get_name())
    except UnicodeError:
        return _GARBLED


def _remarks(document: pypdfium2.PdfDocument) -> list[Trace]:
    found, first = 0, 0
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
            if annotation:
                if pdfium.FPDFAnnot_GetSubtype(annotation) in _REMARKS:
                    found += 1
                    first = first or number + 1
                pdfium.FPDFPage_CloseAnnot(annotation)
        page.close()
    if not found:
        return []
    return [
        _trace("file.comment", f"第{first}页", "", f"PDF 有{found}处批注（自第{first}页起）；请删除批注，或者{_AGAIN}")
    ]


def _covered(document: pypdfium2.PdfDocument) -> list[Trace]:
    pages = covered(document)
    if not pages:
        return []
    where = "、".join(f"第{number}页{count}字" for number, count in pages[:5])
    message = f"有文字只是用色块盖住（{where}），复制就能看到；请删去这些文字，或者把该页转成图片后重新生成 PDF。"
    return [_trace("file.covered_text", f"第{pages[0][0]}页", where, message)]


def _acting(document: pypdfium2.PdfDocument, data: bytes) -> list[Trace]:
    found = []
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or _SCRIPT.search(data):
        found.append(_trace("file.script", "整个文件", "", f"PDF 带有脚本；{_AGAIN}"))
    if _LAUNCH.search(data):
        found.append(_trace("file.action", "整个文件", "", f"PDF 打开时会启动程序或者提交数据；{_AGAIN}"))
    if _OFF.search(data):
        found.append(_trace("file.hidden_layer", "图层", "", f"PDF 有关闭的图层，读者可以打开来看；{_AGAIN}"))
    return found
