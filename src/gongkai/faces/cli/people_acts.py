"""What `gongkai people` does, with the database at hand. The operator of the machine acts as the program itself."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from typing import Any

from axes.utils import reset
from django.db import transaction
from django.utils import timezone

from gongkai.apps.organs import queries as organs
from gongkai.apps.people import actions, queries
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.models import Person, Role
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.office import day


def add(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    since = day(args.since, today, "--since")
    organ, role = organs.organ(args.organ, today), _role(args.role)
    actor, password = program(organ.pk), _password()
    with transaction.atomic():
        person = actions.join(actor, args.login, args.name, password, now, args.email)
        actions.appoint(actor, person, organ.pk, role, since, now)
    print(f"已开通 {person.username}：{organs.name_on(organ.pk, since)}的{Role(role).label}，自 {since} 起。")
    return 0


def appoint(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    organ, role = organs.organ(args.organ, today), _role(args.role)
    since = day(args.since, today, "--since")
    until = day(args.until, today, "--until") if args.until else None
    post = actions.appoint(program(organ.pk), _person(args.login), organ.pk, role, since, now, until)
    ends = f"，到 {until} 为止" if until else ""
    print(f"已任职：{organs.name_on(organ.pk, since)}的{post.get_role_display()}，自 {since} 起{ends}。")
    return 0


def dismiss(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    person, organ, role = _person(args.login), organs.organ(args.organ, today), _role(args.role)
    last_day = day(args.last_day, today, "--last-day")
    for post in queries.posts_ever(person):
        if (post.organ_id, post.role) == (organ.pk, role) and (post.until is None or post.until > last_day):
            actions.dismiss(program(organ.pk), post.pk, last_day, now)
            print(f"已免去：{organs.name_on(organ.pk, last_day)}的{post.get_role_display()}，到 {last_day} 为止。")
            return 0
    raise Failure(f"{person.username} 没有这个职务，可用 gongkai people list 查看。")


def password(args: argparse.Namespace) -> int:
    person = _person(args.login)
    actions.set_password(_over(person), person, _password(), timezone.now())
    reset(username=person.username)
    print(f"已重设 {person.username} 的密码。")
    return 0


def off(args: argparse.Namespace) -> int:
    person = _person(args.login)
    actions.deactivate(_over(person), person, timezone.now())
    print(f"已停用 {person.username}。")
    return 0


def on(args: argparse.Namespace) -> int:
    person = _person(args.login)
    actions.reactivate(_over(person), person, timezone.now())
    print(f"已恢复 {person.username}。")
    return 0


def unlock(args: argparse.Namespace) -> int:
    person = _person(args.login)
    print(
        f"已解除 {person.username} 的锁定。" if reset(username=person.username) else f"{person.username} 没有被锁定。"
    )
    return 0


def second_factor(args: argparse.Namespace) -> int:
    person = _person(args.login)
    actions.drop_second_factor(_over(person), person, timezone.now())
    print(f"已取消 {person.username} 的动态验证码，请本人登录后重新设置。")
    return 0


def list_people(args: argparse.Namespace) -> int:
    today = timezone.localdate()
    chosen = organs.organ(args.organ, today).pk if args.organ else None
    names = organs.names(None, today)
    rows: list[dict[str, Any]] = [
        {
            "login": person.username,
            "name": person.name,
            "active": person.is_active,
            "posts": [
                {"organ": names.get(post.organ_id, post.organ.code), "role": post.role, "since": post.since.isoformat()}
                for post in held
            ],
        }
        for person, held in queries.everybody(today)
        if chosen is None or any(post.organ_id == chosen for post in held)
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        posts = "；".join(f"{each['organ']} {Role(each['role']).label}（{each['since']} 起）" for each in row["posts"])
        print(f"{row['login']}  {row['name']}  {posts or '没有现任职务'}{'' if row['active'] else '  已停用'}")
    if not rows:
        print("没有人员。用 gongkai people add 开通。")
    return 0


def _person(login: str) -> Person:
    try:
        return queries.person(login.strip().lower())
    except Person.DoesNotExist:
        raise Failure(f"没有“{login}”这个登录名，可用 gongkai people list 查看。") from None


def _over(person: Person) -> Actor:
    """The program, writing into the chain of the organ in which the person was appointed first."""
    first = next(iter(queries.posts_ever(person)), None)
    if first is None:
        raise Failure(f"{person.username} 从未任职，请先用 gongkai people appoint 任职。")
    return program(first.organ_id)


def _role(text: str) -> str:
    for role in Role:
        if text.strip() in (role.value, str(role.label)):
            return role.value
    raise Failure(f"没有“{text}”这个角色，可用：{'、'.join(f'{role.value}（{role.label}）' for role in Role)}。")


def _password() -> str:
    """Never an argument: those are seen by everybody on the machine, and kept in the shell's history."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    once, again = getpass.getpass("密码："), getpass.getpass("再输一遍：")
    if once != again:
        raise Failure("两遍输入的密码不同，请重新执行。")
    return once
