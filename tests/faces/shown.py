"""What does a page say, and how many queries did it cost?"""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser


def words_of(content: bytes) -> str:
    """The words of a page, as they stand in it."""
    body = LexborHTMLParser(content).body
    return body.text() if body else ""


def queries_of(client: Client, path: str) -> int:
    """How many queries a page costs that was asked for once before."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
