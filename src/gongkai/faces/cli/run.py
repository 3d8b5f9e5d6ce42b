"""`gongkai run`: bring the installation up to date and serve it.

Takes:   settings from the environment (docs/operating/settings.md).
Gives:   a migrated database, collected style sheets, with `--demo` the demo county where there was nothing, and in the
         place of this process gunicorn with the worker beside it (config/serving; `GONGKAI_SCHEDULE=0`: gunicorn alone).
"""

from __future__ import annotations

import argparse
import os
import socket
import sys

from gongkai.config import serving
from gongkai.config.environment import BadSetting, Environment, current
from gongkai.faces.cli import wall
from gongkai.faces.cli.failure import Failure

SERVING = (sys.executable, "-m", "gongkai.config.serving")
SUMMARY = "启动网站（先检查设置、更新数据库）"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--prepare", action="store_true", help="只做准备（更新数据库、收集样式文件），不启动")
    parser.add_argument("--demo", action="store_true", help="系统还空着时先装上演示县；正式运行的不装")


def run(args: argparse.Namespace) -> int:
    environment = settings()
    if not args.prepare:
        _refuse_taken_port(environment.text("GONGKAI_HOST"), environment.whole("PORT"))
    start_django()
    prepare()
    if args.demo and not environment.switch("GONGKAI_PRODUCTION"):
        _fill_with_demo()
    if args.prepare:
        print("准备完毕。")
        return 0
    sys.stdout.flush()
    # The servers take this process over, so that signals from a terminal or a service manager reach them directly.
    words = SERVING if environment.switch("GONGKAI_SCHEDULE") else serving.WEB
    os.execv(words[0], words)  # noqa: S606 - our own interpreter, fixed words


def start_django() -> None:
    """Load Django with this installation's settings; a setting that cannot be used is a `Failure`."""
    import django  # noqa: PLC0415 - late: listing the commands must not pay for it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    try:
        django.setup()
    except BadSetting as error:
        raise Failure(str(error)) from error


def settings() -> Environment:
    """The settings of this installation; one that cannot be used is a `Failure`."""
    try:
        return current()
    except BadSetting as error:
        raise Failure(str(error)) from error


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Failure(f"没有权限监听端口 {port}。请换一个大于 1023 的端口，例如：PORT=8000 make run。") from error
        except OSError as error:
            raise Failure(
                f"{host} 的端口 {port} 不能用（已被占用，或不是本机地址）。请换一个，例如：PORT={port + 1} make run。"
            ) from error


def prepare() -> None:
    """Migrate and collect as far as needed, telling each step. Needs Django set up. Refused: `Failure`."""
    from gongkai.config import preparation  # noqa: PLC0415 - late: needs Django set up

    try:
        preparation.prepare(lambda step: print(step, flush=True))
    except preparation.NotReady as reason:
        raise Failure(str(reason)) from reason


def _fill_with_demo() -> None:
    from gongkai.faces.cli import demo_filling  # noqa: PLC0415 - late: needs Django set up

    if demo_filling.fill_if_empty(wall.today()):
        # For the servers that take this process over: nothing goes out from a demo county. What the operator set stands.
        os.environ.setdefault("GONGKAI_NOTICES_DRY", "1")
