"""A folder of kept pages of one's own, empty at the start of a test; an installation without a domain unless told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from gongkai.apps.pages import rendering
from gongkai.config import kept_headers


@contextmanager
def own_pages(folder: Path, domain: str = "") -> Iterator[Path]:
    """The folder of the pages, below a data folder of one's own."""
    with with_settings(DATA=folder, SITE={**settings.SITE, "domain": domain}):
        yield folder / "pages"


@contextmanager
def with_settings(**changed: object) -> Iterator[None]:
    """Other settings, as a server that is started with them has them: what was made by the former ones is forgotten."""
    with override_settings(**changed):
        _forget()
        try:
            yield
        finally:
            _forget()


def _forget() -> None:
    kept_headers.standard.cache_clear()
    rendering._handler.cache_clear()
