"""What happens to people: they join, take and leave posts, get a password, are switched off.

Each is an entry in the journal that names nobody: it holds the person's id, and the name stands in `people` alone.
Refused with `law.casework.Refusal` (one Chinese sentence) or `people.rights.Forbidden`; nothing is changed then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.apps.journal import actions as journal
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Person, Post, Role
from gongkai.apps.people.rights import ROLE_NAMES, demand
from gongkai.law.casework import Refusal

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@transaction.atomic
def join(
    actor: Actor, username: str, name: str, password: str, now: datetime, email: str = "", encoded: str = ""
) -> Person:
    """A new login. `encoded` is the password as Django keeps it, made once for many; without it the password is encoded here.

    Refused: a login that is taken or not of letters, digits, dots and hyphens; a weak password.
    """
    demand(actor, "people.manage")
    login = unicodedata.normalize("NFKC", username).strip().lower()
    called = unicodedata.normalize("NFKC", name).strip()
    if not _USERNAME.fullmatch(login):
        raise Refusal(f"登录名“{username}”不对：用 2 至 40 个小写字母、数字、点、短横，以字母或数字开头。")
    if not called or len(called) > 40:
        raise Refusal("请写姓名，不超过40个字。")
    if Person.objects.filter(username=login).exists():
        raise Refusal(f"登录名“{login}”已有人使用，请换一个。")
    person = Person(username=login, name=called, email=_email(email))
    _use_password(person, password, encoded)
    person.save()
    _enter(actor, person, "join", now)
    return person


@transaction.atomic
def appoint(
    actor: Actor, person: Person, organ_id: int, role: str, since: date, now: datetime, until: date | None = None
) -> Post:
    """A post from a day on. Refused: an unknown role, a dissolved organ, a post that the person holds in that time."""
    demand(actor, "people.manage", organ_id)
    _lock(person)
    organ = organs.by_id(organ_id)
    where = organs.name_on(organ_id, since)
    if role not in Role.values:
        raise Refusal(f"没有“{role}”这个角色，可用：{'、'.join(f'{each.value}（{each.label}）' for each in Role)}。")
    if not person.is_active:
        raise Refusal(f"登录名“{person.username}”已停用，不能再任职。")
    if until is not None and until < since:
        raise Refusal(f"任职的末日 {until} 在首日 {since} 之前，请核对日期。")
    if since < organ.since or (organ.until is not None and since > organ.until):
        raise Refusal(f"“{where}”在 {since} 还没有设立或者已经撤销，不能任职，请核对日期。")
    same = Post.objects.filter(person=person, organ_id=organ_id, role=role).exclude(until__lt=since)
    if until is not None:
        same = same.filter(since__lte=until)
    if (held := same.first()) is not None:
        raise Refusal(f"{person.name}自 {held.since} 起已是{where}的{ROLE_NAMES[role]}，不用重复任职。")
    post = Post.objects.create(person=person, organ_id=organ_id, role=role, since=since, until=until)
    _enter(actor, person, "appoint", now, since, {"organ": organ_id, "role": role, "until": _text(until)})
    return post


@transaction.atomic
def dismiss(actor: Actor, post_id: int, last_day: date, now: datetime) -> Post:
    """End a post with a day. Refused: a day before its first, or not before the end that it has already."""
    post = Post.objects.select_for_update().select_related("person").get(pk=post_id)
    demand(actor, "people.manage", post.organ_id)
    if last_day < post.since:
        raise Refusal(f"这个职务自 {post.since} 起，免去之日不能在其前，请核对日期。")
    if post.until is not None and post.until <= last_day:
        raise Refusal(f"这个职务已于 {post.until} 结束，不用再免去。")
    post.until = last_day
    post.save(update_fields=["until"])
    _enter(actor, post.person, "dismiss", now, last_day, {"organ": post.organ_id, "role": post.role})
    return post


@transaction.atomic
def set_password(actor: Actor, person: Person, password: str, now: datetime) -> None:
    """A new password; whoever is logged in as that person must log in again.

    Everyone may set their own. Refused: another's without the right over every organ of that person; a weak password.
    """
    if actor.person != str(person.pk):
        _demand_over(actor, person, now)
    _use_password(person, password)
    person.save(update_fields=["password"])
    _enter(actor, person, "password", now)


@transaction.atomic
def set_own_password(person: Person, password: str, now: datetime) -> None:
    """As `set_password`, by the person, whatever the post: entered in the organ of the first post held today, if any."""
    held = queries.posts(person, timezone.localdate(now))
    if held:
        set_password(Actor(str(person.pk), person.name, held[0].organ_id, held[0].role), person, password, now)
    else:
        _use_password(person, password)
        person.save(update_fields=["password"])


@transaction.atomic
def deactivate(actor: Actor, person: Person, now: datetime) -> None:
    """Switch a login off at once. Posts and acts remain. Refused: one's own, one that is off already."""
    _demand_over(actor, person, now)
    if actor.person == str(person.pk):
        raise Refusal("不能停用自己的登录名，请由另一位管理员办理。")
    if not person.is_active:
        raise Refusal(f"登录名“{person.username}”已经停用。")
    person.is_active = False
    person.save(update_fields=["is_active"])
    _enter(actor, person, "deactivate", now)


@transaction.atomic
def reactivate(actor: Actor, person: Person, now: datetime) -> None:
    """Switch a login on again. Refused: one that is on."""
    _demand_over(actor, person, now)
    if person.is_active:
        raise Refusal(f"登录名“{person.username}”没有停用。")
    person.is_active = True
    person.save(update_fields=["is_active"])
    _enter(actor, person, "reactivate", now)


@transaction.atomic
def drop_second_factor(actor: Actor, person: Person, now: datetime) -> None:
    """Take away a second factor whose phone and recovery codes are lost. Refused: a person without one."""
    _demand_over(actor, person, now)
    if not Authenticator.objects.filter(user_id=person.pk).delete()[0]:
        raise Refusal(f"{person.username} 没有设置动态验证码，不用取消。")
    _enter(actor, person, "second_factor_dropped", now)


def _enter(
    actor: Actor,
    person: Person,
    event: str,
    now: datetime,
    day: date | None = None,
    data: Mapping[str, object] | None = None,
) -> None:
    journal.append("person", person.pk, event, day or timezone.localdate(now), actor, now, data or {})


def _demand_over(actor: Actor, person: Person, now: datetime) -> None:
    """The right over every organ in which the person has a post, now or later: no way up through a lower organ."""
    demand(actor, "people.manage")
    today = timezone.localdate(now)
    held = person.posts.filter(Q(until__isnull=True) | Q(until__gte=today)).values_list("organ_id", flat=True)
    for organ_id in set(held):
        demand(actor, "people.manage", organ_id)


def _lock(person: Person) -> None:
    Person.objects.select_for_update().get(pk=person.pk)


def _use_password(person: Person, password: str, encoded: str = "") -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refusal(f"密码不合要求：{''.join(error.messages)}请换一个。") from error
    if encoded:
        person.password = encoded
    else:
        person.set_password(password)


def _email(text: str) -> str:
    email = text.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Refusal(f"电子邮箱“{email}”不对，请核对或者留空。") from error
    return email


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
