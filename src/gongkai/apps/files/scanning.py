"""Ask a virus scanner (clamd) about a file, where the office runs one. Off unless `GONGKAI_CLAMD` names it.

Refused (`NotStored`): what the scanner finds; and everything while it does not answer, for an office that runs one relies on it.
"""

from __future__ import annotations

import socket
import struct

from django.conf import settings

from gongkai.apps.files.refusal import NotStored

_PATIENCE_SECONDS = 30
_PIECE = 64 * 1024


def scan(data: bytes) -> None:
    """Pass the bytes by the scanner, if there is one. Refused as the module says."""
    address = settings.CLAMD
    if not address:
        return
    try:
        answer = _ask(address, data)
    except (OSError, ValueError) as error:
        raise NotStored("病毒扫描服务没有应答，暂不能上传；请稍后再试，或者请系统管理员检查扫描服务。") from error
    if answer.endswith("FOUND"):
        named = answer.removeprefix("stream:").removesuffix("FOUND").strip()
        raise NotStored(f"病毒扫描发现恶意代码（{named[:60]}），文件没有保存；请用杀毒软件检查您的电脑。")
    if not answer.endswith("OK"):
        raise NotStored("病毒扫描服务没有给出结论，暂不能上传；请稍后再试，或者请系统管理员检查扫描服务。")


def _ask(address: str, data: bytes) -> str:
    """clamd's INSTREAM: pieces with their lengths, then a length of nought; its answer is one line."""
    with _connected(address) as channel:
        channel.sendall(b"zINSTREAM\x00")
        for at in range(0, len(data), _PIECE):
            piece = data[at : at + _PIECE]
            channel.sendall(struct.pack("!I", len(piece)) + piece)
        channel.sendall(struct.pack("!I", 0))
        pieces = []
        while piece := channel.recv(4096):
            pieces.append(piece)
    return b"".join(pieces).decode("utf-8", "replace").strip("\x00\r\n ")


def _connected(address: str) -> socket.socket:
    if address.startswith("unix:"):
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        channel.settimeout(_PATIENCE_SECONDS)
        channel.connect(address.removeprefix("unix:"))
        return channel
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), _PATIENCE_SECONDS)
