"""Published pages as files: nginx on a kept page beside nginx on any file of that size, the embedded server on a kept page beside the
same page rendered for each asker. wrk asks, in turns, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure
from tests.rigs import nginx as rig
from tests.rigs.served import serving

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 16
SAME, FASTER = 0.9, 15.0
"""What a kept page must reach of a plain file's requests per second; how many times those of the same page rendered."""
_SECRET = "bench-" * 12


def figures() -> Iterator[Figure]:
    """Two ratios of requests per second."""
    if shutil.which("wrk") is None:
        raise RuntimeError("没有 wrk（apt-get install wrk）。")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = prepared(folder)
        with serving(folder, SECRET_KEY=_SECRET) as root:
            size = _until_kept(root + path, folder)
            port = root.rpartition(":")[2]
            yield _faster(root + path, size)
            yield _same(folder, path, size, port)


def prepared(folder: Path) -> str:
    """An installation with one policy that has everything on its page; where that is."""
    return _child(folder, "prepare")


def _child(folder: Path, what: str, **more: str) -> str:
    environment = {**os.environ, "GONGKAI_DATA": str(folder / "var"), "SECRET_KEY": _SECRET, **more}
    ran = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "bench.serving", what], check=True, capture_output=True, text=True, env=environment
    )
    return ran.stdout


def _faster(page: str, size: int) -> Figure:
    kept, made = _in_turns(page, f"{page}?b=1")
    what = f"内置服务器：{size // 1000} KB 的页面文件 / 同一页面现做，每秒请求数"
    return Figure(what, f"{kept:.0f}", f"{made:.0f}", kept / made, "倍", FASTER, at_least=True)


def _same(folder: Path, path: str, size: int, port: str) -> Figure:
    listening, beside = rig.free_port(), rig.free_port()
    text = _child(folder, "nginx", PORT=port, GONGKAI_LISTEN=f"127.0.0.1:{listening}")
    (folder / "plain").mkdir()
    (folder / "plain" / "index.html").write_bytes(b"x" * size)
    text += f'server {{ listen 127.0.0.1:{beside}; root "{folder}/plain"; }}\n'
    with rig.running(text, listening, folder / "nginx"):
        kept, plain = _in_turns(f"http://localhost:{listening}{path}", f"http://localhost:{beside}/")
    what = f"nginx：{size // 1000} KB 的页面文件 / 任意一个同样大小的文件，每秒请求数"
    return Figure(what, f"{kept:.0f}", f"{plain:.0f}", kept / plain, "倍", SAME, at_least=True)


def _in_turns(*addresses: str) -> list[float]:
    found: dict[str, list[float]] = {each: [] for each in addresses}
    for _ in range(ROUNDS):
        for each, rates in found.items():
            rates.append(_rate(each))
    return [statistics.median(rates) for rates in found.values()]


def _rate(address: str) -> float:
    words = ["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", address]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- fixed words
    if "Non-2xx" in told:
        raise RuntimeError(told)
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    assert found, told
    if not float(found[1]):
        raise RuntimeError(f"没有一次请求在 {SECONDS} 秒里答完：{address}")
    return float(found[1])


def _until_kept(page: str, folder: Path) -> int:
    end = time.monotonic() + 300
    file = folder / "var" / "pages" / "site" / page.split("/", 3)[3] / "index.html"
    while time.monotonic() < end:
        with urllib.request.urlopen(page, timeout=10) as answer:  # noqa: S310 -- our own server
            body: bytes = answer.read()
        # The worker goes through all addresses first; it would take a core from whoever is measured.
        if file.is_file() and _is_filled(folder):
            return len(body)
        time.sleep(0.5)
    raise RuntimeError("the page was not kept")


def _is_filled(folder: Path) -> bool:
    with sqlite3.connect(folder / "var" / "pages" / "index.sqlite3") as index:
        row = index.execute("SELECT value FROM told WHERE name = 'filled'").fetchone()
    return bool(row and row[0])


def _prepare() -> None:
    import django  # noqa: PLC0415 -- only the process that prepares loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    from tests.faces.portal.disclosure.published import policy, shown  # noqa: PLC0415 -- the same

    place = shown()
    print(place.page(policy(place.house)), end="")


def _print_nginx() -> None:
    from gongkai.faces.cli import main  # noqa: PLC0415 -- the same

    main(["pages", "nginx", "--domain", "localhost", "--listen", os.environ["GONGKAI_LISTEN"]])


if __name__ == "__main__":
    _prepare() if sys.argv[1] == "prepare" else _print_nginx()
