"""Annual reports for machines: which are published; one with its tables, figures and texts in the normal form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import BaseModel, ConfigDict, Field

from gongkai.apps.organs.models import Organ
from gongkai.apps.reporting.queries.frozen import Published, published, published_report
from gongkai.faces.api.asking import FIRST_YEAR, LAST_YEAR, OfOrgan, organ_of
from gongkai.faces.api.shapes import said, told
from gongkai.faces.look.open_data.fields import REPORTS
from gongkai.faces.look.open_data.reports import head, normal
from gongkai.faces.look.root import absolute

router = Router(tags=["年报"])
Number = int | float | None


class ReportsAsked(OfOrgan):
    """How the list of reports is narrowed."""

    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="报告所报的年度。", examples=[2025])


class ReportRow(Schema):
    """一份已经公布的年度报告。"""

    organ: str = said("报告上的机关名称。", "昌图县人民政府办公室")
    organ_code: str = told(REPORTS, "organ_code")
    year: int = told(REPORTS, "year")
    published_on: date = told(REPORTS, "published_on")
    url: str = told(REPORTS, "url")
    files: dict[str, str] = said("可以下载的文件：格式和完整网址。")


class ReportsList(Schema):
    """已经公布的年度报告，最新年度在前。"""

    results: list[ReportRow] = said("年度报告。")


class Line(BaseModel):
    """表三的一行。"""

    line: str = said("行号，按格式的次序。", "1")
    label: str = said("行名。", "一、本年新收政府信息公开申请数量")
    cells: list[Number] = said(
        "七个数：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计。", [14, 0, 0, 0, 0, 0, 14]
    )


class Table3(BaseModel):
    """表三。"""

    rows: list[Line] = said("各行。")


class Section(BaseModel):
    """正文的一部分。"""

    model_config = ConfigDict(extra="allow")
    title: str = said("标题。", "一、总体情况")
    text: str = said("文字，一段一行。")


class FactTold(BaseModel):
    """正文里说到的一个数。"""

    model_config = ConfigDict(extra="allow")
    measure: str = said("说的是什么。", "收到申请")
    value: int | float = said("数值。", 14)
    unit: str = said("单位。", "件")
    quote: str = said("原文。")


class Normal(BaseModel):
    """年度报告的标准形式，与 gongkai report read --json 的输出一致。"""

    model_config = ConfigDict(extra="allow")
    organ: str | None = said("机关名称。")
    year: int | None = said("年度。", 2025)
    form: str | None = said("格式：2021 或者 2019。", "2021")
    table2: dict[str, dict[str, Number]] = said("表二：行名到列名到数。")
    table3: Table3 = said("表三。")
    table4: dict[str, list[Number]] = said("表四：review、litigation_direct、litigation_after_review 各五个数。")
    sections: list[Section] = said("正文各部分。")
    facts: list[FactTold] = said("正文里说到的数。")


class ReportWhole(ReportRow):
    """一份年度报告的全部内容。"""

    report: Normal = said("标准形式。")


@router.get("/reports", response=ReportsList, operation_id="listReports", summary="年度报告列表")
def list_reports(request: HttpRequest, asked: Query[ReportsAsked]) -> ReportsList:
    """已经公布的政府信息公开工作年度报告，最新年度在前。"""
    organ, base = organ_of(asked.organ), absolute(request, "/").removesuffix("/")
    found = published(organ.pk if organ else None, asked.year)
    return ReportsList(results=[ReportRow(**_row(each, base)) for each in found])


@router.get("/reports/{organ}/{year}", response=ReportWhole, operation_id="getReport", summary="一份年度报告")
def one_report(request: HttpRequest, organ: str, year: int) -> ReportWhole:
    """一份年度报告的三张表、正文和正文里的数，与公布时一致。"""
    known = Organ.objects.filter(code=organ).first()
    found = published(known.pk, year) if known and FIRST_YEAR <= year <= LAST_YEAR else []
    if not found:
        raise Http404
    base = absolute(request, "/").removesuffix("/")
    return ReportWhole(**_row(found[0], base), report=Normal(**normal(found[0], published_report(found[0].version_id))))


def _row(report: Published, base: str) -> dict[str, Any]:
    told = head(report, base)
    files = {kind: f"{told['url']}report.{kind}" for kind in report.kinds if kind != "html"}
    return {**told, "files": files}
