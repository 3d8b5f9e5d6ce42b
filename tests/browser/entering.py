"""Sitting down at the desk in a browser without typing a password: the log-in has tests of its own."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.faces.desk.world import Office


def enter(page: Page, where: Office, role: str) -> None:
    """From here on the page is that of the person of a role."""
    client = Client()
    client.force_login(where.people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    address = page.evaluate("location.origin") if page.url.startswith("http") else _root(page)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def _root(page: Page) -> str:
    page.goto("/")
    root: str = page.evaluate("location.origin")
    return root
