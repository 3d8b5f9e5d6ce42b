"""What sorts of cases does the desk handle? One row each; pages and forms are the same for all.

Gives:   `REQUESTS`, `REMEDIES`; a case as every page takes it (`Seen`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse

from gongkai.apps import casebook, rules
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests import actions as request_actions
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Light, Line
from gongkai.law.casework import CaseAct, Option, RemedyCase, RequestCase
from gongkai.law.casework import request as request_casework
from gongkai.law.procedures import REQUEST, Procedure
from gongkai.law.procedures.fields import Form
from gongkai.law.procedures.request_forms import REQUEST_FORMS

Case = RequestCase | RemedyCase


@dataclass(frozen=True, slots=True)
class Seen:
    """One case as its reader sees it today. `row` is the app's own row of it."""

    row: Any
    case: Case
    light: Light
    lines: Sequence[Line]
    options: Sequence[Option]
    sealed: int
    shredded: int
    writable: bool


@dataclass(frozen=True, slots=True)
class Room:
    """A sort of case. `forward` are the acts that lead on, most urgent first: what the page offers as the next step."""

    key: str
    noun: str
    title: str
    new: str
    empty: str
    procedure: Procedure
    forms: Mapping[str, Form]
    openings: frozenset[str]
    forward: tuple[str, ...]
    row_template: str
    see: Callable[[Actor, int, date], Seen]
    act: Callable[..., Any]
    personal: Callable[[Actor, int, str, datetime], Mapping[int, Mapping[str, str]]]
    attempt: Callable[..., Case]

    @property
    def space(self) -> str:
        return f"desk:{self.key}"

    def url(self, name: str, *args: object) -> str:
        """An address of this room: list, new, case, act, personal."""
        return reverse(f"{self.space}:{name}", args=args)

    def fetch(self, actor: Actor, pk: int, today: date) -> Seen:
        """The case. Another organ's, or none: 404, so that nothing tells whether it exists."""
        try:
            return self.see(actor, pk, today)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    def entries(self, pk: int) -> list[Entry]:
        """The journal's entries of a case that was fetched."""
        return journal.entries(self.procedure.key, pk)

    def tried(self, entered: Sequence[Entry], new: CaseAct, today: date) -> Case:
        """The case with one more act; nothing is saved. Refused with `law.casework.Refusal`."""
        return self.attempt(casebook.story(entered).acts, new, today, rules.calendar(), rules.settings())


def _request(actor: Actor, pk: int, today: date) -> Seen:
    view = requests.case(actor, pk, today)
    return Seen(
        view.request, view.case, view.light, view.lines, view.options, view.sealed, view.shredded, view.writable
    )


REQUESTS = Room(
    key="request",
    noun="申请",
    title="申请",
    new="登记申请",
    empty="收到申请后，在这里登记。",
    procedure=REQUEST,
    forms=REQUEST_FORMS,
    openings=frozenset({"register", "log_arrival"}),
    forward=(
        "approve_extension",
        "notify_extension",
        "confirm",
        "receive_correction",
        "pay_fee",
        "propose",
        "review",
        "sign",
        "serve",
        "archive",
    ),
    row_template="desk/cases/request_row.html",
    see=_request,
    act=request_actions.act,
    personal=requests.personal,
    attempt=request_casework.attempt,
)
