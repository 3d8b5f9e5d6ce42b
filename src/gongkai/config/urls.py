"""The addresses of the whole site. An address that was once published stays; a test lists every one with its answers."""

from __future__ import annotations

from django.urls import include, path

from gongkai.config import health

urlpatterns = [
    path("healthz", health.healthz, name="health"),
    path("desk/", include("gongkai.faces.desk.account_urls")),
    path("desk/", include("gongkai.faces.desk.urls")),
    path("api/", include("gongkai.faces.api.urls")),
    path("", include("gongkai.faces.portal.urls")),
]

handler400 = "gongkai.faces.look.errors.bad_request"
handler403 = "gongkai.faces.look.errors.denied"
handler404 = "gongkai.faces.portal.lost.not_found"
handler500 = "gongkai.faces.desk.kept.server_error"
