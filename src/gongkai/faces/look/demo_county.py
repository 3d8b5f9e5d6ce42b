"""Is this the demo county, and who may log in there?

The county stands beside the program, in the folder `demo` of a checkout; an installed package comes without it. Faces
reach it through here: nothing else in the program knows of it.
"""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from types import ModuleType

from django.conf import settings

from gongkai.apps.people.rights import ROLE_NAMES
from gongkai.config.environment import PROJECT


class NoCounty(Exception):
    """There is no demo county beside this program: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Login:
    """One line of the table of logins."""

    username: str
    name: str
    roles: str


@dataclass(frozen=True, slots=True)
class Logins:
    """Who may log in, with the one password of all of them."""

    password: str
    people: tuple[Login, ...]


def part(name: str) -> ModuleType:
    """A module of the county. Refused (`NoCounty`): the folder is not there."""
    if not (PROJECT / "demo" / "__init__.py").is_file():
        raise NoCounty("这份安装不带演示县；演示县在源代码目录的 demo 文件夹里，请取得源代码后用 make run 启动。")
    if str(PROJECT) not in sys.path:
        sys.path.insert(0, str(PROJECT))
    return importlib.import_module(f"demo.{name}")


def logins() -> Logins | None:
    """The demo county's logins, while it is loaded and this is no production; None otherwise."""
    if settings.PRODUCTION:
        return None
    try:
        load = part("load")
    except NoCounty:
        return None
    return everybody() if load.standing() is load.Standing.DEMO else None


def everybody() -> Logins:
    """Those whom the county's files name. Refused (`NoCounty`): as `part`."""
    officers = part("officers")
    named = tuple(
        Login(each.username, each.name, "、".join(ROLE_NAMES[role] for role in each.roles)) for each in officers.named()
    )
    return Logins(officers.password(), named)
