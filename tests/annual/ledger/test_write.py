"""A ledger that is written reads back as the same ledger."""

from __future__ import annotations

from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.write import normal, write
from tests.annual.ledger.samples import rich_ledger


def test_every_sort_of_case_comes_back_as_it_was() -> None:
    ledger = rich_ledger()
    back = read(write(ledger))
    assert back.requests == normal(ledger).requests
    assert back == normal(ledger)
