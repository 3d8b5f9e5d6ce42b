"""Columns of the desk's office, in every state on the Friday of the desk's tests, and what stands in them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.columns import actions
from gongkai.apps.columns.models import Column
from gongkai.apps.publishing import actions as publishing
from tests.faces.desk.world import Office

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
OPENED = date(2026, 1, 5)


def column(where: Office, slug: str, name: str, parent: str = "", **more: object) -> Column:
    """An open column with its tags."""
    told: dict[str, object] = {
        "slug": slug,
        "name": name,
        "parent": parent,
        "kind": "other",
        "description": f"{name}。",
        "keywords": name,
        "opened_on": OPENED,
    }
    return actions.record(where.actor("clerk"), {**told, **more}, NOW)


def planted(where: Office) -> dict[str, int]:
    """One column, empty."""
    return {"column": column(where, "planted", "空着的栏目").pk}


def grown(where: Office) -> dict[str, int]:
    """A tree with a column that is stale, one foreseen, one fine, one empty, one closed, and a name that nobody opened."""
    clerk = where.actor("clerk")
    found = {
        "news": column(where, "zwyw", "政务要闻", kind="news", every="weeks", times=2, responsible="县政府办信息科").pk,
        "notices": column(where, "tzgg", "通知公告", kind="notices", every="months", times=6).pk,
        "policies": column(where, "zcwj", "政策文件", kind="policies", every="months", times=9).pk,
        "statutory": column(where, "fdzdgk", "法定主动公开内容", section="statutory").pk,
        "budget": column(where, "czxx", "财政信息", "fdzdgk", serves="20.7", every="formation").pk,
    }
    days = {
        "政务要闻": date(2026, 11, 3),
        "通知公告": date(2026, 6, 4),
        "政策文件": date(2026, 9, 1),
        "乡镇动态": date(2026, 11, 19),
    }
    items = [LedgerItem(f"T-{n}", f"{name}一条", name, day) for n, (name, day) in enumerate(days.items(), 1)]
    publishing.record_items(clerk, items, NOW)
    closed = column(where, "old", "旧栏目")
    actions.close(clerk, closed.pk, date(2026, 3, 2), "", NOW)
    return found
