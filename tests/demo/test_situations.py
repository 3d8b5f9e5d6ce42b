"""How a line of the county reads, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest

from demo import county
from demo.reports import courses
from demo.situations import BadSituation, Words, situations
from demo.titles import titles, working_days
from gongkai.law.calendar import official

WORDS = Words(
    {"propose": "decision", "charge_fee": "scale quantity"},
    {"filed": "propose $0; archive +3"},
    ("applicant",),
    ("channel",),
)


def test_a_line_reads_as_parties_start_and_steps() -> None:
    (case,) = situations(
        "organ: x\n\n# Words.\n01 | natural who=甲 | T-3 web | 事由 | charge_fee pages:31 +2 ~1; filed =03-04 provided",
        "f",
        WORDS,
    )
    assert (case.reference, case.organ, case.start, case.subject) == ("f:01", "x", "T-3", "事由")
    assert dict(case.about) == {"applicant": "natural", "who": "甲", "channel": "web"}
    fee, proposed, archived = case.steps
    assert (fee.event, fee.day, fee.delay, dict(fee.values)) == (
        "charge_fee",
        "+2",
        1,
        {"scale": "pages", "quantity": "31"},
    )
    assert (proposed.event, proposed.day, dict(proposed.values)) == ("propose", "=03-04", {"decision": "provided"})
    assert (archived.event, archived.day) == ("archive", "+3")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("01 | natural | 2024-01-02 web | 事由", "应有 5 栏，有 4 栏"),
        ("01 | natural | 2024-01-02 web | 事由 | archive what", "“archive”后面的“what”没有含义"),
        ("01 | natural more | 2024-01-02 web | 事由 |", "多出“more”"),
    ],
)
def test_a_line_that_cannot_be_read_says_where_and_why(line: str, why: str) -> None:
    with pytest.raises(BadSituation, match=why):
        situations(f"organ: x\n{line}", "f", WORDS)


def test_a_number_stands_for_one_case() -> None:
    with pytest.raises(BadSituation, match="重复"):
        situations("organ: x\n1 | a | 2024-01-02 web | s |\n1 | a | 2024-01-03 web | s |", "f", WORDS)


def test_titles_are_many_different_and_always_the_same() -> None:
    columns, parts = county.columns()
    from datetime import date

    days = working_days(official(), date(2024, 1, 1), date(2024, 12, 31))
    made = titles(columns, parts, "CTZB", days, 3938)
    assert made == titles(columns, parts, "CTZB", days, 3938)
    assert len({each.title for each in made}) == len({each.number for each in made}) == 3938
    assert {each.day for each in made} == set(days)
    assert {each.column for each in made} == {column.name for column in columns}
    policies = {each.number: each for each in made}
    explained = [each for each in made if each.interprets]
    assert explained
    assert all(policies[each.interprets].day <= each.day for each in explained)


def test_every_report_names_a_known_organ() -> None:
    known = {each["code"] for each in county.table("county/organs.toml")["organ"]}
    assert {course.organ for course in courses(2025)} <= known
