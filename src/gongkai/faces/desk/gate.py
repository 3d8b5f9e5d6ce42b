"""Who sits at the desk, and in which post? Every view of the desk below /desk/ is wrapped by `officer`.

Gives:   a request with `officer`: the person, the post that was chosen, and the day, read here and nowhere below.

Not logged in leads to the log-in and back. A post that ended since the last click is left for another one at once; a
person without any post today is told so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Person
from gongkai.apps.people.rights import ROLE_NAMES, Forbidden
from gongkai.faces.desk import kept

POST_KEY = "desk_post"
"""Where the session keeps the chosen post."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as the menu shows it; `key` names it in forms and in the session."""

    organ_id: int
    organ_name: str
    role: str

    @property
    def key(self) -> str:
        return f"{self.organ_id}:{self.role}"

    @property
    def role_name(self) -> str:
        return ROLE_NAMES[self.role]


@dataclass(frozen=True, slots=True)
class Officer:
    """A person in one of their posts, at one moment."""

    actor: Actor
    seat: Seat
    posts: tuple[Seat, ...]
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def key(self) -> str:
        return self.seat.key

    @property
    def organ_name(self) -> str:
        return self.seat.organ_name

    @property
    def role_name(self) -> str:
        return self.seat.role_name


class DeskRequest(HttpRequest):
    """What views of the desk take: a request of an officer."""

    officer: Officer


View = Callable[..., HttpResponse]


def officer(view: View) -> View:
    """Wrap a view of the desk."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        return _enter(request, view, *args, **named)

    return entered


def _enter(request: HttpRequest, view: View, *args: Any, **named: Any) -> HttpResponse:
    if not request.user.is_authenticated:
        # A form that was sent after the session ended is given back, for nothing typed may be lost.
        if request.method == "POST" and kept.typed(request):
            return kept.give_back(request, 401)
        return redirect_to_login(request.get_full_path())
    found = seated(request, timezone.now())
    if found is None:
        return render(request, "desk/no_post.html", status=403)
    _say_if_another(request, found)
    desk_request = cast(DeskRequest, request)
    desk_request.officer = found
    reads = request.method in ("GET", "HEAD")
    try:
        # Only where nothing is done: an act may move organs.
        with organs.asked_once() if reads else nullcontext():
            return view(desk_request, *args, **named)
    except Forbidden as refusal:
        return render(request, "desk/forbidden.html", {"refusal": refusal}, status=403)


def _say_if_another(request: HttpRequest, found: Officer) -> None:
    """A post that ended is left aloud, not silently."""
    chosen = request.session.get(POST_KEY)
    if chosen is not None and chosen != found.key:
        request.session[POST_KEY] = found.key
        messages.warning(request, f"您原来的岗位任职已经结束，现在是{found.organ_name}的{found.role_name}。")


def seated(request: HttpRequest, now: datetime) -> Officer | None:
    """The officer that the session says, in a post held today; None without any."""
    person = cast(Person, request.user)
    held = people.posts(person, timezone.localdate(now))
    if not held:
        return None
    names = organs.short_names({post.organ_id for post in held}, timezone.localdate(now))
    posts = tuple(Seat(post.organ_id, names.get(post.organ_id, post.organ.code), post.role) for post in held)
    chosen = request.session.get(POST_KEY)
    seat = next((each for each in posts if each.key == chosen), posts[0])
    return Officer(Actor(str(person.pk), person.name, seat.organ_id, seat.role), seat, posts, now)
