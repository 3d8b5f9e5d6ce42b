"""A ledger comes in whole or not at all, once only; what goes out comes in as the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gongkai.annual.ledger.model import BadLedger, Ledger, LedgerCase
from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.write import normal, write
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.queries import entries
from gongkai.apps.ledgers import actions, queries
from gongkai.apps.ledgers.models import ImportRun, State
from gongkai.apps.organs.models import OrganName
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.reporting import actions as reporting
from gongkai.apps.requests import actions as desk
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.models import Request
from tests.annual.ledger.samples import ORGAN_NAME, ROW, book, rich_ledger, saved
from tests.apps.office import Office, closed, member, office, opened

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 1, 10, 1, tzinfo=UTC)


@pytest.fixture
def here() -> Office:
    return _office("here", ORGAN_NAME)


def _office(code: str, name: str) -> Office:
    where = office(code)
    OrganName.objects.filter(organ=where.organ).update(name=name)
    return where


def _faults(call: Callable[[], object]) -> list[str]:
    with pytest.raises(BadLedger) as caught:
        call()
    return [f"{each.sheet}!{each.cell}：{each.reason}" for each in caught.value.faults]


def _with(ledger: Ledger, number: str, change: Callable[[LedgerCase], LedgerCase]) -> Ledger:
    return replace(ledger, requests=tuple(change(each) if each.number == number else each for each in ledger.requests))


def test_a_workbook_comes_in_with_every_act_and_every_figure(here: Office) -> None:
    ledger = normal(rich_ledger())
    outcome = actions.import_ledger(here.head, write(ledger), NOW, "台账.xlsx")
    acts = sum(len(case.acts) for case in (*ledger.requests, *ledger.remedies))
    assert outcome.counts["acts"] == acts
    assert outcome.counts["requests"] == len(ledger.requests) == Request.objects.count()
    assert (outcome.counts["items"], outcome.counts["documents"]) == (3, 2)
    row = Request.objects.get(number="2024-0005")
    assert (row.state, row.counted, row.closed_on) == ("archived", "partial", date(2024, 4, 2))
    assert row.masked_name == "某*"
    assert [entry.event for entry in entries("import", outcome.run.pk)] == ["import"]
    assert queries.runs(here.head)[0].state == State.DONE


def test_personal_data_stays_out_of_the_journal(here: Office) -> None:
    actions.import_ledger(here.head, write(rich_ledger()), NOW)
    text = "".join(Entry.objects.values_list("payload", flat=True))
    assert "某甲" not in text
    assert "某路一号" not in text
    assert "研究所需" not in text


def test_the_same_file_twice_changes_nothing(here: Office) -> None:
    data = write(rich_ledger())
    actions.import_ledger(here.head, data, NOW)
    before = Entry.objects.count()
    again = actions.import_ledger(here.head, data, NOW)
    assert Entry.objects.count() == before
    assert again.run.state == State.UNCHANGED
    assert again.counts["known"] == 12


def test_a_row_that_goes_on_gets_only_the_new_acts(here: Office) -> None:
    ledger = normal(rich_ledger())
    open_ones = replace(
        ledger,
        requests=tuple(
            replace(each, acts=each.acts[:2], private={k: v for k, v in each.private.items() if k < 3})
            for each in ledger.requests
        ),
        remedies=(),
    )
    actions.import_ledger(here.head, open_ones, NOW)
    before = Entry.objects.filter(subject="request").count()
    outcome = actions.import_ledger(here.head, replace(ledger, remedies=()), NOW)
    added = sum(len(each.acts) for each in ledger.requests) - before
    assert outcome.counts["acts"] == added == Entry.objects.filter(subject="request").count() - before
    assert outcome.counts["continued"] == 5
    assert _exported(here).requests == ledger.requests


def test_a_row_that_differs_from_the_journal_is_refused_and_nothing_is_taken(here: Office) -> None:
    ledger = normal(rich_ledger())
    actions.import_ledger(here.head, ledger, NOW)
    before = Entry.objects.count()
    moved = _with(
        ledger,
        "2024-0001",
        lambda case: replace(case, acts=(case.acts[0], replace(case.acts[1], day=date(2024, 3, 21)))),
    )
    found = _faults(lambda: actions.import_ledger(here.head, moved, NOW))
    assert found == [
        "!第0行：编号“2024-0001”已有不同的登记：系统中的“补录已作出的答复”（2024-03-20），台账中没有或者不同"
    ]
    renamed = _with(
        ledger, "2024-0002", lambda case: replace(case, private={1: {**case.private[1], "applicant_name": "某乙"}})
    )
    assert "姓名或者名称与系统中的不同" in _faults(lambda: actions.import_ledger(here.head, renamed, NOW))[0]
    assert Entry.objects.count() == before
    assert ImportRun.objects.filter(state=State.REFUSED).count() == 2


def test_one_bad_row_and_nothing_is_taken(here: Office) -> None:
    data = saved(book({"申请台账": [ROW, {**ROW, "number": "2024-0002", "opening.items": "若干"}]}))
    assert _faults(lambda: actions.import_ledger(here.head, data, NOW)) == ["申请台账!U3：“项数”“若干”不是整数"]
    assert not Entry.objects.exists()
    assert not Request.objects.exists()


def test_acts_of_days_to_come_are_refused(here: Office) -> None:
    data = saved(book({"申请台账": [{**ROW, "opening.day": date(2025, 3, 4)}]}))
    assert "晚于今天" in _faults(lambda: actions.import_ledger(here.head, data, NOW))[0]


def test_another_organs_ledger_is_refused(here: Office) -> None:
    there = _office("there", "某县教育局")
    found = _faults(lambda: actions.import_ledger(there.head, rich_ledger(), NOW))
    assert found == [f"机构!A2：这是“{ORGAN_NAME}”的台账，不能导入到“某县教育局”"]


def test_who_may_not_import_or_export_is_refused(here: Office) -> None:
    with pytest.raises(Forbidden):
        actions.import_ledger(here.leader, rich_ledger(), NOW)
    with pytest.raises(Forbidden):
        actions.export_ledger(here.leader, NOW)
    with pytest.raises(Forbidden):
        queries.runs(here.leader)


def _exported(where: Office, personal: bool = True) -> Ledger:
    return actions.export_ledger(where.head, NOW, personal)


def test_export_then_import_into_an_empty_database_is_identity(here: Office) -> None:
    actions.import_ledger(here.head, write(rich_ledger()), NOW)
    ledger = _exported(here)
    assert ledger == normal(rich_ledger())
    there = _office("there", "某县另一办公室")
    moved = read(write(replace(ledger, organ="某县另一办公室")), today=date(2025, 1, 10))
    actions.import_ledger(there.head, moved, NOW)
    assert replace(_exported(there), organ=ORGAN_NAME) == ledger
    assert _columns(here) == _columns(there)
    for year in (2023, 2024):
        as_of = date(year, 12, 31)
        assert requests.groups(here.organ.pk, year, as_of, {}) == requests.groups(there.organ.pk, year, as_of, {})


def _columns(where: Office) -> list[dict[str, object]]:
    left = {"id", "organ_id", "person_id"}
    rows = Request.objects.filter(organ=where.organ).order_by("number").values()
    return [{name: value for name, value in row.items() if name not in left} for row in rows]


def test_what_the_desk_did_goes_out_with_signatures_and_corrections_worked_in(here: Office) -> None:
    row = opened(here)
    closed(here, row, date(2024, 3, 20))
    now = datetime(2024, 3, 25, 1, tzinfo=UTC)
    told = {"target": 2, "reason": "结论选错", "day": "2024-03-20"}
    data = {
        "decision": "partial",
        "withheld": ["internal"],
        "reason": "区分处理",
        "number": "公开〔2024〕9号",
        "manner": "mail",
    }
    desk.act(here.head, row.pk, "correct", date(2024, 3, 25), {**told, "data": data}, {}, now)
    ledger = _exported(here)
    (case,) = ledger.requests
    assert [act.event for act in case.acts] == ["register", "record_reply"]
    assert case.acts[1].data["decision"] == "partial"
    assert case.acts[1].person == here.head.name
    assert any("1 件曾经更正" in each for each in ledger.remarks)
    again = actions.import_ledger(here.head, write(ledger), NOW)
    assert again.run.state == State.UNCHANGED


def test_two_people_of_one_name_are_told_apart(here: Office) -> None:
    other = member(here.organ, "head", "second")
    from gongkai.apps.people.models import Person

    Person.objects.filter(pk=other.person).update(name=here.clerk.name)
    row = opened(here)
    closed(replace(here, head=other), row, date(2024, 3, 20))
    (case,) = _exported(here).requests
    assert case.acts[0].person == f"{here.clerk.name}（{here.clerk.person}）"
    assert case.acts[1].person == f"{here.clerk.name}（{other.person}）"
    assert actions.import_ledger(here.head, write(_exported(here)), NOW).run.state == State.UNCHANGED


def test_without_personal_data_the_names_stay_here_and_the_figures_go_out(here: Office) -> None:
    actions.import_ledger(here.head, write(rich_ledger()), NOW)
    ledger = _exported(here, personal=False)
    assert "某甲" not in str(ledger)
    assert read(write(ledger)) == ledger
    assert actions.import_ledger(here.head, write(ledger), NOW).run.state == State.UNCHANGED
    there = _office("there", "某县另一办公室")
    found = _faults(lambda: actions.import_ledger(there.head, replace(ledger, organ="某县另一办公室"), NOW))
    assert "是不含个人信息的导出件" in found[0]


def test_reading_personal_data_for_an_export_is_journaled(here: Office) -> None:
    opened(here)
    _exported(here, personal=False)
    assert not Entry.objects.filter(subject="vault").exists()
    _exported(here, personal=True)
    assert [entry.data for entry in Entry.objects.filter(subject="vault")] == [{"why": "export"}]


def test_a_name_in_a_ledger_is_never_a_persons_key(here: Office) -> None:
    key = here.head.person
    data = saved(book({"申请台账": [{**ROW, "clerk": key}]}))
    actions.import_ledger(here.head, data, NOW)
    assert Entry.objects.get(subject="request").person == f"台账:{key}"
    (case,) = _exported(here).requests
    assert case.acts[0].person == key


def test_a_suit_about_an_unknown_request_is_refused(here: Office) -> None:
    ledger = replace(normal(rich_ledger()), requests=())
    assert "没有登记编号为“2024-0001”的申请" in _faults(lambda: actions.import_ledger(here.head, ledger, NOW))[0]


def test_texts_that_the_office_wrote_otherwise_are_not_overwritten(here: Office) -> None:
    ledger = normal(rich_ledger())
    actions.import_ledger(here.head, ledger, NOW)
    other = replace(ledger, texts={**ledger.texts, (2024, "problems"): "没有问题。"})
    assert "在系统中已经写了别的话" in _faults(lambda: actions.import_ledger(here.head, other, NOW))[0]


def test_a_paragraph_rewritten_here_is_named_when_a_ledger_cannot_carry_it(here: Office) -> None:
    actions.import_ledger(here.head, rich_ledger(), NOW)
    assert not any("整段改写" in said for said in _exported(here).remarks)
    report = reporting.begin(here.head, 2024, NOW)
    reporting.write(here.head, report.pk, "requests", "全年新收{requests.new}件。", NOW)
    said = [each for each in _exported(here).remarks if "整段改写" in each]
    assert len(said) == 1
    assert said[0].endswith("2024年度“依申请公开情况”。")


def test_an_upload_is_opened_elsewhere_and_comes_in_as_the_same(here: Office) -> None:
    data = write(rich_ledger())
    outcome = actions.import_upload(here.head, data, NOW, "台账.xlsx")
    assert outcome.counts["requests"] == len(rich_ledger().requests)
    assert _exported(here) == normal(rich_ledger())
    assert actions.import_ledger(here.head, data, NOW).run.state == State.UNCHANGED


def test_an_upload_that_is_no_workbook_is_refused_and_remembered(here: Office) -> None:
    assert _faults(lambda: actions.import_upload(here.clerk, b"a,b\n1,2\n", NOW, "x.csv"))[0].startswith(
        "!：这是文字表格"
    )
    assert queries.runs(here.clerk)[0].faults == 1


def test_a_trial_says_what_would_be_done_and_does_nothing(here: Office) -> None:
    outcome = actions.try_upload(here.head, write(rich_ledger()), NOW)
    assert outcome.counts["requests"] == len(rich_ledger().requests)
    assert not Entry.objects.exists()
    assert not ImportRun.objects.exists()
    assert actions.try_ledger(here.head, rich_ledger(), NOW).counts == outcome.counts


def test_trying_says_what_would_come_in_and_leaves_nothing(here: Office) -> None:
    data = write(rich_ledger())
    entered = Entry.objects.count()
    tried = actions.try_ledger(here.head, data, NOW)
    assert (Request.objects.count(), ImportRun.objects.count(), Entry.objects.count()) == (0, 0, entered)
    assert tried.counts == actions.import_ledger(here.head, data, NOW).counts
    assert actions.try_ledger(here.head, data, NOW).counts["requests"] == 0
    with pytest.raises(Forbidden):
        actions.try_ledger(here.compiler, data, NOW)
