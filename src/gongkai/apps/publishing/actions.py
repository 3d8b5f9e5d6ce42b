"""What can be done with items: the doors of this capability for desk, portal, command line, import and demo."""

from __future__ import annotations

from gongkai.apps.publishing.doing import act
from gongkai.apps.publishing.due_acts import Happened, note_stranger, publish_due
from gongkai.apps.publishing.duties import NewDuty, annul_duty, correct_duty, record_duty
from gongkai.apps.publishing.rebuilding import rebuild
from gongkai.apps.publishing.recorded import annul_item, correct_item, record_items, withdraw_item
from gongkai.apps.publishing.scratches import autosave, drop_scratch, sit
from gongkai.apps.publishing.writing import draft, edit

__all__ = [
    "Happened",
    "NewDuty",
    "act",
    "annul_duty",
    "annul_item",
    "autosave",
    "correct_duty",
    "correct_item",
    "draft",
    "drop_scratch",
    "edit",
    "note_stranger",
    "publish_due",
    "rebuild",
    "record_duty",
    "record_items",
    "sit",
    "withdraw_item",
]
