"""The ledger of articles: every article once, with a reason, and nothing called coded that is not."""

import importlib.util

import pytest

from gongkai.law import sources
from gongkai.law.sources.ledger import LEDGER, Entry, Treatment


def test_every_article_stands_once_and_in_order() -> None:
    assert [entry.article for entry in LEDGER] == list(range(1, 57))


@pytest.mark.parametrize("entry", LEDGER, ids=lambda entry: f"article {entry.article}")
def test_an_entry_gives_its_reason_and_its_place(entry: Entry) -> None:
    assert entry.reason.endswith("。")
    if entry.treatment is Treatment.CODED:
        assert importlib.util.find_spec(entry.where), f"第{entry.article}条写明已编码，但没有模块 {entry.where}"
    if entry.treatment in (Treatment.JUDGEMENT, Treatment.NOT_OURS):
        assert not entry.where
    if entry.treatment is Treatment.NOT_YET:
        assert entry.where.startswith("gongkai.")


def test_every_coded_article_has_a_provision_to_cite() -> None:
    cited = {cite.article for cite in sources.registry().values() if cite.instrument.key == "ogi-2019"}
    assert {entry.article for entry in LEDGER if entry.treatment is Treatment.CODED} <= cited
