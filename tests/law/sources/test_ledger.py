"""The ledger of articles: every article once, with a reason, and nothing called coded that is not."""

import importlib.util
import re
from pathlib import Path

import pytest

from gongkai.law import sources
from gongkai.law.cite import chinese
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


@pytest.mark.parametrize(
    "entry",
    [entry for entry in LEDGER if entry.treatment is Treatment.CODED],
    ids=lambda entry: f"article {entry.article}",
)
def test_the_module_that_codes_an_article_names_it(entry: Entry) -> None:
    """By its provision, or, where a form or a whole instrument codes it, by its number in words."""
    spec = importlib.util.find_spec(entry.where)
    assert spec is not None
    assert spec.origin is not None
    origin = Path(spec.origin)
    files = sorted(origin.parent.glob("*.py")) if origin.name == "__init__.py" else [origin]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    named = re.search(rf"\bogi\.A{entry.article}(?!\d)|^A{entry.article} = ", text, re.MULTILINE)
    assert named or f"第{chinese(entry.article)}条" in text, f"{entry.where} 没有提到第{entry.article}条"


def test_every_coded_article_has_a_provision_to_cite() -> None:
    cited = {cite.article for cite in sources.registry().values() if cite.instrument.key == "ogi-2019"}
    assert {entry.article for entry in LEDGER if entry.treatment is Treatment.CODED} <= cited
