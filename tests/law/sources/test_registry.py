"""The registry of provisions: complete, unambiguous, cheap, and honest about what has ended."""

import subprocess
import sys
from datetime import date

import pytest

from gongkai.law import sources
from gongkai.law.cite import Cite, Grade
from gongkai.law.sources import fee_rules, ogi, repealed


def test_a_provision_is_found_by_its_key() -> None:
    assert sources.registry()["ogi-2019:33.3"] is ogi.A33_3
    assert sources.registry()["ogi-2019:29.2.1"] is ogi.A29_2_I1


def test_labels_read_as_an_officer_writes_them() -> None:
    assert ogi.A33_3.label == "《中华人民共和国政府信息公开条例》第三十三条第三款"
    assert ogi.A36_I4.label == "《中华人民共和国政府信息公开条例》第三十六条第（四）项"
    assert fee_rules.A4_TIERS.label == "《政府信息公开信息处理费管理办法》第四条（按件收费标准）"


def test_the_name_of_a_constant_of_the_regulation_is_its_place() -> None:
    for name, cite in vars(ogi).items():
        if isinstance(cite, Cite):
            places = [f"A{cite.article}"]
            if cite.paragraph is not None:
                places.append(str(cite.paragraph))
            if cite.item is not None:
                places.append(f"I{cite.item}")
            assert name == "_".join(places)


def test_the_fifteen_kinds_of_article_20_are_all_there() -> None:
    assert [getattr(ogi, f"A20_I{n}").item for n in range(1, 16)] == list(range(1, 16))


def test_one_key_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sources.registry.cache_clear()
    monkeypatch.setattr(ogi, "A99", Cite(ogi.OGI_2019, "另一句话。", article=30), raising=False)
    try:
        with pytest.raises(ValueError, match=r"ogi-2019:30 声明了两次"):
            sources.registry()
    finally:
        sources.registry.cache_clear()


def test_nothing_is_imported_with_the_package() -> None:
    code = "import sys, gongkai.law.sources; print([m for m in sys.modules if m.startswith('gongkai.law.sources.')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="src")
    assert found.stdout.strip() == "[]"


def test_what_has_ended_by_a_day_and_what_ends_soon() -> None:
    def keys(on: date, within: int = 90) -> dict[str, bool]:
        return {expiry.instrument.key: expiry.expired for expiry in sources.expiring(on, within)}

    assert keys(date(2025, 5, 31))["disclosure-suits-2011"] is False
    assert keys(date(2025, 6, 1))["disclosure-suits-2011"] is True
    assert "disclosure-suits-2011" not in keys(date(2025, 1, 1))
    assert "disclosure-suits-2011" in keys(date(2025, 1, 1), within=365)
    ends = [expiry.until for expiry in sources.expiring(date(2026, 1, 1))]
    assert ends == sorted(ends)
    with pytest.raises(ValueError, match="提前天数"):
        sources.expiring(date(2026, 1, 1), -1)


def test_an_ended_instrument_says_how_many_cites_rest_on_it() -> None:
    found = {expiry.instrument.key: expiry.cites for expiry in sources.expiring(date(2026, 1, 1))}
    assert found[repealed.DISCLOSURE_SUITS_2011.key] == 2


@pytest.mark.parametrize(
    ("day", "applies"), [(date(2019, 5, 14), False), (date(2019, 5, 15), True), (date(2026, 1, 1), True)]
)
def test_the_two_regulations_hand_over_without_gap_or_overlap(day: date, applies: bool) -> None:
    assert ogi.OGI_2019.applies_on(day) is applies
    assert repealed.OGI_2008.applies_on(day) is not applies


def test_what_is_not_verified_says_so() -> None:
    assert fee_rules.A6_RESTART.grade is Grade.UNVERIFIED
    assert "未核实" in fee_rules.A6_RESTART.caveat
    assert ogi.A30.caveat == ""
