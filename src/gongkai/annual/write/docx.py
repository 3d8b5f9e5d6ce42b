"""How does the report become a Word file that an office can go on working in?

Law:     GB/T 9704-2012 (page.py)
Takes:   a report.
Gives:   docx with the office's own types by name, real heading styles, a grid of 22 lines by 28 characters, tables whose
         heads repeat on each page, page numbers on the outer side.
Unclear: which of the named types the reader's machine has; the program that opens the file substitutes, we cannot.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as DocxParagraph

from gongkai.annual.model import Report
from gongkai.annual.write import page
from gongkai.annual.write.docx_table import table
from gongkai.annual.write.grid import Grid
from gongkai.annual.write.outline import Heading, outline, title

TABLE_TEXT = "表格文字"
_STYLES = {0: "Title", 1: "Heading 1", 2: "Heading 2"}


def write(report: Report) -> bytes:
    """The report as docx."""
    document = docx.Document()
    _set_styles(document)
    _set_page(document)
    _set_properties(document, report)
    after_table = False
    for block in outline(report):
        if isinstance(block, Grid):
            if after_table:  # Two tables that touch are one table to Word.
                document.add_paragraph(style=TABLE_TEXT)
            document.element.body.insert_element_before(table(block, TABLE_TEXT), "w:sectPr")
        else:
            document.add_paragraph(block.text, _STYLES[block.level] if isinstance(block, Heading) else "Normal")
        after_table = isinstance(block, Grid)
    if after_table:  # A Word document must end with a paragraph.
        document.add_paragraph(style=TABLE_TEXT)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_styles(document: Document) -> None:
    body = _style(document, "Normal", page.FANGSONG, page.BODY_PT)
    _indent(body)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    heading = _style(document, "Title", page.TITLE_SONG, page.TITLE_PT)
    _indent(heading, 0)
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.line_spacing = Pt(page.LINE_PITCH_PT + page.TITLE_PT - page.BODY_PT)
    heading.paragraph_format.space_after = Pt(page.LINE_PITCH_PT)
    for edge in heading.element.iter(qn("w:pBdr")):  # The template underlines titles.
        edge.getparent().remove(edge)
    for level, kind in ((1, page.HEI), (2, page.KAI)):
        _indent(_style(document, _STYLES[level], kind, page.BODY_PT))
    cell = document.styles.add_style(TABLE_TEXT, 1)
    assert isinstance(cell, ParagraphStyle)
    cell.base_style = body
    _font(cell, page.SONG, page.TABLE_PT)
    _indent(cell, 0)
    cell.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # On the page's grid every line of a table would be as high as a line of the body, and table 3 longer than a page.
    cell.element.get_or_add_pPr().insert(0, _element("w:snapToGrid", val="0"))
    cell.element.get_or_add_rPr().insert(1, _element("w:snapToGrid", val="0"))
    _set_language(document)


def _style(document: Document, name: str, kind: page.Type, size: float) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    _font(style, kind, size)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(page.LINE_PITCH_PT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    return style


def _font(style: ParagraphStyle, kind: page.Type, size: float) -> None:
    """One type for all scripts. The template's theme fonts go, for they would win over a name."""
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), kind.name)
    properties.append(fonts)
    style.font.size = Pt(size)


def _indent(style: ParagraphStyle, characters: int = page.FIRST_LINE_INDENT) -> None:
    """In characters, so that it follows the size of the type; in points for programs that know only those."""
    style.paragraph_format.first_line_indent = Pt(characters * page.BODY_PT)
    style.element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), str(characters * 100))


def _set_language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.WIDTH_MM), Mm(page.HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(page.TOP_MM), Mm(page.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(page.LEFT_MM), Mm(page.RIGHT_MM)
    number_mm = page.PAGE_NUMBER_PT / page.POINTS_A_MM
    section.footer_distance = Mm(page.BOTTOM_MM - page.PAGE_NUMBER_BELOW_MM - number_mm)
    grid = _element(
        "w:docGrid",
        type="linesAndChars",
        linePitch=page.LINE_PITCH_PT * 20,
        charSpace=round(page.TRACKING_PT * 4096),
    )
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT, "right")
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT, "left")


def _page_number(paragraph: DocxParagraph, alignment: WD_ALIGN_PARAGRAPH, side: str) -> None:
    """`— 1 —` on the outer side, one character in from the edge of the type area."""
    paragraph.alignment = alignment
    layout = paragraph.paragraph_format
    layout.first_line_indent = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(page.PAGE_NUMBER_PT)
    for indent in paragraph._p.iter(qn("w:ind")):
        indent.set(qn("w:firstLineChars"), "0")
        indent.set(qn(f"w:{side}Chars"), "100")
    for part in ("— ", None, " —"):
        run = paragraph.add_run(part or "")
        run.font.name, run.font.size = page.SONG.name, Pt(page.PAGE_NUMBER_PT)
        for fonts in run._r.iter(qn("w:rFonts")):
            fonts.set(qn("w:eastAsia"), page.SONG.name)
        if part is None:
            field = _element("w:fldSimple", instr="PAGE")
            paragraph._p.remove(run._r)
            run.text = "1"
            field.append(run._r)
            paragraph._p.append(field)


def _set_properties(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.author = title(report), report.organ or ""
    properties.subject = f"{report.year}年度" if report.year else ""
    properties.language, properties.comments = "zh-CN", ""


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
