"""Which request does a query code name?

Gives:   `of_code`: the requests that carry the digest of a code, the first of a chain first: one that was handed to another organ keeps
         its code there. Who knows the code is the applicant; no other right is asked.
"""

from __future__ import annotations

from gongkai.apps.requests.models import Request


def of_code(digest: str, organ_id: int | None = None) -> tuple[Request, ...]:
    """The requests with that digest of a code (`query_codes.REQUESTS.digest`), in one organ or all, in the order of registration."""
    if not digest:
        return ()
    found = Request.objects.select_related("organ", "person").filter(code=digest).order_by("pk")
    return tuple(found if organ_id is None else found.filter(organ_id=organ_id))


def of_origin(number: str, organ_id: int | None = None) -> tuple[Request, ...]:
    """The requests that came out of another: parts that were taken out of it, or what another organ made of it when it was handed over."""
    found = (
        Request.objects.select_related("organ", "person").filter(origin=number).order_by("pk")
        if number
        else Request.objects.none()
    )
    return tuple(found if organ_id is None else found.filter(organ_id=organ_id))
