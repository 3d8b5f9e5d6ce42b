"""What would a frozen report say if it were made again today?

Takes:   a published version; figures as they are known today and as they were known when it was frozen.
Gives:   `Difference`s: cells that late acts and corrections moved, cells and texts that another reading of the law or
         another template moves. Nothing is changed.
Unclear: what is not kept as acts of a case (items, documents, tallies, fees) has only today's figures; a difference
         there is said to come from entries made since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from gongkai.annual.compile import TEMPLATE_VERSION
from gongkai.annual.compile.cells import SETTINGS
from gongkai.annual.compile.tables import tables
from gongkai.annual.model import Report
from gongkai.apps import rules
from gongkai.apps.reporting.digests import intact
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.queries.drafts import compiled_with
from gongkai.apps.reporting.queries.figures import material
from gongkai.apps.reporting.queries.frozen import Published, frozen_report
from gongkai.law.decisions.options import value

LATE = "定稿之后登记、更正的事项"
READING = "口径设置或法律数据有变动"
TEMPLATE = "正文模板有变动"
ALTERED = "定稿在数据库中被改动过，请核对备份"
_WITHOUT_ACTS = 2
"""The table whose figures come from registers, of which nobody can ask how they stood at a moment."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: a cell, a part of the prose, the template, a setting. `why` is one of the causes above."""

    where: str
    frozen: str
    now: str
    why: str


def rerender_published(published: Published) -> list[Difference]:
    """What differs today from a published report."""
    return rerender(ReportVersion.objects.select_related("report").get(pk=published.version_id))


def rerender(version: ReportVersion) -> list[Difference]:
    """What differs today from a frozen version."""
    frozen = frozen_report(version)
    row, chosen = version.report, rules.chosen()
    chosen_then = json.loads(version.chosen)
    today = material(row.organ_id, row.year, version.as_of, chosen)
    now = compiled_with(today, json.loads(version.texts), chosen, None).report
    form = frozen.layout
    read_as_then = tables(material(row.organ_id, row.year, version.as_of, chosen_then), form, chosen_then)
    known_then = tables(
        material(row.organ_id, row.year, version.as_of, chosen_then, version.frozen_at), form, chosen_then
    )
    return [
        *_altered(version),
        *_settings(chosen_then, chosen),
        *_template(version),
        *_cells(frozen, now, read_as_then, known_then),
        *_prose(frozen, now, version.template_version),
    ]


def _altered(version: ReportVersion) -> Iterator[Difference]:
    if not intact(version):
        yield Difference("定稿的内容", f"摘要 {version.digest[:16]}", "与摘要不符", ALTERED)


def _settings(then: Mapping[str, str], now: Mapping[str, object]) -> Iterator[Difference]:
    for setting in SETTINGS:
        before, after = value(setting, then), value(setting, now)
        if before != after:
            yield Difference(
                f"口径 {setting.name}", f"“{setting.choices[before]}”", f"“{setting.choices[after]}”", READING
            )


def _template(version: ReportVersion) -> Iterator[Difference]:
    if version.template_version != TEMPLATE_VERSION:
        yield Difference("正文模板", version.template_version, TEMPLATE_VERSION, TEMPLATE)


def _cells(frozen: Report, now: Report, read_as_then: Report, known_then: Report) -> Iterator[Difference]:
    """Cells that differ. What today's books under the old readings do not explain is due to the reading."""
    for place, cell in frozen.cells():
        today = now.cell(place)
        if today is None or today.value == cell.value:
            continue
        before = known_then.cell(place) if place.table != _WITHOUT_ACTS else cell
        late = read_as_then.cell(place)
        moved = before is not None and late is not None and before.value != late.value
        why = LATE if moved else READING
        yield Difference(frozen.place_label(place), str(cell.value), str(today.value), why)


def _prose(frozen: Report, now: Report, template: str) -> Iterator[Difference]:
    """The first line of each part that differs."""
    before = [("开头", frozen.preamble), *((each.title, each.text) for each in frozen.sections if each.level == 1)]
    after = [("开头", now.preamble), *((each.title, each.text) for each in now.sections if each.level == 1)]
    why = LATE if template == TEMPLATE_VERSION else TEMPLATE
    for (title, old), (_, new) in zip(before, after, strict=True):
        lines = zip_longest(old.split("\n"), new.split("\n"), fillvalue="")
        one, other = next(((a, b) for a, b in lines if a != b), ("", ""))
        if one != other:
            yield Difference(f"正文“{title}”", f"“{one}”", f"“{other}”", why)
