"""What helps a reader whose address leads nowhere?

Takes:   a request that nobody answered.
Gives:   the page for it with a search box, filled where the address holds words or a number, and with the nearest addresses: what is
         public and much like what was asked for.

Only what everybody may read is compared and led to, so that nobody learns here whether there is something that is not public: the page
for a draft and that for nothing are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.queries import Branch
from gongkai.apps.publishing import public
from gongkai.faces.look import errors, problem
from gongkai.faces.portal.disclosure.places import PARTS, part_url
from gongkai.faces.portal.site import HELP, MACHINES, TOOLS, WAYS, there

_OF_ORGAN = re.compile(r"/(?:xxgk|reports|statistics|ask|answers)/([^/]+)(?:/([^/]+)(?:/([^/]+))?)?")
_NUMBER = re.compile(r"([a-z0-9][a-z0-9-]*)-\d{4}-\d{5,}")
_HAN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9〔〕()（）]+")
_LONGEST = 200
_MOST = 5
_LIKE = 0.8


@dataclass(frozen=True, slots=True)
class Near:
    """A page that may be the one that was meant."""

    label: str
    url: str


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's door for what was not found (handler404)."""
    if request.path.startswith("/desk/") or problem.reads(request):
        return errors.not_found(request, exception)
    path = request.path[:_LONGEST]
    try:
        near = nearest(path)
    except DatabaseError:
        # The database may be what is away: the page helps without it.
        near = []
    return errors.not_found(request, exception, near=near, words=words(path))


def nearest(path: str) -> list[Near]:
    """The public pages whose addresses are most like this one, at most five, the best first."""
    found = [*_of_organ(path), *_of_site(path)]
    once = {each.url: each for each in reversed(found) if each.url != path}
    return list(reversed(once.values()))[:_MOST]


def words(path: str) -> str:
    """What of an address one can search for: an index number, else its Chinese words."""
    plain = unquote(path)
    if number := _NUMBER.search(plain):
        return number[0]
    return " ".join(_HAN.findall(plain))[:60]


def _of_site(path: str) -> list[Near]:
    ways = {way.url: way for way in (*WAYS, *TOOLS, *HELP, *MACHINES) if way.url != "/" and there(way.url)}
    first = "/" + path.strip("/").partition("/")[0] + "/"
    like = [*get_close_matches(path, ways, 2, _LIKE), *get_close_matches(first, ways, 2, _LIKE)]
    return [Near(ways[url].label, url) for url in dict.fromkeys(like)]


def _of_organ(path: str) -> list[Near]:
    asked = _OF_ORGAN.match(path)
    if asked is None:
        return []
    tree = {each.organ.code: each for each in organs.tree(timezone.localdate())}
    found = [*_of_number(asked[3] or "", tree)] if asked[2] == "items" else []
    code = asked[1].lower()
    if code not in tree:
        like = get_close_matches(code, tree, 3, _LIKE) or [each for each in tree if tree[each].name == asked[1]]
        return [*found, *(_column(tree[each]) for each in like)]
    branch = tree[code]
    parts = [
        Near(f"{branch.name}：{part.label}", part_url(part, code))
        for part in PARTS
        if asked[2] in (part.address, "columns") or (asked[2] == "items" and part.address in ("items", "apply"))
    ]
    return [*found, *parts, _column(branch)]


def _of_number(number: str, tree: dict[str, Branch]) -> list[Near]:
    """The item of that index number under the organ whose code it begins with, if everybody may read it."""
    told = _NUMBER.fullmatch(number.lower())
    if told is None or told[1] not in tree:
        return []
    code = told[1]
    link = public.pages(tree[code].organ.pk, code, [told[0]]).get(told[0])
    if link is None:
        return []
    return [Near(link.title, reverse("portal:disclosure:item", args=[code, link.number]))]


def _column(branch: Branch) -> Near:
    return Near(f"{branch.name}：政府信息公开专栏", reverse("portal:disclosure:organ", args=[branch.organ.code]))
