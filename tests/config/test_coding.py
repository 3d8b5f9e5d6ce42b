"""A request whose words are said to be in another coding is refused in words, before anything reads it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest

from gongkai.config.coding import Environ, Headers, Start, only_ours

FORM = b'--X\r\nContent-Disposition: form-data; name="number"\r\n\r\n\\ud800\r\n--X--\r\n'
# Halves of characters, bytes for letters, one that always fails, no codec for text: each of them once failed inside Django.
CODINGS = (
    "unicode_escape",
    "raw_unicode_escape",
    "rot13",
    "base64",
    "undefined",
    "idna",
    "punycode",
    "utf-7",
    "utf-16",
)


def _reader(environ: Environ, start: Start) -> Iterable[bytes]:
    """What every page does with a form."""
    request = WSGIRequest(environ)
    start("200 OK", [])
    return [f"{request.GET.get('key')}|{request.POST.get('number')}".encode()]


def asked(kind: str) -> tuple[int, str]:
    heard: list[int] = []

    def start(status: str, headers: Headers) -> None:
        heard.append(int(status[:3]))

    environ: Environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/progress/",
        "QUERY_STRING": "key=%5Cud800",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(FORM)),
        "wsgi.input": BytesIO(FORM),
    }
    said = b"".join(only_ours(_reader)(environ, start)).decode()
    return heard[-1], said


@pytest.mark.parametrize(
    "told", [f'CHARSET="{coding}"' for coding in CODINGS] + ["charset*=no-such''x", "charset*=rot13''rot13"]
)
def test_words_in_another_coding_are_refused(told: str) -> None:
    status, said = asked(f"multipart/form-data; boundary=X; {told}")
    assert status == 400
    assert "UTF-8" in said


@pytest.mark.parametrize("told", ["", *(f"; charset={name}" for name in ("UTF8", "us-ascii", "no-such", "%"))])
def test_words_in_ours_or_in_none_that_there_is_are_read(told: str) -> None:
    assert asked(f"multipart/form-data; boundary=X{told}") == (200, "\\ud800|\\ud800")
