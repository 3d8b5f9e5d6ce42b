"""The glossary tells the truth: each name stands where it says, and one idea has one name."""

from collections import Counter

from gongkai.law.clocks.receipt import Channel
from gongkai.law.decisions import DECISIONS
from tests.architecture.tree import ROOT, SOURCE

ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


def test_every_row_has_a_name_a_term_and_a_place() -> None:
    assert len(ROWS) > 100
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_every_name_stands_in_its_file() -> None:
    gone = []
    for name, _, where in ROWS:
        path = SOURCE / where.strip("`")
        if not path.is_file() or name.strip("`") not in path.read_text(encoding="utf-8"):
            gone.append((name, where))
    assert gone == []


def test_one_name_means_one_idea_and_the_reverse() -> None:
    assert [term for term, count in Counter(term for _, term, _ in ROWS).items() if count > 1] == []
    assert [name for name, count in Counter(name for name, _, _ in ROWS).items() if count > 1] == []


def test_every_decision_and_every_channel_is_explained() -> None:
    names = {(name.strip("`"), where.strip("`")) for name, _, where in ROWS}
    assert {(decision.code, "law/decisions/table.py") for decision in DECISIONS} <= names
    assert {(channel.name, "law/clocks/receipt.py") for channel in Channel} <= names
