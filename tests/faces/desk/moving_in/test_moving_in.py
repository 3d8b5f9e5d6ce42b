"""Who sees the batches, who accepts one, what the page says of its faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from gongkai.apps.publishing.models import Batch, Item
from gongkai.apps.publishing.moving_in import actions
from tests.apps.publishing.moving_in import exports
from tests.faces.desk.moving_in.batches import NOW, staged
from tests.faces.desk.rights_table import LOGIN, Answers, Row
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]

ROWS: dict[str, Row] = {
    "desk/moving-in/": Row(
        "/desk/moving-in/",
        Answers(200, 405),
        wrong=Answers(403, 405),
        stranger=Answers(LOGIN, 405),
        wrong_role="supervisor",
    ),
    "desk/moving-in/<int:pk>/": Row(
        "/desk/moving-in/{batch}/",
        Answers(200, 405),
        wrong=Answers(403, 405),
        other=Answers(404, 405),
        stranger=Answers(LOGIN, 405),
        wrong_role="compiler",
    ),
    "desk/moving-in/<int:pk>/reject/": Row(
        "/desk/moving-in/{batch}/reject/",
        Answers(405, 422),
        wrong=Answers(405, 403),
        other=Answers(405, 404),
        stranger=Answers(405, LOGIN),
        right_role="leader",
        wrong_role="reviewer",
    ),
    "desk/moving-in/<int:pk>/accept/": Row(
        "/desk/moving-in/{batch}/accept/",
        Answers(405, 302),
        wrong=Answers(405, 403),
        other=Answers(405, 404),
        stranger=Answers(405, LOGIN),
        right_role="head",
        wrong_role="clerk",
    ),
}


def _answers(client: Client, path: str) -> Answers:
    return Answers(client.get(path).status_code, client.post(path).status_code)


@pytest.mark.parametrize("route", ROWS)
def test_every_address_for_every_visitor(
    route: str, here: Office, elsewhere: Office, enter: Enter, tmp_path: Path
) -> None:
    row = ROWS[route]
    path = row.sample.format(batch=staged(here, tmp_path).pk)
    assert _answers(Client(), path) == row.stranger
    if row.other:
        assert _answers(enter(elsewhere, row.right_role), path) == row.other
    if row.wrong:
        assert _answers(enter(here, row.wrong_role), path) == row.wrong
    assert _answers(enter(here, row.right_role), path) == row.right


def test_a_batch_is_seen_accepted_and_public(here: Office, enter: Enter, tmp_path: Path) -> None:
    batch = staged(here, tmp_path)
    client = enter(here, "head")
    listed = client.get("/desk/moving-in/").content.decode()
    assert "items.csv" in listed
    assert 'href="/desk/items/">信息发布</a>' in listed.partition('class="crumbs')[2], "a way back"
    assert "待核准" in listed
    page = client.get(f"/desk/moving-in/{batch.pk}/").content.decode()
    assert "关于防汛工作的通知" in page
    assert "有1条没有形成日期" in page
    answer = client.post(f"/desk/moving-in/{batch.pk}/accept/", follow=True).content.decode()
    assert "已公开2条" in answer
    assert set(Item.objects.values_list("state", flat=True)) == {"live"}
    assert "核准整批" not in answer


def test_who_staged_sees_why_they_may_not_accept(here: Office, enter: Enter, tmp_path: Path) -> None:
    batch = staged(here, tmp_path, "head")
    client = enter(here, "head")
    page = client.get(f"/desk/moving-in/{batch.pk}/").content.decode()
    assert "须由另一人核准" in page
    assert "核准整批" not in page
    answer = client.post(f"/desk/moving-in/{batch.pk}/accept/", follow=True).content.decode()
    assert "须由另一人核准" in answer
    assert Batch.objects.get().state == "staged"


def test_a_rejected_batch_keeps_its_reason(here: Office, enter: Enter, tmp_path: Path) -> None:
    batch = staged(here, tmp_path)
    client = enter(here, "clerk")
    assert "请写明退回的理由" in client.post(f"/desk/moving-in/{batch.pk}/reject/").content.decode()
    answer = client.post(f"/desk/moving-in/{batch.pk}/reject/", {"reason": "栏目不对"}, follow=True).content.decode()
    assert "已退回2条" in answer
    assert Batch.objects.get().state == "rejected"


def test_faults_stand_on_the_page_with_how_to_mend_them(here: Office, enter: Enter, tmp_path: Path) -> None:
    with pytest.raises(actions.BadSource):
        actions.stage(here.actor("clerk"), exports.csv_file(tmp_path, [{**exports.ROWS[0], "标题": ""}]), "", NOW)
    page = enter(here, "clerk").get(f"/desk/moving-in/{Batch.objects.get().pk}/").content.decode()
    for said in ("items.csv 第2行", "没有填写", "请补上", "有问题，没有迁入"):
        assert said in page
