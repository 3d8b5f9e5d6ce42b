"""A folder of kept pages of one's own, empty at the start of a test; an installation without a domain unless told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from gongkai.apps.pages import actions, rendering
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


def kept(*paths: str) -> None:
    """These pages are rendered and kept. A second later than now: none is made in the second in which the test, before it came here,
    had others thrown away; today still, for a page of yesterday would not be kept.
    """
    pages = [page for _, page in rendering.rendered(paths) if page is not None]
    now = timezone.now()
    later = now + timedelta(seconds=1)
    at = later if timezone.localdate(later) == timezone.localdate(now) else now
    assert actions.keep(pages, at, 5) == list(paths)


def _forget() -> None:
    kept_headers.standard.cache_clear()
    rendering._handler.cache_clear()
