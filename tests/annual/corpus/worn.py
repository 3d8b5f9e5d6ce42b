"""Worn copies: lost bytes and characters, other scripts, other labels, other marks for nothing, units beside figures.

The figures stay what they are. Where a copy is so worn that a careful reader may give up on a cell, the shape says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from gongkai.annual.model import Place
from gongkai.law.returns.annual import INFLOW_NOTE
from tests.annual.corpus.grid import Look, table2, table3, table4
from tests.annual.corpus.lines import cell_a_line, cells_each_line, document
from tests.annual.corpus.pages import article, chrome, html, tables
from tests.annual.corpus.shape import Rendering, fold_other, shape, whole
from tests.annual.corpus.squash import page as squashed_page
from tests.annual.corpus.truth import Figure, Truth

SIMPLE = "总体况动开请处数办机关规许强业费现废组织团财学没无员会于国会应当议诉讼维纠结审复经计书写门务级县区设电为条项与对应认从说读传达师长给东专员单价产权统筹档选举进这还过发称号"
FULL = "總體況動開請處數辦機關規許強業費現廢組織團財學沒無員會於國會應當議訴訟維糾結審復經計書寫門務級縣區設電為條項與對應認從說讀傳達師長給東專員單價產權統籌檔選舉進這還過發稱號"
TRADITIONAL = str.maketrans(
    SIMPLE + "报告护据满补续结余险损坏项织随机构刚资类证执卷询问题归纳汇总",
    FULL + "報告護據滿補續結餘險損壞項織隨機構剛資類證執卷詢問題歸納匯總",
)
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def _text(truth: Truth, look: Look) -> str:
    grids = {1: table2(truth, look), 2: table3(truth, look), 3: table4(truth, look)}
    return document(truth, {i: [cells_each_line(g)] for i, g in grids.items()})


def _page(truth: Truth, look: Look) -> str:
    return html(article(truth, tables(truth, look)))


@shape("worn.utf8_read_as_latin1", every=2)
def latin1(truth: Truth, rng: Random) -> Rendering:
    """Mojibake that can be undone: UTF-8 bytes taken for Windows-1252 and saved again."""
    data = cell_a_line(truth, rng).data
    return whole(truth, "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data), "年报.txt")


@shape("worn.utf8_read_as_gbk", every=2)
def gbk_lossy(truth: Truth, rng: Random) -> Rendering:
    """Mojibake with lost bytes: UTF-8 taken for GBK, pairs that mean nothing there replaced for good."""
    data = cell_a_line(truth, rng).data.decode().encode().decode("gbk", "replace")
    return whole(truth, data, "年报.txt", titles=None, organ=None, open_cells=frozenset(truth.figures()))


@shape("worn.lost_bytes", every=2)
def lost_bytes(truth: Truth, rng: Random) -> Rendering:
    """UTF-8 in which single bytes of Chinese characters went missing in transit."""
    data = bytearray(cell_a_line(truth, rng).data)
    places = [i for i in range(len(data)) if data[i] >= 0x80 and rng.random() < 0.004]
    for i in reversed(places):
        del data[i]
    # A label of two characters that lost one of them may be past telling.
    unsure = frozenset(p for p in truth.figures() if p.row == "规章")
    return whole(truth, bytes(data), "年报.txt", titles=None, organ=None, open_cells=unsure)


@shape("worn.traditional")
def traditional(truth: Truth, rng: Random) -> Rendering:
    text = cell_a_line(truth, rng).data.decode().translate(TRADITIONAL)
    return whole(truth, text, "年报.txt", titles=tuple(t.translate(TRADITIONAL) for t in truth.titles), organ=None)


@shape("worn.dropped_characters")
def dropped(truth: Truth, rng: Random) -> Rendering:
    """A mirror that drops characters: one of about twelve labels is a character short, and the period of the report."""

    def relabel(label: str) -> str:
        inner = [i for i, c in enumerate(label) if "一" <= c <= "鿿"]
        if len(inner) < 4 or rng.random() > 0.35:
            return label
        at = rng.choice(inner[1:])
        return label[:at] + label[at + 1 :]

    worn = truth.copy()
    worn.preamble = [p.replace(f"{truth.year}年1月", f"{truth.year}1月", 1) for p in truth.preamble]
    return whole(worn, _text(worn, Look(relabel=relabel)), "年报.txt")


VARIANTS = {
    "行政规范性文件": "规范性文件",
    "本年废止件数": "本年废纸件数",
    "现行有效件数": "现行有效件数（历史累计）",
    "本年收费金额（单位：万元）": "本年收费金额（万元）",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开（区分处理的，只计这一情况，不计其他情况）",
    "5.属于三类内部事务信息": "5.属于三类内容事务信息",
    "3.危及“三安全一稳定”": '3.危及"三安全一稳定"',
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "（七）总计": "（七）总  计",
}


@shape("worn.label_variants")
def label_variants(truth: Truth, rng: Random) -> Rendering:
    """Labels as offices retype them, with 1、 for 1. and a remark in a heading."""

    def relabel(label: str) -> str:
        return re.sub(r"^(\d)\.", rng.choice((r"\1、", r"\1．", r"\1.", r"（\1）", r"\1")), VARIANTS.get(label, label))

    return whole(truth, _text(truth, Look(relabel=relabel)), "年报.txt")


@shape("worn.ascii_punctuation")
def ascii_punctuation(truth: Truth, rng: Random) -> Rendering:
    """Half-width brackets, colons and commas, as the county of the brief writes them."""
    table = str.maketrans("（），：；“”", '(),:;""')
    text = _text(truth, Look()).translate(table)
    return whole(truth, text, "年报.txt")


@shape("worn.blanks_by_mark")
def marks(truth: Truth, rng: Random) -> Rendering:
    """Nothing written as /, -, ——, 无, 不适用: none of them is 0."""
    changed = truth.copy()
    for row in changed.table2.values():
        if set(row.values()) == {0}:
            row.update(dict.fromkeys(row))
    for values in changed.table3.values():
        values[1:6] = [None if v == 0 else v for v in values[1:6]]

    def show(_place: Place, value: Figure) -> str:
        return rng.choice(("/", "-", "——", "不适用", "－", "")) if value is None else str(value)

    return whole(changed, _page(changed, Look(show=show)), "t.html")


@shape("worn.thousands")
def thousands(truth: Truth, rng: Random) -> Rendering:
    """1,234 and 1，234 and 1 234: one figure each, since they stand in a cell of their own."""

    def show(_place: Place, value: Figure) -> str:
        return "" if value is None else f"{value:,}".replace(",", rng.choice((",", "，", ",")))

    return whole(truth, _page(truth, Look(show=show)), "t.html")


@shape("worn.full_width")
def full_width(truth: Truth, rng: Random) -> Rendering:
    def show(_place: Place, value: Figure) -> str:
        return "" if value is None else str(value).translate(FULL_WIDTH)

    return whole(truth, _text(truth, Look(show=show)), "年报.txt")


@shape("worn.units_in_cells")
def units(truth: Truth, rng: Random) -> Rendering:
    """Units typed beside the figure. 元 in the column of 万元 changes the unit: the print is kept, the value is open."""
    money = {p for p in truth.figures() if p.table == 2 and p.row in ("行政事业性收费", "政府集中采购")}

    def show(place: Place, value: Figure) -> str:
        if value is None:
            return ""
        unit = "万元" if place in money else "件" if rng.random() < 0.4 else ""
        return f"{value}{unit}"

    return whole(truth, _page(truth, Look(show=show)), "t.html")


@shape("worn.blanks_inside_figures")
def gaps(truth: Truth, rng: Random) -> Rendering:
    """Leading and trailing blanks of every kind, and a decimal point that says nothing (3.0, 12.00)."""

    def show(place: Place, value: Figure) -> str:
        if value is None:
            return rng.choice(("", " ", "　", "\xa0"))
        tail = rng.choice(("", "", ".0", ".00")) if place.table == 3 and isinstance(value, int) else ""
        return f"{rng.choice((' ', '　', chr(160), ''))}{value}{tail} "

    return whole(truth, _page(truth, Look(show=show)), "t.html")


@shape("worn.old_form_later_year")
def old_form(truth: Truth, rng: Random) -> Rendering:
    """A later year on the form of 2019: the labels say which form it is, not the year."""
    later = replace(truth.copy(), year=truth.year)
    return whole(later, chrome(later, article(later, tables(later)), rng), "t.html")


@shape("worn.single_other", fits=lambda truth: truth.form == "2021")
def single_other(truth: Truth, rng: Random) -> Rendering:
    """The form of 2021 with the single row （六）其他处理 left from 2019."""
    folded = fold_other(truth)
    return whole(folded, _page(folded, Look()), "t.html", form="2021")


@shape(
    "worn.single_other_squashed",
    fits=lambda truth: truth.form == "2021" and all(len(str(v)) == 1 for row in truth.table3.values() for v in row),
)
def single_other_squashed(truth: Truth, rng: Random) -> Rendering:
    folded = fold_other(truth)
    unsure = frozenset(p for p in folded.figures() if p.table != 3 or p.row in (21, 24, 1))
    return whole(folded, squashed_page(folded), "page.txt", form="2021", open_cells=unsure)


SECTION_NAMES = (
    "一、总体情况",
    "二、政府信息主动公开情况",
    "三、政府信息公开申请办理情况",
    "四、因政府信息公开工作被申请行政复议和提起行政诉讼情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


@shape("worn.sections_renamed")
def renamed(truth: Truth, rng: Random) -> Rendering:
    worn = truth.copy()
    worn.sections = [(name, ps) for name, (_, ps) in zip(SECTION_NAMES, worn.sections, strict=True)]
    return whole(worn, _text(worn, Look()), "年报.txt")


@shape("worn.section_missing")
def missing(truth: Truth, rng: Random) -> Rendering:
    """No section six, and the fourth one's table without a heading before it."""
    worn = truth.copy()
    text = _text(worn, Look())
    text = text[: text.index(worn.titles[5])].replace(worn.titles[3] + "\n", "")
    return whole(worn, text, "年报.txt", titles=tuple(t for i, t in enumerate(worn.titles) if i not in (3, 5)))


@shape("worn.sections_reordered")
def reordered(truth: Truth, rng: Random) -> Rendering:
    """Problems before the tables; the numerals follow the new order."""
    order = (0, 4, 1, 2, 3, 5)
    worn = truth.copy()
    bodies = {i: [cells_each_line(g)] for i, g in ((1, table2(worn)), (2, table3(worn)), (3, table4(worn)))}
    moved = [(f"{n}{worn.titles[i][1:]}", worn.sections[i][1]) for n, i in zip("一二三四五六", order, strict=True)]
    worn.sections = moved
    return whole(worn, document(worn, {new: bodies.get(old, []) for new, old in enumerate(order)}), "年报.txt")


@shape("worn.no_table_four")
def no_table_four(truth: Truth, rng: Random) -> Rendering:
    """The fourth part in prose only: its table is absent, not zero."""
    worn = truth.copy()
    worn.table4 = {}
    worn.sections[3] = (worn.titles[3], ["本年度未发生行政复议、行政诉讼。"])
    text = document(worn, {1: [cells_each_line(table2(worn))], 2: [cells_each_line(table3(worn))]})
    return whole(worn, text, "年报.txt")


@shape("worn.huge_figures")
def huge(truth: Truth, rng: Random) -> Rendering:
    """Twelve digits: a slip of the hand perhaps, but what is printed is what is told."""
    worn = truth.copy()
    worn.table2["行政许可"] = {c: 912_345_678_901 if v is not None else v for c, v in worn.table2["行政许可"].items()}
    return whole(worn, _page(worn, Look()), "t.html")


@shape("worn.note_in_data_column")
def note_rows(truth: Truth, rng: Random) -> Rendering:
    """Remarks with figures under each table: 注：… 12件 are not cells."""
    tables_ = {1: [cells_each_line(table2(truth)), f"注：行政许可含{rng.randint(2, 99)}件电子证照。"]}
    tables_[2] = [
        f"单位：件\n{cells_each_line(table3(truth))}",
        f"注：{INFLOW_NOTE[1:-1]}；其中含{rng.randint(2, 9)}件信访件。",
    ]
    tables_[3] = [cells_each_line(table4(truth)), f"注：含上年未审结{rng.randint(1, 9)}件。"]
    return whole(truth, document(truth, tables_), "年报.txt")
