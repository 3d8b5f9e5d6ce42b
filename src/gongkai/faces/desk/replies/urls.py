"""Addresses of the letters of one case, below /desk/requests/ and /desk/records/."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai.faces.desk.replies import letters


def of(sort: str) -> list[URLPattern]:
    """Those of one sort of case, by the key of its room."""
    told = {"of": sort}
    return [
        path("<int:pk>/letters/", letters.letters, told, name="letters"),
        path("<int:pk>/letters/<int:entry>/draft/", letters.draft, told, name="letter_draft"),
        path("<int:pk>/letters/<int:entry>/issue/", letters.issue, told, name="letter_issue"),
        path("<int:pk>/letters/made/<int:letter>/", letters.opened, told, name="letter_open"),
        path("<int:pk>/letters/made/<int:letter>/signed/", letters.signed, told, name="letter_signed"),
        path("<int:pk>/letters/made/<int:letter>/withdraw/", letters.withdraw, told, name="letter_withdraw"),
    ]
