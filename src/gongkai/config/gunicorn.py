"""How gunicorn serves: few processes with a few threads each, one line in Chinese when it is ready."""

from __future__ import annotations

import gc
import sys
import unicodedata
from typing import Any

from gongkai.config.environment import current

_environment = current()
_host = _environment.text("GONGKAI_HOST")
_port = _environment.whole("PORT")

wsgi_app = "gongkai.config.wsgi:application"
bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
workers = max(1, _environment.whole("GONGKAI_WORKERS"))
worker_class = "gthread"
threads = 4
timeout = _environment.whole("GONGKAI_TIMEOUT")
graceful_timeout = 20
max_requests = 5000
max_requests_jitter = 500
# gunicorn's remote control would open a socket under the user's home; nothing here uses it.
no_control_socket = True
loglevel = "warning"
accesslog = None
limit_request_line = 8190


def when_ready(server: Any) -> None:
    """Say where to look, once the port really answers."""
    shown = "127.0.0.1" if _host in ("0.0.0.0", "::", "") else _host  # noqa: S104 - compared, not bound
    root = f"http://{f'[{shown}]' if ':' in shown else shown}:{_port}"
    lines = [
        ("首页", f"{root}/"),
        ("年报体检", f"{root}/reports/check/"),
        ("期限测算", f"{root}/tools/due/"),
        ("信息处理费测算", f"{root}/tools/fee/"),
        ("运行状况", f"{root}/healthz"),
    ]
    width = max(_columns(name) for name, _ in lines)
    print("公开 Gongkai 已启动", file=sys.stdout)
    for name, address in lines:
        print(f"  {name}{' ' * (width - _columns(name))}  {address}")
    print("按 Ctrl+C 停止。", flush=True)


def post_worker_init(worker: Any) -> None:
    """Leave what is loaded out of every later look for garbage: it stays as long as the process, and to walk through all of it once more in the
    midst of a page takes longer than the page.
    """
    gc.collect()
    gc.freeze()


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
