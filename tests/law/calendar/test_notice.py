"""A notice is a file: what it may say, what is refused, and that a changed file never passes."""

import json
from datetime import date
from pathlib import Path

import pytest

from gongkai.law.calendar import BadNotice, content_hash, load_notices, official, parse_notice

NEXT_YEAR = {
    "id": "2027",
    "title": "国务院办公厅关于2027年部分节假日安排的通知",
    "year": 2027,
    "issued": "2026-11-20",
    "off": [
        {"name": "元旦", "from": "2027-01-01", "to": "2027-01-03"},
        {"name": "春节", "from": "2027-02-05", "to": "2027-02-11"},
    ],
    "work": ["2027-01-30", "2027-02-14"],
}


def sealed(**changes: object) -> str:
    record = {**NEXT_YEAR, **changes}
    return json.dumps({**record, "sha256": content_hash(record)}, ensure_ascii=False)


def test_a_new_year_is_added_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "2027.json").write_text(sealed(), encoding="utf-8")
    calendar = official().with_notices(load_notices(tmp_path))
    assert calendar.works(date(2027, 1, 30))
    assert not calendar.works(date(2027, 2, 9))
    assert not calendar.day(date(2027, 3, 1)).provisional
    assert official().day(date(2027, 3, 1)).provisional


def test_a_correction_supersedes_from_the_day_it_was_issued(tmp_path: Path) -> None:
    (tmp_path / "2027.json").write_text(sealed(), encoding="utf-8")
    fix = sealed(
        id="2027-fix", issued="2027-02-01", supersedes="2027", work=["2027-02-11"],
        off=[{"name": "春节", "from": "2027-02-14", "to": "2027-02-14"}],
    )  # fmt: skip
    (tmp_path / "2027-fix.json").write_text(fix, encoding="utf-8")
    calendar = official().with_notices(load_notices(tmp_path))
    assert calendar.works(date(2027, 2, 11))
    assert not calendar.works(date(2027, 2, 14))
    assert not calendar.known_on(date(2027, 1, 31)).works(date(2027, 2, 11))


def test_local_holidays_add_days_off_and_settle_no_year() -> None:
    local = parse_notice(
        sealed(id="local", year=2026, region="某自治县", work=[],
               off=[{"name": "民族节日", "from": "2026-07-14", "to": "2026-07-15"}]),
        "local.json",
    )  # fmt: skip
    calendar = official().with_notices([local])
    assert not calendar.works(date(2026, 7, 14))
    assert official().works(date(2026, 7, 14))
    far = parse_notice(
        sealed(id="far", region="某自治县", work=[], off=[{"name": "节", "from": "2027-07-14", "to": "2027-07-14"}]),
        "far.json",
    )
    assert official().with_notices([far]).day(date(2027, 3, 1)).provisional


ISSUED = {
    "2019-05-amendment": "b228c71498a15e0beaa20d4ae5c93322460bd609dd07ca6f1b39028dffd287a5",
    "2019": "4b7368fa98c37e7bf6890bc2ec3c473b3ae04610e5526f11fd1644cdf43beabb",
    "2020-01-extension": "edd6a74efd634c21444835a187c275cd1c2506dccb8a8a8065c3be12af2633b6",
    "2020": "4d70b6c51e51f9bd9f2030852e321ac1d58c74713d0b9be5799739e2244b5bbb",
    "2021": "2d45face62dae41c638c246c84b6885bf4a990f72d413540d077f136888474c0",
    "2022": "bc172685bf381667858b4baa33e9da8c6dbc393c1267490ddaacb72497989bb3",
    "2023": "e6f1edd13bacf37503b1d8831d89c28fb90af908f9c6828f56f58af0ccef09e8",
    "2024": "29ee030e4998260e4d886b1e727f51e5ad4b3ddc399a0c82a4af02a76582f971",
    "2025": "67968b3d1ed3dca1a6d26b295506467a0e35cf17be99b02adf33e6a183cc49f1",
    "2026": "203c5f5c8e04a0775de8ebe6442e4e894ce8cc754acbc03c068e043917b623d9",
}


def test_a_record_that_was_issued_is_never_edited() -> None:
    """A correction is a record of its own; sealing an edited one anew would rewrite what was known."""
    assert {notice.id: notice.sha256 for notice in official().notices if notice.id in ISSUED} == ISSUED


def test_a_local_holiday_comes_before_a_working_weekend_of_the_country() -> None:
    record = sealed(
        id="2025-local", year=2025, region="某自治县", work=[],
        off=[{"name": "民族节日", "from": "2026-01-04", "to": "2026-01-04"}],
    )  # fmt: skip
    assert official().works(date(2026, 1, 4))
    assert not official().with_notices([parse_notice(record, "local.json")]).works(date(2026, 1, 4))


def test_there_is_a_record_for_every_year() -> None:
    assert {notice.year for notice in official().notices} == set(range(2019, 2027))


BROKEN = {
    "changed after sealing": (sealed().replace("2027-02-14", "2027-02-13"), "校验值不符"),
    "without a hash": (json.dumps(NEXT_YEAR), "没有校验值"),
    "not JSON": ("{", "不是有效的 JSON"),
    "a list": ("[]", "应是一个 JSON 对象"),
    "unknown field": (sealed(extra=1), "不认识的项"),
    "impossible date": (sealed(work=["2027-02-30"]), "不存在或写法不对"),
    "span turned round": (sealed(off=[{"name": "元旦", "from": "2027-01-03", "to": "2027-01-01"}]), "先后颠倒"),
    "off and worked": (sealed(work=["2027-01-02"]), "既是放假又是上班"),
    "a weekday as working weekend": (sealed(work=["2027-03-01"]), "不是周末"),
    "another year's day": (sealed(work=["2029-03-03"]), "请核对年份"),
    "year is no number": (sealed(year="2027"), "year 应是整数"),
    "unknown grade": (sealed(grade="好"), "有缺少或写错的项"),
    "remark on no day": (sealed(remarks={"x": "y"}), "不存在或写法不对"),
    "work is not a list": (sealed(work="2027-01-30"), "应是列表"),
    "span without name": (sealed(off=[{"from": "2027-01-01", "to": "2027-01-01"}]), "有缺少或写错的项"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_records_are_refused_in_one_sentence(text: str, message: str) -> None:
    with pytest.raises(BadNotice, match=message) as refusal:
        parse_notice(text, "2027.json")
    assert "2027.json" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert "Error" not in str(refusal.value)


def test_two_notices_that_clash_are_refused() -> None:
    rival = parse_notice(
        sealed(id="rival", year=2026, work=[], off=[{"name": "x", "from": "2026-02-14", "to": "2026-02-14"}]), "r.json"
    )
    with pytest.raises(BadNotice, match="说法相反"):
        official().with_notices([rival])


def test_the_same_id_with_other_content_is_refused() -> None:
    rival = parse_notice(sealed(id="2026", year=2026, off=[], work=[]), "r.json")
    with pytest.raises(BadNotice, match="内容不同"):
        official().with_notices([rival])


def test_an_own_record_may_meet_the_one_of_a_later_release() -> None:
    own = parse_notice(sealed(title="自行录入", number=""), "own.json")
    released = parse_notice(sealed(number="国办发明电〔9999〕1号"), "2027.json")
    calendar = official().with_notices([released, own])
    assert calendar.works(date(2027, 1, 30))
    assert [notice.id for notice in calendar.notices].count("2027") == 1


def test_a_correction_of_nothing_is_refused() -> None:
    with pytest.raises(BadNotice, match="找不到"):
        official().with_notices([parse_notice(sealed(supersedes="2031"), "x.json")])


def test_missing_and_empty_directories_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadNotice, match="不存在"):
        load_notices(tmp_path / "none")
    with pytest.raises(BadNotice, match="没有放假通知"):
        load_notices(tmp_path)


def test_order_of_files_is_without_meaning() -> None:
    notices = official().notices
    backwards = type(official())(reversed(notices))
    assert backwards.notices == notices
