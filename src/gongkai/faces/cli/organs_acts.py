"""What `gongkai organs` does, with the database at hand. The operator of the machine acts as the program itself."""

from __future__ import annotations

import argparse
import json

from django.utils import timezone

from gongkai.apps.organs import actions, queries
from gongkai.apps.people.actor import program
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.office import day

# The chain is that of the organ concerned (organs.actions): the operator belongs to none.
_OPERATOR = program(0)


def found(args: argparse.Namespace) -> int:
    now = timezone.now()
    since = day(args.since, timezone.localdate(now), "--since")
    parent = queries.organ(args.parent, since).pk if args.parent else None
    organ = actions.found(_OPERATOR, args.code, args.name, args.kind, args.level, since, now, parent, args.short)
    print(f"已设立：{queries.name_on(organ.pk, since)}（{organ.code}），自 {since} 起。")
    return 0


def rename(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    organ = queries.organ(args.organ, today)
    new = actions.rename(_OPERATOR, organ.pk, args.name, day(args.since, today, "--since"), now, args.short)
    print(f"已更名：自 {new.since} 起为“{new.name}”。")
    return 0


def recode(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    organ = queries.organ(args.organ, today)
    before = organ.code
    after = actions.recode(_OPERATOR, organ.pk, args.code, today, now).code
    print(f"已更改代码：{before} 改为 {after}，原来的网址转到新的。")
    return 0


def move(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    organ = queries.organ(args.organ, today)
    parent = queries.organ(args.parent, today).pk if args.parent else None
    actions.move(_OPERATOR, organ.pk, parent, today, now)
    print(f"已改变隶属：{queries.name_on(parent, today) if parent else '没有上级机关'}。")
    return 0


def dissolve(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    organ = queries.organ(args.organ, today)
    last_day = day(args.last_day, today, "--last-day")
    successor = queries.organ(args.successor, today).pk if args.successor else None
    gone = actions.dissolve(_OPERATOR, organ.pk, last_day, now, successor)
    print(f"已撤销：{gone.code}，到 {gone.until} 为止。")
    return 0


def describe(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    fields = {}
    for text in args.fields:
        name, separator, value = text.partition("=")
        if not separator:
            raise Failure(f"--set “{text}”应写成 名称=值，如 --set phone=0000-0000000。")
        fields[name.strip()] = value
    actions.describe(_OPERATOR, queries.organ(args.organ, today).pk, fields, today, now)
    print("已修改办公信息。")
    return 0


def list_organs(args: argparse.Namespace) -> int:
    branches = queries.tree(timezone.localdate())
    if args.json:
        rows = [
            {
                "code": each.organ.code,
                "name": each.name,
                "kind": each.organ.kind,
                "level": each.organ.level,
                "depth": each.depth,
            }
            for each in branches
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for each in branches:
        print(f"{'  ' * each.depth}{each.name}  {each.organ.code}  {each.organ.get_kind_display()}")
    if not branches:
        print("没有机关。用 gongkai organs found 设立。")
    return 0
