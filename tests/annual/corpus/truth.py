"""What a synthetic report truly says, drawn from a seed.

A `Truth` is invented from end to end: organs, figures and sentences are ours, only the labels are the official form's.
The figures obey the form's relations (rows, columns, R1, R2, table 4), so that whatever a rendering breaks, it breaks
on purpose and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from gongkai.annual.model import Number, Place
from gongkai.law.returns import CASE_GROUPS, FORMS, SECTIONS, Form

Figure = Number | None


@dataclass(frozen=True)
class Stated:
    """A number that the prose states, under the name by which findings and facts know what is counted."""

    measure: str
    value: Number
    unit: str
    approx: bool = False
    scope: str = ""


@dataclass
class Truth:
    """One report. None in a table is a cell left blank on paper. `sections` are (title, paragraphs)."""

    organ: str
    level: str
    year: int
    form: str
    table2: dict[str, dict[str, Figure]]
    table3: dict[int, list[int | None]]
    table4: dict[str, list[int | None]]
    title: str = ""
    published: str = ""
    preamble: list[str] = field(default_factory=list)
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)

    @property
    def layout(self) -> Form:
        return FORMS[self.form]

    @property
    def titles(self) -> list[str]:
        return [title for title, _ in self.sections]

    def figure(self, place: Place) -> Figure:
        if place.table == 2:
            return list(self.table2[str(place.row)].values())[place.column]
        rows = self.table3[int(place.row)] if place.table == 3 else self.table4[str(place.row)]
        return rows[place.column]

    def figures(self) -> dict[Place, Figure]:
        """Every cell of the three tables."""
        cells: dict[Place, Figure] = {}
        for label, row in self.table2.items():
            cells |= {Place(2, label, i): value for i, value in enumerate(row.values())}
        for line, values in self.table3.items():
            cells |= {Place(3, line, i): value for i, value in enumerate(values)}
        for group, values in self.table4.items():
            cells |= {Place(4, group, i): value for i, value in enumerate(values)}
        return cells

    def copy(self) -> Truth:
        """A truth of its own, whose tables may be changed."""
        return replace(
            self,
            table2={label: dict(row) for label, row in self.table2.items()},
            table3={line: list(row) for line, row in self.table3.items()},
            table4={group: list(row) for group, row in self.table4.items()},
            preamble=list(self.preamble),
            sections=[(title, list(paragraphs)) for title, paragraphs in self.sections],
            stated=list(self.stated),
        )


@dataclass(frozen=True)
class Profile:
    """From what a truth is drawn. `busy` is the order of magnitude of the applications; `blanks` leaves cells empty."""

    organ: str
    level: str
    year: int
    form: str = "2021"
    busy: int = 30
    blanks: bool = False


PROFILES = (
    Profile("望澜县人民政府办公室", "county", 2024, busy=20),
    Profile("砚川市人民政府", "city", 2023, busy=4000),
    Profile("霁山区自然资源局", "department", 2022, busy=90),
    Profile("栖岭镇人民政府", "town", 2021, busy=0),
    Profile("浔沧经济开发区管理委员会", "county", 2025, busy=300),
    Profile("岚汀县公安局", "department", 2019, "2019", busy=12),
    Profile("墨溪街道办事处", "town", 2020, "2019", busy=3, blanks=True),
    Profile("望澜县教育局", "department", 2023, busy=8, blanks=True),
    Profile("砚川市住房和城乡建设局", "department", 2024, busy=700),
    Profile("霁山区人民政府", "county", 2023, "2019", busy=150),
    Profile("岚汀县人民政府", "county", 2025, busy=60),
    Profile("潞桥市卫生健康委员会", "department", 2022, busy=25),
)


def draw_tables(profile: Profile, rng: Random) -> Truth:
    """The tables alone, with every relation of the form holding."""
    layout = FORMS[profile.form]
    return Truth(
        organ=profile.organ,
        level=profile.level,
        year=profile.year,
        form=profile.form,
        table2=_table2(profile, layout, rng),
        table3=_table3(profile, layout, rng),
        table4={group: _cases(profile.busy, rng) for group in CASE_GROUPS},
        sections=[(title, []) for title in SECTIONS],
    )


def _table2(profile: Profile, layout: Form, rng: Random) -> dict[str, dict[str, Figure]]:
    table: dict[str, dict[str, Figure]] = {}
    for row in layout.table2:
        size = 0 if profile.level == "town" else rng.choice((9, 300, 20_000, 1_500_000))
        figures: list[Figure] = [rng.randint(0, size) for _ in row.columns]
        if row.label == "规章":
            # Only a city with districts may make rules; any other organ has none to count.
            made, void, valid = rng.randint(0, 6), rng.randint(0, 4), rng.randint(7, 60)
            figures = [made, void, valid] if profile.level == "city" else [0, 0, 0]
        elif row.label.endswith("规范性文件"):
            figures = [rng.randint(0, 60), rng.randint(0, 30), rng.randint(61, 900)]
        elif row.label == "行政事业性收费" and profile.form == "2021" and size:
            figures = [Decimal(rng.randint(1, 99_999_999)).scaleb(-rng.choice((1, 2, 4, 6)))]
        if profile.form == "2019" and "本年增/减" in row.columns and size:
            figures[1] = rng.randint(-9, 9)
        if row.label == "政府集中采购" and size:
            figures[1] = Decimal(rng.randint(1, 99_999_999)).scaleb(-2)
        if profile.blanks and rng.random() < 0.4:
            figures = [None for _ in row.columns]
        table[row.label] = dict(zip(row.columns, figures, strict=True))
    return table


def _table3(profile: Profile, layout: Form, rng: Random) -> dict[int, list[int | None]]:
    columns = [_column(layout, _share(profile.busy, i, rng), rng) for i in range(6)]
    table: dict[int, list[int | None]] = {}
    for line in layout.lines:
        six = [column[line.number] for column in columns]
        table[line.number] = [*six, sum(six)]
    if profile.blanks:
        _leave_blank(table, rng)
    return table


def _share(busy: int, column: int, rng: Random) -> int:
    if column == 0:
        return busy
    return rng.choice((0, 0, 0, busy // 20, busy // 6)) if column in (1, 5) else rng.choice((0, 0, 0, 0, busy // 50))


def _column(layout: Form, size: int, rng: Random) -> dict[int, int]:
    """One column in which R1 and R2 hold: outcomes first, then the total, then what came in."""
    column = dict.fromkeys(layout.results, 0)
    for line in layout.results:
        weight = 0.5 if line in (3, 4, 13) else 0.12
        if size and rng.random() < 0.25 + weight:
            column[line] = rng.randint(0, max(1, int(size * weight)))
    done = sum(column.values())
    carried_out = rng.randint(0, max(0, size // 15))
    carried_in = rng.randint(0, min(done + carried_out, size // 15 + 1)) if size else 0
    return column | {1: done + carried_out - carried_in, 2: carried_in, 24: done, 25: carried_out}


def _leave_blank(table: dict[int, list[int | None]], rng: Random) -> None:
    """Empty the zeros of the five columns of organisations, as offices do; the sums stay right."""
    for line, row in table.items():
        for column in range(1, 6):
            if row[column] == 0 and (line % 3 or rng.random() < 0.5):
                row[column] = None


def _cases(busy: int, rng: Random) -> list[int | None]:
    limit = max(1, busy // 25)
    four = [rng.randint(0, limit) if rng.random() < 0.6 else 0 for _ in range(4)]
    return [*four, sum(four)]
