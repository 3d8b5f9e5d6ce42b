"""How is a list fetched from an address, without being led astray?

Takes:   an https address. Gives: bytes; `NotFetched` with one sentence.

Only https; redirects only within the same host; an address that leads into a private network only where the setting allows it.
The name is resolved once and that very address is spoken to, so that a second answer of the name server changes nothing. Bounded
in bytes and in time as a whole.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import SplitResult, urljoin, urlsplit

from gongkai.texts.provincial.read import MOST_BYTES

SECONDS = 60.0
"""For the whole of it, redirects included."""
_REDIRECTS = 5
_CHUNK = 65536
_AGENT = "gongkai-same-source"
_CARRYING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
"""Networks whose addresses end with one of IPv4: a gateway would lead there."""


class NotFetched(Exception):
    """One sentence: what could not be fetched, why, how to mend it."""


def _unwatched(size: int) -> None:
    """Nobody is looking."""


def fetch(
    address: str,
    *,
    private: bool = False,
    context: ssl.SSLContext | None = None,
    seconds: float = SECONDS,
    progress: Callable[[int], None] = _unwatched,
) -> bytes:
    """What an address holds. `private` allows addresses of the office's own network; `context` is for its own certificates.

    `progress` is told how many bytes have come, piece by piece; what it raises ends the fetching.
    """
    end = time.monotonic() + seconds
    here, first = address, ""
    for _ in range(_REDIRECTS + 1):
        parts, port = _split(here)
        if parts.scheme != "https" or not parts.hostname:
            raise NotFetched(f"网址“{here}”不是 https，不去取；请改用 https 的网址。")
        if parts.username or parts.password:
            raise NotFetched("网址里不能写用户名和密码，请改正设置。")
        first = first or parts.hostname
        if parts.hostname != first:
            raise NotFetched(f"网址转到了另一个主机“{parts.hostname}”，没有跟去；请核对后直接设置新的网址。")
        status, location, data = _once(parts.hostname, port, _path(here), private, context, end, progress)
        if status in (301, 302, 303, 307, 308) and location:
            here = _joined(here, location)
            continue
        if status != 200:
            raise NotFetched(f"对方网站答复 {status}，没有给出清单；请在浏览器里打开网址核对，稍后再比对。")
        return data
    raise NotFetched("网址反复跳转，没有取到清单；请核对网址。")


def _split(address: str) -> tuple[SplitResult, int]:
    """The parts of an address and its port. Refused: what is none, whoever wrote it."""
    try:
        parts = urlsplit(address)
        return parts, parts.port or 443
    except ValueError as error:
        raise NotFetched(f"网址“{address[:200]}”不成网址（{error}），不去取；请核对。") from error


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError as error:
        raise NotFetched(f"对方网站转到的“{location[:200]}”不成网址，没有跟去；请核对网址。") from error


def _path(address: str) -> str:
    parts = urlsplit(address)
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _once(
    host: str,
    port: int,
    path: str,
    private: bool,
    context: ssl.SSLContext | None,
    end: float,
    progress: Callable[[int], None],
) -> tuple[int, str, bytes]:
    try:
        peer = _peer(host, port, private)
        plain = socket.create_connection((peer, port), timeout=_left(end))
        with (context or ssl.create_default_context()).wrap_socket(plain, server_hostname=host) as secured:
            connection = http.client.HTTPSConnection(host, port)
            connection.sock = secured
            connection.request("GET", path, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location") or "", _read(answer, secured, end, progress)
    except ssl.SSLError as error:
        raise NotFetched(
            f"“{host}”的安全证书不能确认（{error.reason or error}），没有取清单；请与对方核对证书。"
        ) from error
    except TimeoutError as error:
        raise NotFetched(f"“{host}”在规定的时间内没有给完清单；请稍后再比对，或者下载后上传。") from error
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        raise NotFetched(f"连不上“{host}”（{error}）；请核对网址和本机的网络，稍后再比对。") from error


def _peer(host: str, port: int, private: bool) -> str:
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not private and not all(outside(each) for each in found):
        raise NotFetched(
            f"“{host}”在内部网络里，没有设置允许，不去取；确属本单位网络的，请设置 private_network = true。"
        )
    return found[0]


def outside(address: str) -> bool:
    """Whether an address lies in the open internet, also the one that another address carries within it."""
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(found, ipaddress.IPv6Address):
        if carried := found.ipv4_mapped or found.sixtofour:
            return outside(str(carried))
        if any(found in net for net in _CARRYING):
            return outside(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


def _read(
    answer: http.client.HTTPResponse, secured: ssl.SSLSocket, end: float, progress: Callable[[int], None]
) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        secured.settimeout(_left(end))
        piece = answer.read1(_CHUNK)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise NotFetched(f"清单超过{MOST_BYTES // 1_000_000}兆，没有取完；请核对网址。")
        progress(size)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
