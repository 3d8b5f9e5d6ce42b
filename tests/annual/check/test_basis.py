"""An outdated basis is answered with the one that held for the year of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.annual.check import check
from tests.annual.check.situations import with_prose


@pytest.mark.parametrize(("year", "basis"), [(2020, "国办公开办函〔2019〕60号"), (2022, "国办公开办函〔2021〕30号")])
def test_the_statistics_of_2014_give_way_to_the_form_of_the_year(year: int, basis: str) -> None:
    report = replace(with_prose(1, "依据国办发〔2014〕32号的统计口径编写。"), year=year)
    found = [finding for finding in check(report) if finding.code == "basis.outdated"]
    assert len(found) == 1
    assert basis in found[0].message
