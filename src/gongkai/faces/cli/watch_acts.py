"""What `gongkai watch` does, with the database at hand."""

from __future__ import annotations

import argparse
import json
import sys

from django.utils import timezone

from gongkai.apps.notices import queries as notices
from gongkai.apps.schedule.lock import alone
from gongkai.apps.watch import actions, queries
from gongkai.apps.watch.models import Round
from gongkai.config.environment import BadSetting
from gongkai.faces.cli.failure import Failure


def walked(args: argparse.Namespace) -> int:
    """Look at every open case, whether or not that was done today. Refused (`Failure`): while another process does."""
    # The job of that name holds the same lock.
    with alone("watch") as free:
        if not free:
            raise Failure("期限巡查正由另一个进程进行，请稍后再看：gongkai watch state。")
        done = actions.round_of_the_day(timezone.now(), again=True, anew=True)
    if done is None:
        raise Failure("今天的巡查已经做完。")
    _say(done, args)
    return 0


def told(args: argparse.Namespace) -> int:
    """How the watch and the outbox stand. 1 when something is wrong."""
    last = queries.last_round()
    fault = queries.missed(last, timezone.now())
    unsent = notices.unsent()
    try:
        channels = notices.channels().sentence
    except BadSetting as error:
        raise Failure(str(error)) from None
    if args.json:
        print(
            json.dumps(
                {"round": _row(last) if last else None, "fault": fault, "unsent": unsent, "channels": channels},
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        if last is not None:
            _say(last, args)
        print(channels)
        for sentence in (
            fault,
            f"发件箱里有 {unsent} 条没有发出，或者不知是否发出，请到工作台“发件箱”处理。" if unsent else "",
        ):
            if sentence:
                print(f"▲ {sentence}", file=sys.stderr)
    return 1 if fault or unsent else 0


def _say(done: Round, args: argparse.Namespace) -> None:
    if args.json:
        print(json.dumps(_row(done), ensure_ascii=False, indent=2))
        return
    row = _row(done)
    print(
        f"{row['finished']} 做完：检查 {done.checked} 件，新提醒 {done.raised} 条，消除 {done.settled} 条，"
        f"用 {done.took_ms / 1000:.1f} 秒。"
    )


def _row(done: Round) -> dict[str, object]:
    finished = timezone.localtime(done.finished_at).strftime("%Y-%m-%d %H:%M") if done.finished_at else ""
    return {
        "day": done.day.isoformat(),
        "finished": finished,
        "checked": done.checked,
        "raised": done.raised,
        "settled": done.settled,
        "took_ms": done.took_ms,
    }
