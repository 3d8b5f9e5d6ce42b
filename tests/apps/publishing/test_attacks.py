"""Every side door to the public: each is refused, by the program or by the database, and what was tried stands in the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.apps.files import actions as files
from gongkai.apps.files.models import Blob
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.journal.triggers import missing
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing import actions, triggers, verification
from gongkai.apps.publishing.models import Batch, Item, Publication, Signed, Version, VersionFile
from gongkai.apps.publishing.story import REFUSED
from gongkai.law.casework import Refusal
from gongkai.law.procedures.publication import LEVELS, STAGES
from gongkai.law.publication.case import Barred
from tests.apps.files.made import a_xlsx
from tests.apps.office import at, member, office
from tests.apps.publishing.desk import DAY, NOW, House, content, drafted, house, published, signed, ticked
from tests.rigs.journal import lifted

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def attempts(row: Item) -> list[tuple[str, str, str]]:
    """What was tried in vain: person, role, event."""
    kept = Entry.objects.filter(subject="item", subject_id=row.pk, event=REFUSED).order_by("seq")
    return [(each.person, each.role, each.data["data"]["event"]) for each in kept]


def by_force(make: Any) -> str:
    """What the database says."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        make()
    return str(refusal.value)


def sql(statement: str, *values: Any) -> str:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return by_force(run)


def still(row: Item) -> str:
    row.refresh_from_db()
    return row.state


def test_an_author_does_not_sign_his_own_work_and_the_attempt_is_kept_once_a_day(where: House) -> None:
    row = drafted(where)
    row = actions.act(where.clerk, row.pk, "submit", {}, NOW)
    for _ in range(3):
        with pytest.raises(Barred, match="您起草或者改过这一稿"):
            actions.act(where.clerk, row.pk, "first_review", ticked("first_review"), NOW)
    assert attempts(row) == [(where.clerk.person, "clerk", "first_review")]
    with pytest.raises(Barred):
        actions.act(where.clerk, row.pk, "first_review", ticked("first_review"), at(DAY.replace(day=3)))
    assert len(attempts(row)) == 2
    row.refresh_from_db()
    assert (row.state, row.acts) == ("first_review", 2)


def test_no_stage_is_skipped_by_whoever_calls_the_action(where: House) -> None:
    row = drafted(where)
    for actor, event in (
        (where.clerk, "publish"),
        (where.head, "publish"),
        (where.leader, "third_review"),
        (where.secrecy, "secrecy_review"),
        (where.head, "ratify"),
    ):
        with pytest.raises(Barred):
            actions.act(actor, row.pk, event, ticked(event), NOW)
    assert len(attempts(row)) == 5
    assert still(row) == "draft"
    assert not Publication.objects.exists()


def test_the_shell_has_no_signature_and_publishes_only_what_was_scheduled(where: House) -> None:
    row = signed(where, drafted(where))
    shell = program(where.organ_id)
    for event in ("publish", "emergency", "first_review", "submit", "return", "withdraw"):
        with pytest.raises(Forbidden):
            actions.act(shell, row.pk, event, {}, NOW)
    with pytest.raises(Barred, match="不能“到时公开”"):
        actions.act(shell, row.pk, "go_live", {}, NOW)
    assert {event for _, role, event in attempts(row) if role == "system"} >= {"publish", "emergency", "go_live"}
    assert still(row) == "cleared"


@pytest.mark.parametrize("role", ["admin", "supervisor", "compiler", "secrecy"])
def test_no_other_role_publishes(where: House, role: str) -> None:
    row = signed(where, drafted(where))
    actor = member(where.office.organ, role)
    with pytest.raises(Forbidden):
        actions.act(actor, row.pk, "publish", {}, NOW)
    assert attempts(row) == [(actor.person, role, "publish")]


def test_an_actor_made_up_for_a_post_that_nobody_gave_is_none(where: House) -> None:
    row = drafted(where)
    row = actions.act(where.clerk, row.pk, "submit", {}, NOW)
    invented = replace(where.secrecy, role="reviewer")
    with pytest.raises(Barred, match="没有“审核人”这个职务"):
        actions.act(invented, row.pk, "first_review", ticked("first_review"), NOW)
    with pytest.raises(Barred):
        actions.act(Actor("Robert", "x", where.organ_id, "reviewer"), row.pk, "first_review", {}, NOW)
    assert len(attempts(row)) == 2


def test_supervision_from_above_reads_nothing_and_does_nothing(where: House) -> None:
    above = office("shi")
    where.office.organ.parent = above.organ
    where.office.organ.save()
    watcher = member(above.organ, "supervisor")
    row = signed(where, drafted(where))
    with pytest.raises(Forbidden):
        actions.act(watcher, row.pk, "publish", {}, NOW)
    entry = Entry.objects.get(subject="item", subject_id=row.pk, event=REFUSED)
    assert (entry.organ_id, entry.person) == (where.organ_id, watcher.person), "kept by the organ whose item it is"


def test_another_organ_finds_nothing(where: House) -> None:
    row = signed(where, drafted(where))
    other = office("kangping")
    for attempt in (
        lambda: actions.act(other.head, row.pk, "publish", {}, NOW),
        lambda: actions.edit(other.clerk, row.pk, content(), NOW),
        lambda: actions.autosave(other.clerk, "k", row.pk, {}, 1, NOW),
    ):
        with pytest.raises(Item.DoesNotExist):
            attempt()


def test_registers_are_no_door_to_what_is_reviewed(where: House) -> None:
    row = drafted(where)
    with pytest.raises(Refusal, match="按发布程序办理"):
        actions.correct_item(where.head, row.pk, {"published_on": DAY}, "改", DAY, NOW)
    with pytest.raises(Refusal, match="按发布程序办理"):
        actions.withdraw_item(where.head, row.pk, DAY, "撤", NOW)
    with pytest.raises(Refusal, match="按发布程序办理"):
        actions.annul_item(where.head, row.pk, "误", DAY, NOW)


def test_rows_are_not_set_live_behind_the_program(where: House) -> None:
    row, other = signed(where, drafted(where)), published(where)
    assert "公开的内容不是这条信息的" in by_force(
        lambda: Item.objects.filter(pk=row.pk).update(state="live", live=other.live, published_on=DAY)
    )
    by_force(lambda: Item.objects.filter(pk=row.pk).update(state="live"))
    by_force(lambda: Item.objects.filter(pk=row.pk).update(published_on=DAY))
    by_force(lambda: Item.objects.filter(pk=row.pk).update(way="recorded", state="live", published_on=DAY))
    by_force(lambda: Item.objects.filter(pk=row.pk).update(working=other.working))
    sql("UPDATE publishing_item SET live_id = %s WHERE id = %s", other.live_id, row.pk)
    assert still(row) == "cleared"


def test_what_was_taken_off_does_not_come_back_by_a_change_of_its_row(where: House) -> None:
    row = published(where)
    row = actions.act(where.head, row.pk, "withdraw", {"how": "mistaken", "reason": "误发"}, NOW)
    assert "台账日志中没有使这条信息公开的一步" in by_force(
        lambda: Item.objects.filter(pk=row.pk).update(state="live", withdrawn_on=None, withdrawn_how="")
    )


def publication(row: Item, **changed: object) -> Publication:
    """A publication as somebody would make it by hand."""
    version = row.working
    assert version is not None
    told: dict[str, Any] = {
        "version": version,
        "way": "reviewed",
        "digest": version.digest,
        "day": DAY,
        "published_at": NOW,
        "person": "1",
        "round": 1,
        **changed,
    }
    return Publication(**told)


def test_no_publication_is_made_by_hand(where: House) -> None:
    row = signed(where, drafted(where), "second_proof")
    assert "三审三校和保密审查没有全部签" in by_force(publication(row).save)
    by_force(lambda: Publication.objects.bulk_create([publication(row)]))
    by_force(publication(row, way="emergency", reason=" ").save)
    by_force(publication(row, way="imported").save)
    by_force(publication(row, way="recorded").save)
    by_force(publication(row, digest="0" * 64).save)
    whole = signed(where, drafted(where))
    assert "台账日志中的记录" in by_force(publication(whole).save), "signed, and yet nobody published it"
    assert not Publication.objects.exists()


def test_an_imported_publication_needs_its_batch_accepted_by_another(where: House) -> None:
    row = drafted(where)
    batch = Batch.objects.create(
        organ_id=where.organ_id,
        name="旧站",
        digest="1",
        rows=1,
        state="staged",
        person=where.clerk.person,
        begun_at=NOW,
    )
    assert "整批由另一人核准" in by_force(publication(row, way="imported", batch=batch, person=where.head.person).save)
    batch.state = "accepted"
    batch.save()
    assert "整批由另一人核准" in by_force(publication(row, way="imported", batch=batch, person=where.clerk.person).save)


def signature(row: Item, event: str, person: str, **changed: object) -> Signed:
    """A signature as somebody would forge it."""
    version = row.working
    assert version is not None
    told: dict[str, Any] = {
        "version": version,
        "event": event,
        "level": LEVELS[event],
        "digest": version.digest,
        "person": person,
        "role": "leader",
        "round": 1,
        "entry": 1,
        "signed_at": NOW,
        **changed,
    }
    return Signed(**told)


def test_no_signature_is_forged(where: House) -> None:
    row = signed(where, drafted(where), "secrecy_review")
    assert "台账日志中的记录" in by_force(signature(row, "third_review", where.leader.person).save)
    by_force(
        lambda: Signed.objects.bulk_create([signature(row, code, str(n)) for n, (code, _) in enumerate(STAGES, 50)])
    )
    by_force(signature(row, "third_review", where.leader.person, level="first").save)
    by_force(signature(row, "third_review", where.leader.person, digest="0" * 64).save)
    # Even where an entry backs it: who wrote the text signs nothing.
    own = Entry.objects.filter(subject="item", subject_id=row.pk, person=where.clerk.person).latest("seq")
    by_force(signature(row, "third_review", where.clerk.person, entry=own.seq, role="clerk").save)
    assert Signed.objects.count() == 5


def test_texts_signatures_and_publications_are_only_added(where: House) -> None:
    row = published(where)
    for model in (Version, Signed, Publication):
        assert triggers.APPEND_ONLY in by_force(lambda model=model: model.objects.filter().update(digest="0"))
        assert triggers.APPEND_ONLY in by_force(lambda model=model: model.objects.all()._raw_delete(connection.alias))
    sql("UPDATE publishing_version SET body = '改过'")
    sql("DELETE FROM publishing_examination")
    version = row.working
    assert version is not None
    from_row = Version.objects.values().get(pk=version.pk)
    if connection.vendor == "sqlite":
        names = ", ".join(from_row)
        marks = ", ".join(["%s"] * len(from_row))
        sql(f"INSERT OR REPLACE INTO publishing_version ({names}) VALUES ({marks})", *from_row.values())


def test_what_was_read_from_a_stored_file_is_not_written_over(where: House) -> None:
    content = a_xlsx((("树苗", 1),))
    blob = files.store(where.clerk, content, "造林.xlsx", NOW)
    for change in ({"digest": "0" * 64}, {"text": "别的"}, {"hidden": "[1]"}, {"unread": "读不了"}):
        refused = by_force(lambda change=change: Blob.objects.filter(pk=blob.pk).update(**change))
        assert "不能修改" in refused
    stored = Blob.objects.values().get(pk=blob.pk)
    if connection.vendor == "sqlite":
        names, marks = ", ".join(stored), ", ".join(["%s"] * len(stored))
        sql(f"INSERT OR REPLACE INTO files_blob ({names}) VALUES ({marks})", *{**stored, "text": "别的"}.values())
    again = files.store(where.clerk, content, "造林.xlsx", at(DAY))
    assert again.pk == blob.pk, "the same content stored again only says when"
    files.sweep(NOW + timedelta(days=400), ())
    assert not Blob.objects.exists(), "what nobody uses is swept away whole"


def test_no_file_is_added_to_a_signed_text(where: House) -> None:
    row = signed(where, drafted(where), "first_review")
    version = row.working
    assert version is not None
    assert "不能再加附件" in by_force(
        lambda: VersionFile.objects.create(version=version, place=9, blob_id=1, use="attachment", name="x")
    )


def test_a_text_changed_under_its_signatures_is_not_published_and_the_attempt_is_kept(where: House) -> None:
    row = signed(where, drafted(where))
    version = row.working
    assert version is not None
    with lifted():
        Version.objects.filter(pk=version.pk).update(body="<p>另一篇</p>")
    with pytest.raises(Barred, match="绕过程序改动过"):
        actions.act(where.clerk, row.pk, "publish", {}, NOW)
    with pytest.raises(Barred, match="绕过程序改动过"):
        actions.act(where.clerk, row.pk, "schedule", {"publish_at": "2026-12-31 09:00"}, NOW)
    assert [event for _, _, event in attempts(row)] == ["publish", "schedule"]
    assert still(row) == "cleared"
    said = " ".join(each.message for each in verification.verify())
    assert "保存之后被改过" in said


def test_a_text_and_its_digest_changed_together_are_not_published_either(where: House) -> None:
    row = signed(where, drafted(where))
    forged, version = content("<p>另一篇</p>"), row.working
    assert version is not None
    with lifted():
        Version.objects.filter(pk=version.pk).update(body=forged.body, digest=forged.digest)
        Signed.objects.filter(version=version).update(digest=forged.digest)
    with pytest.raises(Barred, match="绕过程序改动过"):
        actions.act(where.clerk, row.pk, "publish", {}, NOW)
    said = " ".join(each.message for each in verification.verify())
    assert "与台账日志中的摘要不符" in said


def test_a_signature_for_a_text_that_was_replaced_meanwhile_is_stale(where: House) -> None:
    row = drafted(where)
    seen = row.working
    assert seen is not None
    row = actions.act(where.clerk, row.pk, "submit", {}, NOW)
    row = actions.act(where.clerk, row.pk, "recall", {"reason": "改"}, NOW)
    row = actions.edit(where.clerk, row.pk, content("<p>另一篇</p>"), NOW)
    row = actions.act(where.clerk, row.pk, "submit", {}, NOW)
    data = {**ticked("first_review"), "digest": seen.digest}
    with pytest.raises(Stale, match="不是现在这一稿"):
        actions.act(where.proofer, row.pk, "first_review", data, NOW)
    assert attempts(row) == [(where.proofer.person, "clerk", "first_review")]


def test_missing_guards_are_named_and_made_again(where: House) -> None:
    name = "publishing_guard_publication"
    table = " ON publishing_publication" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert missing(connection, triggers.statements(connection.vendor)) == [name]
    assert triggers.restore(connection) == [name]
    assert missing(connection, triggers.statements(connection.vendor)) == []
