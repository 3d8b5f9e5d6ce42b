"""The county's organs and the people in them: founded and appointed by the operator at the shell, as in any installation.

Gives:   `Officers`, who finds the organ and the actor of a role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from demo import county
from gongkai.apps.organs import actions as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import actions as people
from gongkai.apps.people.actor import APPLICANT, Actor, applicant, program
from gongkai.apps.people.models import Person

FOUNDED = date(1990, 1, 1)
_FORUMS = {"review_organ": "昌图县人民政府", "court": "昌图县人民法院"}


@dataclass(frozen=True, slots=True)
class Login:
    """One person of `county/people.toml`, with the posts that it gives."""

    username: str
    name: str
    organ: str
    roles: tuple[str, ...]


def named() -> tuple[Login, ...]:
    """Those whom the file names one by one: the people of the county, the office and the second organ."""
    told = county.table("county/people.toml")["person"]
    return tuple(Login(each["username"], each["name"], each["organ"], tuple(each["roles"])) for each in told)


def logins() -> tuple[Login, ...]:
    """Everybody who has a login."""
    staffed = {each.organ for each in named()}
    return (
        *named(),
        *(login for organ in _organs() if organ["code"] not in staffed for login in _usual(organ["code"])),
    )


def password() -> str:
    """The one password of all of them."""
    return str(county.table("county/people.toml")["password"])


def _organs() -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = county.table("county/organs.toml")["organ"]
    return found


def _usual(organ: str) -> Iterator[Login]:
    for post, told in county.table("county/people.toml")["others"].items():
        yield Login(f"{organ.rpartition('-')[2]}-{post}", told["name"], organ, tuple(told["roles"]))


class Officers:
    """Organs and actors by code and role, once they are there."""

    def __init__(self) -> None:
        self._organs: dict[str, Organ] = {}
        self._told: dict[str, Mapping[str, Any]] = {each["code"]: each for each in _organs()}
        self._actors: dict[tuple[str, str], list[Actor]] = {}

    @property
    def since(self) -> date:
        """The day on which everybody took up work."""
        day: date = county.table("county/people.toml")["since"]
        return day

    def organ(self, code: str) -> Organ:
        return self._organs[code]

    def told(self, code: str) -> Mapping[str, Any]:
        """What `county/organs.toml` says of an organ, its forums filled in."""
        return {**_FORUMS, **self._told[code]}

    def actor(self, code: str, role: str, seat: int = 1) -> Actor:
        """Who acts in a role; the second seat where two hold it, the only one otherwise. Whoever asks has a role and no post."""
        if role == APPLICANT:
            return applicant(self._organs[code].pk)
        found = self._actors[code, role]
        return found[(seat - 1) % len(found)]

    def found(self, now: datetime) -> None:
        """Found every organ with its names, describe its office, let everybody join and take their posts."""
        for told in self._told.values():
            self._found(told, now)
        encoded = make_password(password())
        for login in logins():
            self._appoint(login, encoded, now)

    def _found(self, told: Mapping[str, Any], now: datetime) -> None:
        code = told["code"]
        parent = self._organs[told["parent"]].pk if "parent" in told else None
        former = told.get("former", [])
        first = former[0]["name"] if former else told["name"]
        short = "" if former else told["short"]
        organ = organs.found(
            program(0), code, first, told["kind"], told["level"], FOUNDED, now, parent_id=parent, short_name=short
        )
        for before, after in zip(former, [*former, told][1:], strict=True):
            since = date.fromordinal(before["until"].toordinal() + 1)
            organs.rename(program(0), organ.pk, after["name"], since, now, short_name=after.get("short", ""))
        office = {
            "office_name": "政府信息公开办公室",
            "office_address": told["address"],
            "office_hours": "工作日 8:30—11:30，13:00—17:00（法定节假日除外）",
            "phone": told["phone"],
            "fax": told["phone"].replace("024-0000-", "024-0000-9"),
            "email": f"{code}@example.cn",
            "postal_code": "000000",
            "review_organ": self.told(code)["review_organ"],
            "court": self.told(code)["court"],
            "review_online": f"https://review.example.cn/{code}",
        }
        self._organs[code] = organs.describe(program(organ.pk), organ.pk, office, FOUNDED, now)

    def _appoint(self, login: Login, encoded: str, now: datetime) -> None:
        organ = self._organs[login.organ]
        by = program(organ.pk)
        person: Person = people.join(by, login.username, login.name, password(), now, encoded=encoded)
        for role in login.roles:
            people.appoint(by, person, organ.pk, role, self.since, now)
            actor = Actor(str(person.pk), person.name, organ.pk, role)
            self._actors.setdefault((login.organ, role), []).append(actor)
