"""Who signs, leads or administers needs more than a password (GONGKAI_REQUIRE_MFA)."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils import timezone

from gongkai.apps.people import queries as people
from gongkai.apps.people.models import Role

Handler = Callable[[HttpRequest], HttpResponse]

ROLES = frozenset({Role.HEAD.value, Role.LEADER.value, Role.ADMIN.value})
# What leads to a second factor, and out: everything else at the desk waits until there is one.
_OPEN = frozenset(
    {
        *("account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password"),
        *("mfa_activate_totp", "mfa_totp_qr", "mfa_authenticate", "mfa_reauthenticate"),
    }
)


def require_second_factor(following: Handler) -> Handler:
    """Send such a person to set one up before anything else at the desk."""

    def handle(request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_MFA and request.path.startswith("/desk/") and _lacking(request):
            messages.warning(request, "您的职务要求登录时再用动态验证码。请先按本页设置，设好后即可办理。")
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return following(request)

    return handle


def _lacking(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or resolve(request.path).view_name in _OPEN:
        return False
    person = request.user
    if Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).exists():
        return False
    return any(post.role in ROLES for post in people.posts(person, timezone.localdate()))
