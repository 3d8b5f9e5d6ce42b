"""An alert and a message of an office, as other tests of the desk need them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gongkai.apps.notices.models import Channel, Message, State
from gongkai.apps.watch.models import Alert
from tests.faces.desk.world import Office

AT = datetime(2026, 11, 20, 1, tzinfo=UTC)


def watched(where: Office) -> dict[str, int]:
    """The ids of a standing alert and of a message that did not go out."""
    alert = Alert.objects.create(
        organ=where.organ,
        subject="request",
        subject_id=1,
        key="reply.overdue:2026-11-19",
        number="2026-0001",
        kind="reply.overdue",
        sentence="答复期限 2026-11-19 已过。",
        due=date(2026, 11, 19),
        urgency=0,
        event="propose",
        role="clerk",
        told="clerk,head",
        raised_on=date(2026, 11, 20),
    )
    message = Message.objects.create(
        organ=where.organ,
        person=where.people["head"],
        channel=Channel.MAIL,
        key="mail:1",
        title="提醒",
        text="2026-0001：请办理。",
        state=State.FAILED,
        said="连不上邮件服务器。",
        made_at=AT,
    )
    return {"alert": alert.pk, "message": message.pk}
