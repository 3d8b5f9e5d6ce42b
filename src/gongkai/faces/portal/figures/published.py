"""How much was published: by month, by organ, by kind of column; how many policies were explained.

Law:     条例 20 (what is published unasked); 国办发〔2016〕80号 (a policy comes with its interpretation)
Takes:   a day; an organ, or None for the site. Gives: `Figure`s, counted from what can be read today.
"""

from __future__ import annotations

from datetime import date

from gongkai.apps.columns import queries as columns
from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import figures
from gongkai.faces.look.plots import Plot, Series, bars, lines, rows
from gongkai.faces.portal.figures.figure import Figure, fullest, months_up_to, percent
from gongkai.law.website.columns import KINDS

_MONTHS = 24
_YEARS = 5
_DRAWN = 15
"""Of long lists so many are drawn; the table has them all."""
_COUNTED = "现在可以查到的主动公开信息，按首次公开的月份计；已撤下、并入其他信息的不计，标注废止、失效的仍计。"


def by_month(today: date, organ_id: int | None) -> Figure:
    """The last two years month by month."""
    known = figures.by_month(today, organ_id)
    months = months_up_to(today, _MONTHS)
    values = [known.get(each, 0) for each in months]
    title = f"近 {_MONTHS} 个月每月公开的信息"
    return Figure(
        "months",
        title,
        f"{_COUNTED}当月的数到今天为止。",
        today,
        "条",
        ("月份", "公开信息"),
        tuple((month, (n,)) for month, n in zip(months, values, strict=True)),
        bars(title, [each[2:] for each in months], values, "条") if any(values) else None,
    )


def by_organ(today: date) -> Figure:
    """This year's by organ, those without any too."""
    known = figures.by_organ(today, f"{today.year}-01")
    found = fullest([(each.name, known.get(each.organ.pk, 0)) for each in organs.tree(today)])
    title = f"{today.year} 年各机关公开的信息"
    return Figure(
        "organs",
        title,
        f"{_COUNTED}已经撤销的机关不在其中。",
        today,
        "条",
        ("机关", "公开信息"),
        tuple((name, (n,)) for name, n in found),
        _first(title, found),
    )


def by_kind(today: date, organ_id: int | None) -> Figure:
    """This year's by the kind of the column in which it stands."""
    kinds = columns.kinds(organ_id)
    counted: dict[str, int] = {}
    for of_column, n in figures.by_column(today, f"{today.year}-01", organ_id).items():
        name = KINDS[kinds[of_column]].name if of_column in kinds else "没有归入栏目"
        counted[name] = counted.get(name, 0) + n
    found = fullest(list(counted.items()))
    title = f"{today.year} 年各类栏目公开的信息"
    return Figure(
        "kinds",
        title,
        f"{_COUNTED}栏目的类别按栏目页面标签“ColumnType”。",
        today,
        "条",
        ("栏目类别", "公开信息"),
        tuple((name, (n,)) for name, n in found),
        _first(title, found),
    )


def explained(today: date, organ_id: int | None) -> Figure:
    """Year by year how many policies have an interpretation."""
    known = figures.explained(today, organ_id, _YEARS)
    years = [str(each) for each in known]
    rates = tuple(percent(each.explained, each.policies) for each in known.values())
    title = "近五年的政策文件解读率"
    return Figure(
        "explained",
        title,
        "当年首次公开的政策文件和行政规范性文件中，至少有一件可以查到的文字解读、图片解读或者问答的所占的比例；新闻不算解读，"
        "按程序免予解读的也计入分母。",
        today,
        "件，解读率为%",
        ("年份", "政策文件", "有解读的", "解读率"),
        tuple(
            (year, (each.policies, each.explained, rate))
            for (year, each), rate in zip(zip(years, known.values(), strict=True), rates, strict=True)
        ),
        lines(title, years, [Series("解读率", rates)], "%") if years else None,
    )


def _first(title: str, found: list[tuple[str, int]]) -> Plot | None:
    drawn = [each for each in found if each[1]][:_DRAWN]
    return rows(title, [name for name, _ in drawn], [n for _, n in drawn], "条") if drawn else None
