"""Activities of the desk's office: one planned with a session and its material, one whose day has passed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from gongkai.apps.supervision import actions
from tests.faces.desk.world import Office

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def scheduled(where: Office) -> dict[str, Any]:
    """An activity to come, its session, and the digest of the session's material."""
    clerk = where.actor("clerk")
    plan = {
        "kind": "interpretation",
        "title": "惠农政策解读周",
        "planned_on": date(2026, 11, 2),
        "planned_for": date(2026, 12, 8),
        "place": "镇文化站",
        "organiser": "县政府办公室",
        "audience": "种粮农户",
    }
    activity = actions.plan(clerk, plan, NOW)
    told = {
        "activity": activity.number,
        "kind": "interpretation",
        "title": "耕地地力保护补贴解读",
        "noted_on": date(2026, 11, 2),
        "planned_for": date(2026, 12, 8),
        "starts": "09:30",
        "speaker": "县农业农村局种植业股",
        "policies": "昌政发〔2026〕1号",
    }
    session = actions.add_session(clerk, told, NOW)
    session = actions.attach(clerk, session.pk, "解读提纲\n".encode(), "解读提纲.txt", NOW)
    return {"activity": activity.pk, "session": session.pk, "material": session.materials[0][0]}


def late(where: Office) -> int:
    """An activity whose day has passed and of which nobody told the end."""
    plan = {
        "kind": "training",
        "title": "依申请公开培训",
        "planned_on": date(2026, 9, 1),
        "planned_for": date(2026, 10, 12),
    }
    return actions.plan(where.actor("clerk"), plan, NOW).pk
