"""Addresses of the letters of one request, below /desk/requests/."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai.faces.desk.replies import letters

LETTERS: list[URLPattern] = [
    path("<int:pk>/letters/", letters.letters, name="letters"),
    path("<int:pk>/letters/<int:entry>/draft/", letters.draft, name="letter_draft"),
    path("<int:pk>/letters/<int:entry>/issue/", letters.issue, name="letter_issue"),
    path("<int:pk>/letters/made/<int:letter>/", letters.opened, name="letter_open"),
    path("<int:pk>/letters/made/<int:letter>/signed/", letters.signed, name="letter_signed"),
    path("<int:pk>/letters/made/<int:letter>/withdraw/", letters.withdraw, name="letter_withdraw"),
]
