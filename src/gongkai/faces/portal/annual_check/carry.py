"""How does a result page give its result back for an export, when nothing is kept on the server?

It carries the packed examination in a hidden field, signed and dated. A field that was changed, or is older than
`HOURS`, is refused; a result larger than `MAX_CHARACTERS` is not carried, and the page says so.
"""

from __future__ import annotations

import base64
import binascii
from datetime import timedelta

from django.core import signing

from gongkai.apps.reporting.examination import BadPack, Examination, pack, unpack

HOURS = 24
MAX_CHARACTERS = 1_500_000
"""Below the limit for pasted text (GONGKAI_TEXT_MB, 2 MB), which the hidden field shares."""

_signer = signing.TimestampSigner(salt="gongkai.annual_check.carry")


class Spoiled(Exception):
    """The field was changed on the way, cut off, or is none of ours."""


class TooOld(Exception):
    """The field is ours and older than HOURS."""


def seal(examination: Examination) -> str:
    """The field's value; empty when the result is too large to be carried."""
    text = base64.urlsafe_b64encode(pack(examination)).decode("ascii")
    return _signer.sign(text) if len(text) <= MAX_CHARACTERS else ""


def unseal(value: str) -> Examination:
    """The examination that `seal` was given. `TooOld` or `Spoiled` otherwise."""
    try:
        text = _signer.unsign(value, max_age=timedelta(hours=HOURS))
        return unpack(base64.urlsafe_b64decode(text))
    except signing.SignatureExpired as error:
        raise TooOld from error
    except (signing.BadSignature, binascii.Error, BadPack) as error:
        raise Spoiled from error
