"""A request to correct a record, filled in as a browser would send it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.faces.portal.applying.filled import WHO, receipt, step

PATH = "/correct/changtu/"
RECORD: dict[str, Any] = {
    "subject": "旧房改造补助名册上的家庭人口",
    "wrong": "名册写3人，应当是4人，漏了次女。",
    "seen": "县政府网站公示的第二批名单",
    "evidence": "户口簿；出生医学证明。",
}
OWNER = {name: value for name, value in WHO.items() if not name.startswith("wanted_")}


def checked(client: Client, **changed: Any) -> Any:
    """The page on which everything is looked over."""
    first = client.get(PATH)
    what = {**RECORD, **{name: value for name, value in changed.items() if name in RECORD}}
    second = step(client, first.content, "who", PATH, **what)
    who = {**OWNER, **{name: value for name, value in changed.items() if name not in RECORD}}
    return step(client, second.content, "check", PATH, **who)


def sent(client: Client, **changed: Any) -> tuple[str, str]:
    """Number and code of a request that was sent."""
    return receipt(step(client, checked(client, **changed).content, "send", PATH, consent="on").content)
