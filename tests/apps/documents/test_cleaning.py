"""Clean-up every two years, filing, terms and amendments entered by hand; nothing overdue is silent."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.annual.ledger.model import LedgerDocument
from gongkai.apps.documents import actions, queries
from gongkai.apps.documents.models import Amendment, Conclusion, Document
from gongkai.apps.people.rights import Forbidden
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 20)
NOW = at(TODAY)
BELONGING = (Amendment, Conclusion)


def document(where: Office, serial: int, begins: date, **more: object) -> Document:
    told = {"kind": "normative", "number": f"昌政发〔{begins.year}〕{serial}号", "title": f"第{serial}号办法"}
    actions.record_row(where.clerk, {**told, "issued_on": begins, "in_force_on": begins, **more}, NOW)
    return Document.objects.get(organ=where.organ, number=told["number"])


def test_the_next_clean_up_is_counted_from_effect_and_then_from_the_last_one() -> None:
    where = office()
    late, soon, far = (
        document(where, n, day) for n, day in enumerate((date(2024, 5, 1), date(2024, 7, 1), date(2025, 9, 1)), 1)
    )
    found = queries.clean_up(where.organ.pk, TODAY)
    assert [(each.document.pk, each.due, each.late) for each in found.due] == [
        (late.pk, date(2026, 5, 1), True),
        (soon.pk, date(2026, 7, 1), False),
        (far.pk, date(2027, 9, 1), False),
    ]
    assert [each.document.pk for each in found.soon] == [soon.pk]
    actions.conclude(where.clerk, late.pk, "continue", "仍然适用", date(2026, 5, 10), "2026年清理", NOW)
    assert queries.clean_up(where.organ.pk, TODAY).due[-1].due == date(2028, 5, 10)
    assert queries.clean_up(where.organ.pk, TODAY).late == ()


def test_a_round_gives_its_lists_and_ends_what_it_ends() -> None:
    where = office()
    rows = [document(where, n, date(2022, 1, n)) for n in (1, 2, 3, 4)]
    day, name = date(2026, 5, 1), "2026年清理"
    actions.conclude(where.clerk, rows[0].pk, "continue", "仍然适用", day, name, NOW)
    actions.conclude(where.clerk, rows[1].pk, "amend", "第三条与上位法不一致", day, name, NOW)
    actions.conclude(
        where.clerk, rows[2].pk, "repeal", "已被新规定代替", day, name, NOW, ended_on=day, by="昌政发〔2026〕9号"
    )
    actions.conclude(where.clerk, rows[3].pk, "lapse", "调整对象已消失", day, name, NOW, ended_on=day)
    lists = queries.round_lists(where.organ.pk, name)
    assert {code: [each.document.pk for each in found] for code, found in lists.items()} == {
        "continue": [rows[0].pk],
        "repeal": [rows[2].pk],
        "lapse": [rows[3].pk],
        "amend": [rows[1].pk],
    }
    ended = Document.objects.get(pk=rows[2].pk)
    assert (ended.ended_on, ended.ended_by, ended.ended_reason) == (day, "昌政发〔2026〕9号", "已被新规定代替")
    assert queries.rounds(where.organ.pk) == [(name, day, 4)]
    assert queries.counts(where.organ.pk, 2026, TODAY)["normative"].ended == 2


def test_what_is_to_be_amended_stays_in_sight_until_it_is() -> None:
    where = office()
    row = document(where, 1, date(2022, 1, 1))
    actions.conclude(where.clerk, row.pk, "amend", "第三条过时", date(2023, 5, 1), "2023年清理", NOW)
    owed = queries.clean_up(where.organ.pk, TODAY).to_amend
    assert [(each.document.pk, each.late) for each in owed] == [(row.pk, True)]
    told = (row.pk, "昌政发〔2026〕2号", "amend", "第三条", date(2026, 3, 1), date(2026, 4, 1), "")
    actions.amend(where.clerk, *told, NOW)
    assert queries.clean_up(where.organ.pk, TODAY).to_amend == ()
    with pytest.raises(Refusal, match="已经登记过"):
        actions.amend(where.clerk, *told, NOW)


def test_one_conclusion_a_round_and_only_of_what_is_in_force() -> None:
    where = office()
    row, over = document(where, 1, date(2022, 1, 1)), document(where, 2, date(2020, 1, 1), valid_until=date(2024, 1, 1))
    day = date(2026, 5, 1)
    made = actions.conclude(where.clerk, row.pk, "continue", "适用", day, "2026年清理", NOW)
    with pytest.raises(Refusal, match="已有结论：继续有效"):
        actions.conclude(where.clerk, row.pk, "amend", "再看", day, "2026年清理", NOW)
    actions.annul_conclusion(where.clerk, made.pk, "登记错了", day, NOW)
    actions.conclude(where.clerk, row.pk, "amend", "再看", day, "2026年清理", NOW)
    with pytest.raises(Refusal, match="2024-01-02 起已不再有效"):
        actions.conclude(where.clerk, over.pk, "continue", "适用", day, "2026年清理", NOW)
    with pytest.raises(Refusal, match="从哪一天起不再有效"):
        actions.conclude(where.clerk, row.pk, "repeal", "代替", day, "再清理", NOW)
    with pytest.raises(Forbidden):
        actions.conclude(where.leader, row.pk, "continue", "适用", day, "再清理", NOW)


def test_filing_is_counted_from_publication_and_said_when_it_is_late_or_cannot_be_told() -> None:
    where = office()
    late = document(where, 1, date(2026, 4, 1), published_on=date(2026, 4, 1))
    document(where, 2, date(2026, 4, 2))
    found = queries.clean_up(where.organ.pk, TODAY)
    assert [(each.document.pk, each.due, each.late) for each in found.to_file] == [(late.pk, date(2026, 4, 16), True)]
    assert found.unknown == 1
    assert [each.document.pk for each in found.late] == [late.pk]
    actions.file(where.clerk, late.pk, date(2026, 4, 20), NOW)
    assert queries.clean_up(where.organ.pk, TODAY).to_file == ()
    with pytest.raises(Refusal, match="已登记为 2026-04-20"):
        actions.file(where.clerk, late.pk, date(2026, 4, 21), NOW)


def test_a_term_is_made_longer_while_it_runs_and_not_when_it_is_over() -> None:
    where = office()
    row = document(where, 1, date(2023, 1, 1), valid_until=date(2026, 6, 30))
    assert [each.document.pk for each in queries.clean_up(where.organ.pk, TODAY).lapsing] == [row.pk]
    actions.extend(where.clerk, row.pk, date(2028, 6, 30), date(2026, 5, 1), "昌政发〔2026〕6号", NOW)
    assert Document.objects.get().valid_until == date(2028, 6, 30)
    over = document(where, 2, date(2020, 1, 1), valid_until=date(2025, 12, 31))
    with pytest.raises(Refusal, match="2026-01-01 起已不再有效"):
        actions.extend(where.clerk, over.pk, date(2027, 1, 1), date(2026, 5, 1), "补", NOW)
    # Decided in time and only entered late.
    actions.extend(where.clerk, over.pk, date(2027, 1, 1), date(2025, 12, 1), "昌政发〔2025〕6号", NOW)
    assert queries.in_force(where.organ.pk, TODAY).count() == 2


def test_the_same_number_in_another_spelling_is_not_another_document() -> None:
    where = office()
    document(where, 1, date(2024, 1, 1))
    told = LedgerDocument("normative", "昌政发[2024]01号", "又一件", date(2024, 1, 1), date(2024, 1, 1))
    with pytest.raises(Refusal, match="是同一个文号，写法不同"):
        actions.record_document(where.clerk, told, NOW)


def test_a_life_is_told_in_the_order_of_its_days_with_what_is_to_come() -> None:
    where = office()
    row = document(where, 1, date(2024, 6, 1), formed_on=date(2024, 5, 20), published_on=date(2024, 5, 25))
    actions.amend(
        where.clerk, row.pk, "昌政发〔2025〕3号", "amend", "第二条", date(2025, 1, 1), date(2025, 2, 1), "", NOW
    )
    actions.end_document(
        where.clerk, row.pk, date(2026, 9, 1), "repealed", "昌政发〔2026〕8号", NOW, articles="第二十条"
    )
    row = Document.objects.get()
    told = queries.life(row, TODAY)
    assert [(each.day.isoformat(), each.what, each.to_come) for each in told] == [
        ("2024-05-20", "成文", False),
        ("2024-05-25", "公布", False),
        ("2024-06-01", "制发", False),
        ("2024-06-01", "施行", False),
        ("2025-02-01", "修改", False),
        ("2026-06-01", "应当清理", True),
        ("2026-09-01", "废止", True),
    ]
    assert [(each.label, each.number, each.articles) for each in queries.relations(row)] == [
        ("废止", "昌政发〔2026〕8号", "第二十条"),
        ("修改", "昌政发〔2025〕3号", "第二条"),
    ]


def test_what_was_scrambled_is_restored_with_all_that_belongs_to_it() -> None:
    where = office()
    row = document(where, 1, date(2022, 1, 1))
    actions.amend(
        where.clerk, row.pk, "昌政发〔2025〕3号", "amend", "第二条", date(2025, 1, 1), date(2025, 2, 1), "", NOW
    )
    actions.conclude(where.clerk, row.pk, "continue", "适用", date(2026, 5, 1), "2026年清理", NOW)
    good = [list(model.objects.values()) for model in (Document, *BELONGING)]
    Document.objects.update(number="x", title="改过")
    for model in BELONGING:
        model.objects.all().delete()
    assert len(actions.rebuild().differences) == 3
    assert [list(model.objects.values()) for model in (Document, *BELONGING)] == good
