"""How does the library that logs people in behave here? What allauth and axes are told beyond their settings."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.apps.journal import vault
from gongkai.apps.people import actions as people
from gongkai.apps.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Logins are made by `people.actions`, and so is a changed password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Person, password: str) -> None:
        people.set_own_password(user, password, timezone.now())


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secret of a second factor as personal data is kept: a stolen database alone gives no codes."""

    def get_totp_label(self, user: Person) -> str:
        return user.username

    def get_totp_issuer(self) -> str:
        return str(settings.SITE["name"])

    def encrypt(self, text: str) -> str:
        return vault.guarded(text)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.revealed(encrypted_text)


@never_cache
@require_safe
def qr_code(request: HttpRequest) -> HttpResponse:
    """The secret that is being set up, as a picture of its own: the strict policy allows none inside the page."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not request.user.is_authenticated or not secret:
        raise Http404
    adapter = SecondFactorAdapter(request)
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(svg, content_type="image/svg+xml")


def typed_login(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """The login as it was meant, so that capitals, full-width letters and blanks give no further attempts."""
    given = credentials or (request.POST if request is not None else {})
    raw = given.get("username") or given.get("login") or ""
    return unicodedata.normalize("NFKC", str(raw)).strip().lower()


def locked_out(
    request: HttpRequest, original: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """Too many wrong passwords: the page that says so and for how long, with what HTTP has for it."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    told = {"minutes": minutes, "cooloff_timedelta": settings.AXES_COOLOFF_TIME}
    response = render(request, "account/lockout.html", told, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    response.headers["Cache-Control"] = "no-store"
    return response
