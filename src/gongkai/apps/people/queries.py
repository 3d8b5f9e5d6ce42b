"""Who holds which post on a day, and as whom does a person act?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.organs import queries as organs
from gongkai.apps.people.actor import APPLICANT, SYSTEM, Actor
from gongkai.apps.people.models import Person, Post
from gongkai.apps.people.rights import ROLE_NAMES, Forbidden


def posts(person: Person, on: date) -> list[Post]:
    """The posts that a person holds on a day in organs that then exist, by organ and role. None for the deactivated."""
    if not person.is_active:
        return []
    held = _held(Post.objects.filter(person=person), on).select_related("organ")
    return list(held.filter(Q(organ__until__isnull=True) | Q(organ__until__gte=on)).order_by("organ__code", "role"))


def actor(person: Person, organ_id: int, role: str, on: date) -> Actor:
    """The actor that a person is in a post on a day.

    Refused (`Forbidden`): no such post on that day, a login that was switched off, an organ that is dissolved.
    """
    for post in posts(person, on):
        if (post.organ_id, post.role) == (organ_id, role):
            return Actor(str(person.pk), person.name, organ_id, role)
    if not person.is_active:
        raise Forbidden("这个登录名已停用，请联系系统管理员。")
    where = organs.names((organ_id,), on).get(organ_id, "这个机关")
    raise Forbidden(f"{on:%Y-%m-%d}您在{where}没有“{ROLE_NAMES.get(role, role)}”这个职务，请换一个身份。")


def held_on(actor: Actor, day: date) -> bool:
    """Whether the actor had this very post on an earlier day. The program has it always."""
    if actor.role in (SYSTEM, APPLICANT):
        return True
    found = Post.objects.filter(person_id=int(actor.person), organ_id=actor.organ_id, role=actor.role)
    return _held(found, day).exists()


def names(keys: Iterable[str]) -> dict[str, str]:
    """The names of acting persons by the keys that the journal keeps: one query for all; the program is 系统."""
    wanted = set(keys)
    found = {key: name for key, name in ((SYSTEM, "系统"), (APPLICANT, "申请人")) if key in wanted}
    ids = {int(key) for key in wanted if key.isdecimal()}
    found.update({str(pk): name for pk, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")})
    return found


def keys_of(usernames: Iterable[str]) -> dict[str, str]:
    """The keys that the journal keeps, by login; logins that nobody has are left out."""
    found = Person.objects.filter(username__in=set(usernames)).values_list("username", "pk")
    return {username: str(pk) for username, pk in found}


def key_of(username: str) -> str | None:
    """The key of one login; None where there is none."""
    return keys_of((username,)).get(username)


def colleagues(organ_id: int, on: date) -> list[Post]:
    """Who holds a post in an organ on a day, with the person, by role and name."""
    held = _held(Post.objects.filter(organ_id=organ_id, person__is_active=True), on)
    return list(held.select_related("person").order_by("role", "person__name", "person_id"))


def holders(organ_id: int, on: date) -> list[tuple[str, int]]:
    """Who holds a post in an organ on a day, as role and person's id alone, by these: for whoever need not call them by name."""
    held = _held(Post.objects.filter(organ_id=organ_id, person__is_active=True), on)
    return list(held.order_by("role", "person_id").values_list("role", "person_id"))


def staff(organ_id: int, on: date) -> list[Person]:
    """Who holds any post in an organ on a day, each once, by name and login."""
    held = {post.person_id: post.person for post in colleagues(organ_id, on)}
    return sorted(held.values(), key=lambda each: (each.name, each.username))


def staff_ever(organ_id: int) -> list[Person]:
    """Who ever held a post in an organ, by name and login: those who left have left cases behind."""
    return list(Person.objects.filter(posts__organ_id=organ_id).distinct().order_by("name", "username"))


def label(person: Person) -> str:
    """Name and login: two of one name are told apart by it."""
    return f"{person.name}（{person.username}）"


def called(keys: Iterable[int]) -> dict[int, str]:
    """What to call some people side by side: by name, those of one name with their logins. One query."""
    found = list(Person.objects.filter(pk__in=set(keys)))
    how_often = Counter(each.name for each in found)
    return {each.pk: label(each) if how_often[each.name] > 1 else each.name for each in found}


def posts_ever(person: Person) -> list[Post]:
    """Every post that a person held, holds or will hold, oldest first."""
    return list(person.posts.select_related("organ").order_by("since", "pk"))


def everybody(on: date) -> list[tuple[Person, list[Post]]]:
    """All logins with the posts held on a day, by login: two queries."""
    held: dict[int, list[Post]] = {}
    for post in _held(Post.objects.all(), on).select_related("organ").order_by("organ__code", "role"):
        held.setdefault(post.person_id, []).append(post)
    return [(person, held.get(person.pk, [])) for person in Person.objects.order_by("username")]


def person(username: str) -> Person:
    """The person of that login. Not found: `Person.DoesNotExist`."""
    return Person.objects.get(username=username)


def _held(found: QuerySet[Post], on: date) -> QuerySet[Post]:
    return found.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
