"""What `gongkai documents` does, with the database at hand. The operator of the machine acts as the program itself."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from django.utils import timezone

from gongkai.apps.documents import queries
from gongkai.apps.documents.models import Comparison, Difference, Way
from gongkai.apps.documents.same_source import queries as compared
from gongkai.apps.documents.same_source.actions import Origin, compare_data, fail
from gongkai.apps.documents.same_source.fetching import NotFetched, fetch
from gongkai.apps.organs import queries as organs
from gongkai.apps.people.actor import program
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.office import day
from gongkai.texts.provincial.read import MOST_BYTES

_FIGURES = (
    "rows",
    "identical",
    "differs",
    "missing_here",
    "missing_there",
    "duplicates",
    "explained",
    "left_out",
    "faults",
)


def list_documents(args: argparse.Namespace) -> int:
    """0, whether there are any or none."""
    on = day(args.in_force_on, timezone.localdate(), "--in-force-on")
    organ = organs.organ(args.organ, on)
    rows = list(queries.in_force(organ.pk, on))
    if args.json:
        told = [
            {
                "number": row.number,
                "title": row.title,
                "kind": row.kind,
                "issued_on": row.issued_on.isoformat(),
                "in_force_on": row.in_force_on.isoformat(),
                "end": row.span.end.isoformat() if row.span.end else None,
                "marks": list(mark.sentences),
            }
            for row, mark in zip(rows, queries.of_rows(organ.pk, rows, on), strict=True)
        ]
        print(
            json.dumps(
                {"organ": organ.code, "in_force_on": on.isoformat(), "documents": told}, ensure_ascii=False, indent=2
            )
        )
        return 0
    for row in rows:
        until = f"\t有效到 {row.valid_until}" if row.valid_until else ""
        print(f"{row.number}\t{row.title}\t{row.in_force_on} 起施行{until}")
    print(f"{organs.name_on(organ.pk, on)} {on} 有效的文件共 {len(rows)} 件。")
    return 0


def compare(args: argparse.Namespace) -> int:
    """0 if everything is the same or explained, 1 if not. Refused (`Failure`): a list that cannot be had or read."""
    now = timezone.now()
    today = timezone.localdate(now)
    organ = organs.organ(args.organ, today)
    actor, origin = program(organ.pk), Origin(Way.COMMAND, args.source)
    columns = _columns(args.column)
    if args.source.startswith("https://"):
        try:
            data = fetch(args.source, private=args.private)
        except NotFetched as refused:
            fail(actor, origin, str(refused), today, now)
            raise Failure(str(refused)) from None
    else:
        data = _file(args.source)
    done = compare_data(actor, data, origin, today, now, columns)
    if done.failure:
        raise Failure(done.failure)
    found = list(compared.differences(actor, state="open").filter(organ_id=organ.pk))
    if args.json:
        print(json.dumps(_told(done, found), ensure_ascii=False, indent=2))
    else:
        _print(done, found)
    return 1 if found else 0


def _columns(words: list[str]) -> dict[str, str]:
    found = {}
    for word in words:
        name, separator, heading = word.partition("=")
        if not separator or not heading.strip():
            raise Failure(f"--column 应写成 字段=列名，如 number=发文字号，收到“{word}”。")
        found[name.strip()] = heading.strip()
    return found


def _file(name: str) -> bytes:
    if "://" in name:
        raise Failure(f"网址“{name}”不是 https，不去取；请改用 https 的网址，或者下载后给文件名。")
    path = Path(name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Failure(f"清单“{name}”超过{MOST_BYTES // 1_000_000}兆，请分次导出后再比对。")
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"清单文件“{name}”读不了：{error.strerror}。请核对文件名。") from None


def _told(done: Comparison, found: list[Difference]) -> dict[str, object]:
    return {
        "compared_on": done.compared_on.isoformat(),
        "source": done.source,
        **{name: getattr(done, name) for name in _FIGURES},
        "notes": done.notes.splitlines(),
        "open": [
            {
                "what": each.what,
                "number": each.number,
                "title": each.title,
                "place": each.places,
                "fields": [
                    {"field": name, "here": here, "there": there} for name, here, there in compared.fields_of(each)
                ],
                "openings": each.openings,
            }
            for each in found
        ],
    }


def _print(done: Comparison, found: list[Difference]) -> None:
    for each in found:
        again = f"（第 {each.openings} 次出现）" if each.openings > 1 else ""
        where = f"，清单{each.places}" if each.places else ""
        print(f"{each.get_what_display()}\t{each.number}\t{each.title}{where}{again}")
        for name, here, there in compared.fields_of(each):
            print(f"\t{name}：本机关 {here}；省级数据库 {there}")
    for line in done.notes.splitlines():
        print(f"· {line}")
    print(
        f"清单 {done.rows} 行：一致 {done.identical} 件，不一致 {done.unlike} 处，其中已说明原因 {done.explained} 处。"
    )
