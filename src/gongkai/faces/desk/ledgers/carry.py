"""How does a workbook that was found sound wait for the officer to confirm, without lying on any disk?

The page itself carries it, signed for this person and this organ; whatever else is sent is refused.
Takes:   bytes and the officer's seat. Gives: text for a hidden field, or nothing for a workbook too large to carry.
"""

from __future__ import annotations

import base64
import json

from django.conf import settings
from django.core import signing

HOURS = 2
_SALT = "desk.ledger"
_SHARE = 0.9
"""Of what a form may hold as text; the rest is for the other fields."""


class Lost(Exception):
    """What came back is not what the page carried, or the page was open for too long: one Chinese sentence."""


def seal(body: bytes, name: str, seat: str) -> str:
    """The workbook as text; empty where it is too large for a form."""
    carried = signing.TimestampSigner(salt=f"{_SALT}:{seat}").sign(
        base64.b64encode(json.dumps(name).encode() + b"\n" + body).decode()
    )
    return carried if len(carried) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE * _SHARE else ""


def unseal(carried: str, seat: str) -> tuple[bytes, str]:
    """The workbook and its name. Raises `Lost`."""
    try:
        told = signing.TimestampSigner(salt=f"{_SALT}:{seat}").unsign(carried, max_age=HOURS * 3600)
    except signing.SignatureExpired as old:
        raise Lost(f"检查的结果已超过 {HOURS} 小时，请重新选一次文件。") from old
    except signing.BadSignature as bad:
        raise Lost("提交的内容不完整，或者岗位换过了，请重新选一次文件。") from bad
    name, _, body = base64.b64decode(told).partition(b"\n")
    return body, str(json.loads(name))
