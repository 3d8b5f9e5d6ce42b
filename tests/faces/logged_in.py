"""A browser of somebody who has logged in: the session that the log-in leaves behind, without the log-in.

The log-in itself, with all that hears of it, is tested in desk/test_login.py; here it would be half of many a test.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from gongkai.apps.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def logged_in(person: Person, **client: Any) -> Client:
    """`client` is told to Django's test client."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    browser = Client(**client)
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return browser
