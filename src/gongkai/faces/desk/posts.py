"""Changing the post one works in, and the page of shortcuts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.faces.desk.cases import inside
from gongkai.faces.desk.frame import open_to
from gongkai.faces.desk.gate import POST_KEY, DeskRequest, officer


@require_POST
@officer
def choose(request: DeskRequest) -> HttpResponse:
    """Work on in another of one's posts, from the first page: what was open belonged to the former."""
    wanted = request.POST.get("post", "")
    chosen = next((seat for seat in request.officer.posts if seat.key == wanted), None)
    if chosen is None:
        messages.error(request, "您今天没有这个岗位，没有更换。")
    else:
        request.session[POST_KEY] = chosen.key
        messages.success(request, f"现在是{chosen.organ_name}的{chosen.role_name}。")
    return redirect("desk:today")


@require_safe
@officer
def shortcuts(request: DeskRequest) -> HttpResponse:
    """Which keys do what, and every page that the navigation leads to."""
    context = {"areas": open_to(request.officer), "inside": [label for _, label in inside.WAYS]}
    return render(request, "desk/help.html", context)
