"""Who tries to reach the public past the procedure, by the faces that there are: each is refused, and it stands in the journal.

What the desk is sent is what a browser would send, forged. A shell and SQL are refused by the database itself: its guards hold
also for whoever owns the program (publishing/triggers).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from gongkai.apps.files import actions as files
from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing import triggers
from gongkai.apps.publishing.content import FileRef
from gongkai.apps.publishing.models import Item, Publication, Signed, Version
from tests.apps.files.made import a_docx
from tests.faces.desk.items.world import ticked
from tests.faces.desk.world import Office, office
from tests.journeys.shelf import Shelf
from tests.rigs.journal import lifted

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NAME = "内部测算.docx"


@pytest.fixture
def where(transactional_db: None) -> Office:
    return office()


@pytest.fixture
def shelf(where: Office) -> Shelf:
    return Shelf(where)


def _entered(where: Office, role: str) -> Client:
    client = Client()
    client.force_login(where.people[role], backend=BACKEND)
    return client


def _tried(row: Item, what: str = "refused") -> list[tuple[str, str]]:
    """What stands in the journal of attempts: role and act."""
    kept = Entry.objects.filter(subject="item", subject_id=row.pk, event=what).order_by("seq")
    return [(each.role, str(each.data["data"]["event"])) for each in kept]


def _sign(client: Client, row: Item, stage: str, **changed: Any) -> Any:
    """What the reviewer's screen sends."""
    row.refresh_from_db()
    told = {**ticked(row, stage), "go": "sign", "stage": stage, "based_on": row.acts, "digest": row.working.digest}  # type: ignore[union-attr]  # it has a text
    return client.post(f"/desk/items/{row.pk}/review/", {**told, **changed})


def _not_public(row: Item, state: str) -> None:
    row.refresh_from_db()
    assert (row.state, row.live_id, row.published_on) == (state, None, None)
    assert Client().get(f"/xxgk/{row.organ.code}/items/{row.number}/").status_code == 404


def _by_force(statement: str, *values: Any) -> str:
    """What the database says to a statement."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(refusal.value)


def test_an_author_does_not_sign_what_he_wrote(where: Office, shelf: Shelf) -> None:
    row = shelf.act(shelf.draft(), "submit")
    answer = _sign(_entered(where, "clerk"), row, "first_review")
    assert answer.status_code == 422
    assert "您起草或者改过这一稿" in answer.content.decode()
    assert _tried(row) == [("clerk", "first_review")]
    _not_public(row, "first_review")


def test_nobody_signs_two_stages(where: Office, shelf: Shelf) -> None:
    row = shelf.signed(shelf.draft(), "first_proof", {"first_review": "reviewer", "first_proof": "reviewer"})
    answer = _sign(_entered(where, "reviewer"), row, "second_review")
    assert answer.status_code == 422
    assert "一人不能签两级" in answer.content.decode()
    assert _tried(row) == [("reviewer", "second_review")]
    _not_public(row, "second_review")


@pytest.mark.parametrize("role", ["admin", "compiler", "supervisor", "secrecy"])
def test_no_administrator_publishes_what_is_signed_through(where: Office, shelf: Shelf, role: str) -> None:
    row = shelf.signed(shelf.draft())
    answer = _entered(where, role).post(f"/desk/items/{row.pk}/do/publish/", {"based_on": row.acts})
    assert answer.status_code in (403, 404)
    assert _tried(row) == [(role, "publish")] or _tried(row, "stranger") != []
    _not_public(row, "cleared")


def test_no_stage_is_skipped_by_its_address(where: Office, shelf: Shelf) -> None:
    row = shelf.signed(shelf.draft(), "second_proof")
    for role, event in (("clerk", "publish"), ("head", "publish"), ("clerk", "schedule")):
        told = {"based_on": row.acts, "publish_at": "2099-01-01 09:00"}
        answer = _entered(where, role).post(f"/desk/items/{row.pk}/do/{event}/", told)
        assert answer.status_code == 422, (role, event)
    assert _sign(_entered(where, "leader"), row, "third_review").status_code == 422
    for event in ("go_live", "accept", "expire"):
        assert _entered(where, "head").post(f"/desk/items/{row.pk}/do/{event}/", {}).status_code == 404
    tried = _tried(row)
    assert tried == [("clerk", "publish"), ("head", "publish"), ("clerk", "schedule"), ("leader", "third_review")]
    _not_public(row, "secrecy_review")


def test_a_signature_is_only_for_the_text_that_was_shown(where: Office, shelf: Shelf) -> None:
    row = shelf.act(shelf.draft(), "submit")
    reviewer = _entered(where, "reviewer")
    forged = _sign(reviewer, row, "first_review", digest="0" * 64)
    assert forged.status_code == 409
    assert "您看到的不是现在这一稿" in forged.content.decode()
    without = _sign(reviewer, row, "first_review", digest="")
    assert without.status_code == 409, "a signature names what it signs"
    assert not Signed.objects.exists()
    _not_public(row, "first_review")


def test_a_text_changed_after_signing_is_not_published_and_its_signatures_are_void(where: Office, shelf: Shelf) -> None:
    row = shelf.signed(shelf.draft())
    # The database keeps texts from being changed at all; lifted, as somebody with all rights over it could make it.
    assert triggers.APPEND_ONLY in _by_force("UPDATE publishing_version SET body = '改过'")
    with lifted():
        Version.objects.filter(item=row).update(body="<p>另一篇</p>")
    answer = _entered(where, "clerk").post(f"/desk/items/{row.pk}/do/publish/", {"based_on": row.acts})
    assert answer.status_code == 422
    assert "绕过程序改动过" in answer.content.decode()
    assert _tried(row) == [("clerk", "publish")]
    _not_public(row, "cleared")


def test_a_change_by_the_form_voids_what_was_signed(where: Office, shelf: Shelf) -> None:
    row = shelf.signed(shelf.draft())
    row = shelf.act(row, "recall", reason="改一个字。")
    row = shelf.act(shelf.edit(row, "<p>各乡镇人民政府：</p><p>改过的通知。</p>"), "submit")
    answer = _entered(where, "clerk").post(f"/desk/items/{row.pk}/do/publish/", {"based_on": row.acts})
    assert answer.status_code == 422
    assert _tried(row) == [("clerk", "publish")]
    assert not Signed.objects.filter(version=row.working).exists()
    _not_public(row, "first_review")


def test_a_shell_and_sql_are_refused_by_the_database(shelf: Shelf) -> None:
    row = shelf.signed(shelf.draft(), "third_review")
    version = row.working
    assert version is not None
    told = {"version": version, "digest": version.digest, "day": timezone.localdate(), "published_at": timezone.now()}
    with pytest.raises(DatabaseError, match="三审三校和保密审查没有全部签"), transaction.atomic():
        Publication.objects.create(**told, way="reviewed", person="1", round=1)
    for change in ({"state": "live"}, {"state": "live", "way": "recorded"}, {"published_on": timezone.localdate()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Item.objects.filter(pk=row.pk).update(**change)
    _by_force("UPDATE publishing_item SET state = 'live' WHERE id = %s", row.pk)
    _by_force("UPDATE publishing_signed SET person = '0' WHERE version_id = %s", version.pk)
    _by_force("DELETE FROM publishing_signed WHERE version_id = %s", version.pk)
    forged = Signed.objects.filter(version=version).values().latest("pk")
    forged |= {"id": forged["id"] + 1, "event": "third_proof", "entry": 1}
    names, marks = ", ".join(forged), ", ".join(["%s"] * len(forged))
    said = _by_force(f"INSERT INTO publishing_signed ({names}) VALUES ({marks})", *forged.values())
    assert "审签没有台账日志中的记录" in said
    _not_public(row, "third_proof")


def test_a_stranger_gets_neither_draft_nor_attachment(where: Office, shelf: Shelf) -> None:
    blob = files.store(where.actor("clerk"), a_docx("内部测算。"), NAME, shelf.tick())
    row = shelf.signed(shelf.draft(files=(FileRef(blob.digest, NAME),)), "first_review")
    stranger = Client()
    for path in (f"/xxgk/office/items/{row.number}/", f"/xxgk/office/items/{row.number}/files/1/{NAME}"):
        answer = stranger.get(path)
        assert answer.status_code == 404
        assert NAME not in answer.content.decode()
    for path in ("", "edit/", "review/", "versions/1/", "versions/1/files/1/", "do/publish/"):
        answer = stranger.get(f"/desk/items/{row.pk}/{path}")
        assert answer.url.startswith("/desk/login/"), path  # type: ignore[attr-defined]  # whether it is there or not
        assert answer.content == b""
    noted = [what for _, what in _tried(row, "stranger")]
    assert {"门户页面", "门户附件", "工作台页面", "修改页面", "历次稿件", "稿件附件"} <= set(noted)
    assert len(noted) == len(set(noted)), "once a day and a thing"
    _not_public(row, "first_proof")
