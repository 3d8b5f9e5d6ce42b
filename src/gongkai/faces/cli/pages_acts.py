"""What `gongkai pages` does, with the database at hand."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

from django.conf import settings
from django.utils import timezone

from gongkai.apps.organs import queries as organs
from gongkai.apps.pages import actions, queries, rendering, shelf
from gongkai.apps.pages.shelf import Busy
from gongkai.config import kept_pages
from gongkai.config import nginx as configuration
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.pages_writers import Written, written
from gongkai.faces.look import addresses

_SHOWN = 50


def rebuild(args: argparse.Namespace) -> int:
    """Write every page that is not there. 0 when all that can be kept is; 1 when some could not be written."""
    today = timezone.localdate()
    known = set(organs.codes().values())
    if unknown := [code for code in args.organ if code not in known]:
        raise Failure(f"没有代码为“{'、'.join(unknown)}”的机关。")
    if args.jobs < 0:
        raise Failure("--jobs 应为不小于 1 的整数。")
    jobs, begun = args.jobs or os.cpu_count() or 1, time.monotonic()
    with _told():
        _begun(args.fresh)
        # An act during the first round leaves gaps: what it removed is written by a second one, and so on, but not for ever.
        done = Written()
        for _ in range(3):
            one = written(_missing(today, args.organ), jobs, lambda so_far: _progress(so_far, begun))
            done += one
            if not one.left:
                break
    if fault := queries.fault():
        raise Failure(fault)
    seconds = time.monotonic() - begun
    if args.json:
        told = {"written": done.kept, "not_kept": done.without, "left": done.left, "seconds": round(seconds, 1)}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"写好 {done.kept} 页，另有 {done.without} 个网址没有可以写成文件的页面，用时 {seconds:.0f} 秒。")
        if done.left:
            print(f"还有 {done.left} 页没有写成，请再执行一次。", file=sys.stderr)
    return 1 if done.left else 0


def check(args: argparse.Namespace) -> int:
    """Every kept page against what is rendered now, and every file against the index. 1 when something differs."""
    today, unlike, count = timezone.localdate(), [], 0
    with _told():
        actions.sweep(timezone.now())
        for each in addresses.everything(today):
            lies = kept_pages.relative(each.path)
            if lies and shelf.exists(each.path):
                count += 1
                if not _is_like(each.path, lies):
                    unlike.append(each.path)
        lost = list(shelf.orphans())
    if args.json:
        print(json.dumps({"checked": count, "unlike": unlike, "orphans": lost}, ensure_ascii=False, indent=2))
    else:
        for path in unlike[:_SHOWN]:
            print(f"与现在生成的不同：{path}")
        for name in lost[:_SHOWN]:
            print(f"多余的文件：{name}")
        print(f"核对了 {count} 页：{len(unlike)} 页不同，{len(lost)} 个多余的文件。")
        if unlike or lost:
            print("执行 gongkai pages clear 清空后重新生成。", file=sys.stderr)
    return 1 if unlike or lost else 0


def clear(args: argparse.Namespace) -> int:
    """Throw every kept page away."""
    with _told():
        count = actions.clear(timezone.now())
        shelf.swept_aside(60.0)
    print(f"清空了 {count} 页。")
    return 0


def nginx(args: argparse.Namespace) -> int:
    """Print the configuration."""
    local = {"localhost", "127.0.0.1", "[::1]"}
    domains = args.domain or [host for host in settings.ALLOWED_HOSTS if host not in local] or ["localhost"]
    for domain in domains:
        if not domain or set(domain) & set(" ;{}\"'\\$\n\t"):
            raise Failure(f"“{domain}”不是域名。")
    if bool(args.certificate) != bool(args.key):
        raise Failure("--certificate 和 --key 要一起给出。")
    print(configuration.text(domains, args.certificate, args.key, args.listen), end="")
    return 0


@contextmanager
def _told() -> Iterator[None]:
    """What may stand in the way of the files, in one sentence."""
    try:
        yield
    except Busy as error:
        raise Failure("页面文件正由另一个进程改动，请稍后再试。") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failure(f"页面文件读写不了（{error}）。请检查磁盘空间和权限：{kept_pages.home()}。") from error


def _begun(fresh: bool) -> None:
    if fresh:
        actions.clear(timezone.now())
        # No page is made in the second in which others were thrown away.
        time.sleep(1.0 - time.time() % 1.0)
    if not actions.is_ours():
        raise Failure(
            "正在运行的网站用的是另一套设置或者另一个版本，写出的页面会对不上。请用同样的环境变量执行，或者先重新启动网站。"
        )
    actions.sweep(timezone.now())


def _missing(today: date, codes: list[str]) -> Iterator[str]:
    for each in addresses.everything(today, codes or None):
        if kept_pages.relative(each.path) and not shelf.exists(each.path):
            yield each.path


def _is_like(path: str, lies: str) -> bool:
    for _ in range(2):
        page = next(rendering.rendered([path]))[1]
        with suppress(FileNotFoundError):
            if page is not None and (kept_pages.site() / lies).read_bytes() == page.content:
                return True
        if not shelf.exists(path):
            # An act has removed it meanwhile.
            return True
    return False


def _progress(done: Written, begun: float) -> None:
    if not sys.stderr.isatty():
        return
    rate = done.seen / max(0.001, time.monotonic() - begun)
    print(f"\r{done.seen} 个网址，{done.kept} 页写好，每秒 {rate:.0f} 页 ", end="", file=sys.stderr, flush=True)
