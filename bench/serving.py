"""Published pages as files: nginx on a kept page beside nginx on any file of the same size and headers, the embedded server on a kept page
beside the same page rendered for each asker. wrk asks, in turns, so that whatever else the machine does falls on both.

Nothing is measured that does not come from the file: each answer that is looked at must bear the name that the file has now; nginx
is measured in front of a port at which nobody answers.
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
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Figure
from tests.rigs import nginx as rig
from tests.rigs.served import serving

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 16
_FEW, _LONGEST = 50, 48
"""A turn in which fewer requests than these were answered tells nothing; it is taken again, longer, up to so many seconds."""
SAME, FASTER = 0.9, 15.0
"""What a kept page must reach of a plain file's requests per second; how many times those of the same page rendered."""
_SECRET = "bench-" * 12
_PATIENCE_SECONDS, _TURNS_AGAIN = 300, 5
_ENCODINGS = {"": "", "gzip": "，压缩"}
"""What a reader says to take, and how it is called in the table."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One address as wrk asks for it, and the file that it must come from; none for what must not come from one."""

    address: str
    encoding: str
    file: Path | None = None

    @property
    def etag(self) -> str:
        """What both servers call the file, as it is now."""
        if self.file is None:
            return ""
        told = Path(f"{self.file}{'.gz' if self.encoding else ''}").stat()
        return f'"{int(told.st_mtime):x}-{told.st_size:x}"'


def figures() -> Iterator[Figure]:
    """Ratios of requests per second, each for readers who take it packed and who do not."""
    if shutil.which("wrk") is None:
        raise RuntimeError("没有 wrk（apt-get install wrk）。")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = prepared(folder)
        with serving(folder, SECRET_KEY=_SECRET) as root:
            file = _until_kept(root + path, folder)
            for encoding in _ENCODINGS:
                yield _faster(root + path, encoding, file)
        # The server is stopped: nothing else takes a core, and what nginx answers is its own.
        yield from _same(folder, path, file)


def prepared(folder: Path) -> str:
    """An installation with one policy that has everything on its page; where that is."""
    return _child(folder, "prepare")


def _child(folder: Path, what: str, **more: str) -> str:
    environment = {**os.environ, "GONGKAI_DATA": str(folder / "var"), "SECRET_KEY": _SECRET, **more}
    ran = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "bench.serving", what], check=True, capture_output=True, text=True, env=environment
    )
    return ran.stdout


def _faster(page: str, encoding: str, file: Path) -> Figure:
    kept, made = _in_turns(_Asked(page, encoding, file), _Asked(f"{page}?b=1", encoding))
    what = f"内置服务器：{_size(file)} KB 的页面文件 / 同一页面现做，每秒请求数{_ENCODINGS[encoding]}"
    return Figure(what, f"{kept:.0f}", f"{made:.0f}", kept / made, "倍", FASTER, at_least=True)


def _same(folder: Path, path: str, file: Path) -> Iterator[Figure]:
    listening, beside, nobody = rig.free_port(), rig.free_port(), rig.free_port()
    text = _child(folder, "nginx", PORT=str(nobody), GONGKAI_LISTEN=f"127.0.0.1:{listening}")
    # As deep in folders, which the system has to go through.
    plain = folder / "var" / "pages" / "else" / path[1:] / file.name
    plain.parent.mkdir(parents=True)
    for suffix in ("", ".gz"):
        shutil.copyfile(f"{file}{suffix}", f"{plain}{suffix}")
    text += _any_file(text, folder / "var" / "pages" / "else", beside)
    with rig.running(text, listening, folder / "nginx"):
        for encoding, called in _ENCODINGS.items():
            asked = (
                _Asked(f"http://localhost:{listening}{path}", encoding, file),
                _Asked(f"http://localhost:{beside}{path}{file.name}", encoding, plain),
            )
            kept, other = _in_turns(*asked)
            what = f"nginx：{_size(file)} KB 的页面文件 / 任意一个同样大小、同样的头的文件，每秒请求数{called}"
            yield Figure(what, f"{kept:.0f}", f"{other:.0f}", kept / other, "倍", SAME, at_least=True)


def _any_file(configuration: str, folder: Path, port: int) -> str:
    """A server for one folder, with the headers that our pages get, and nothing to find out about a request."""
    ours = configuration.rpartition('location ~ "/$" {')[2].partition("}\n    location")[0]
    headers = "".join(re.findall(r"\s+(?:add_header|default_type|gzip_static|types) .*?;?$", ours, re.MULTILINE))
    if "Content-Security-Policy" not in headers or "gzip_static" not in headers:
        raise RuntimeError("在 nginx 的配置里没有找到页面的头。")
    return f'server {{ listen 127.0.0.1:{port}; root "{folder}"; location / {{ {headers} }} }}\n'


def _in_turns(*asked: _Asked) -> list[float]:
    found: dict[_Asked, list[float]] = {each: [] for each in asked}
    for each in asked:
        # What a server reads or compiles once is not measured.
        _measured(each)
    for _ in range(ROUNDS):
        for each, rates in found.items():
            rates.append(_measured(each))
    return [statistics.median(rates) for rates in found.values()]


def _measured(asked: _Asked) -> float:
    """Requests per second of a turn before and after which the answers came from where they should; another turn is not counted."""
    for _ in range(_TURNS_AGAIN):
        end = time.monotonic() + _PATIENCE_SECONDS
        while wrong := _wrong(asked):
            if time.monotonic() > end:
                raise RuntimeError(wrong)
            time.sleep(0.5)
        rate = _rate(asked)
        wrong = _wrong(asked)
        if not wrong:
            return rate
        print(f"  重测：{wrong}", file=sys.stderr)
    raise RuntimeError(wrong)


def _wrong(asked: _Asked) -> str:
    """Why an answer does not come from where it should, or is not packed as it should be; empty where it does."""
    request = urllib.request.Request(asked.address, headers=_headers(asked))  # noqa: S310 -- our own server
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 -- the same
        told = answer.headers
    if not asked.file:
        # A page that was rendered may have a name too, but tells of no moment at which its file was made.
        return f"{asked.address} 是从文件送出的，不是现做的。" if "Last-Modified" in told else ""
    if not asked.file.exists():
        return f"{asked.address} 的文件没有了：改了程序，或者定时任务清除过。"
    if told.get("ETag") != asked.etag:
        return f"{asked.address} 不是从文件送出的：清除停了{_quiet(asked.file)}，超过 10 秒内置服务器就不用文件。"
    if told.get("Content-Encoding", "") != asked.encoding:
        return f"{asked.address} 没有按“{asked.encoding or '不压缩'}”送出。"
    return ""


def _quiet(file: Path) -> str:
    beat = next((each / "beat" for each in file.parents if (each / "beat").exists()), None)
    return f" {time.time() - beat.stat().st_mtime:.0f} 秒" if beat else "（没有定时任务）"


def _headers(asked: _Asked) -> dict[str, str]:
    return {"Accept-Encoding": asked.encoding} if asked.encoding else {}


def _rate(asked: _Asked) -> float:
    seconds = SECONDS
    while True:
        words = ["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--timeout", "60s"]
        words += [word for name, value in _headers(asked).items() for word in ("-H", f"{name}: {value}")]
        told = subprocess.run([*words, asked.address], check=True, capture_output=True, text=True).stdout  # noqa: S603 -- fixed words
        if "Non-2xx" in told or "Socket errors" in told:
            raise RuntimeError(told)
        count = re.search(r"(\d+) requests in", told)
        rate = re.search(r"Requests/sec:\s*([\d.]+)", told)
        assert count, told
        assert rate, told
        if int(count[1]) >= _FEW:
            return float(rate[1])
        if seconds >= _LONGEST:
            raise RuntimeError(f"{seconds} 秒里只答完 {count[1]} 次请求，这台机器太忙：{asked.address}")
        seconds *= 2


def _until_kept(page: str, folder: Path) -> Path:
    end = time.monotonic() + _PATIENCE_SECONDS
    file = folder / "var" / "pages" / "site" / page.split("/", 3)[3] / "index.html"
    while time.monotonic() < end:
        with urllib.request.urlopen(page, timeout=60) as answer:  # noqa: S310 -- our own server
            body: bytes = answer.read()
            named = answer.headers.get("ETag", "")
        # The worker goes through all addresses first; it would take a core from whoever is measured.
        if named and _is_filled(folder) and named == _Asked(page, "", file).etag and file.read_bytes() == body:
            return file
        time.sleep(0.5)
    raise RuntimeError(f"等了 {_PATIENCE_SECONDS} 秒，{page} 还不是从文件送出的：{(folder / 'log').read_text('utf-8')}")


def _is_filled(folder: Path) -> bool:
    with sqlite3.connect(folder / "var" / "pages" / "index.sqlite3") as index:
        row = index.execute("SELECT value FROM told WHERE name = 'filled'").fetchone()
    return bool(row and row[0])


def _size(file: Path) -> int:
    return file.stat().st_size // 1000


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
