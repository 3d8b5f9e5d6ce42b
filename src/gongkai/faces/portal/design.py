"""Specimens for the living style page: every part of the look, with invented content."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from gongkai.annual.findings import Finding, Severity
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.law.cite import Cite, Grade, Instrument

_INVENTED = Instrument("specimen", "样张规定", "样张〔2000〕1号")
_CITE = Cite(_INVENTED, "仅供排版。", article=3, paragraph=2)
_DOUBTFUL = Cite(_INVENTED, "仅供排版。", part="附件", grade=Grade.UNVERIFIED)


class SpecimenForm(forms.Form):
    """One field of every sort; submitted empty it shows every error."""

    report = forms.FileField(label="年度报告文件", help_text="网页、Word、PDF、Excel 或纯文本，不超过 20 MB。")
    text = forms.CharField(
        label="或者粘贴文字", widget=forms.Textarea, required=False, help_text="从网页上整页复制即可。"
    )
    received = forms.DateField(label="收到日期", widget=forms.DateInput(attrs={"type": "date"}))
    channel = forms.ChoiceField(label="渠道", choices=[("counter", "当面提交"), ("web", "网络")])
    form = forms.ChoiceField(
        label="格式", widget=forms.RadioSelect, choices=[("2021", "2021 年格式"), ("2019", "2019 年格式")]
    )
    keep = forms.BooleanField(label="保存本次结果", help_text="不勾选则不留存任何内容。")


def specimens(query: QueryDict) -> dict[str, Any]:
    """The context of the style page; `?wrong=1` shows the form with its errors."""
    return {
        "crumbs": [("首页", "/")],
        "here": "样式",
        "tags": ColumnTags("样式", "页面由这些部件组成。", "样式", "首页"),
        "form": SpecimenForm(QueryDict()) if query.get("wrong") else SpecimenForm(),
        "page": Paginator(range(95), 10).get_page(query.get("page")),
        "findings": [
            Finding(
                "specimen.error",
                Severity.ERROR,
                "表三第 25 行“总计”列",
                "各列之和与总计不等，请核对该行各列数字。",
                _CITE,
                expected=16,
                found=14,
            ),
            Finding(
                "specimen.warning",
                Severity.WARNING,
                "正文第一部分",
                "正文所说的件数与表三不一致，请核对口径。",
                _CITE,
                expected=14,
                found=15,
                quote="全年共收到政府信息公开申请15件",
            ),
            Finding("specimen.note", Severity.NOTE, "标题", "年度写法与正文不同，请看一眼。", _DOUBTFUL),
        ],
    }
