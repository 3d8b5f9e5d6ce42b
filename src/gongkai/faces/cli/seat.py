"""In which post does somebody act from the command line? Loaded once Django is set up."""

from __future__ import annotations

from datetime import date

from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.models import Person
from gongkai.apps.people.rights import may
from gongkai.faces.cli.failure import Failure


def actor(organ: str, login: str, act: str, today: date) -> Actor:
    """The post in which a login may do an act in an organ; without a login the operator of the machine.

    Refused (`Failure`): an organ or a login that is not there, somebody without a post in that organ today.
    """
    try:
        organ_id = organs.organ(organ, today).pk
        if not login:
            return program(organ_id)
        person = people.person(login)
    except organs.NoSuchOrgan as refusal:
        raise Failure(refusal.reason) from None
    except Person.DoesNotExist:
        raise Failure(f"没有“{login}”这个登录名；请核对 --as。") from None
    posts = [post for post in people.posts(person, today) if post.organ_id == organ_id]
    actors = [people.actor(person, organ_id, post.role, today) for post in posts]
    if not actors:
        raise Failure(f"“{login}”今天在这个机关没有职务；请核对 --as 和 --organ，或先任命。")
    return next((each for each in actors if may(each, act)), actors[0])
